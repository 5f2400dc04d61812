"""Commentable: what makes a resource one that people can talk about."""

from BTrees.Length import Length

from isegoria import ids, outbox
from isegoria.content import above
from isegoria.i18n import _
from isegoria.spaces.space import ComponentFolder
from isegoria.traits.comments.comment import CREATE, DELETE, EDIT, SIDES, VOTE, Comment, Conversation
from isegoria.traits.support import NotPossible
from isegoria.watching import watch

DEFAULT_LENGTH = 1000

__all__ = ['CREATE', 'DELETE', 'EDIT', 'VOTE', 'Comment', 'Commentable', 'Conversation']


class Commentable:
    """What can be commented. The comments lie in the component's shards; it finds its own by the catalog."""

    comments_have_alignment = False
    comments_have_votes = True
    _sides = None  # three Lengths, made at the first comment: how many in favour, neutral, against

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

    @property
    def accepts_comment_votes(self) -> bool:
        if not self.comments_enabled or not self.comments_have_votes:
            return False
        component = above(self, ComponentFolder)
        return (
            bool(component.in_phase('comment_votes_while_blocked'))
            if component.in_phase('comments_blocked')
            else self.accepts_comments
        )

    def comment_length(self, site) -> int:
        """How long a comment may be: the component's limit, else the organization's, else 1000."""
        return above(self, ComponentFolder).setting('comments_max_length') or site.comments_max_length or DEFAULT_LENGTH

    @property
    def sides(self) -> dict[int, int]:
        """How many direct comments that are to be read take each side."""
        return (
            {side: length.value for side, length in zip(SIDES, self._sides, strict=True)}
            if self._sides
            else dict.fromkeys(SIDES, 0)
        )

    def comment(self, comment: Comment) -> Comment:
        """Somebody comments, or replies; NotPossible where the comment it answers takes no reply."""
        self.watch_commenting(comment.reply_to)
        if comment.reply_to is not None and not comment.reply_to.takes_replies:
            raise NotPossible(_('This comment takes no replies.'))
        return self.add_comment(comment)

    def watch_commenting(self, comment):
        """What is said while a phase closes, or while something is hidden, must find out before it is kept."""
        component = above(self, ComponentFolder)
        watch(component, component.space, component.space.phases, self, comment)

    def add_comment(self, comment: Comment) -> Comment:
        """Put a comment in, however deep (an import asks no rules), and count it wherever it counts."""
        store = self.comment_store
        while not store.add(comment.id, comment):
            comment.id = ids.new_id(store)
        if comment.is_shown:
            comment._count(1)
        outbox.changed(comment)
        return comment

    def comment_by_original(self, original: int) -> Comment | None:
        """The comment that had this id where it was imported from, for addresses of that time."""
        kept = getattr(above(self, ComponentFolder), 'originals', None)
        found = (self.comment_store.get(number) for number in (kept.everywhere('comment', original) if kept is not None else ()))
        return next((comment for comment in found if comment is not None and comment.subject is self), None)

    def _count_comment(self, comment, by):
        self.comment_count.change(by)
        if self.comments_have_alignment and comment.depth == 0:
            if self._sides is None:
                self._sides = tuple(Length() for _side in SIDES)
            self._sides[SIDES.index(comment.alignment)].change(by)
        outbox.changed(self)
