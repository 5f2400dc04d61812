"""Comment, and the conversation it stands in."""

from BTrees.Length import Length
from pyramid.authorization import Deny, Everyone

from isegoria import clock, ids, outbox
from isegoria.content import Content
from isegoria.i18n import _
from isegoria.security import STAFF, Allow
from isegoria.shards import Shards
from isegoria.traits.reportable import Hideable
from isegoria.traits.support import NotPossible
from isegoria.traits.versions import Versioned
from isegoria.visibility import HIDDEN, PUBLIC

CREATE, VOTE, EDIT, DELETE = 'comments.create', 'comments.vote', 'comments.edit', 'comments.delete'
DEEPEST = 3  # four levels are shown; a comment of depth 3 takes no reply (12 §4)
IN_FAVOUR, NEUTRAL, AGAINST = 1, 0, -1
SIDES = (IN_FAVOUR, NEUTRAL, AGAINST)
STATES = {IN_FAVOUR: 'in-favour', NEUTRAL: '', AGAINST: 'against'}
LEFT_OUT = 'left-out'  # the state of a hidden or deleted reply that nothing readable hangs on


class Conversation:
    """`.../comments`: the place in the tree where the comments of a resource are; it is made when it is asked for."""

    __name__ = 'comments'
    title = None

    def __init__(self, subject):
        self.__parent__ = self.subject = subject

    @property
    def _p_jar(self):
        return self.subject._p_jar

    def __getitem__(self, name):
        number = ids.from_address(name)
        comment = self.subject.comment_store.get(number) if number is not None else None
        if comment is None or comment.subject is not self.subject or not self.subject.comments_enabled:
            raise KeyError(name)
        return comment

    def __acl__(self):
        """Whoever has a role speaks also while commenting is closed; nobody does where comments are off."""
        subject = self.subject
        if subject.comments_enabled:
            for role in sorted(STAFF):
                yield Allow, f'role:{role}', CREATE
        if subject.accepts_comments:
            yield Allow, 'role:participant', CREATE
        if subject.accepts_comment_votes:
            yield Allow, 'role:participant', VOTE
        yield Deny, Everyone, (CREATE, VOTE, EDIT, DELETE)


class Comment(Hideable, Versioned, Content):
    """Something somebody said about a resource, or in reply to another comment."""

    type = 'comment'
    reported_as = _('Comment')
    kept_in = 'comments'
    versioned_fields = fingerprint_fields = ('body',)
    body = ''  # as it was written: plain text with a little Markdown; of imported ones cleaned HTML
    markup = 'plain'
    alignment = NEUTRAL
    reply_to = None  # the comment it answers
    top = None  # the comment that began its thread; None: itself
    depth = 0
    deleted = None
    edited = None
    up_carried_over = down_carried_over = 0
    _anchor = None  # of a very deep one: the comment of depth 3 under which it is shown
    _votes = None  # Shards: who voted and when, a time below 0 being a vote against it; made at the first vote
    _up = _down = None  # Lengths of both sides
    _replies = None  # a Length, made at the first reply

    def __init__(self, subject, body, *, reply_to=None, alignment=NEUTRAL, language='en', **about):
        super().__init__(**about)
        if alignment not in SIDES:
            raise ValueError(f'{alignment} is no side')
        self.subject, self.body, self.language = subject, body, language
        self.alignment = alignment if reply_to is None else NEUTRAL
        if reply_to is not None:
            self._answer(reply_to)

    def _answer(self, reply_to):
        self.reply_to, self.top = reply_to, reply_to.top or reply_to
        self.depth = reply_to.depth + 1
        if self.depth > DEEPEST:
            self._anchor = reply_to._anchor or reply_to

    @property
    def __parent__(self):
        return Conversation(self.subject)

    @__parent__.setter
    def __parent__(self, _parent):
        """It stands where its subject stands."""

    @property
    def __name__(self):
        return ids.encode(self.id)

    @property
    def visibility(self):
        return PUBLIC if self.is_shown and self.subject.comments_enabled else HIDDEN

    @property
    def thread(self) -> int:
        """The id of the comment at the top of its thread."""
        return (self.top or self).id

    @property
    def shown_under(self):
        """The comment under which a page shows it: the one it answers; beyond the deepest level, its ancestor there."""
        return self._anchor or self.reply_to

    @property
    def up(self) -> int:
        return self.up_carried_over + (self._up.value if self._up is not None else 0)

    @property
    def down(self) -> int:
        return self.down_carried_over + (self._down.value if self._down is not None else 0)

    def vote_of(self, person) -> int:
        """1, -1, or 0 where this person has not voted."""
        when = self._votes.get(person, 0) if person is not None and self._votes is not None else 0
        return (when > 0) - (when < 0)

    @property
    def people(self) -> set:
        """Who wrote it and who voted on it."""
        return {self.author, *(self._votes or ())} - {None}

    @property
    def replies(self) -> int:
        """Replies below it, at any depth, that are to be read."""
        return self._replies.value if self._replies is not None else 0

    @property
    def is_shown(self):
        return self.deleted is None and not self.hidden

    @property
    def keeps_its_place(self):
        """Is it in the thread, be it as a sign that something was there? A reply goes when nothing readable hangs on it."""
        return self.is_shown or self.depth == 0 or self.replies > 0

    @property
    def takes_replies(self):
        return self.depth < DEEPEST and self.is_shown

    def vote(self, person: int, weight: int):
        """Vote it up (1) or down (-1); the same again takes the vote back, the opposite is refused (12 §6)."""
        if weight not in (1, -1):
            raise ValueError(f'{weight} is no vote')
        if person == self.author:
            raise NotPossible(_('You cannot vote on your own comment.'))
        self.subject.watch_commenting(self)
        given = self.vote_of(person)
        if given == -weight:
            raise NotPossible(_('Take your other vote back first.'))
        if self._votes is None:
            self._votes, self._up, self._down = Shards(), Length(), Length()
        side = self._up if weight == 1 else self._down
        if given:
            self._votes.discard(person)
        else:
            self._votes.add(person, weight * clock.microseconds())
        side.change(-1 if given else 1)
        outbox.changed(self)

    def edit(self, body: str, who: int):
        """A new text; the earlier one stays readable as a version."""
        if body == self.body:
            return
        self.subject.watch_commenting(self)
        self.keep_first_version()
        self.body, self.markup, self.edited = body, 'plain', clock.microseconds()
        self.touch()
        self.record_version(who, {'body': body})
        outbox.changed(self)

    def delete(self):
        """Its author takes it back: its place stays, its text goes from everywhere; a second time changes nothing."""
        if self.deleted is None:
            was_shown = self.is_shown
            self.deleted = clock.microseconds()
            self.body = ''
            self.forget_versions()
            self._shown_or_not(was_shown)

    def forget(self, person, wishes):
        """Votes stay counted, without whose they were; the text of whoever wishes so goes."""
        if self._votes is not None:
            self._votes.exchange(person, ids.new_id(self._votes))
        if self.author == person and 'comments' in wishes:
            self.delete()
        super().forget(person, wishes)

    def _hiding_changed(self):
        self._shown_or_not(was_shown=self.hidden and self.deleted is None)

    def _shown_or_not(self, was_shown):
        """It came to be read, or is read no more: count it accordingly."""
        if was_shown != self.is_shown:
            self._count(1 if self.is_shown else -1)
        outbox.changed(self)

    def _count(self, by):
        for answered in self._answered():
            if answered._replies is None:
                answered._replies = Length()
            answered._replies.change(by)
            outbox.changed(answered)
        self.subject._count_comment(self, by)

    def _answered(self):
        comment = self.reply_to
        while comment is not None:
            yield comment
            comment = comment.reply_to

    def row(self):
        return {
            'subject': self.subject.id,
            'thread': self.thread,
            'depth': self.depth,
            'state': STATES[self.alignment] if self.keeps_its_place else LEFT_OUT,
            'balance': self.up - self.down,
            'replies': self.replies,
            'title': '',
            'body': self.plain_text if self.is_shown else '',
        }

    @property
    def plain_text(self) -> str:
        from isegoria.text import plain

        return plain(self.body) if self.markup == 'html' else self.body

    def __acl__(self):
        """Nobody speaks for somebody else: staff hide a comment, they do not edit it."""
        if not self.takes_replies:
            yield Deny, Everyone, CREATE
        yield Deny, 'role:author', VOTE
        if not self.is_shown:
            yield Deny, Everyone, (VOTE, EDIT, DELETE)
        if self.subject.accepts_comments:
            yield Allow, 'role:author', EDIT
        if self.subject.comments_enabled:
            yield Allow, 'role:author', DELETE
