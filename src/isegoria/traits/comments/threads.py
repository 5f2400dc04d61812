"""Threads: which comments a page shows, and how they hang together.

A page has twenty threads, each with its first replies, found by two questions to the catalog and a count; so a conversation of
ten thousand costs what one of three hundred does. Whatever is shown brings what it answers, up to the top of its thread.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from isegoria.catalog.query import DEEPEST as LAST_NUMBERED_ROW
from isegoria.catalog.query import Cursor, Query
from isegoria.catalog.remembering import asking
from isegoria.traits.comments.comment import DEEPEST, LEFT_OUT, Comment
from isegoria.visibility import HIDDEN

ORDERS = {'older': 'created', 'recent': '-created', 'best_rated': '-balance', 'most_discussed': '-replies'}
THREADS = 20  # a page
REPLIES = 10  # of each thread, until one asks for the others
REPLIES_ALONE = 50  # a page of a thread by itself
MOST_TWINS = 1000  # comments of one microsecond

RANK = {
    'created': lambda comment: (comment.created, comment.id),
    'balance': lambda comment: (comment.up - comment.down, comment.id),
    'replies': lambda comment: (comment.replies, comment.id),
}


@dataclass(eq=False)
class Turn:
    """A comment on a page, and the replies that are shown below it."""

    comment: Comment
    answers: Comment | None = None  # what it answers, where that is not what it stands under
    replies: list['Turn'] = field(default_factory=list)
    others: int = 0  # replies in its thread that this page does not show

    def __iter__(self):
        """It and all below it."""
        yield self
        for reply in self.replies:
            yield from reply


@dataclass(frozen=True)
class Page:
    """A page of turns and where it stands: `number` of `pages`, or, very far down, from a cursor on."""

    turns: list[Turn]
    number: int | None
    pages: int
    next: str | None = None
    previous: str | None = None


class Threads:
    """The comments of `subject` as `request` asks for them. Places of hidden and deleted comments are among them."""

    def __init__(self, subject, request, order='older', marked=None):
        self.subject, self.request = subject, request
        self.sort = ORDERS[order]
        self.marked = marked
        self.catalog = asking(request, subject)
        self.keys = request.viewer.keys(subject) | {HIDDEN}

    def page(self, number=1, after=None) -> Page:
        """Twenty threads."""
        about = {'subject': self.subject.id, 'depth': 0}
        top = self.marked and (self.marked.top or self.marked)
        return self._page(about, self.sort, THREADS, number, after, top, self._with_first_replies)

    def alone(self, top: Comment, number=1, after=None) -> Page:
        """One thread with its replies, fifty at a time in the order in which they were written."""
        about = {'thread': top.id, 'replies_only': True, 'not_states': (LEFT_OUT,)}
        marked = self.marked if self.marked is not top else None
        return self._page(about, 'created', REPLIES_ALONE, number, after, marked, lambda found: [self._hung(top, found)])

    def _page(self, about, sort, limit, number, after, marked, arrange):
        pages = max(-(-self._count(**about) // limit), 1)
        last = min(pages, LAST_NUMBERED_ROW // limit)
        if marked is not None:
            number, after = self._where(marked, about, limit)
        number = None if after else min(max(number, 1), last)
        found = self._find(sort=sort, limit=limit, page=number, after=after, **about)
        turns = arrange(self._load(found.ids))
        return Page(turns, number, last, found.next, found.previous)

    def _where(self, marked, about, limit) -> tuple[int, str | None]:
        """The page that holds a comment, oldest first; beyond the numbered ones, one that begins with it."""
        before = self._count(created_before=marked.created, most=LAST_NUMBERED_ROW, **about)
        twins = self._find(
            created_after=marked.created, created_before=marked.created + 1, limit=MOST_TWINS, sort='created', **about
        ).ids
        row = before + (twins.index(marked.id) if marked.id in twins else 0)
        if row < LAST_NUMBERED_ROW:
            return row // limit + 1, None
        return 1, str(Cursor('created', False, 0, marked.created, marked.id - 1))

    def _with_first_replies(self, tops) -> list[Turn]:
        """Each thread with its first replies in the order of the page, looked up for all of them at once."""
        answered = [top.id for top in tops if top.replies]
        about = self._query(sort=self.sort, limit=REPLIES, not_states=(LEFT_OUT,))
        found = self.catalog.replies(about, answered) if answered else {}
        threads = []
        for top in tops:
            replies = self._load(found[top.id].ids) if top.id in found else []
            if self.marked is not None and self.marked.top is top:
                replies.append(self.marked)
            threads.append(self._hung(top, replies))
        return threads

    def _hung(self, top, comments) -> Turn:
        """Comments of one thread hung under each other, with what they answer."""
        below = defaultdict(dict)
        for comment in comments:
            while comment is not top and comment.id not in below[comment.shown_under.id]:
                below[comment.shown_under.id][comment.id] = comment
                comment = comment.shown_under
        turn = self._turn(top, below)
        turn.others = max(top.replies - sum(each.comment.is_shown for each in turn if each is not turn), 0)
        return turn

    def _turn(self, comment, below) -> Turn:
        replies = self._sorted(below[comment.id].values(), 'created' if comment.depth == DEEPEST else self.sort)
        answers = comment.reply_to if comment.depth > DEEPEST else None
        return Turn(comment, answers, [self._turn(reply, below) for reply in replies])

    @staticmethod
    def _sorted(comments, sort):
        return sorted(comments, key=RANK[sort.removeprefix('-')], reverse=sort.startswith('-'))

    def _query(self, **about):
        return Query(site=self.request.site.id, keys=self.keys, **about)

    def _find(self, **about):
        return self.catalog.find(self._query(**about))

    def _count(self, most=LAST_NUMBERED_ROW, **about):
        return self.catalog.count(self._query(**about), most)

    def _load(self, numbers):
        store = self.subject.comment_store
        return [comment for comment in map(store.get, numbers) if comment is not None]
