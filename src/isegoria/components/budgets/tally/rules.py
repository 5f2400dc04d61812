"""The rules by name. Names are those of Pabulib where it has one; docs/tally.md says what each of them does."""

from collections.abc import Callable
from functools import partial

from isegoria.components.budgets.tally.equal_shares import Shares, equal_shares
from isegoria.components.budgets.tally.greedy import VARIANTS, greedy
from isegoria.components.budgets.tally.model import Election
from isegoria.components.budgets.tally.outcome import Tally
from isegoria.components.budgets.tally.phragmen import phragmen


class Undecidable(ValueError):
    """The rule is not one of ours, or the election does not say what the rule needs."""


def shares_by_name():
    """`equalshares`, by cost or by `-count`; completed by `/add1` or `/add1u`; with or without `-comparison`."""
    completions = {'': {}, '/add1': {'add_one': True}, '/add1u': {'add_one': True, 'utilitarian': True}}
    return {
        f'equalshares{utility}{completion}{comparison}': Shares(not utility, comparison=bool(comparison), **completions[completion])
        for utility in ('', '-count')
        for completion in completions
        for comparison in ('', '-comparison')
    }


RULES: dict[str, Callable[..., Tally]] = {
    **{name: partial(greedy, variant=variant) for name, variant in VARIANTS.items()},
    **{name: partial(equal_shares, variant=variant) for name, variant in shares_by_name().items()},
    'phragmen': phragmen,
}


def tally(election: Election, rule: str) -> Tally:
    """Who wins under a rule, and why."""
    if rule not in RULES:
        raise Undecidable(f'there is no rule called {rule!r} here; there are {", ".join(RULES)}')
    if rule == 'greedy-threshold' and election.threshold is None:
        raise Undecidable('greedy-threshold needs a threshold (min_project_score_threshold), and the election states none')
    return RULES[rule](rule, election)
