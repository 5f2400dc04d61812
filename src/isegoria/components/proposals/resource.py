"""Proposal and the component that holds them: what a proposal is, and the rules it knows."""

from isegoria import clock, outbox
from isegoria.components.proposals.states import DEFAULT_STATES
from isegoria.content import Content, above
from isegoria.security import ADMIN, COLLABORATOR, EDIT, EVALUATOR, MODERATE, MODERATOR, Allow
from isegoria.shards import ObjectShards
from isegoria.spaces.space import ComponentFolder
from isegoria.traits.comments.resource import Commentable
from isegoria.traits.likes import Likeable
from isegoria.traits.support import NotPossible, Supportable, SupportRules
from isegoria.traits.versions import Versioned
from isegoria.visibility import HIDDEN, PUBLIC, author_of, staff_of

CREATE = 'proposals.create'
SUPPORT = 'proposals.support'
LIKE = 'proposals.like'
COMMENT = 'comments.create'
WITHDRAW = 'proposals.withdraw'
ANSWER = 'proposals.answer'
CREATE_OFFICIAL = 'proposals.create_official'

OFFICIAL, PARTICIPANTS, COLLECTIVES, MEETING = 'official', 'participants', 'collectives', 'meeting'
ORIGINS = (OFFICIAL, PARTICIPANTS, COLLECTIVES, MEETING)


class Proposals(SupportRules, ComponentFolder):
    """The proposals of a space."""

    states = DEFAULT_STATES

    def __init__(self, slug, title, **about):
        super().__init__(slug, title, **about)
        self._prepare_support_rules()
        self.drafts = ObjectShards()  # participant id -> their one draft

    def state(self, token):
        """The state with this token, or None."""
        return next((state for state in self.states if state.token == token), None)

    def __acl__(self):
        yield from super().__acl__()
        yield Allow, f'role:{ADMIN}', (ANSWER, CREATE_OFFICIAL)
        yield Allow, f'role:{COLLABORATOR}', CREATE_OFFICIAL


class Proposal(Supportable, Likeable, Commentable, Versioned, Content):
    """An idea somebody submits and others may support; the institution answers it."""

    type = 'proposal'
    comments_have_alignment = True
    body = None  # {language: text}
    markup = 'plain'  # of the body: 'plain', or 'html' for official and imported ones (cleaned)
    authors = ()  # ids of participants, the first is the creator
    origin = PARTICIPANTS
    terms = ()
    reference = ''
    published = withdrawn = trashed = None  # microseconds
    hidden = False
    state_token = None
    state_published = None
    answer = None  # {language: cleaned HTML}
    answered = None
    cost = None  # Decimal
    cost_report = execution_period = None

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

    @property
    def visibility(self):
        if self.hidden:
            return HIDDEN
        if self.trashed is not None:
            return staff_of(self.component.space)
        if self.published is None:
            return author_of(self)
        return PUBLIC

    @property
    def is_draft(self):
        return self.published is None

    @property
    def is_official(self):
        return self.origin == OFFICIAL

    @property
    def public_state(self):
        """The state everybody sees: none until the answer is published."""
        return self.component.state(self.state_token) if self.state_published is not None else None

    @property
    def internal_state(self):
        return self.component.state(self.state_token)

    @property
    def can_be_supported(self):
        state = self.public_state
        return self.may_keep_supports and not (state is not None and state.blocks_voting)

    @property
    def may_keep_supports(self):
        """Do supports of it count against their givers' limit? Not once it is withdrawn, hidden or trashed."""
        return self.published is not None and self.withdrawn is None and self.trashed is None and not self.hidden

    @property
    def accepts_comments(self):
        return super().accepts_comments and self.may_keep_supports

    def publish(self):
        """Make a draft public and write version 1; ValueError when it is public already."""
        if self.published is not None:
            raise ValueError('It is published already.')
        self.published = self.created = clock.microseconds()
        self.record_version(self.author, {'title': self.title, 'body': self.body})
        outbox.changed(self)

    @property
    def row_state(self) -> str:
        if self.withdrawn is not None:
            return 'withdrawn'
        if self.published is None:
            return 'draft'
        state = self.public_state
        return state.token if state is not None else ''

    def withdraw(self):
        """Its author takes it back, for good (11 §6)."""
        if self.withdrawn is not None:
            raise NotPossible('It is withdrawn already.')
        if self.supports_total:
            raise NotPossible('It has supports, so it can no longer be withdrawn.')
        self.withdrawn = clock.microseconds()
        outbox.changed(self)

    def row(self):
        return {
            'state': self.row_state,
            'terms': self.terms,
            'origin': self.origin,
            'created': self.published or self.created,
            'supports': self.supports_total,
            'comments': self.comment_count.value,
            'likes': len(self.likes),
            'authors': len(self.authors) or 1,
            'title': ' '.join(self.title.values()),
            'body': self.plain_body,
        }

    @property
    def plain_body(self) -> str:
        from isegoria.text import plain

        texts = ' '.join(self.body.values())
        return plain(texts) if self.markup == 'html' else texts

    def __acl__(self):
        yield Allow, 'role:author', (EDIT, WITHDRAW)
        if self.component.is_open('support') and self.can_be_supported:
            yield Allow, 'role:participant', SUPPORT
        if self.component.is_open('like') and self.may_keep_supports:
            yield Allow, 'role:participant', LIKE
        if self.accepts_comments:
            yield Allow, 'role:participant', COMMENT
        for role in (ADMIN, MODERATOR, COLLABORATOR, EVALUATOR):
            yield Allow, f'role:{role}', COMMENT
        yield Allow, f'role:{MODERATOR}', MODERATE
