"""Voice: a comment as a page shows it, and what its reader may do with it."""

from functools import cached_property

from chameleon.utils import Markup

from isegoria import ids
from isegoria.traits.comments.comment import DELETE, EDIT


class Voice:
    """A comment as a page shows it."""

    def __init__(self, panel, turn):
        self.panel, self.turn, self.comment = panel, turn, turn.comment
        self.signs = ids.encode(self.comment.id)
        self.address = f'{panel.address}/{self.signs}'
        self.is_shown = self.comment.is_shown
        self.deleted = self.comment.deleted
        self.hidden = self.comment.hidden_since or self.comment.created
        self.is_marked = self.comment is panel.marked

    @cached_property
    def person(self):
        return self.panel.request.person(self.comment.author)

    @property
    def look(self) -> tuple:
        """All that its markup depends on; its serial stands for its text, unless that names people or pages."""
        comment, panel = self.comment, self.panel
        request, body = panel.request, comment.body
        names_others = '@' in body or '://' in body
        mine = comment.vote_of(request.viewer.id) if self.shows_votes else None
        may = (
            self.shows_votes, self.may_vote, self.asks_to_vote, self.may_reply, self.may_edit, self.may_delete, self.may_report,
        )  # fmt: skip
        place = (self.address, request.localizer, request.site.time_zone, panel.alone)
        said = (comment._p_serial, panel.says(comment) if names_others else '', self.speaks_as_author, self.is_marked)
        return place, said, self.person, tuple((self.answers or {}).values()), comment.up, comment.down, mine, may

    @property
    def said(self) -> dict:
        """What the macro `comment` shows."""
        comment, request = self.comment, self.panel.request
        return {
            'id': self.signs,
            'url': f'{self.address}#comment-{self.signs}',
            'person': self.person,
            'when': self.panel.date(comment.created),
            'body': Markup(self.panel.says(comment)),
            'lang': comment.language if comment.language != request.language else None,
            'alignment': comment.alignment or None,
            'is_author': self.speaks_as_author,
            'edited': f'{self.address}/versions' if comment.edited else None,
            'answers': self.answers,
            'marked': self.is_marked,
        }

    @property
    def speaks_as_author(self) -> bool:
        subject = self.panel.subject
        return self.comment.author is not None and self.comment.author in getattr(subject, 'authors', (subject.author,))

    @property
    def answers(self) -> dict | None:
        """The comment it answers, where it stands under another one: its address and its author."""
        answered = self.turn.answers
        if answered is None:
            return None
        signs = ids.encode(answered.id)
        name = self.panel.request.person(answered.author).name if answered.is_shown else None
        return {'url': f'{self.panel.address}/{signs}#comment-{signs}', 'name': name}

    @property
    def reason(self) -> str | None:
        """Where one reads why it is hidden: the statement about it, else the rules of the house."""
        return f'{self.address}/reason' if 'reason' in self.panel.offers else self.panel.rules

    # Replies

    @cached_property
    def voices(self) -> list['Voice']:
        return [Voice(self.panel, reply) for reply in self.turn.replies]

    @property
    def count(self) -> int:
        return self.comment.replies

    @property
    def others(self) -> int:
        return 0 if self.panel.alone else self.turn.others

    @property
    def folds(self) -> bool:
        return self.comment.depth == 0 or self.comment.hidden

    @property
    def is_unfolded(self) -> bool:
        """Open from the start, unless it is the thread of a hidden comment in which nothing was asked for."""
        return not self.comment.hidden or any(turn.comment is self.panel.marked for turn in self.turn)

    # What the reader may do with it

    @property
    def is_mine(self) -> bool:
        return self.comment.author is not None and self.comment.author == self.panel.request.viewer.id

    @property
    def shows_votes(self) -> bool:
        return self.panel.subject.comments_have_votes

    @property
    def likes(self) -> list[dict]:
        """The two buttons to vote with; while one is pressed the other is refused."""
        comment = self.comment
        mine = comment.vote_of(self.panel.request.viewer.id)
        about = {'id': self.signs, 'url': f'{self.address}/vote', 'name': self.person.name}
        return [
            {**about, 'up': up, 'count': count, 'pressed': mine == weight, 'refused': mine == -weight}
            for up, count, weight in ((True, comment.up, 1), (False, comment.down, -1))
        ]

    @property
    def may_vote(self) -> bool:
        return self.panel.may_vote and not self.is_mine

    @property
    def asks_to_vote(self) -> bool:
        """May a visitor follow a link to vote, by way of signing in?"""
        return self.panel.request.viewer.id is None and self.panel.votes_are_open

    @property
    def may_reply(self) -> bool:
        """Visitors get the link too: it leads by way of signing in."""
        panel = self.panel
        return self.comment.takes_replies and (panel.may_comment or (panel.request.viewer.id is None and not panel.is_blocked))

    @property
    def may_report(self) -> bool:
        return not self.is_mine and 'report' in self.panel.offers

    @property
    def may_edit(self) -> bool:
        return self.is_mine and bool(self.panel.request.has_permission(EDIT, self.comment))

    @property
    def may_delete(self) -> bool:
        return self.is_mine and bool(self.panel.request.has_permission(DELETE, self.comment))
