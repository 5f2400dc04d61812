"""Completion by adding one: every voter gets one unit of money more, again and again, until the outcome would cost too much.

The last outcome that the budget can pay stands. Each single step counts, because an outcome may become cheaper again; so steps are
only passed over where one forecast holds for all of them.
"""

from fractions import Fraction

from isegoria.components.budgets.tally.forecast import Forecast
from isegoria.components.budgets.tally.market import purchases
from isegoria.components.budgets.tally.supporters import Supporters


class Strides:
    """How many further steps one forecast tries to speak for.

    They grow while forecasts succeed. After a failure they are halved, as in any search for a place between two, down to single
    steps; then they go on where they were before. Where that never pays, they stay single for a while, for longer each time.
    """

    LONGEST_PATIENCE = 64
    PAYS = 3

    def __init__(self):
        self.reach, self.narrowing, self.before = 0, False, 1
        self.patience, self.waiting = 1, 0

    def succeeded(self):
        if self.reach >= self.PAYS:
            self.patience = 1
        if self.waiting:
            self.waiting -= 1
        elif not self.narrowing:
            self.reach = 2 * self.reach + 1
        elif self.reach:
            self.reach //= 2
        else:
            self.reach, self.narrowing = self.before, False

    def failed(self):
        if not self.narrowing:
            self.before = max(1, self.reach // 4)
            if self.reach <= self.PAYS:
                self.waiting, self.patience = self.patience, min(2 * self.patience, self.LONGEST_PATIENCE)
                self.reach = 0
        self.reach, self.narrowing = self.reach // 2, True


def raised(supporters: Supporters, by_cost: bool) -> int:
    """By how many units of money the voters' shares can be raised before the outcome costs more than the budget."""
    election = supporters.election
    if not election.voters:
        return 0
    start = Fraction(election.budget, election.voters)
    forecast, strides, steps = Forecast(supporters, by_cost), Strides(), 0
    while True:
        winners, ahead = outcome(supporters, forecast, strides, start + steps + 1)
        if sum(supporters.projects[place].cost for place in winners) > election.budget:
            return steps
        if len(winners) == len(supporters.supported):
            return steps + 1
        steps += 1 + ahead


def outcome(supporters, forecast, strides, share):
    """Who wins at a share, and for how many steps more this holds."""
    while True:
        winners = forecast(share, strides.reach)
        if winners is not None:
            ahead = strides.reach
            strides.succeeded()
            return winners, ahead
        if not strides.reach:
            return exactly(supporters, forecast.by_cost, share), 0
        strides.failed()


def exactly(supporters, by_cost, share):
    places = {project.id: place for place, project in enumerate(supporters.projects)}
    return frozenset(places[one.project] for one in purchases(supporters, share, by_cost))
