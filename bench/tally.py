"""How long the tally takes: python -m bench.tally [--voters 90000] [--projects 160] [--full]

The largest published election under each rule, beside pabutools in the same run where it has the rule; and an invented vote of a
large city. Seconds are those of the processor. Completed by adding one, pabutools would take minutes: two of its runs are measured
and multiplied by the steps ("about"), or with --full it really goes through all of them.
"""

import argparse
import random
import time
from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec

from tests.programs import SHARED

from isegoria.components.budgets.tally import RULES, Ballot, Election, Project, pabulib, tally

LIMIT = 60  # seconds for equal shares with Add1 on 90,000 ballots and 160 projects: seconds, not minutes (issue 6)


@dataclass
class Taken:
    """Seconds of ours and of pabutools (`about`, when reckoned from one step)."""

    election: str
    ballots: int
    rule: str
    ours: float
    theirs: float | None = None
    about: bool = False

    @property
    def ratio(self):
        return self.ours / self.theirs if self.theirs else None


def largest():
    """The published election with the most to read."""
    files = sorted((SHARED / 'pabulib').glob('*.pb'), key=lambda path: path.stat().st_size)
    return files[-1] if files else None


def large_city(voters, projects, seed=1) -> Election:
    """Popular and unpopular projects, cheap and dear ones; ballots of one to ten, hardly two of them the same."""
    made = random.Random(seed)
    names = [f'p{number}' for number in range(projects)]
    listed = [Project(name, made.randrange(20_000, 1_000_001, 1_000)) for name in names]
    weights = [1 / (rank + 5) ** 0.6 for rank in range(projects)]
    made.shuffle(weights)
    ballots = (Ballot.approving(set(made.choices(names, weights, k=made.randint(1, 10)))) for _voter in range(voters))
    return Election.of('approval', 10_000_000, listed, ballots)


def seconds(work):
    begun = time.process_time()
    answer = work()
    return time.process_time() - begun, answer


def beside_pabutools(path, full):
    """Each rule on one file."""
    election = pabulib.read(path).election
    if find_spec('pabutools'):
        from isegoria.components.budgets.academy import Academy

        academy = Academy(path)
    else:
        academy = None
    for rule in RULES:
        if rule != 'greedy-threshold' or election.threshold is not None:
            taken, result = seconds(lambda rule=rule: tally(election, rule))
            theirs, about = their_seconds(academy, rule, result, full) if academy else (None, False)
            yield Taken(path.stem, election.voters, rule, taken, theirs, about)


def their_seconds(academy, rule, result, full):
    """What pabutools takes for a rule, and whether that is reckoned; nothing, when it has no such rule."""
    by_cost = not rule.startswith('equalshares-count')
    work = {
        'greedy': academy.greedy,
        'greedy-per-cost': academy.greedy_per_cost,
        'equalshares': lambda: academy.shares(True),
        'equalshares-count': lambda: academy.shares(False),
        'phragmen': academy.phragmen,
    }
    if rule in work:
        return seconds(work[rule])[0], False
    if not rule.endswith('/add1'):
        return None, False
    if full:
        return seconds(lambda: academy.shares_add_one(by_cost))[0], False
    fair = Fraction(result.share - result.raised_by)
    both = (seconds(lambda share=share: academy.shares(by_cost, share))[0] for share in (fair, result.share))
    return sum(both) / 2 * (result.raised_by + 2), True


def measured(voters, projects, full):
    path = largest()
    if path:
        yield from beside_pabutools(path, full)
    election = large_city(voters, projects)
    for rule in ('greedy', 'equalshares', 'equalshares/add1', 'phragmen'):
        yield Taken(f'invented, {projects} projects', voters, rule, seconds(lambda rule=rule: tally(election, rule))[0])


def results(voters=90_000, projects=160):
    """The same as rows of `make bench`; the ratio is ours to pabutools."""
    from bench.results import Result

    for one in measured(voters, projects, full=False):
        target = LIMIT if one.rule == 'equalshares/add1' else None
        met = None if target is None else one.ours <= target
        name = f'tally: {one.rule}, {one.election}' + (' (pabutools reckoned from one step)' if one.about else '')
        yield Result(name, '', one.ballots, 1, one.ours, 's', one.ratio, target, met)


def main():
    parser = argparse.ArgumentParser(prog='bench.tally', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--voters', type=int, default=90_000)
    parser.add_argument('--projects', type=int, default=160)
    parser.add_argument('--full', action='store_true')
    asked = parser.parse_args()
    print('| Election | Ballots | Rule | Seconds | pabutools | Ours to theirs |\n|' + ' --- |' * 6)
    for one in measured(asked.voters, asked.projects, asked.full):
        theirs = f'{"about " if one.about else ""}{one.theirs:.2f}' if one.theirs else ''
        ratio = f'{one.ratio:.3f}' if one.ratio else ''
        print(f'| {one.election} | {one.ballots:,} | {one.rule} | {one.ours:.2f} | {theirs} | {ratio} |', flush=True)


if __name__ == '__main__':
    main()
