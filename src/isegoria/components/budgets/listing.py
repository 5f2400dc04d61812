"""What a reader asks of the list of a budget's projects, read from the address."""

from functools import cached_property

from isegoria import clock
from isegoria.catalog.finding import count, facets, find
from isegoria.catalog.query import DEEPEST
from isegoria.catalog.row import SEEDS
from isegoria.components.budgets.project import NOT_SELECTED, SELECTED, TRASHED, Project
from isegoria.i18n import _
from isegoria.numbers import whole
from isegoria.templating import address, text

SIZE = 20
HOUR = 3_600_000_000
ALL, ADDED = 'all', 'added'
LONGEST_TEXT = 200
ORDERS = {
    'random': (_('By lot'), 'random', _('Drawn by lot, so that every project has the same chance to be read.')),
    'most_voted': (_('Most votes'), '-supports', _('By the number of votes, the highest first.')),
    'highest_cost': (_('Dearest first'), '-weight', _('By what they cost, the dearest first.')),
    'lowest_cost': (_('Cheapest first'), 'weight', _('By what they cost, the cheapest first.')),
}


class Listing:
    """One question and its answer; `where()` gives the address of the same question with something changed."""

    def __init__(self, budget, request, choosing):
        self.budget, self.request, self.component, self.choosing = budget, request, budget.component, choosing
        asked = request.GET
        self.text = ' '.join(asked.get('text', '').split())[:LONGEST_TEXT]
        self.terms = tuple(term for term in dict.fromkeys(map(whole, asked.getall('term'))) if term in self.roots_by_term)
        self.status = asked.get('status') if asked.get('status') in self.statuses else self.statuses[0]
        self.orders = self.offered()
        self.order = asked.get('order') if asked.get('order') in self.orders else self.orders[0]
        seed = asked.get('seed', '')
        self.seed = int(seed) % SEEDS if seed.isdecimal() and len(seed) < 5 else clock.microseconds() // HOUR * 29 % SEEDS
        self.page = max(whole(asked.get('page')) or 1, 1)

    @cached_property
    def statuses(self) -> list[str]:
        """What there is to choose from, the default first: after the vote, what was chosen."""
        if self.budget.outcome is not None:
            return [SELECTED, NOT_SELECTED, ALL] if self.budget.outcome.winners else [ALL]
        return [ALL, ADDED] if self.choosing.lines else [ALL]

    @cached_property
    def taxonomies(self) -> list:
        return trees(self.request.site.taxonomies, self.component.setting('taxonomy_filters'))

    @cached_property
    def roots_by_term(self) -> dict[int, int]:
        return {term.id: root.id for root, terms in self.taxonomies for term, _depth in terms}

    def offered(self) -> list[str]:
        """The lot comes first while votes are not to be seen; then the votes."""
        visible = self.budget.outcome is not None or (self.budget.running is not None and self.component.shows_running_counts)
        first = ['most_voted'] if visible else ['random']
        return [*first, 'highest_cost', 'lowest_cost']

    # The question

    def conditions(self, without=None) -> dict:
        asked = {'text': self.text, 'origins': (str(self.budget.id),), 'not_states': (TRASHED,)}
        if self.status in (SELECTED, NOT_SELECTED) and without != 'status':
            asked['states'] = (self.status,)
        elif self.status == ADDED:
            asked['ids'] = tuple(number for number, _points in self.choosing.lines)
        groups: dict[int, list[int]] = {}
        for term in self.terms:
            if self.roots_by_term[term] != without:
                groups.setdefault(self.roots_by_term[term], []).append(term)
        if groups:
            asked['terms'] = tuple(map(tuple, groups.values()))
        return asked

    @cached_property
    def found(self) -> list:
        sort = f'random:{self.seed}' if self.order == 'random' else ORDERS[self.order][1]
        return list(find(self.request, self.component, Project.type, sort=sort, limit=SIZE, page=self.page, **self.conditions()))

    @cached_property
    def total(self) -> int:
        return count(self.request, self.component, Project.type, **self.conditions())

    @property
    def pages(self) -> int:
        return min(-(-self.total // SIZE), DEEPEST // SIZE)

    # Addresses

    @property
    def asked(self) -> dict:
        said = {
            'text': self.text,
            'term': list(self.terms),
            'status': self.status if self.status != self.statuses[0] else '',
            'order': self.order if self.order != self.orders[0] else '',
        }
        return {name: value for name, value in said.items() if value}

    def where(self, **changes) -> str:
        query = {**self.asked, **changes}
        if self.order == 'random' and 'page' in changes:
            query['seed'] = self.seed
        return address(self.request, self.budget, **{name: value for name, value in query.items() if value not in (None, [])})

    def hidden(self, *left_aside) -> list[tuple]:
        pairs = []
        for name, value in self.asked.items():
            if name not in left_aside:
                pairs += [(name, each) for each in value] if isinstance(value, list) else [(name, value)]
        return pairs

    # The panel

    def filters(self) -> dict:
        translate = self.request.localizer.translate
        return {
            'action': address(self.request, self.budget),
            'search': {'name': 'text', 'value': self.text, 'label': translate(_('Search in the projects'))},
            'groups': [self.group(root, terms) for root, terms in self.taxonomies],
            'hidden': self.hidden('text', 'term'),
            'clear': self.where(text=None, term=None),
            'show': translate(_('Show the projects')),
        }

    def group(self, root, terms) -> dict:
        numbers = facets(self.request, self.component, 'terms', Project.type, **self.conditions(root.id))
        return {
            'name': 'term',
            'title': text(self.request, root.title),
            'choices': [
                {
                    'value': term.id,
                    'title': text(self.request, term.title),
                    'count': numbers.get(term.id, 0),
                    'checked': term.id in self.terms,
                    'depth': depth,
                }
                for term, depth in terms
            ],
        }

    def chips(self) -> list[dict]:
        found = [{'title': f'“{self.text}”', 'url': self.where(text=None)}] if self.text else []
        for term in self.terms:
            title = text(self.request, self.request.site.taxonomies.get(term).title)
            found.append({'title': title, 'url': self.where(term=[each for each in self.terms if each != term])})
        return found

    def sort(self) -> dict:
        translate = self.request.localizer.translate
        return {
            'action': address(self.request, self.budget),
            'name': 'order',
            'choices': [(name, translate(ORDERS[name][0])) for name in self.orders],
            'chosen': self.order,
            'hidden': self.hidden('order'),
        }

    @property
    def explained(self) -> str:
        return self.request.localizer.translate(ORDERS[self.order][2])

    def tabs(self) -> list[dict]:
        titles = {ALL: _('All projects'), ADDED: _('On your ballot'), SELECTED: _('Will be done'), NOT_SELECTED: _('Not chosen')}
        if len(self.statuses) < 2:
            return []
        return [
            {
                'title': self.request.localizer.translate(titles[name]),
                'url': self.where(status=name if name != self.statuses[0] else None),
                'current': name == self.status,
            }
            for name in self.statuses
        ]


def trees(taxonomies, roots) -> list:
    """(root, [(term, depth), ...]) for each of these roots."""
    found = []
    for root in taxonomies.roots():
        if root.id in (roots or ()):
            found.append((root, [(term, len(taxonomies.ancestors(term)) - 1) for term in taxonomies.descendants(root)]))
    return found
