"""The panel of comments on a resource's page: `comments_panel(resource, request)` gives what its macro needs.

return {..., **comments_panel(proposal, request)}             in the view
<tal:t metal:use-macro="comments.macro" />                    in the template, where the comments are to stand
"""

from functools import cached_property, partial
from typing import NamedTuple

from chameleon.utils import Markup
from pyramid.csrf import get_csrf_token
from pyramid.interfaces import IRequest, IView, IViewClassifier
from zope.interface import implementedBy

from isegoria import formats
from isegoria.fragments import MARK, Fragments, Look
from isegoria.i18n import _
from isegoria.icons import icon
from isegoria.templating import Lazy, address, part_of_page, template
from isegoria.traits.comments.comment import AGAINST, CREATE, IN_FAVOUR, NEUTRAL, VOTE, Comment, Conversation
from isegoria.traits.comments.speaking import links, spoken
from isegoria.traits.comments.threads import ORDERS, Threads, Turn
from isegoria.traits.comments.voice import Voice

TEMPLATE = 'traits/comments/panel.pt'
BLANKS = ('csrf_token',)  # what is another one for each reader
MOST_PEOPLE = 1_000  # of whom a page knows that it is theirs in part
TITLES = {
    'older': _('Oldest first'),
    'recent': _('Newest first'),
    'best_rated': _('Best rated'),
    'most_discussed': _('Most discussed'),
}
EXPLAINED = {
    'best_rated': _('First those with the most votes in agreement, those in disagreement taken off.'),
    'most_discussed': _('First those with the most replies, replies to replies included.'),
}


def comments_panel(subject, request) -> dict:
    """The panel, and what the frame of the page is to know of it."""
    panel = Panel(subject, request)
    return {'comments': panel, 'errors_prefix': panel.has_errors, 'noindex': panel.marked is not None}


class Panel:
    """What the page shows of a conversation, each part made when the template asks for it."""

    alone = False

    def __init__(self, subject, request):
        self.subject, self.request = subject, request
        self.conversation = Conversation(subject)
        opened = getattr(request, 'opened_conversation', None)
        opened = opened if opened is not None and opened.subject is subject else None
        self.marked = opened and opened.marked
        self._form = opened and opened.form
        order = request.GET.get('order')
        self.order = order if order in ORDERS and self.marked is None else 'older'
        self._links = links(request)

    @property
    def macro(self):
        return template(TEMPLATE).macros['comments']

    @cached_property
    def macros(self):
        return template(TEMPLATE).macros

    @property
    def shown(self) -> bool:
        return self.subject.comments_enabled

    @property
    def count(self) -> int:
        return self.subject.comment_count.value

    # Addresses

    @cached_property
    def address(self) -> str:
        return address(self.request, self.conversation)

    def page_address(self, **query) -> str:
        asked = {'order': self.order if self.order != 'older' else None, **query}
        return address(self.request, self.subject, **{name: value for name, value in asked.items() if value}) + '#comments'

    @property
    def orders(self) -> list[dict]:
        return [
            {'title': title, 'url': self.page_address(order=name if name != 'older' else None), 'current': name == self.order}
            for name, title in TITLES.items()
        ]

    @property
    def explained(self):
        """By what the comments are ordered, where the name of the order does not say it."""
        return EXPLAINED.get(self.order)

    @cached_property
    def offers(self) -> frozenset:
        """Pages of a comment that another part of the product brings: `report` it, the `reason` why one is hidden."""
        find, kind = self.request.registry.adapters.lookup, implementedBy(Comment)
        return frozenset(name for name in ('report', 'reason') if find((IViewClassifier, IRequest, kind), IView, name=name))

    # Who takes which side

    @property
    def has_sides(self) -> bool:
        return self.subject.comments_have_alignment and bool(self.subject.sides[IN_FAVOUR] or self.subject.sides[AGAINST])

    @property
    def alignments(self) -> dict:
        sides = self.subject.sides
        return {'for': sides[IN_FAVOUR], 'neutral': sides[NEUTRAL], 'against': sides[AGAINST]}

    # The comments

    @cached_property
    def page(self):
        return Threads(self.subject, self.request, self.order, self.marked).page(*asked_page(self.request))

    @cached_property
    def noted(self) -> 'Noted':
        return self._kept('noted', lambda: Noted.of(self.page, self.request.host))

    @cached_property
    def thread(self) -> Markup:
        """The comments of the page. Whoever has neither written nor voted among them sees what all such readers see."""
        request, noted = self.request, self.noted
        if noted.people is None or request.viewer.id in noted.people:
            return self._thread(str(Lazy(partial(get_csrf_token, request))))
        look = self._kept('thread', lambda: Look(self._thread(f'{MARK}csrf_token{MARK}')))
        return Markup(look.filled(csrf_token=str(get_csrf_token(request))) if look.has_blanks else look.filled())

    def _thread(self, token) -> Markup:
        self.token = token
        return part_of_page(self.request, 'traits/comments/thread.pt', comments=self)

    def _kept(self, name, make):
        request = self.request
        which = self.order, asked_page(request), 'page' in request.GET, self.marked and self.marked.id, self.alone
        may = request.viewer.id is None, self.may_comment, self.may_vote, self.votes_are_open, self.is_blocked
        about = (name, self.subject.id, request.host, *which, *may, request.viewer.standing(self.subject))
        return request.kept_part(self.subject, about, make)

    @property
    def voices(self) -> list[Voice]:
        return [Voice(self, turn) for turn in self.page.turns]

    def voice(self, comment) -> Voice:
        """One comment, without its replies."""
        return Voice(self, Turn(comment))

    @cached_property
    def _speech(self):
        """The template of one comment, and what it is given beside the comment."""
        request = self.request
        given = {
            'macros': template('macros.pt').macros,
            'icon': icon,
            'number': lambda n: formats.number(n, request.language),
        }
        return partial(Look.of, template('traits/comments/speech.pt'), BLANKS, **given)

    def speech(self, voice) -> Markup:
        """What somebody said as a part of the page: kept until it changes, or what its reader may do with it; a page may have
        two hundred of them."""
        look = self.request.registry.speeches.get(voice.look, lambda: self._speech(voice=voice, comment=voice.said))
        return Markup(look.filled(csrf_token=self.token) if look.has_blanks else look.filled())

    def page_link(self, number) -> str:
        return self.page_address(page=number if number > 1 else None)

    @property
    def goes_on(self) -> bool:
        """Is this the last page that has a number, with more behind it?"""
        return self.noted.number == self.noted.pages and self.noted.next is not None

    @property
    def next_page(self) -> str | None:
        return self.page_address(after=self.noted.next) if self.noted.next else None

    @property
    def previous_page(self) -> str | None:
        noted = self.noted
        if noted.number is not None:
            return self.page_link(noted.number - 1) if noted.number > 1 else None
        return self.page_address(after=noted.previous) if noted.previous else None

    # What the reader may do

    @cached_property
    def may_comment(self) -> bool:
        return bool(self.request.has_permission(CREATE, self.conversation))

    @cached_property
    def may_vote(self) -> bool:
        return bool(self.request.has_permission(VOTE, self.conversation))

    @cached_property
    def votes_are_open(self) -> bool:
        return self.subject.accepts_comment_votes

    @property
    def is_blocked(self) -> bool:
        """Is commenting closed to whoever has no role here?"""
        return not self.subject.accepts_comments

    @property
    def sign_in(self) -> str:
        request = self.request
        return address(request, request.site, 'login', back=address(request, self.subject) + '#comments')

    @property
    def composer(self) -> dict:
        """The box to write in: empty, or as it was sent when something in it was wrong."""
        from isegoria.traits.comments.writing import NewComment

        return NewComment(self.conversation, self.request).composer(self._form)

    @property
    def has_errors(self) -> bool:
        return self._form is not None

    @property
    def rules(self) -> str | None:
        """The page of the rules of the house, where there is one."""
        page = self.request.site['pages'].get('moderation-rules')
        return address(self.request, page) if page is not None and page.is_published else None

    def date(self, moment) -> str:
        return formats.date(moment, self.request.language, self.request.site.time_zone)

    def says(self, comment) -> str:
        return spoken(comment, self.request, self._links)


class LonePanel(Panel):
    """One thread by itself, opened at the comment that was asked for."""

    alone = True

    def __init__(self, comment, request):
        super().__init__(comment.subject, request)
        self.marked, self.order, self.top = comment, 'older', comment.top or comment

    @cached_property
    def page(self):
        number, after = asked_page(self.request)
        threads = Threads(self.subject, self.request, self.order, None if 'page' in self.request.GET or after else self.marked)
        return threads.alone(self.top, number, after)

    def page_address(self, **query) -> str:
        return address(self.request, self.marked, 'conversation', **query)

    def page_link(self, number) -> str:
        return self.page_address(page=number)


class Noted(NamedTuple):
    """What is kept of a page of comments beside its markup. `people` wrote or voted in it; None: it may differ for each reader."""

    people: frozenset | None
    is_empty: bool
    number: int | None
    pages: int
    next: str | None
    previous: str | None

    @classmethod
    def of(cls, page, host) -> 'Noted':
        comments = [each.comment for turn in page.turns for each in turn]
        people = frozenset().union(*(comment.people for comment in comments))
        # Titles of our own pages are told to who may see them.
        differs = len(people) > MOST_PEOPLE or any(host in comment.body for comment in comments)
        return cls(None if differs else people, not page.turns, page.number, page.pages, page.next, page.previous)


def asked_page(request) -> tuple[int, str | None]:
    """The page of comments that the address names: by number, or from a cursor on."""
    number = request.GET.get('page', '')
    return int(number) if number.isdecimal() and len(number) < 7 else 1, request.GET.get('after')


def includeme(config):
    config.registry.speeches = Fragments()
