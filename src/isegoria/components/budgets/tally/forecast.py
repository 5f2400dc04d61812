"""Who wins equal shares when voters start with so and so much: the quick answer, or "too close to call".

Completion by adding one asks this hundreds of times, and with a fine currency a hundred thousand times. So money is kept here in
whole small coins, rounded against the voters; every comparison allows for what rounding may have taken; and one forecast can speak
for all shares between two, by keeping the purses at both ends. docs/tally.md shows why this is exact. In short:

* The pot bound. Let any part of a project's supporters give all they have, and the others pay without limit: the price that
  comes out is never above the real one. So old prices, and prices known of an earlier forecast, bound new ones from below.
* The purses here hold at most what the real ones hold, and all together they lack no more than a known amount (`lack`).
* Between the two ends purses and bounds are straight lines. What holds at both ends holds for every share between them.
"""

from fractions import Fraction
from math import ceil, lcm

from isegoria.components.budgets.tally.crowd import Crowd, Split
from isegoria.components.budgets.tally.recall import Memory, Note, Recall
from isegoria.components.budgets.tally.supporters import Supporters

FINE = 1 << 100  # rates are first compared as whole numbers of this fineness


class TooClose(Exception):
    """What rounding may have taken could decide who wins."""


class Forecast:
    """Forecasts over the same ballots; each makes the next one faster."""

    def __init__(self, supporters: Supporters, by_cost: bool):
        self.supporters, self.by_cost = supporters, by_cost
        self.voters = supporters.election.voters
        whole = lcm(*{Fraction(project.cost).denominator for project in supporters.projects})
        money = int(supporters.election.budget * whole) + 1
        self.coin = whole << max(10, 60 - money.bit_length())
        self.costs = [int(project.cost * self.coin) for project in supporters.projects]
        self.units = [cost if by_cost else 1 for cost in self.costs]
        self.memory = Memory()

    def __call__(self, share: Fraction, reach: int = 0) -> frozenset[int] | None:
        """The places of the winners for every share from `share` to `share + reach`; None is too close to call."""
        run = Run(self, [share, share + reach] if reach else [share])
        try:
            run.to_the_end()
        except TooClose:
            return None
        self.memory = Memory(run.ends[0].share, tuple(run.notes), {place: prices[0] for place, prices in run.prices.items()})
        return frozenset(run.prices)


class End:
    """All purses, for one share."""

    def __init__(self, forecast, share):
        self.share = int(share * forecast.coin)
        self.lack = ceil((share * forecast.coin - self.share) * forecast.voters)
        self.purse = [self.share] * len(forecast.supporters.election.ballots)


class Run:
    """One forecast. `bounds` holds the projects still in question: for each end a rate below which theirs is not."""

    def __init__(self, forecast, shares):
        self.forecast, self.supporters = forecast, forecast.supporters
        self.ends = [End(forecast, share) for share in shares]
        self.bounds = {place: self.fine(place, self.everybody(place)) for place in self.supporters.supported}
        self.prices = {}
        self.notes = [[]]
        self.recall = Recall(forecast.memory, self)

    def to_the_end(self):
        while True:
            self.recall.refresh()
            best = self.best()
            if best is None:
                return
            self.buy(best)
            self.notes.append([])

    def everybody(self, place) -> Split:
        """The pot bound in which nobody is poor."""
        return Split([self.forecast.costs[place]] * len(self.ends), self.supporters.strength_of_all(place), 0)

    def fine(self, place, split: Split) -> list[int]:
        """A pot bound as rates, for each end."""
        under = split.strength * self.forecast.units[place]
        return [FINE * (rest - lack) // under for rest, lack in zip(split.rests, self.lacks(split), strict=True)]

    def lacks(self, split) -> list[int]:
        """What the poor of a split may really have more than here."""
        return [end.lack if split.poor else 0 for end in self.ends]

    def best(self):
        """The project that is bought next, whatever rounding took; None when nothing can be paid any more."""
        best, ceiling, others = None, None, []
        for place in sorted(self.bounds, key=self.bounds.__getitem__):
            if ceiling and above(self.bounds[place], ceiling):
                continue
            candidate = self.look(place, ceiling)
            if candidate is None:
                continue
            others.append(candidate)
            if best is None or candidate.before(best):
                best, ceiling = candidate, [FINE * high // candidate.under + 1 for high in candidate.highs]
        if any(not other.surely_after(best) and not other.exactly_as(best) for other in others if other is not best):
            raise TooClose
        return best

    def look(self, place, ceiling):
        """What a project costs its supporters; nothing, as soon as that is surely above the ceiling or more than they have."""
        cost, units = self.forecast.costs[place], self.forecast.units[place]
        crowd = Crowd(self.supporters.bundles[place], [end.purse for end in self.ends])
        if crowd.behind[0] < cost:
            return self.give_up(place, crowd)
        split, settled = Split([self.bounds[place][0] * units], FINE, 0), False
        while not settled:
            split, settled = crowd.split(split, cost)
            low = self.fine(place, split)
            if ceiling and above(low, ceiling):
                break
        self.bounds[place] = low
        self.notes[-1].append(Note(place, split.rests[0], split.strength, split.poor, crowd.behind[0]))
        return Candidate(place, crowd, split, self.lacks(split), split.strength * units) if settled else None

    def give_up(self, place, crowd):
        cost = self.forecast.costs[place]
        if any(behind + end.lack >= cost for behind, end in zip(crowd.behind, self.ends, strict=True)):
            raise TooClose
        del self.bounds[place]
        self.notes[-1].append(Note(place, 0, 0, 0, crowd.behind[0]))

    def buy(self, best):
        del self.bounds[best.place]
        bars = best.crowd.prices(best.split.rests[0], best.split.strength)
        prices = self.prices[best.place] = [best.crowd.prices(high, best.split.strength) for high in best.highs]
        for number, end in enumerate(self.ends):
            left = best.crowd.pay(number, bars, prices[number], end.purse)
            end.lack += best.crowd.behind[number] - left - self.forecast.costs[best.place]


def above(rates, ceiling):
    """Whether rates are above others at every end."""
    return all(rate > top for rate, top in zip(rates, ceiling, strict=True))


class Candidate:
    """A project that may be the next: at each end its rate is between `lows` and `highs`, over `under`."""

    def __init__(self, place, crowd, split, lacks, under):
        self.place, self.crowd, self.split, self.under = place, crowd, split, under
        self.lows = [rest - lack for rest, lack in zip(split.rests, lacks, strict=True)]
        self.highs = crowd.highs(split, self.lows)
        self.exact = not split.poor

    def before(self, other):
        mine, theirs = self.highs[0] * other.under, other.highs[0] * self.under
        return mine < theirs or (mine == theirs and self.place < other.place)

    def surely_after(self, other):
        return all(low * other.under > high * self.under for low, high in zip(self.lows, other.highs, strict=True))

    def exactly_as(self, other):
        return self.exact and other.exact and self.highs[0] * other.under == other.highs[0] * self.under
