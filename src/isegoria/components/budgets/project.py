"""Project: something that can be done with the money of a budget, and what it costs."""

from isegoria import clock, outbox
from isegoria.catalog.indexing import shuffled
from isegoria.components.budgets import permissions as may
from isegoria.content import Content, above
from isegoria.i18n import _
from isegoria.security import ADMIN, COLLABORATOR, Allow
from isegoria.spaces.space import ComponentFolder
from isegoria.text import plain
from isegoria.texts import by_language
from isegoria.traits.comments.resource import Commentable
from isegoria.visibility import PUBLIC, staff_of

SELECTED, NOT_SELECTED, TRASHED = 'selected', 'not_selected', 'trashed'
SETTLED = _('Ballots were cast, so the list of projects stays as it is.')
ON_A_BALLOT = _('Somebody has it on a ballot that is not cast yet.')


class Project(Commentable, Content):
    """What people vote for. `amount` is in cents."""

    type = 'project'
    is_institutional = True
    comments_have_alignment = False
    body: dict | None = None  # {language: cleaned HTML}
    amount = 0
    code = ''
    terms = ()
    address = ''
    latitude: float | None = None
    longitude: float | None = None
    reference = ''
    alternative = ''  # the group of those that exclude each other
    picture = None  # uploads.Picture
    picture_shows: dict | None = None  # {language: what is to be seen on it}
    selected: int | None = None  # microseconds
    trashed: int | None = None
    links: dict[str, tuple[int, ...]] = {}  # name of the link -> ids of what it leads to; replaced, never changed in place

    def __init__(self, title, amount, **about):
        super().__init__(**about)
        self.title, self.amount = title, amount
        self._prepare_comments()

    @property
    def budget(self):
        return self.__parent__

    @property
    def component(self):
        return above(self, ComponentFolder)

    @property
    def visibility(self):
        return PUBLIC if self.trashed is None else staff_of(self.component.space)

    @property
    def accepts_comments(self):
        return super().accepts_comments and self.trashed is None

    def rewrite(self, data: dict):
        """Another text or price; ValueError for the price once people can vote about it."""
        if 'amount' in data and data['amount'] != self.amount and self.budget.number_of_ballots:
            raise ValueError(_('Ballots were cast at this price, so it stays.'))
        for name, value in data.items():
            setattr(self, name, value)
        self.touch()
        outbox.changed(self)

    def select(self, yes: bool):
        """It is to be carried out, or not."""
        if yes != (self.selected is not None):
            self.selected = clock.microseconds() if yes else None
            outbox.changed(self)

    def trash(self):
        """Take it away; ValueError once ballots may name it."""
        if self.budget.is_settled:
            raise ValueError(SETTLED)
        if self.budget.is_chosen(self):
            raise ValueError(ON_A_BALLOT)
        if self.trashed is not None:
            raise ValueError(_('It is in the trash already.'))
        self.trashed = clock.microseconds()
        outbox.changed(self)

    def restore(self):
        if self.trashed is None:
            raise ValueError(_('It is not in the trash.'))
        self.trashed = None
        outbox.changed(self)

    @property
    def row_state(self) -> str:
        if self.trashed is not None:
            return TRASHED
        if self.selected is not None:
            return SELECTED
        return NOT_SELECTED if self.budget.outcome is not None else ''

    @property
    def votes(self) -> int | None:
        """As far as they are public: counted at the end, before that only what the phase shows."""
        budget = self.budget
        if budget.outcome is not None:
            return budget.outcome.votes.get(self.id, 0)
        if budget.running is not None and self.component.shows_running_counts:
            return budget.running[1].get(self.id, 0)
        return None

    def row(self):
        bodies = {language: plain(words) for language, words in (self.body or {}).items()}
        return {
            'state': self.row_state,
            'terms': self.terms,
            'origin': str(self.budget.id),
            'weight': self.amount,
            'supports': self.votes or 0,
            'comments': self.comment_count.value,
            'random': shuffled(self.id),
            'texts': by_language(self.title, bodies),
        }

    def __acl__(self):
        yield Allow, f'role:{ADMIN}', (may.EDIT, may.COUNT)
        yield Allow, f'role:{COLLABORATOR}', may.EDIT
