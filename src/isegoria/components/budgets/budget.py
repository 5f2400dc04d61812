"""Budget: a sum of money for a district or the whole city, its projects, and what was voted about them."""

import secrets
from typing import Any

from BTrees.LLBTree import LLBTree, LLTreeSet
from persistent import Persistent

from isegoria import clock, ids, outbox
from isegoria.components.budgets import permissions as may
from isegoria.components.budgets.boxes import Box
from isegoria.components.budgets.project import ON_A_BALLOT, SETTLED, Project
from isegoria.content import Content
from isegoria.i18n import _
from isegoria.security import ADMIN, COLLABORATOR, Allow
from isegoria.texts import by_language
from isegoria.visibility import PUBLIC, staff_of

TRASHED = 'trashed'


class Urn(Persistent):
    """The ballots of a vote that is over: shuffled, and nobody's. A ballot is ((project id, points), ...)."""

    ballots: tuple[tuple[tuple[int, int], ...], ...] = ()

    def __init__(self, ballots):
        shuffled = list(ballots)
        secrets.SystemRandom().shuffle(shuffled)
        self.ballots = tuple(shuffled)


class Budget(Content):
    """Money to be shared out among projects. Amounts are whole cents."""

    type = 'budget'
    is_institutional = True
    description = None  # {language: cleaned HTML}
    total = 0
    weight = 0
    terms = ()  # its district
    trashed: int | None = None
    codes = 0  # the last number that a project was given
    # While people vote (voting.py)
    secret: bytes | None = None
    box: Box | None = None
    carts: Box | None = None
    closed: int | None = None  # microseconds: ballots and people were parted
    urn: Urn | None = None
    outcome: Any = None  # what was counted (counting.py)
    running: tuple[int, dict[int, int]] | None = None  # (ballots, {project id: votes}) as last shown while people vote
    imported: Any = None  # of a vote that came as a file: what the file tells about it (importing.py)
    comparison = ()  # the same ballots under other rules (comparing.py)

    def __init__(self, title, total, **about):
        super().__init__(**about)
        self.title, self.total = title, total
        self.project_ids = LLTreeSet()
        self.register = LLBTree()  # who voted, and on which day (datetime.date.toordinal); filled at the close
        self.prepare_vote()

    def prepare_vote(self):
        """A secret that ties ballots to people while they can be changed, and no longer."""
        self.secret = secrets.token_bytes(32)
        self.box, self.carts = Box(), Box()

    @property
    def component(self):
        return self.__parent__

    def __getitem__(self, name):
        number = ids.from_address(name)
        if number is None or number not in self.project_ids:
            raise KeyError(name)
        return self.component.contents[number]

    @property
    def visibility(self):
        return PUBLIC if self.trashed is None else staff_of(self.component.space)

    # Its projects

    def add_project(self, project: Project) -> Project:
        """A project of this budget; it is given a short code, by which ballots and exports name it."""
        component = self.component
        project.__parent__ = self
        while not component.contents.add(project.id, project):
            project.id = ids.new_id(component.contents)
        if not project.code:
            self.codes += 1
            project.code = str(self.codes)
        self.project_ids.insert(project.id)
        outbox.changed(project)
        outbox.changed(self)
        return project

    def give_project(self, project: Project, other: 'Budget'):
        """Move a project to another budget of the component; ValueError once anybody has it on a ballot."""
        if other is self:
            raise ValueError(_('It is in that budget already.'))
        if self.is_settled or other.is_settled:
            raise ValueError(SETTLED)
        if self.is_chosen(project):
            raise ValueError(ON_A_BALLOT)
        self.project_ids.remove(project.id)
        other.codes += 1
        project.__parent__, project.code = other, str(other.codes)
        other.project_ids.insert(project.id)
        for changed in (project, self, other):
            outbox.changed(changed)

    @property
    def is_settled(self) -> bool:
        """Whoever has voted chose among the projects that there were, so their list stays as it is."""
        return self.box is None or self.number_of_ballots > 0

    def is_chosen(self, project: Project) -> bool:
        """Does it stand in a cart?"""
        carts = self.carts.values() if self.carts is not None else ()
        return any(number == project.id for cart in carts for number, _points in cart.lines)

    def projects(self) -> list[Project]:
        """Those that people can vote for, in the order of their codes."""
        found = (self.component.contents.get(number) for number in self.project_ids)
        return sorted((each for each in found if each is not None and each.trashed is None), key=lambda each: in_order(each.code))

    def project(self, number) -> Project | None:
        """One that can be voted for, or None."""
        found = self.component.contents.get(number) if number in self.project_ids else None
        return found if found is not None and found.trashed is None else None

    @property
    def number_of_ballots(self) -> int:
        if self.urn is not None:
            return len(self.urn.ballots)
        return len(self.box) if self.box is not None else 0

    @property
    def number_of_carts(self) -> int:
        """How many people have begun a ballot and not cast it."""
        return len(self.carts) if self.carts is not None else 0

    @property
    def ballot_kind(self) -> str:
        """What its ballots look like."""
        return self.imported.kind if self.imported is not None else self.component.setting('ballot')

    def rewrite(self, data: dict):
        for name, value in data.items():
            setattr(self, name, value)
        self.touch()
        outbox.changed(self)

    def trash(self):
        if any(True for _each in self.projects()):
            raise ValueError(_('It has projects, so it stays.'))
        self.trashed = clock.microseconds()
        outbox.changed(self)

    def row(self):
        return {
            'state': TRASHED if self.trashed is not None else '',
            'terms': self.terms,
            'weight': self.weight,
            'texts': by_language(self.title, self.description),
        }

    def __acl__(self):
        yield Allow, f'role:{ADMIN}', (may.EDIT, may.COUNT, may.EXPORT)
        yield Allow, f'role:{COLLABORATOR}', may.EDIT
        if self.trashed is None:
            yield Allow, 'role:participant', may.VOTE  # what is over is refused in words (voting.py)


def in_order(code: str) -> tuple:
    """Numbers by their size, other codes by their signs."""
    return (0, int(code), '') if code.isdecimal() else (1, 0, code)
