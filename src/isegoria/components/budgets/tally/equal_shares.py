"""Equal shares as a rule: its variants, and what its outcome explains.

The completions come after the method itself: `raising` gives every voter more (Add1); then, in Add1U, what is left of the budget
goes to further projects by votes. With a comparison, greedy's outcome is taken instead if more voters are better served by it.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from isegoria.components.budgets.tally.greedy import VARIANTS, GreedyTally, greedy
from isegoria.components.budgets.tally.market import SharesRound, purchases
from isegoria.components.budgets.tally.model import Election, Exact
from isegoria.components.budgets.tally.outcome import Comparison, Tally
from isegoria.components.budgets.tally.purses import Purses
from isegoria.components.budgets.tally.raising import raised
from isegoria.components.budgets.tally.reasons import NobodyChose, Payment, SharedOut, SupportersRanOut
from isegoria.components.budgets.tally.supporters import Supporters


@dataclass(frozen=True)
class Shares:
    """A variant: whether utility is counted by cost or by projects, and which completions follow."""

    by_cost: bool = True
    add_one: bool = False
    utilitarian: bool = False
    comparison: bool = False


@dataclass(frozen=True)
class Standing:
    """Where a project stood before a round: its rate, if its supporters can pay, and what is missing, if they cannot."""

    project: str
    cost: Exact
    rate: Fraction | None
    behind: Fraction

    @property
    def missing(self) -> Fraction:
        return max(Fraction(0), self.cost - self.behind)


@dataclass(frozen=True)
class SharesTally(Tally):
    """The purchases, in order. `share` is what every voter started with: the equal part of the budget and `raised_by` more."""

    variant: Shares
    share: Fraction
    raised_by: int
    rounds: tuple[SharesRound, ...]
    completion: GreedyTally | None = None
    comparison: Comparison | None = None

    @property
    def winners(self):
        return tuple(one.project for one in self.rounds) + (self.completion.winners if self.completion else ())

    @cached_property
    def supporters(self) -> Supporters:
        return Supporters(self.election)

    @cached_property
    def places(self) -> dict[str, int]:
        return {project.id: place for place, project in enumerate(self.supporters.projects)}

    def purses(self, before: int) -> Purses:
        """The purses before the round of this number."""
        purses = Purses(self.supporters, self.share)
        for one in self.rounds[: before - 1]:
            place = self.places[one.project]
            if offer := purses.offer(place):
                purses.pay(place, offer)
        return purses

    @cached_property
    def purses_at_the_end(self) -> Purses:
        return self.purses(len(self.rounds) + 1)

    def standings(self, before: int) -> tuple[Standing, ...]:
        """All projects that were not funded before a round: those that can be paid, the next one first; then those out of reach."""
        purses, funded = self.purses(before), {one.project for one in self.rounds[: before - 1]}
        found = [self.standing(purses, place) for project, place in self.places.items() if project not in funded]
        return tuple(sorted(found, key=lambda one: (one.rate is None, one.rate or one.missing)))

    def standing(self, purses, place):
        project, offer = self.supporters.projects[place], purses.offer(place)
        price = purses.price(offer) if offer else None
        rate = price / project.cost if offer and self.variant.by_cost else price
        return Standing(project.id, project.cost, rate, purses.behind(place))

    def why(self, project_id):
        place = self.places[project_id]
        if not self.supporters.voters[place]:
            return NobodyChose(project_id)
        for one in self.rounds:
            if one.project == project_id:
                return shared_out(one)
        completion = self.completion.why(project_id) if self.completion else None
        return completion if completion and completion.won else self.ran_out(place, completion)

    def ran_out(self, place, completion):
        project, behind = self.supporters.projects[place], self.purses_at_the_end.behind(place)
        return SupportersRanOut(
            project.id, project.cost, self.supporters.voters[place], behind, self.spent_by_supporters(place), completion
        )

    def spent_by_supporters(self, place) -> tuple[Payment, ...]:
        supporting = {ballot for bundle in self.supporters.bundles[place] for ballot in bundle.ballots}
        spent = []
        for one in self.rounds:
            amount = sum(paid.each * self.count(supporting.intersection(paid.ballots)) for paid in one.payments)
            if amount:
                spent.append(Payment(one.project, amount))
        return tuple(sorted(spent, key=lambda payment: -payment.amount))

    def count(self, ballots):
        return sum(self.election.ballots[ballot][1] for ballot in ballots)


def shared_out(one: SharesRound) -> SharedOut:
    in_full = sum(paid.voters for paid in one.payments if paid.in_full)
    nothing = sum(paid.voters for paid in one.payments if not paid.each)
    rest = one.supporters - in_full - nothing
    return SharedOut(one.project, one.number, one.cost, one.supporters, one.price, in_full, rest, nothing)


def equal_shares(rule: str, election: Election, variant: Shares) -> Tally:
    supporters = Supporters(election)
    steps = raised(supporters, variant.by_cost) if variant.add_one else 0
    share = Fraction(election.budget, election.voters) + steps if election.voters else Fraction(0)
    tally = SharesTally(rule, election, variant, share, steps, purchases(supporters, share, variant.by_cost))
    if variant.utilitarian:
        tally = replace(tally, completion=greedy(rule, election, VARIANTS['greedy'], supporters, without=set(tally.winners)))
    return compared(tally) if variant.comparison else tally


def compared(tally: SharesTally) -> Tally:
    """The outcome that serves more voters better stands; equal shares, if they are as many."""
    other = greedy(tally.rule, tally.election, VARIANTS['greedy'], tally.supporters)
    comparison = compare(tally.election, tally.winners, other.winners)
    return replace(other if comparison.greedy_takes_over else tally, comparison=comparison)


def compare(election: Election, shares, by_votes) -> Comparison:
    """A voter is better served by the outcome in which more of their projects are funded (counted with their points, if any)."""
    votes = {True: 0, False: 0, None: 0}
    shares, by_votes = set(shares), set(by_votes)
    for ballot, count in election.ballots:
        strengths = election.strengths(ballot)
        one, other = (sum(points for project, points in strengths.items() if project in winners) for winners in (shares, by_votes))
        votes[None if one == other else one > other] += count
    return Comparison(votes[True], votes[False], votes[None])
