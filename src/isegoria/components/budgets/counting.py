"""Counting: a budget's ballots as an election, and what is kept of its outcome."""

from fractions import Fraction

from persistent import Persistent

from isegoria import clock, outbox
from isegoria.components.budgets.settings import APPROVAL, CUMULATIVE, KNAPSACK, RANKING
from isegoria.components.budgets.tally import Ballot, Election, VoteType
from isegoria.components.budgets.tally import Project as Candidate
from isegoria.components.budgets.tally import tally as counted_by
from isegoria.components.budgets.tally.greedy import VARIANTS, Greedy
from isegoria.components.budgets.tally.model import Exact

VOTE_TYPES = {
    KNAPSACK: VoteType.APPROVAL,
    APPROVAL: VoteType.APPROVAL,
    CUMULATIVE: VoteType.CUMULATIVE,
    RANKING: VoteType.ORDINAL,
}
FEWEST_BALLOTS = 10  # below this, ballots are not published one by one


class Outcome(Persistent):
    """What a rule decided. Projects are ids; `reasons` are the tally's answers by project, `rounds` its steps as plain rows."""

    def __init__(self, rule, **about):
        self.rule, self.counted = rule, clock.microseconds()
        for name, value in about.items():
            setattr(self, name, value)


def money(cents: int) -> Fraction:
    """An amount as the tally and the files write it: in whole units of the currency."""
    return Fraction(cents, 100)


def cents(amount) -> int:
    return round(Fraction(amount) * 100)


def election(budget, rule: str) -> Election:
    """All that a rule may look at: money, prices, ballots, and the conditions that it asks about."""
    projects = budget.projects()
    codes = {project.id: project.code for project in projects}
    kind = budget.ballot_kind
    ballots = (
        as_ballot(kind, [(codes[number], points) for number, points in lines if number in codes]) for lines in budget.urn.ballots
    )
    candidates = [Candidate(project.code, money(project.amount)) for project in projects]
    if budget.imported is not None:
        return Election.of(budget.imported.vote_type, money(budget.total), candidates, ballots, **budget.imported.more)
    return Election.of(VOTE_TYPES[kind], money(budget.total), candidates, ballots, **conditions(budget, rule))


def conditions(budget, rule: str) -> dict:
    """What a rule asks beside money and votes, and no more: who reads the file of ballots would take the rest for meant."""
    variant, setting = VARIANTS.get(rule, Greedy()), budget.component.setting
    least = setting('tally_least')
    # Who chose the rule that is named after the threshold, and none, wants none; who chose another was not asked.
    told = variant.threshold and (least or rule == setting('tally_rule') == 'greedy-threshold')
    return {
        'threshold': least if told else None,
        'exclusive': alternatives(budget.projects()) if variant.exclusive else frozenset(),
        'first_place': len(budget.projects()) if budget.ballot_kind == RANKING else None,  # told, so that others count the same
    }


def alternatives(projects) -> frozenset[frozenset[str]]:
    """The codes of projects that exclude each other: those that name the same group."""
    groups: dict[str, set[str]] = {}
    for project in projects:
        if project.alternative:
            groups.setdefault(project.alternative.casefold(), set()).add(project.code)
    return frozenset(frozenset(codes) for codes in groups.values() if len(codes) > 1)


def as_ballot(kind, lines) -> Ballot:
    if kind == CUMULATIVE:
        return Ballot.giving(dict(lines))
    return Ballot.ranking(code for code, _points in lines) if kind == RANKING else Ballot.approving(code for code, _points in lines)


def count(budget, rule: str) -> Outcome:
    """The outcome of a budget under a rule, with the reason for every project."""
    held = election(budget, rule)
    result = counted_by(held, rule)
    by_code = {project.code: project.id for project in budget.projects()}
    votes: dict[int, int] = dict.fromkeys(by_code.values(), 0)
    scores: dict[int, Exact] = dict.fromkeys(by_code.values(), 0)
    for ballot, times in held.ballots:
        for code, points in held.strengths(ballot).items():
            votes[by_code[code]] += times
            scores[by_code[code]] += points * times
    return Outcome(
        rule,
        winners=tuple(by_code[code] for code in result.winners),
        votes=votes,
        scores=scores,
        ballots=held.voters,
        served=result.coverage.with_a_project,
        spent=cents(result.spent),
        reasons={by_code[code]: result.why(code) for code in by_code},
        rounds=tuple(rounds(result, by_code)),
        share=getattr(result, 'share', None),
        raised_by=getattr(result, 'raised_by', 0),
        comparison=getattr(result, 'comparison', None),
    )


def rounds(result, by_code):
    """Each step as {project, cost, left, [price], [voters], [at], verdict}, whatever the rule."""
    if hasattr(result, 'turns'):
        yield from turns(result, by_code)
        return
    left = result.election.budget
    for one in result.rounds:
        left -= one.cost
        yield {
            'project': by_code[one.project],
            'cost': cents(one.cost),
            'left': cents(left),
            'voters': one.supporters,
            'price': getattr(one, 'price', None),
            'at': getattr(one, 'at', None),
            'verdict': 'funded',
        }
    if getattr(result, 'completion', None) is not None:
        yield from (row for row in turns(result.completion, by_code) if row['verdict'] == 'funded')


def turns(result, by_code):
    for turn in result.turns:
        funded = str(turn.verdict) == 'funded'
        yield {
            'project': by_code[turn.project],
            'cost': cents(turn.cost),
            'left': cents(turn.left - turn.cost if funded else turn.left),
            'score': turn.score,
            'verdict': str(turn.verdict),
        }


def tell_winners(budget):
    """Mark what won, so that lists and pages say it."""
    winners = set(budget.outcome.winners)
    for project in budget.projects():
        project.select(project.id in winners)
        outbox.changed(project)
    outbox.changed(budget)
