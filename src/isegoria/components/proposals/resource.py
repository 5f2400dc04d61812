"""Proposal: an idea somebody submits, others support and the institution answers; the rules it knows."""

from datetime import timedelta
from decimal import Decimal

from isegoria import clock, outbox
from isegoria.catalog.indexing import shuffled
from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.component import Proposals
from isegoria.components.proposals.states import DRAFT, TRASHED, WITHDRAWN
from isegoria.components.proposals.states import HIDDEN as HIDDEN_STATE
from isegoria.content import Content, above
from isegoria.i18n import _
from isegoria.security import ADMIN, COLLABORATOR, Allow
from isegoria.texts import by_language
from isegoria.traits.comments.resource import Commentable
from isegoria.traits.likes import Likeable
from isegoria.traits.reportable import Hideable
from isegoria.traits.support import NotPossible, Supportable
from isegoria.traits.versions import Versioned
from isegoria.visibility import HIDDEN, PUBLIC, author_of, staff_of
from isegoria.watching import watch

OFFICIAL, PARTICIPANTS, COLLECTIVES, MEETING = 'official', 'participants', 'collectives', 'meeting'
ORIGINS = (OFFICIAL, PARTICIPANTS, COLLECTIVES, MEETING)
PLAIN, HTML = 'plain', 'html'


class Proposal(Hideable, Supportable, Likeable, Commentable, Versioned, Content):
    """An idea somebody submits and others may support; the institution answers it."""

    type = 'proposal'
    reported_as = _('Proposal')
    comments_have_alignment = True
    versioned_fields = ('title', 'body', 'terms')
    body: dict[str, str]  # {language: text}
    markup = PLAIN  # of the body: plain, or html for official and imported ones (cleaned)
    authors: tuple[int, ...] = ()  # ids of participants, the creator first; () is the institution, or nobody known
    origin = PARTICIPANTS
    terms: tuple[int, ...] = ()
    reference = ''
    published: int | None = None  # microseconds, as all moments here
    withdrawn: int | None = None
    trashed: int | None = None
    _state_token: str | None = None
    state_published: int | None = None  # the state and the answer are public from then on
    answer: dict | None = None  # {language: cleaned HTML}, as the two below
    answered: int | None = None
    cost: Decimal | None = None
    cost_report: dict | None = None
    execution_period: dict | None = None

    def __init__(self, title, body, *, authors=(), origin=PARTICIPANTS, language='en', **about):
        super().__init__(author=authors[0] if authors else None, **about)
        self.title, self.body = title, body
        self.authors, self.origin, self.language = tuple(authors), origin, language
        self._prepare_supports()
        self._prepare_likes()
        self._prepare_comments()

    @property
    def component(self) -> Proposals:
        return above(self, Proposals)

    # What it is

    @property
    def visibility(self):
        if self.hidden:
            return HIDDEN
        if self.trashed is not None:
            return staff_of(self.component.space)
        return PUBLIC if self.published is not None else author_of(self)

    @property
    def is_draft(self):
        return self.published is None

    @property
    def is_official(self):
        return self.origin == OFFICIAL

    @property
    def is_institutional(self):
        """Is its title the organization's, so that the activity log may keep it?"""
        return self.is_official

    @property
    def plain_body(self) -> str:
        return ' '.join(self._plain_texts.values())

    @property
    def _plain_texts(self) -> dict:
        from isegoria.text import plain

        return {language: plain(text) for language, text in self.body.items()} if self.markup == HTML else self.body

    # Its state

    @property
    def state_token(self):
        return self._state_token

    @state_token.setter
    def state_token(self, token):
        """Only the component's count of its states follows; `answers.py` says what else a state brings."""
        before, self._state_token = self._state_token, token
        if self.__parent__ is not None:
            self.component.count_state(before, token)

    @property
    def public_state(self):
        """The state everybody sees: none until the answer is published."""
        return self.component.state(self.state_token) if self.state_published is not None else None

    @property
    def internal_state(self):
        return self.component.state(self.state_token)

    @property
    def row_state(self) -> str:
        if self.hidden:
            return HIDDEN_STATE
        if self.trashed is not None:
            return TRASHED
        if self.withdrawn is not None:
            return WITHDRAWN
        if self.published is None:
            return DRAFT
        state = self.public_state
        return state.token if state is not None else ''

    # What can be done with it

    @property
    def can_be_supported(self):
        state = self.public_state
        return self.may_keep_supports and not (state is not None and state.blocks_voting)

    @property
    def is_full(self):
        """Has it all the supports that it can have?"""
        return self.component.is_full(self)

    @property
    def may_keep_supports(self):
        """Do supports of it count against their givers' limit? Not once it is withdrawn, hidden or trashed."""
        return self.published is not None and self.withdrawn is None and self.trashed is None and not self.hidden

    @property
    def accepts_comments(self):
        return super().accepts_comments and self.may_keep_supports

    @property
    def editable_until(self):
        """When its authors may no longer edit it, as microseconds; None when the time is not limited."""
        component = self.component
        if component.setting('proposal_edit_time') == 'infinite':
            return None
        window = timedelta(**{component.setting('edit_time_unit'): component.setting('edit_time')})
        return self.published + int(window.total_seconds() * 1_000_000)

    @property
    def can_be_edited(self):
        """By its authors: a draft always; later within the time, counted from publication, and until an answer is public."""
        if self.is_draft:
            return True
        if not self.authors or not self.may_keep_supports or self.state_published is not None:
            return False
        until = self.editable_until
        return until is None or clock.microseconds() < until

    @property
    def reason_against_withdrawing(self):
        """Why its authors cannot withdraw it, or None. Carried-over supports count, temporary ones do not (11 §6)."""
        if self.withdrawn is not None:
            return _('It is withdrawn already.')
        if self.supports_total:
            return _('It has supports, so it can no longer be withdrawn.')
        return None

    # What happens to it

    def publish(self):
        """Make a draft public and write version 1; ValueError when it is public already."""
        if self.published is not None:
            raise ValueError('It is published already.')
        self.published = self.created = clock.microseconds()
        for person in self.authors:
            self.component.note_published(person, self)
        self.keep_first_version()
        outbox.changed(self)

    def rewrite(self, title, body, who, terms=None):
        """A new text; of a published one the earlier text stays readable as a version."""
        if not self.is_draft:
            self.keep_first_version()
        self.title, self.body = title, body
        if terms is not None:
            self.terms = terms
        self.touch()
        if not self.is_draft:
            self.record_version(who, self._versioned_values())
        outbox.changed(self)

    def classify(self, terms):
        """The institution sorts it under other topics."""
        self.keep_first_version()
        self.terms = tuple(terms)
        self.record_version(None, {'terms': self.terms})
        outbox.changed(self)

    def withdraw(self):
        """Its author takes it back, for good (11 §6)."""
        watch(*self.supports.parts())  # a support in flight keeps it, or finds it withdrawn
        reason = self.reason_against_withdrawing
        if reason:
            raise NotPossible(reason)
        self.withdrawn = clock.microseconds()
        outbox.changed(self)

    def forget(self, person, wishes):
        """A draft goes with its author; of what is published, what nobody supports, if the author wishes so."""
        super().forget(person, wishes)
        if self.is_draft:
            if person in self.authors:
                self.component.discard(self)
        elif self.authors == (person,) and 'proposals' in wishes and self.reason_against_withdrawing is None:
            self.withdraw()

    def _hiding_changed(self):
        if self.hidden:
            self._rows_follow()
        else:
            self._come_back()

    @property
    def was_public(self):
        return not self.is_draft and (self.hidden or self.trashed is not None)

    def trash(self):
        """An administrator takes it away, restorable."""
        if self.is_draft or self.trashed is not None:
            raise ValueError('Only what is published goes to the trash, once.')
        self.trashed = clock.microseconds()
        self._rows_follow()

    def restore(self):
        if self.trashed is None:
            raise ValueError('It is not in the trash.')
        self.trashed = None
        self._come_back()

    def _rows_follow(self):
        """Its own, and those of what is said on it."""
        outbox.changed(self)
        outbox.put(self, outbox.BELOW)

    def _come_back(self):
        if self.may_keep_supports:
            self.component.supports_return(self)
        self._rows_follow()

    # For the catalog and the security policy

    def row(self):
        if self.is_draft:
            return None
        return {
            'state': self.row_state,
            'terms': self.terms,
            'origin': self.origin,
            'created': self.published,
            'supports': self.supports_total,
            'comments': self.comment_count.value,
            'likes': len(self.likes),
            'authors': len(self.authors) or 1,
            'random': shuffled(self.id, self.component.epoch),
            'texts': by_language(self.title, self._plain_texts),
        }

    def __acl__(self):
        if self.is_draft:
            return self._draft_acl()
        return self._published_acl()

    def _draft_acl(self):
        yield Allow, 'role:author', (may.EDIT, may.DISCARD)
        if self.component.is_open('create'):
            yield Allow, 'role:author', may.PUBLISH

    def _published_acl(self):
        component = self.component
        if self.can_be_edited:
            yield Allow, 'role:author', may.EDIT
        yield Allow, 'role:author', may.WITHDRAW
        if component.is_open('support'):
            yield Allow, 'role:participant', may.TAKE_BACK
            if self.can_be_supported:
                yield Allow, 'role:participant', may.SUPPORT
        if component.is_open('like') and self.may_keep_supports:
            yield Allow, 'role:participant', (may.LIKE, may.UNLIKE)
        if self.is_official and not self.supports_total:
            for role in (ADMIN, COLLABORATOR):
                yield Allow, f'role:{role}', may.EDIT_OFFICIAL


__all__ = ['COLLECTIVES', 'HTML', 'MEETING', 'OFFICIAL', 'ORIGINS', 'PARTICIPANTS', 'PLAIN', 'Proposal', 'Proposals']
