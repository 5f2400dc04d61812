"""The list of proposals: everybody's rows, and beside them what is only for whoever looks."""

from pyramid.view import view_config

from isegoria.catalog.row import is_counted
from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.cards import Cards
from isegoria.components.proposals.listing import ALL, MINE, SUPPORTED, Listing
from isegoria.components.proposals.resource import COLLECTIVES, MEETING, OFFICIAL, PARTICIPANTS, Proposals
from isegoria.components.proposals.rules import rules_of
from isegoria.components.proposals.states import NOT_ANSWERED
from isegoria.components.proposals.supporting import Buttons, Supporting
from isegoria.i18n import _
from isegoria.numbers import SIZES
from isegoria.security import VIEW
from isegoria.templating import part_of_page, text

PAGES = 'isegoria:templates/components/proposals/'
PARTS = 'components/proposals/'
ORIGIN_TITLES = {
    OFFICIAL: _('The institution'),
    PARTICIPANTS: _('Participants'),
    COLLECTIVES: _('Collectives'),
    MEETING: _('Meetings'),
}
ACTIVITIES = {ALL: _('All'), MINE: _('My proposals'), SUPPORTED: _('Supported by me')}


@view_config(context=Proposals, permission=VIEW, renderer=PAGES + 'list.pt')
class Index:
    """All that is public, filtered and sorted as the address says."""

    def __init__(self, component, request):
        self.component, self.request = component, request
        self.listing = Listing(component, request)
        self.supporting = Supporting(request, component)

    def __call__(self):
        listing, component = self.listing, self.component
        person = self.request.identity.id if self.request.identity is not None else None
        items, after = self.items()
        return {
            'listing': listing,
            'described': self.described(),
            'cards': self.cards(items),
            **self.panel(),
            'tools': self.kept('tools', self._tools),
            'pages': self.kept('pages', lambda: self._pages(after)),
            'activities': self.activities(),
            'supporting': self.supporting,
            'draft': component.draft_of(person),
            'may_create': self.request.has_permission(may.CREATE, component),
            'offers_creation': component.is_open('create'),
            'administers': self.request.has_permission(may.ADMINISTER, component),
            'rules': rules_of(self.request, component),
            'announcements': announcements(self.request, component),
        }

    def described(self) -> str:
        """In a sentence, for those who find or share the page."""
        space = self.component.space
        said = (self.component.title, space.title, space.short_description)
        return ' · '.join(str(words) for words in (text(self.request, each) for each in said) if words)

    # What is the same for all who hold the same keys, made anew when something changed in the component

    def kept(self, name, make):
        listing = self.listing
        about = (name, listing.question, listing.page, listing.after, self.request.viewer.keys(self.component))
        return self.request.kept_part(self.component, about, make)

    def items(self) -> tuple[list, str | None]:
        """The cards without their buttons, and the cursor of what follows."""
        return self.kept('items', lambda: (list(map(Cards(self.request), self.listing.found)), self.listing.found.next))

    def cards(self, items) -> str:
        """The cards with their buttons; all visitors are shown the same ones."""
        back = self.request.path_qs

        def filled():
            return ''.join(map(Buttons(self.supporting, back), items))

        return self.kept(('cards', back), filled) if self.supporting.person is None else filled()

    def _tools(self):
        """Above the list: how many there are, and what changes that."""
        return part_of_page(
            self.request, PARTS + 'tools.pt', listing=self.listing, chips=self.chips(), sort=self.sort(), total=self.listing.total
        )

    def _pages(self, after):
        """Below the list: the way on."""
        listing = self.listing
        beyond = after if listing.after or listing.page >= listing.pages else None
        return part_of_page(self.request, PARTS + 'pages.pt', listing=listing, sizes=self.sizes(), beyond=beyond)

    # The panel of filters

    def panel(self) -> dict:
        """The panel as markup, and the address without any filter; made anew when something changed in the component."""
        request = self.request
        if self.listing.activity != ALL:
            return self._panel()
        keys = request.viewer.keys(self.component)
        if not self.listing.text and len(self.listing.terms) < 2:  # then what only its author sees is not counted
            keys = frozenset(filter(is_counted, keys))
        return request.kept_part(self.component, ('panel', repr(self.listing.asked), keys), self._panel)

    def _panel(self) -> dict:
        filters = self.filters()
        made = self.request.registry.proposal_fragments.get(
            ('filters', self.request.localizer, repr(filters)),
            lambda: part_of_page(self.request, PARTS + 'filters.pt', filters=filters),
        )
        return {'panel': made, 'clear': filters['clear']}

    def filters(self) -> dict:
        listing, translate = self.listing, self.request.localizer.translate
        groups = [self.states(), *self.terms(), self.origins()]
        return {
            'action': listing.where().partition('?')[0],
            'search': {'name': 'text', 'value': listing.text, 'label': translate(_('Search in the proposals'))},
            'groups': [group for group in groups if group],
            'hidden': listing.hidden_fields('text', 'state', 'term', 'origin'),
            'clear': listing.where(text=None, state=None, term=None, origin=None, left_out=None, availability=None),
            'show': translate(_('Show the proposals')),
        }

    def states(self) -> dict | None:
        listing, component = self.listing, self.component
        if not component.answering_enabled or listing.withdrawn:
            return None
        numbers = listing.facets('state', without='state')
        titles = [(state.token, text(self.request, state.title)) for state in component.states]
        titles.append((NOT_ANSWERED, self.request.localizer.translate(_('No answer yet'))))
        return self.group('state', _('State'), titles, listing.states, {**numbers, NOT_ANSWERED: numbers.get('', 0)})

    def terms(self) -> list[dict]:
        """A group for each taxonomy; the numbers of one in which something is chosen are counted without that choice."""
        listing, plain = self.listing, None
        chosen_roots = {listing.roots_by_term[term] for term in listing.terms}
        found = []
        for root, terms in listing.taxonomies:
            if root.id in chosen_roots:
                numbers = listing.facets('terms', without=root.id)
            else:
                numbers = plain = plain if plain is not None else listing.facets('terms', without=None)
            choices = [(term.id, text(self.request, term.title), depth) for term, depth in terms]
            found.append(self.group('term', text(self.request, root.title), choices, listing.terms, numbers))
        return found

    def origins(self) -> dict | None:
        listing, translate = self.listing, self.request.localizer.translate
        if not self.component.setting('official_proposals_enabled'):
            return None
        numbers = listing.facets('origin', without='origin')
        titles = [(name, translate(title)) for name, title in ORIGIN_TITLES.items() if numbers.get(name) or name in listing.origins]
        return (
            self.group('origin', _('Who proposes'), titles, listing.origins, numbers)
            if len(titles) > 1 or listing.origins
            else None
        )

    def group(self, name, title, choices, chosen, numbers) -> dict:
        return {
            'name': name,
            'title': self.request.localizer.translate(title),
            'choices': [
                {
                    'value': value,
                    'title': label,
                    'count': numbers.get(value, 0),
                    'checked': value in chosen,
                    'depth': depth[0] if depth else 0,
                }
                for value, label, *depth in choices
            ],
        }

    # Above the list

    def chips(self) -> list[dict]:
        """The filters in use, each with the address without it."""
        listing, translate = self.listing, self.request.localizer.translate
        chips = []
        if listing.text:
            chips.append({'title': f'“{listing.text}”', 'url': listing.where(text=None)})
        for token in listing.states:
            state = self.component.state(token)
            title = text(self.request, state.title) if state is not None else translate(_('No answer yet'))
            chips.append({'title': title, 'url': listing.without('state', token)})
        for term in listing.terms:
            chips.append(
                {'title': text(self.request, self.request.site.taxonomies.get(term).title), 'url': listing.without('term', term)}
            )
        for origin in listing.origins:
            chips.append({'title': translate(ORIGIN_TITLES[origin]), 'url': listing.without('origin', origin)})
        if listing.withdrawn:
            chips.append({'title': translate(_('Withdrawn')), 'url': listing.where(availability=None)})
        return chips

    def sort(self) -> dict:
        listing, translate = self.listing, self.request.localizer.translate
        return {
            'action': listing.where().partition('?')[0],
            'name': 'order',
            'choices': [(order.name, translate(order.title)) for order in listing.orders],
            'chosen': listing.order.name,
            'hidden': listing.hidden_fields('order'),
        }

    def activities(self) -> list[dict]:
        """What somebody who is signed in may narrow the list to: their own, or what they support."""
        if self.request.identity is None:
            return []
        names = [ALL, MINE, SUPPORTED] if self.supporting.offered else [ALL, MINE]
        return [
            {
                'title': self.request.localizer.translate(ACTIVITIES[name]),
                'url': self.listing.where(activity=name if name != ALL else None),
                'current': name == self.listing.activity,
            }
            for name in names
        ]

    def sizes(self) -> list[dict]:
        return [{'size': size, 'url': self.listing.where(per_page=size), 'current': size == self.listing.size} for size in SIZES]


def announcements(request, component) -> list:
    """What the office says above the list: for the component, and for the phase."""
    found = (text(request, component.setting('announcement')), text(request, component.in_phase('announcement')))
    return [words for words in found if words]
