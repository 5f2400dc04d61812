"""Comment, the conversation it stands in, and what makes a resource commentable."""

from BTrees.Length import Length

from isegoria import clock, ids, outbox
from isegoria.content import Content, above
from isegoria.i18n import _
from isegoria.shards import Shards
from isegoria.spaces.space import ComponentFolder
from isegoria.traits.support import NotPossible
from isegoria.traits.versions import Versioned
from isegoria.visibility import HIDDEN, PUBLIC

DEEPEST = 3  # four levels are shown; a comment of depth 3 takes no reply (12 §4)
IN_FAVOUR, NEUTRAL, AGAINST = 1, 0, -1
DEFAULT_LENGTH = 1000


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
        if comment is None or comment.subject is not self.subject:
            raise KeyError(name)
        return comment


class Comment(Versioned, Content):
    """Something somebody said about a resource, or in reply to another comment."""

    type = 'comment'
    versioned_fields = ('body',)
    body = ''  # as it was written: plain text with a little Markdown; of imported ones cleaned HTML
    markup = 'plain'
    alignment = NEUTRAL
    reply_to = None  # the comment it answers
    depth = 0
    deleted = None
    edited = None
    hidden = False
    up_carried_over = down_carried_over = 0
    _ups = _downs = None  # Shards: who voted and when, made at the first vote
    _replies = None  # a Length, made at the first reply

    def __init__(self, subject, body, *, reply_to=None, alignment=NEUTRAL, language='en', **about):
        super().__init__(**about)
        self.subject, self.body, self.language = subject, body, language
        self.reply_to = reply_to
        self.depth = reply_to.depth + 1 if reply_to is not None else 0
        self.alignment = alignment if reply_to is None else NEUTRAL

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
        return HIDDEN if self.hidden else PUBLIC

    @property
    def thread(self) -> int:
        """The id of the comment at the top of its thread."""
        top = self
        while top.reply_to is not None:
            top = top.reply_to
        return top.id

    @property
    def up(self) -> int:
        return self.up_carried_over + (len(self._ups) if self._ups is not None else 0)

    @property
    def down(self) -> int:
        return self.down_carried_over + (len(self._downs) if self._downs is not None else 0)

    def vote_of(self, person) -> int:
        """1, -1, or 0 where this person has not voted."""
        if person is None or self._ups is None:
            return 0
        return (person in self._ups) - (person in self._downs)

    @property
    def replies(self) -> int:
        """Replies below it, at any depth, that are to be read."""
        return self._replies.value if self._replies is not None else 0

    @property
    def is_shown(self):
        return self.deleted is None and not self.hidden

    @property
    def takes_replies(self):
        return self.depth < DEEPEST and self.is_shown

    def vote(self, person: int, weight: int):
        """Vote it up (1) or down (-1); the same again takes the vote back, the opposite is refused (12 §6)."""
        if person == self.author:
            raise NotPossible(_('You cannot vote on your own comment.'))
        given = self.vote_of(person)
        if given == -weight:
            raise NotPossible(_('Take your other vote back first.'))
        if self._ups is None:
            self._ups, self._downs = Shards(), Shards()
        side = self._ups if weight == 1 else self._downs
        if given == weight:
            side.discard(person)
        else:
            side.add(person, clock.microseconds())
        outbox.changed(self)

    def edit(self, body: str, who: int):
        """A new text; the earlier one stays readable as a version."""
        self.keep_first_version()
        self.body, self.edited = body, clock.microseconds()
        self.touch()
        self.record_version(who, {'body': body})
        outbox.changed(self)

    def delete(self):
        """Its author takes it back: its place stays, its text goes from every page; a second time changes nothing."""
        if self.deleted is None:
            was_shown = self.is_shown
            self.deleted = clock.microseconds()
            self.body = ''
            self.forget_versions()
            if was_shown:
                self._leave_counts()

    def hide(self):
        if not self.hidden:
            was_shown = self.is_shown
            self.hidden = True
            if was_shown:
                self._leave_counts()
            outbox.changed(self)

    def unhide(self):
        if self.hidden:
            self.hidden = False
            if self.is_shown:
                self._enter_counts()
            outbox.changed(self)

    def _enter_counts(self):
        self._count(1)

    def _leave_counts(self):
        self._count(-1)

    def _count(self, by):
        for above_it in self._answered():
            if above_it._replies is None:
                above_it._replies = Length()
            above_it._replies.change(by)
            outbox.changed(above_it)
        self.subject.comment_count.change(by)
        outbox.changed(self)
        outbox.changed(self.subject)

    def _answered(self):
        comment = self.reply_to
        while comment is not None:
            yield comment
            comment = comment.reply_to

    def row(self):
        if self.deleted is not None:
            return None
        subject = self.subject
        return {
            'subject': subject.id,
            'thread': self.thread,
            'depth': self.depth,
            'state': {1: 'in-favour', -1: 'against'}.get(self.alignment, ''),
            'balance': self.up - self.down,
            'replies': self.replies,
            'title': '',
            'body': self.plain_text,
        }

    @property
    def plain_text(self) -> str:
        from isegoria.text import plain

        return plain(self.body) if self.markup == 'html' else self.body


class Commentable:
    """What can be commented. The comments lie in the component's shards; it finds its own by the catalog."""

    comments_have_alignment = False
    comments_have_votes = True

    def _prepare_comments(self):
        self.comment_count = Length()

    def __getitem__(self, name):
        if name == 'comments':
            return Conversation(self)
        raise KeyError(name)

    @property
    def comment_store(self):
        return above(self, ComponentFolder).comments

    @property
    def comments_enabled(self) -> bool:
        return bool(above(self, ComponentFolder).setting('comments_enabled'))

    @property
    def accepts_comments(self) -> bool:
        """Can somebody without a role comment now?"""
        return self.comments_enabled and not above(self, ComponentFolder).in_phase('comments_blocked')

    def comment_length(self, site) -> int:
        """How long a comment may be: the component's limit, else the organization's, else 1000."""
        return above(self, ComponentFolder).setting('comments_max_length') or site.comments_max_length or DEFAULT_LENGTH

    def add_comment(self, comment: Comment) -> Comment:
        """Put a comment in, and count it wherever it counts."""
        store = self.comment_store
        while not store.add(comment.id, comment):
            comment.id = ids.new_id(store)
        if comment.is_shown:
            comment._enter_counts()
        return comment


