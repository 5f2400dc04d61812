"""Sequential Phragmen: every voter receives money at the same pace, and each group buys a project as soon as it can pay it.

A purchase takes from its supporters all that they have saved. The counting ends with the first project that would cost more than is
left of the budget. Points and ranks are read as approvals: whom a ballot names counts, not how strongly.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from heapq import heapify, heappop, heappush

from isegoria.components.budgets.tally.model import Election, Exact, exact
from isegoria.components.budgets.tally.outcome import Tally
from isegoria.components.budgets.tally.purses import Paid
from isegoria.components.budgets.tally.reasons import BoughtInTime, DearerThanTheBudget, NobodyChose, StoppedBefore
from isegoria.components.budgets.tally.supporters import Supporters


@dataclass(frozen=True)
class PhragmenRound:
    """One purchase, when every voter had received `at`; each supporter pays what they received since their last one."""

    number: int
    project: str
    cost: Exact
    at: Fraction
    payments: tuple[Paid, ...]
    left_before: Exact

    @property
    def supporters(self) -> int:
        return sum(paid.voters for paid in self.payments)


class Savings:
    """When each ballot's voters bought last: they hold what came in since."""

    def __init__(self, supporters: Supporters):
        self.supporters = supporters
        self.times = [Fraction(0)]
        self.last = [0] * len(supporters.election.ballots)

    def ready(self, place) -> Fraction:
        """How much every voter will have received when the supporters of a project can buy it."""
        spent = sum(
            self.times[last] * ballots * bundle.times
            for bundle in self.supporters.bundles[place]
            for last, ballots in Counter(bundle.pick(self.last)).items()
        )
        return (spent + self.supporters.projects[place].cost) / Fraction(self.supporters.voters[place])

    def buy(self, place, at) -> tuple[Paid, ...]:
        payers: dict[int, list] = {}
        now = len(self.times)
        for bundle in self.supporters.bundles[place]:
            for ballot in bundle.ballots:
                payers.setdefault(self.last[ballot], []).append((ballot, bundle.times))
                self.last[ballot] = now
        paid = [
            Paid(at - self.times[last], True, sum(count for _, count in voters), tuple(ballot for ballot, _ in voters))
            for last, voters in sorted(payers.items())
        ]
        self.times.append(at)
        return tuple(paid)


@dataclass(frozen=True)
class PhragmenTally(Tally):
    """The purchases, in order, and the project that did not fit and ended them, with the time when it would have been bought."""

    rounds: tuple[PhragmenRound, ...]
    stopped_by: str | None
    stopped_at: Fraction | None

    @property
    def winners(self):
        return tuple(one.project for one in self.rounds)

    @cached_property
    def at_the_end(self) -> dict[str, tuple[int, Fraction | None]]:
        """For every project its supporters, and when they could buy it, as things stood at the end."""
        supporters = Supporters(self.election, equally=True)
        places = {project.id: place for place, project in enumerate(supporters.projects)}
        savings = Savings(supporters)
        for one in self.rounds:
            savings.buy(places[one.project], one.at)
        return {
            project: (supporters.voters[place], savings.ready(place) if supporters.voters[place] else None)
            for project, place in places.items()
        }

    def why(self, project_id):
        project = self.election.project(project_id)
        for one in self.rounds:
            if one.project == project_id:
                return BoughtInTime(project_id, one.number, one.cost, one.supporters, one.at, one.left_before)
        supporters, at = self.at_the_end[project_id]
        if not supporters:
            return NobodyChose(project_id)
        if project.cost > self.election.budget:
            return DearerThanTheBudget(project_id, project.cost, self.election.budget)
        return StoppedBefore(project_id, project.cost, supporters, at, self.stopped_by, self.stopped_at, self.unspent)


def phragmen(rule: str, election: Election) -> PhragmenTally:
    supporters = Supporters(election, equally=True)
    savings, left = Savings(supporters), election.budget
    rounds: list[PhragmenRound] = []
    for at, place in purchases(supporters, savings):
        project = supporters.projects[place]
        if project.cost > left:
            return PhragmenTally(rule, election, tuple(rounds), project.id, at)
        rounds.append(PhragmenRound(len(rounds) + 1, project.id, project.cost, at, savings.buy(place, at), left))
        left = exact(left - project.cost)
    return PhragmenTally(rule, election, tuple(rounds), None, None)


def purchases(supporters: Supporters, savings: Savings):
    """What is bought next, again and again. A time can only move back while others buy, so an old one is a lower bound."""
    budget = supporters.election.budget
    waiting = [(savings.ready(place), place) for place in supporters.supported if supporters.projects[place].cost <= budget]
    heapify(waiting)
    while waiting:
        _, place = heappop(waiting)
        at = savings.ready(place)
        if waiting and (at, place) > waiting[0]:
            heappush(waiting, (at, place))
        else:
            yield at, place
