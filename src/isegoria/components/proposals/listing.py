"""What a reader asks of the list of proposals, read from the address: words, filters, order and page."""

from functools import cached_property

from isegoria.catalog.finding import count, facets, find
from isegoria.catalog.query import DEEPEST
from isegoria.catalog.row import SEEDS
from isegoria.components.proposals.orders import RANDOM, offered, seed_of
from isegoria.components.proposals.resource import ORIGINS, Proposal
from isegoria.components.proposals.states import NOT_ANSWERED, NOT_LISTED, WITHDRAWN
from isegoria.numbers import SIZES, size_of, whole
from isegoria.templating import address

ALL, MINE, SUPPORTED = 'all', 'mine', 'supported'
LONGEST_TEXT = 200
MANY = ('state', 'term', 'origin')  # what may stand several times in an address


class Listing:
    """One question and its answer; `where()` gives the address of the same question with something changed."""

    def __init__(self, component, request):
        self.component, self.request = component, request
        asked = request.GET
        self.text = ' '.join(asked.get('text', '').split())[:LONGEST_TEXT]
        known = {NOT_ANSWERED, *(state.token for state in component.states)}
        self.states = tuple(token for token in dict.fromkeys(asked.getall('state')) if token in known)
        self.terms = tuple(term for term in dict.fromkeys(map(whole, asked.getall('term'))) if term in self.roots_by_term)
        self.origins = tuple(origin for origin in dict.fromkeys(asked.getall('origin')) if origin in ORIGINS)
        self.withdrawn = asked.get('availability') == WITHDRAWN
        self.everything = asked.get('left_out') == 'shown'
        self.activity = (
            asked.get('activity') if request.identity is not None and asked.get('activity') in (MINE, SUPPORTED) else ALL
        )
        self.orders = offered(component)
        self.order = next((order for order in self.orders if order.name == asked.get('order')), self.orders[0])
        self.seed = seed_of(asked.get('seed'))
        self.size = size_of(asked.get('per_page'))
        self.page = max(whole(asked.get('page')) or 1, 1)
        self.after = asked.get('after')

    # The filters that there are

    @cached_property
    def roots_by_term(self) -> dict[int, int]:
        """The terms that one may filter by, each with its root."""
        return {term.id: root.id for root, terms in self.taxonomies for term, _depth in terms}

    @cached_property
    def taxonomies(self) -> list:
        """(root, [(term, depth), ...]) for each root that the component filters by."""
        return trees(self.request.site.taxonomies, self.component.setting('taxonomy_filters'))

    @property
    def left_out(self) -> tuple[str, ...]:
        """The states that are not shown unless somebody asks for them."""
        return tuple(state.token for state in self.component.states if state.hidden_by_default)

    # The question to the catalog

    def conditions(self, without=None) -> dict:
        """What the rows must fulfil, leaving one filter aside: for counting its choices."""
        asked = {'text': self.text, 'not_states': (WITHDRAWN, *NOT_LISTED)}
        if self.withdrawn:
            asked.update(states=(WITHDRAWN,), not_states=NOT_LISTED)
        elif self.states and without != 'state':
            asked['states'] = tuple('' if token == NOT_ANSWERED else token for token in self.states)
        elif not self.everything and without != 'state':
            asked['not_states'] += self.left_out
        if self.origins and without != 'origin':
            asked['origins'] = self.origins
        terms = self.terms_by_root(without)
        if terms:
            asked['terms'] = terms
        if self.activity != ALL:
            asked['ids'] = self.own_ids
        return asked

    def terms_by_root(self, without=None) -> tuple:
        groups: dict[int, list[int]] = {}
        for term in self.terms:
            groups.setdefault(self.roots_by_term[term], []).append(term)
        return tuple(tuple(terms) for root, terms in groups.items() if root != without)

    @property
    def own_ids(self) -> tuple[int, ...]:
        person = self.request.identity.id
        return self.component.written_by(person) if self.activity == MINE else self.component.given_by(person)

    @cached_property
    def found(self):
        sort = f'random:{self.seed}' if self.order.name == RANDOM else self.order.sort
        paging = {'after': self.after} if self.after else {'page': self.page}
        return find(self.request, self.component, Proposal.type, sort=sort, limit=self.size, **paging, **self.conditions())

    @cached_property
    def total(self) -> int:
        return count(self.request, self.component, Proposal.type, **self.conditions())

    @cached_property
    def number_left_out(self) -> int:
        """How many the states that are left out would add; 0 when nothing is left out."""
        if self.states or self.everything or self.withdrawn or not self.left_out:
            return 0
        return count(self.request, self.component, Proposal.type, **{**self.conditions('state'), 'states': self.left_out})

    def facets(self, dimension, without) -> dict:
        return facets(self.request, self.component, dimension, Proposal.type, **self.conditions(without))

    @property
    def next_seed(self) -> int:
        """The seed of another draw: far enough on the circle that a short list changes too, and all come in turn."""
        return (self.seed + 23) % SEEDS

    # Pages and addresses

    @property
    def pages(self) -> int:
        """How many numbered pages there are; the list goes on beyond them by `next`."""
        return min(-(-self.total // self.size), DEEPEST // self.size)

    @cached_property
    def asked(self) -> dict:
        """The question as it stands in an address: only what differs from the list as it is by itself."""
        said = {
            'text': self.text,
            'state': list(self.states),
            'term': list(self.terms),
            'origin': list(self.origins),
            'activity': self.activity if self.activity != ALL else '',
            'availability': WITHDRAWN if self.withdrawn else '',
            'left_out': 'shown' if self.everything else '',
            'order': self.order.name if self.order is not self.orders[0] else '',
            'per_page': self.size if self.size != SIZES[0] else '',
        }
        return {name: value for name, value in said.items() if value}

    @property
    def is_filtered(self) -> bool:
        return bool(self.text or self.states or self.terms or self.origins or self.withdrawn)

    @property
    def question(self) -> str:
        """The question, and the draw of a random order, as one word."""
        return repr((self.asked, self.seed if self.order.name == RANDOM else None))

    def where(self, **changes) -> str:
        """The address of this question with something changed, from its first page on; None takes a part away."""
        query = {**self.asked, **changes}
        if self.order.name == RANDOM and ('page' in changes or 'after' in changes):
            query['seed'] = self.seed
        return address(self.request, self.component, **{name: value for name, value in query.items() if value not in (None, [])})

    def without(self, name, value) -> str:
        """The address without one of several values."""
        return self.where(**{name: [each for each in self.asked.get(name, []) if each != value]})

    def hidden_fields(self, *left_aside) -> list[tuple[str, object]]:
        """The question as fields of a form that changes the rest."""
        pairs = []
        for name, value in self.asked.items():
            if name not in left_aside:
                pairs += [(name, each) for each in value] if name in MANY else [(name, value)]
        return pairs


def trees(taxonomies, roots) -> list:
    """(root, [(term, depth), ...]) for each of these roots that is there, in one walk over the terms."""
    if not roots:
        return []
    below: dict[int | None, list] = {}
    for term in taxonomies.terms.values():
        below.setdefault(term.parent, []).append(term)
    found = []
    for root in sorted(below.get(None, ()), key=lambda term: (term.weight, term.id)):
        if root.id in roots:
            found.append((root, list(_descend(below, root, 0))))
    return found


def _descend(below, term, depth):
    for child in sorted(below.get(term.id, ()), key=lambda each: (each.weight, each.id)):
        yield child, depth
        yield from _descend(below, child, depth + 1)
