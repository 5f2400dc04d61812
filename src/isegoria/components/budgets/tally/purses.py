"""The purses of equal shares: every voter holds the same money at first, and pays for what is funded among their projects.

All amounts are whole numbers of a coin that is made smaller whenever a price would not come out even; so nothing is ever rounded.
Voters who hold the same amount after the same purchases share one level, and only levels are computed with.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from isegoria.components.budgets.tally.supporters import Supporters


class Offer(NamedTuple):
    """What a project would cost its supporters now: `rest` coins for `strength` units of support, once the poor have given all."""

    rest: int
    strength: int
    holders: dict  # (strength of one ballot, level) -> voters


@dataclass(frozen=True)
class Paid:
    """Voters who paid the same for a project: each of them, how many, and the numbers of their ballots in the election.

    Those who do not pay `in_full` gave all they had left, which may be nothing.
    """

    each: Fraction
    in_full: bool
    voters: int
    ballots: tuple[int, ...]


class Purses:
    """What every ballot's voters hold, each of them."""

    EMPTY = 0

    def __init__(self, supporters: Supporters, share: Fraction):
        self.supporters = supporters
        self.coin = lcm(share.denominator, *{Fraction(project.cost).denominator for project in supporters.projects})
        self.newest = 1
        self.money = {self.EMPTY: 0, self.newest: int(share * self.coin)}
        self.level = [self.newest] * len(supporters.election.ballots)
        self.held = Counter({self.newest: len(self.level)})
        self.even = [lcm(*{bundle.strength for bundle in bundles}) for bundles in supporters.bundles]

    def holders(self, place):
        found = defaultdict(int)
        for bundle in self.supporters.bundles[place]:
            for level, ballots in Counter(bundle.pick(self.level)).items():
                found[bundle.strength, level] += ballots * bundle.times
        return found

    def behind(self, place) -> Fraction:
        """All the money that the supporters of a project still hold."""
        return Fraction(sum(self.money[level] * voters for (_, level), voters in self.holders(place).items()), self.coin)

    def offer(self, place) -> Offer | None:
        """The smallest price per unit of support that pays for a project, or nothing when its supporters hold too little."""
        holders = self.holders(place)
        rest = int(self.supporters.projects[place].cost * self.coin)
        strength = self.supporters.strength_of_all(place)
        even = self.even[place]
        poorest_first = sorted((self.money[level] * (even // each), each, level) for each, level in holders)
        for _, each, level in poorest_first:
            money, voters = self.money[level], holders[each, level]
            if money * strength >= rest * each:
                return Offer(rest, strength, holders)
            rest -= money * voters
            strength -= each * voters
        return None

    def price(self, offer: Offer) -> Fraction:
        """The offer in money per point of the ballots."""
        return Fraction(offer.rest * self.supporters.unit, offer.strength * self.coin)

    def pay(self, place, offer: Offer) -> tuple[Paid, ...]:
        """Take the money from the supporters, and say who paid what, the most first."""
        finer = offer.strength // gcd(offer.rest, offer.strength)
        self.coin *= finer
        self.money = {level: money * finer for level, money in self.money.items()}
        price = offer.rest * finer // offer.strength
        after = {kind: self.lowered(kind, price) for kind in offer.holders}
        payers = defaultdict(list)
        for bundle in self.supporters.bundles[place]:
            asked = price * bundle.strength
            for ballot in bundle.ballots:
                level = self.level[ballot]
                held = self.money[level]
                payers[min(held, asked), held >= asked].append((ballot, bundle.times))
                self.move(ballot, after[bundle.strength, level])
        paid = tuple(self.paid(*kind, payers[kind]) for kind in sorted(payers, reverse=True))
        self.money = {level: money for level, money in self.money.items() if self.held[level] or level == self.EMPTY}
        return paid

    def move(self, ballot, level):
        self.held[self.level[ballot]] -= 1
        self.held[level] += 1
        self.level[ballot] = level

    def paid(self, coins, in_full, payers):
        voters = sum(count for _, count in payers)
        return Paid(Fraction(coins, self.coin), in_full, voters, tuple(ballot for ballot, _ in payers))

    def lowered(self, kind, price):
        """The level of those who were at one level when they have paid."""
        strength, level = kind
        left = self.money[level] - price * strength
        if left <= 0:
            return self.EMPTY
        self.newest += 1
        self.money[self.newest] = left
        return self.newest
