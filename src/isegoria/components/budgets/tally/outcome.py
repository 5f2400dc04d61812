"""What a tally answers: who won, in which rounds, what was spent, and how many voters got something."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from isegoria.components.budgets.tally.model import Election, Exact, exact


@dataclass(frozen=True)
class Coverage:
    """How many voters see at least one of their projects funded."""

    voters: int
    with_a_project: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.with_a_project, self.voters) if self.voters else Fraction(0)


@dataclass(frozen=True)
class Comparison:
    """How many voters are better served by equal shares, and how many by greedy; greedy takes over if they are more."""

    for_shares: int
    for_greedy: int
    indifferent: int

    @property
    def greedy_takes_over(self) -> bool:
        return self.for_greedy > self.for_shares


@dataclass(frozen=True)
class Tally(ABC):
    """The outcome of one rule. Each rule adds its rounds, and `why`, which explains any project."""

    rule: str
    election: Election

    @property
    @abstractmethod
    def winners(self) -> tuple[str, ...]:
        """The ids of the funded projects, in the order in which they were funded."""

    @abstractmethod
    def why(self, project_id: str):
        """Why a project won or lost: one of the answers in `reasons`, with numbers, without words."""

    @cached_property
    def spent(self) -> Exact:
        cost = {project.id: project.cost for project in self.election.projects}
        return exact(Fraction(sum(cost[winner] for winner in self.winners)))

    @property
    def unspent(self) -> Exact:
        return exact(self.election.budget - self.spent)

    @cached_property
    def coverage(self) -> Coverage:
        winners = set(self.winners)
        served = sum(count for ballot, count in self.election.ballots if not winners.isdisjoint(self.election.strengths(ballot)))
        return Coverage(self.election.voters, served)
