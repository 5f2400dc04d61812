"""The Method of Equal Shares: the budget belongs to the voters in equal parts, and each project is paid by those who chose it.

Again and again the project is funded that gives its supporters most for their money, until no group of supporters can pay for
anything more. "Most" is measured by what a project costs (`by_cost`: a dear project is worth more) or by the number of projects.
"""

from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush

from isegoria.components.budgets.tally.model import Exact
from isegoria.components.budgets.tally.purses import Offer, Paid, Purses
from isegoria.components.budgets.tally.supporters import Supporters


@dataclass(frozen=True)
class SharesRound:
    """One purchase. `price` is what a voter pays per point of their ballot (with approvals: what each pays who has it).

    `rate` is the number that the rule makes as small as possible: the price per unit of utility.
    """

    number: int
    project: str
    cost: Exact
    price: Fraction
    rate: Fraction
    payments: tuple[Paid, ...]
    left: Fraction

    @property
    def supporters(self) -> int:
        return sum(paid.voters for paid in self.payments)


class Market:
    """The projects that wait for their supporters' money, the cheapest rate first.

    A rate can only rise while purses empty, so an old one is a lower bound: it is worked out anew only when it comes first.
    """

    def __init__(self, supporters: Supporters, share: Fraction, by_cost: bool):
        self.supporters, self.by_cost = supporters, by_cost
        self.purses = Purses(supporters, share)
        self.left = share * supporters.election.voters
        everybody = {place: supporters.projects[place].cost / self.points(place) for place in supporters.supported}
        self.waiting = [(self.rate(place, price), place) for place, price in everybody.items()]
        heapify(self.waiting)

    def points(self, place) -> Fraction:
        return Fraction(self.supporters.strength_of_all(place), self.supporters.unit)

    def rate(self, place, price: Fraction) -> Fraction:
        return price / self.supporters.projects[place].cost if self.by_cost else price

    def cheapest(self) -> tuple[int, Offer] | None:
        """The project to fund next: the lowest rate, and among equal rates the one that the order of ties puts first."""
        fresh: list[tuple[Fraction, int, Offer]] = []
        while self.waiting and (not fresh or self.waiting[0][0] <= fresh[0][0]):
            _, place = heappop(self.waiting)
            offer = self.purses.offer(place)
            if offer:
                heappush(fresh, (self.rate(place, self.purses.price(offer)), place, offer))
        if not fresh:
            return None
        _, place, offer = heappop(fresh)
        for rate, other, _ in fresh:
            heappush(self.waiting, (rate, other))
        return place, offer

    def rounds(self):
        while chosen := self.cheapest():
            place, offer = chosen
            project, price = self.supporters.projects[place], self.purses.price(offer)
            payments = self.purses.pay(place, offer)
            self.left -= project.cost
            yield place, project, price, self.rate(place, price), payments, self.left


def purchases(supporters: Supporters, share: Fraction, by_cost: bool) -> tuple[SharesRound, ...]:
    """What is funded when every voter starts with `share`, with every payment."""
    return tuple(
        SharesRound(number, project.id, project.cost, price, rate, payments, left)
        for number, (_, project, price, rate, payments, left) in enumerate(Market(supporters, share, by_cost).rounds(), 1)
    )
