"""Why a project won or lost: numbers and ids for a page to put into words, in any language.

Each answer is a class of its own, so that a page chooses its sentence by the kind of the answer.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from isegoria.components.budgets.tally.model import Exact


@dataclass(frozen=True)
class Reason:
    """One answer about one project."""

    project: str
    won: ClassVar[bool] = False


@dataclass(frozen=True)
class NobodyChose(Reason):
    """No ballot supports it."""


@dataclass(frozen=True)
class Rival:
    """A funded project that came first, and took money that another would have needed."""

    project: str
    score: Exact
    cost: Exact


@dataclass(frozen=True)
class Funded(Reason):
    """Greedy: when its turn came, there was money for it."""

    place: int
    score: Exact
    cost: Exact
    left_before: Exact
    won: ClassVar[bool] = True

    @property
    def left_after(self) -> Exact:
        return self.left_before - self.cost


@dataclass(frozen=True)
class DidNotFit(Reason):
    """Greedy: when its turn came, less was left than it costs.

    `decisive` is the project whose funding left too little: ahead of it, this one would have fitted.
    It is None for a project that costs more than there was from the beginning.
    """

    place: int
    score: Exact
    cost: Exact
    left: Exact
    decisive: Rival | None
    ahead: tuple[Rival, ...]

    @property
    def missing(self) -> Exact:
        return self.cost - self.left


@dataclass(frozen=True)
class BelowThreshold(Reason):
    """Greedy: fewer votes or points than a project needs at all."""

    score: Exact
    threshold: Exact

    @property
    def missing(self) -> Exact:
        return self.threshold - self.score


@dataclass(frozen=True)
class ExcludedBy(Reason):
    """Greedy: a project was funded that cannot be carried out together with it."""

    score: Exact
    by: Rival


@dataclass(frozen=True)
class AfterTheStop(Reason):
    """Greedy without skipping: the counting had ended at a project that did not fit."""

    place: int
    score: Exact
    stopped_at: str
    left: Exact


@dataclass(frozen=True)
class SharedOut(Reason):
    """Equal shares: its supporters paid for it. Most of them pay the same; those who have less give all that they have."""

    round: int
    cost: Exact
    supporters: int
    price: Fraction
    in_full: int
    with_all_they_had: int
    with_nothing_left: int
    won: ClassVar[bool] = True


@dataclass(frozen=True)
class Payment:
    """Money that supporters of a project had already paid for another one."""

    project: str
    amount: Fraction


@dataclass(frozen=True)
class SupportersRanOut(Reason):
    """Equal shares: at the end its supporters had less than it costs. `spent_on` says what they bought instead, the most first.

    `completion` is what the completion by votes says about it, where the rule has one.
    """

    cost: Exact
    supporters: int
    money_behind: Fraction
    spent_on: tuple[Payment, ...]
    completion: Reason | None = None

    @property
    def missing(self) -> Fraction:
        return self.cost - self.money_behind

    @property
    def missing_each(self) -> Fraction:
        """What each supporter would have had to have more."""
        return Fraction(self.missing, self.supporters)


@dataclass(frozen=True)
class BoughtInTime(Reason):
    """Phragmen: its supporters had saved enough when every voter had received `at`."""

    round: int
    cost: Exact
    supporters: int
    at: Fraction
    left_before: Exact
    won: ClassVar[bool] = True


@dataclass(frozen=True)
class StoppedBefore(Reason):
    """Phragmen: its supporters would have had enough at `at`; at `stopped_at` the counting had ended, as a project did not fit."""

    cost: Exact
    supporters: int
    at: Fraction
    stopped_by: str
    stopped_at: Fraction
    left: Exact


@dataclass(frozen=True)
class DearerThanTheBudget(Reason):
    """Phragmen: it costs more than the whole budget and never takes part."""

    cost: Exact
    budget: Exact
