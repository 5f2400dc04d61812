"""An election as a tally sees it: the money, what each project costs, and how many voters cast which ballot.

Nothing else is here: no names, no voters, no earlier results. What a rule cannot see, it cannot use.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

Exact = int | Fraction


class VoteType(StrEnum):
    """What a ballot says: whom it approves, the one it chooses, the points it shares out or just gives, or an order."""

    APPROVAL = 'approval'
    CHOOSE_ONE = 'choose-1'
    CUMULATIVE = 'cumulative'
    SCORING = 'scoring'
    ORDINAL = 'ordinal'

    @property
    def gives_points(self) -> bool:
        return self in (VoteType.CUMULATIVE, VoteType.SCORING)


def exact(amount) -> Exact:
    """Money and points are whole numbers or fractions; whole ones are plain integers."""
    if isinstance(amount, bool) or not isinstance(amount, int | Fraction):
        raise TypeError(f'{amount!r} is neither a whole number nor a fraction')
    return amount.numerator if amount.denominator == 1 else amount


@dataclass(frozen=True, slots=True)
class Project:
    """Something that can be funded: its name on the ballots and its price."""

    id: str
    cost: Exact

    def __post_init__(self):
        object.__setattr__(self, 'cost', exact(self.cost))
        if self.cost <= 0:
            raise ValueError(f'project {self.id} costs nothing: a cost is above zero')


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one voter wrote. Equal ballots are one object of account: they are counted, not listed."""

    choices: tuple[str, ...]
    points: tuple[Exact, ...] = ()

    @classmethod
    def approving(cls, projects: Iterable[str]):
        """The projects the voter approves; their order means nothing."""
        return cls(tuple(sorted(projects)))

    @classmethod
    def ranking(cls, projects: Iterable[str]):
        """The projects from the most to the least wanted."""
        return cls(tuple(projects))

    @classmethod
    def giving(cls, points: Mapping[str, Exact]):
        """Points for projects; listed as Pabulib does, from the most points to the fewest."""
        given = sorted(((project, exact(number)) for project, number in points.items()), key=lambda one: (-one[1], one[0]))
        return cls(tuple(project for project, _ in given), tuple(number for _, number in given))

    def __post_init__(self):
        if len(set(self.choices)) != len(self.choices):
            raise ValueError('a ballot names a project twice')
        if self.points and len(self.points) != len(self.choices):
            raise ValueError('a ballot gives points to a number of projects other than it names')
        if any(points < 0 for points in self.points):
            raise ValueError('a ballot takes points away')


@dataclass(frozen=True)
class Election:
    """All that a rule may look at.

    `first_place` is what the first of a ranking is worth (the second is worth one less, and so on).
    `threshold` and `exclusive` matter to the rules that are named after them; `exclusive` may be given as groups of projects of
    which only one can be carried out, and is kept as pairs.
    """

    vote_type: VoteType
    budget: Exact
    projects: tuple[Project, ...]
    ballots: tuple[tuple[Ballot, int], ...]
    first_place: int | None = None
    threshold: Exact | None = None
    exclusive: frozenset[frozenset[str]] = frozenset()

    @classmethod
    def of(cls, vote_type, budget, projects: Iterable[Project], ballots: Iterable[Ballot], **more):
        """An election from one ballot per voter, in any order."""
        counted = sorted(Counter(ballots).items(), key=lambda one: (one[0].choices, one[0].points))
        return cls(VoteType(vote_type), exact(budget), tuple(projects), tuple(counted), **more)

    def __post_init__(self):
        pairs = (frozenset(pair) for group in self.exclusive for pair in combinations(sorted(group), 2))
        object.__setattr__(self, 'exclusive', frozenset(pairs))
        if self.budget <= 0:
            raise ValueError('a budget is above zero')
        known = {project.id for project in self.projects}
        if len(known) != len(self.projects):
            raise ValueError('two projects have the same id')
        for ballot, _ in self.ballots:
            if not known.issuperset(ballot.choices):
                raise ValueError(f'a ballot names unknown projects: {", ".join(sorted(set(ballot.choices) - known))}')
            if self.vote_type.gives_points and len(ballot.points) != len(ballot.choices):
                raise ValueError('a ballot of a vote with points gives points to each project that it names')

    @property
    def voters(self) -> int:
        return sum(count for _, count in self.ballots)

    def project(self, project_id: str) -> Project:
        return next(project for project in self.projects if project.id == project_id)

    def strengths(self, ballot: Ballot) -> dict[str, Exact]:
        """How strongly a ballot supports each project: one, its points, or the points of its rank; never zero."""
        match self.vote_type:
            case VoteType.CUMULATIVE | VoteType.SCORING:
                given = zip(ballot.choices, ballot.points, strict=True)
                return {project: points for project, points in given if points}
            case VoteType.ORDINAL:
                first = max(self.first_place or len(self.projects), len(ballot.choices))
                return {project: first - rank for rank, project in enumerate(ballot.choices)}
            case _:
                return dict.fromkeys(ballot.choices, 1)
