"""The purses of one project's supporters, at one share or at the two ends of a range of shares."""

from itertools import compress
from typing import NamedTuple


class Split(NamedTuple):
    """A pot bound: the poor have given all they have; the others must pay `rest` coins for `strength` units of support.

    There is one rest for each end, as the poor hold more at the far one.
    """

    rests: list[int]
    strength: int
    poor: int


class Crowd:
    """The supporters, by bundles. Who is poor is decided at the near end: with more money for everybody, the rich stay rich."""

    def __init__(self, bundles, purses):
        self.bundles = bundles
        self.held = [[bundle.pick(purse) for bundle in bundles] for purse in purses]
        self.rich = [list(filter(None, held)) for held in self.held[0]]
        self.voters = sum(bundle.voters for bundle in bundles)
        self.behind = [self.money(held) for held in self.held]

    def money(self, held):
        return sum(bundle.times * sum(purses) for bundle, purses in zip(self.bundles, held, strict=True))

    def prices(self, rest, strength) -> list[int]:
        """What a rest asks of the voters of each bundle, rounded up."""
        return [-(-rest * bundle.strength // strength) for bundle in self.bundles]

    def split(self, floor: Split, cost) -> tuple[Split, bool]:
        """The pot bound that takes as poor whoever has less than the floor asks; and whether all others have what it asks."""
        bars = [max(1, price) for price in self.prices(floor.rests[0], floor.strength)]
        self.rich = [[coins for coins in held if coins >= bar] for held, bar in zip(self.rich, bars, strict=True)]
        counts = [bundle.times * len(held) for bundle, held in zip(self.bundles, self.rich, strict=True)]
        strength = sum(bundle.strength * count for bundle, count in zip(self.bundles, counts, strict=True))
        rests = [cost - self.behind[0] + self.money(self.rich)]
        for far, behind in zip(self.held[1:], self.behind[1:], strict=True):
            rests.append(cost - behind + self.money(self.at(far, bars)))
        asked = self.prices(rests[0], strength)
        settled = all(not held or min(held) >= price for held, price in zip(self.rich, asked, strict=True))
        return Split(rests, strength, self.voters - sum(counts)), settled

    def at(self, far, bars):
        """What those hold at the far end who hold at least so much at the near one."""
        return [
            list(compress(purses, [coins >= bar for coins in held]))
            for purses, held, bar in zip(far, self.held[0], bars, strict=True)
        ]

    def highs(self, split: Split, lows) -> list[int]:
        """The rests that are surely enough: at the far end some of the poor need not give all they have."""
        if len(split.rests) == 1 or not split.poor:
            return split.rests
        bars = self.prices(split.rests[0], split.strength)
        near, far = (
            rest + self.spared(held, bars, low, split.strength)
            for rest, held, low in zip(split.rests, self.held, lows, strict=True)
        )
        return [near, min(near, far)]

    def spared(self, held, bars, low, strength):
        """What the poor at most keep when they need not pay more than the others."""
        kept = 0
        for bundle, purses, near, bar in zip(self.bundles, held, self.held[0], bars, strict=True):
            asked = low * bundle.strength // strength
            poor = [coins for coins, first in zip(purses, near, strict=True) if first < bar]
            kept += bundle.times * sum(coins - asked for coins in poor if coins > asked)
        return kept

    def pay(self, number, bars, prices, purse) -> int:
        """Take the price from the rich and all from the poor, at one of the ends; what is left to them together."""
        left = 0
        for bundle, held, near, bar, price in zip(self.bundles, self.held[number], self.held[0], bars, prices, strict=True):
            if held is near:
                purses = [coins - price if coins >= bar else 0 for coins in held]
            else:
                purses = [coins - price if first >= bar else 0 for coins, first in zip(held, near, strict=True)]
            for ballot, coins in zip(bundle.ballots, purses, strict=True):
                purse[ballot] = coins
            left += bundle.times * sum(purses)
        return left
