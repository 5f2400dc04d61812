"""Cards: a proposal as a row of a list. What everybody sees of it is kept as a fragment; the button beside it is personal."""

from functools import cached_property
from typing import NamedTuple

from isegoria import formats
from isegoria.components.proposals.authors import authors_of, names
from isegoria.components.proposals.badges import badge_of
from isegoria.i18n import _, plural
from isegoria.icons import icon
from isegoria.templating import address, template, text
from isegoria.text import excerpt

EXCERPT = 220
FORM = '<!--button-->'


class Card(NamedTuple):
    """All that a fragment depends on, beside the proposal's own texts, for which the serial stands."""

    id: int
    serial: bytes
    language: str
    place: str  # the address of the component
    default_language: str
    supports: int | None  # None: not shown
    voting: bool  # is there a place for a button?
    goal: int
    comments: int | None
    likes: int | None
    people: str
    topics: tuple[str, ...]
    badge: object


class Item(NamedTuple):
    """A card as it is kept: what everybody sees before and after the button, and what a button wants to know."""

    id: int
    url: str
    title: str
    can_be_supported: bool
    is_full: bool
    head: str
    tail: str


class Cards:
    """The cards of one page, of any components."""

    def __init__(self, request):
        self.request = request
        self.fragments = request.registry.proposal_fragments
        self.template = template('components/proposals/card.pt')
        self._places = {}
        self._topics = {}

    def __call__(self, proposal) -> Item:
        card = self.card(proposal)
        # The words of the interface are another localizer's where the organization says them otherwise.
        head, tail = self.fragments.get((card, self.request.localizer), lambda: self._render(card, proposal))
        return Item(
            id=proposal.id,
            url=f'{card.place}/{proposal.__name__}',
            title=str(text(self.request, proposal.title)),
            can_be_supported=proposal.can_be_supported,
            is_full=proposal.is_full,
            head=head,
            tail=tail,
        )

    def card(self, proposal) -> Card:
        place = self._place(proposal.component)
        return Card(
            supports=proposal.supports_total if place.shows_supports(proposal) else None,
            comments=proposal.comment_count.value if place.comments else None,
            likes=len(proposal.likes) if place.likes else None,
            people=names(authors_of(self.request, proposal)),
            topics=tuple(self._topic(term) for term in proposal.terms),
            badge=badge_of(self.request, proposal),
            id=proposal.id,
            serial=proposal._p_serial,  # known once the proposal was read, so not before
            language=self.request.language,
            default_language=self.request.site.default_language,
            place=place.address,
            voting=place.voting,
            goal=place.goal,
        )

    def _render(self, card, proposal):
        language = self.request.language
        title, body = text(self.request, proposal.title), text(self.request, proposal._plain_texts)
        made = self.template.render(
            icon=icon,
            card=card,
            url=f'{card.place}/{proposal.__name__}',
            title=title,
            body=excerpt(body, EXCERPT),
            title_lang=title.language if title.language != language else None,
            body_lang=body.language if body.language != language else None,
            number=lambda n: formats.number(n, language),
            words=self.words,
            supports_word=plural(self.request, 'support', 'supports', card.supports) if card.supports is not None else '',
        )
        head, _marker, tail = str(made).partition(FORM)
        return head, tail

    @cached_property
    def words(self) -> dict:
        """The labels of a card, translated once a page."""
        translate = self.request.localizer.translate
        return {'comments': translate(_('comments')), 'likes': translate(_('likes'))}

    def _topic(self, number) -> str:
        found = self._topics.get(number)
        if found is None:
            term = self.request.site.taxonomies.get(number)
            found = self._topics[number] = str(text(self.request, term.title)) if term is not None else ''
        return found

    def _place(self, component):
        found = self._places.get(component.id)
        if found is None:
            found = self._places[component.id] = CardPlace(self.request, component)
        return found


class CardPlace:
    """What the cards of one component have in common."""

    def __init__(self, request, component):
        self.address = address(request, component)
        self.voting, self.hidden = component.in_phase('votes_enabled'), component.in_phase('votes_hidden')
        self.comments = component.setting('comments_enabled')
        self.likes = component.in_phase('likes_enabled')
        self.goal = component.setting('threshold_per_proposal') or 0

    def shows_supports(self, proposal) -> bool:
        """While people support, and afterwards where there are any; never while the counts are hidden."""
        return not self.hidden and bool(self.voting or proposal.supports_total)


def includeme(config):
    from isegoria.fragments import Fragments

    config.registry.proposal_fragments, config.registry.proposal_buttons = Fragments(), Fragments()
