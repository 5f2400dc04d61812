"""Who supports what, and how strongly: the ballots, sorted by project.

Projects are kept in the published order that decides every tie, so that "the earlier one" is always the one that wins it:
the cheaper first, then the one that more voters support, then the id, sign by sign.
"""

from collections import defaultdict
from fractions import Fraction
from math import lcm
from operator import itemgetter
from typing import NamedTuple

from isegoria.components.budgets.tally.model import Election, exact


class Bundle(NamedTuple):
    """Ballots that support one project equally strongly and that equally many voters cast each."""

    strength: int
    times: int
    ballots: tuple[int, ...]
    pick: object  # takes the entries of these ballots out of a list, all at once

    @property
    def voters(self):
        return self.times * len(self.ballots)


def picker(ballots):
    if len(ballots) == 1:
        only = ballots[0]
        return lambda entries: (entries[only],)
    return itemgetter(*ballots)


class Supporters:
    """The ballots by project: `projects`, `voters`, `scores`, `bundles` have one entry per project, in the order of ties.

    With `equally`, a ballot supports each project that it names with the same strength.
    Strengths are whole numbers here: `unit` of them are one point of the ballots.
    """

    def __init__(self, election: Election, equally=False):
        self.election = election
        strengths = [(election.strengths(ballot), count) for ballot, count in election.ballots]
        if equally:
            strengths = [(dict.fromkeys(given, 1), count) for given, count in strengths]
        named = {project.id: 0 for project in election.projects}
        for given, count in strengths:
            for project in given:
                named[project] += count
        self.projects = sorted(election.projects, key=lambda one: (one.cost, -named[one.id], one.id))
        self.voters = [named[project.id] for project in self.projects]
        self.unit = lcm(*{Fraction(points).denominator for given, _ in strengths for points in set(given.values())})
        self.bundles = self.bundled(strengths)
        self.scores = [
            exact(Fraction(sum(bundle.strength * bundle.voters for bundle in bundles), self.unit)) for bundles in self.bundles
        ]

    def bundled(self, strengths):
        ballots = {project.id: defaultdict(list) for project in self.projects}
        for number, (given, count) in enumerate(strengths):
            for project, points in given.items():
                ballots[project][int(points * self.unit), count].append(number)
        return [
            [Bundle(*kind, tuple(numbers), picker(numbers)) for kind, numbers in sorted(ballots[project.id].items())]
            for project in self.projects
        ]

    @property
    def supported(self) -> list[int]:
        """The places of the projects that at least one voter supports; nothing else is ever funded."""
        return [place for place, voters in enumerate(self.voters) if voters]

    def strength_of_all(self, place: int) -> int:
        return sum(bundle.strength * bundle.voters for bundle in self.bundles[place])
