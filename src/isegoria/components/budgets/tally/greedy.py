"""Greedy: the projects in the order of their votes, each funded while there is money for it.

The variants differ in the order (votes, or votes per unit of money) and in what happens to a project that may not be funded.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from isegoria.components.budgets.tally.model import Election, Exact, exact
from isegoria.components.budgets.tally.outcome import Comparison, Tally
from isegoria.components.budgets.tally.reasons import (
    AfterTheStop,
    BelowThreshold,
    DidNotFit,
    ExcludedBy,
    Funded,
    NobodyChose,
    Rival,
)
from isegoria.components.budgets.tally.supporters import Supporters


class Verdict(StrEnum):
    """What became of a project when its turn came."""

    FUNDED = 'funded'
    NOBODY = 'nobody'
    BELOW = 'below'
    EXCLUDED = 'excluded'
    DID_NOT_FIT = 'did-not-fit'
    STOPPED = 'stopped'


@dataclass(frozen=True)
class Turn:
    """One project's turn: its place, what it scored, what was left before, and the verdict; `by` is the project that caused it."""

    place: int
    project: str
    score: Exact
    cost: Exact
    left: Exact
    verdict: Verdict
    by: str | None = None


@dataclass(frozen=True)
class Greedy:
    """A variant: which score orders the projects, and which of the local conditions count."""

    per_cost: bool = False
    skips: bool = True
    threshold: bool = False
    exclusive: bool = False

    def score(self, supporters: Supporters, place: int) -> Exact:
        score = supporters.scores[place]
        return exact(Fraction(score) / supporters.projects[place].cost) if self.per_cost else score


@dataclass(frozen=True)
class GreedyTally(Tally):
    """The turns of all projects, in their order."""

    turns: tuple[Turn, ...]
    threshold: Exact | None = None
    comparison: Comparison | None = None

    @property
    def winners(self):
        return tuple(turn.project for turn in self.turns if turn.verdict is Verdict.FUNDED)

    def turn(self, project_id) -> Turn:
        return next(turn for turn in self.turns if turn.project == project_id)

    def rival(self, project_id):
        turn = self.turn(project_id)
        return Rival(turn.project, turn.score, turn.cost)

    def why(self, project_id):
        turn = self.turn(project_id)
        match turn.verdict:
            case Verdict.FUNDED:
                return Funded(project_id, turn.place, turn.score, turn.cost, turn.left)
            case Verdict.NOBODY:
                return NobodyChose(project_id)
            case Verdict.BELOW:
                return BelowThreshold(project_id, turn.score, self.threshold)
            case Verdict.EXCLUDED:
                return ExcludedBy(project_id, turn.score, self.rival(turn.by))
            case Verdict.STOPPED:
                return AfterTheStop(project_id, turn.place, turn.score, turn.by, turn.left)
        decisive = self.rival(turn.by) if turn.by else None
        ahead = tuple(self.rival(winner) for winner in self.winners if self.turn(winner).place < turn.place)
        return DidNotFit(project_id, turn.place, turn.score, turn.cost, turn.left, decisive, ahead)


def greedy(rule: str, election: Election, variant: Greedy, supporters: Supporters | None = None, without=()) -> GreedyTally:
    """Count by a variant; `without` are projects that are funded already, from the same budget."""
    supporters = supporters or Supporters(election)
    scores = [variant.score(supporters, place) for place in range(len(supporters.projects))]
    order = [place for place in range(len(scores)) if supporters.projects[place].id not in without]
    order.sort(key=lambda place: -scores[place])
    spent = sum(project.cost for project in supporters.projects if project.id in without)
    counting = Counting(election, variant, election.budget - spent)
    for position, place in enumerate(order, 1):
        counting.turn(position, supporters.projects[place], scores[place], supporters.scores[place])
    return GreedyTally(rule, election, tuple(counting.turns), election.threshold if variant.threshold else None)


class Counting:
    """The purse of the city while the projects have their turns."""

    def __init__(self, election, variant, left):
        self.variant, self.left, self.turns = variant, exact(left), []
        self.threshold = election.threshold if variant.threshold else None
        self.exclusive = election.exclusive if variant.exclusive else ()
        self.funded: list[Turn] = []
        self.stopped_at = None

    def turn(self, position, project, score, votes):
        verdict, by = self.verdict(project, votes)
        turn = Turn(position, project.id, score, project.cost, self.left, verdict, by)
        self.turns.append(turn)
        if verdict is Verdict.FUNDED:
            self.funded.append(turn)
            self.left = exact(self.left - project.cost)
        elif verdict is Verdict.DID_NOT_FIT and not self.variant.skips:
            self.stopped_at = project.id

    def verdict(self, project, votes):
        if not votes:
            return Verdict.NOBODY, None
        if self.threshold is not None and votes < self.threshold:
            return Verdict.BELOW, None
        if self.stopped_at:
            return Verdict.STOPPED, self.stopped_at
        if rival := self.excluding(project):
            return Verdict.EXCLUDED, rival
        if project.cost > self.left:
            return Verdict.DID_NOT_FIT, self.decisive(project)
        return Verdict.FUNDED, None

    def excluding(self, project):
        """The funded project that cannot be carried out together with this one."""
        for turn in self.funded:
            if frozenset((turn.project, project.id)) in self.exclusive:
                return turn.project
        return None

    def decisive(self, project):
        """The funded project after which this one no longer fitted."""
        return next((turn.project for turn in self.funded if turn.left - turn.cost < project.cost <= turn.left), None)


VARIANTS: dict[str, Greedy] = {
    'greedy': Greedy(),
    'greedy-per-cost': Greedy(per_cost=True),
    'greedy-no-skip': Greedy(skips=False, threshold=True),
    'greedy-threshold': Greedy(threshold=True),
    'greedy-exclusive': Greedy(threshold=True, exclusive=True),
}
