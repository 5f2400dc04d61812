"""Collections: the one pattern of every list at the desk, with columns, filters, search, order, pages and bulk actions.

A collection declares what there is; a method named after each part says how it is done:

    @collection(context=Proposals, name='admin', permission=ADMINISTER)
    class ProposalsDesk(CatalogCollection):
        title, types, searched = _('Proposals'), ('proposal',), True
        columns = (Column('title', _('Title'), sort='title'), Column('supports', _('Supports'), sort='supports', figures=True))
        filters = (Filter('state', _('State')),)
        actions = (BulkAction('publish', _('Publish the answers'), _('Publish these answers?'), permission=PUBLISH_ANSWERS),)

        def title_cell(self, proposal):                    # Cell, or plain words or a number
            return Cell(text(self.request, proposal.title), url=address(self.request, proposal, 'answer'))
        def state_choices(self):                           # pairs (value, words)
            return [(state.token, text(self.request, state.title)) for state in self.context.states]
        def state_conditions(self, value):                 # of the query to the catalog
            return {'states': (value,)}
        def publish_refused(self, proposal):               # why not, or None; shown before, asked again when it is done
            return None if proposal.answered else _('It has no answer yet.')
        def do_publish(self, proposal, data):              # `data` is what BulkAction.form asked for
            proposal.publish_answer()

What is in memory (phases, pages, terms) is a `ListCollection`: `resources()` gives everything, `state_matches(resource, value)`
stands in place of `state_conditions`, and `Column.sort` is a function of a resource. Both know `links()` (buttons on top),
`buttons(resource)` (small POST buttons of a row, `Button`), `key(resource)` (how a row is called in the address),
`label(resource)` (how it is called aloud), `words_of(resource)` (what a search looks through) and `counts(filter)` of a filter
that is shown as tabs. The question stands in the address and nowhere else: `?text=&state=&sort=-supports&page=2&per_page=50`.
Chosen rows lead to a page (`?action=publish&chosen=...`) that shows what will change and what will not and why; its button
posts, every row is asked again, and the answer says how many were changed. Ids that are not of this list are ignored.
"""

from dataclasses import replace
from functools import cached_property

from pyramid.i18n import TranslationString
from pyramid.view import view_config

from isegoria.admin.bulk import Bulk
from isegoria.admin.parts import BulkAction, Button, Cell, Column, Filter, TableRow, as_cell
from isegoria.admin.question import Question
from isegoria.catalog import count_all, find
from isegoria.catalog.query import DEEPEST
from isegoria.catalog.words import words
from isegoria.forms import see_other
from isegoria.i18n import _
from isegoria.templating import address, template, title_of

LIST, CHANGE = 'isegoria:templates/admin/collection.pt', 'isegoria:templates/admin/change.pt'
MOST_CHOSEN = 100

__all__ = ['BulkAction', 'Button', 'CatalogCollection', 'Cell', 'Column', 'Filter', 'ListCollection', 'collection']


def collection(**where):
    """Register a collection as views: the list, the page that shows what will change, and the change."""

    def register(made):
        plain = {'attr': 'show', 'request_method': 'GET', 'renderer': made.template}
        before = {'attr': 'ask', 'request_method': 'GET', 'request_param': 'action', 'renderer': CHANGE}
        done = {'attr': 'change', 'request_method': 'POST', 'request_param': 'action', 'renderer': CHANGE}
        for about in (plain, before, done):
            made = view_config(**about, **where, _depth=1)(made)
        return made

    return register


class Collection:
    """What both kinds of collections share."""

    template = LIST
    title = ''
    explanation = ''
    columns: tuple[Column, ...] = ()
    filters: tuple[Filter, ...] = ()
    actions: tuple[BulkAction, ...] = ()
    searched = False
    sort = ''  # the order when none was asked for: a column's name, '-' for the greatest first
    nothing = _('There is nothing here yet.')

    def __init__(self, context, request):
        self.context, self.request = context, request

    @cached_property
    def question(self) -> Question:
        """What the address asks for; unknown parts are left out."""
        choices = {each.name: self.choices(each) for each in self.filters}
        sortable = [column.name for column in self.columns if column.sort]
        return Question(self.request, self.address(), choices, sortable, self.sort)

    def address(self):
        """Where the list is."""
        return address(self.request, self.context, *filter(None, (self.request.view_name, *self.request.subpath)))

    def choices(self, each: Filter) -> list:
        return [(str(value), self.said(words)) for value, words in getattr(self, f'{each.name}_choices')()]

    # What a collection may say of its own

    def key(self, resource) -> str:
        return str(resource.id)

    def label(self, resource) -> str:
        return title_of(self.request, resource)

    def links(self) -> list[dict]:
        """Buttons on top: {title, url, sign, [main] True}; those that post have [post] True."""
        return []

    def buttons(self, resource) -> list[Button]:
        return []

    def counts(self, each: Filter) -> dict:
        """How many rows each tab has: {value: n}, '' for all."""
        return {}

    # The list

    @property
    def total(self) -> int:
        """How many there are of what was asked for."""
        raise NotImplementedError

    @property
    def page_of_resources(self) -> list:
        """Those of the page that was asked for."""
        raise NotImplementedError

    def show(self):
        here = self.title if self.request.view_name not in ('', 'admin') else None
        macros = template('admin/collection.pt').macros
        return {'collection': self, 'title': self.title, 'here': here, 'table': macros, **self.more()}

    def more(self) -> dict:
        """More for a template of one's own."""
        return {}

    @cached_property
    def rows(self) -> list[TableRow]:
        return [TableRow(self.key(each), self.label(each), self.cells(each), self.buttons(each)) for each in self.page_of_resources]

    def cells(self, resource) -> list[tuple[Column, Cell]]:
        return [(column, self.cell(getattr(self, f'{column.name}_cell')(resource))) for column in self.columns]

    def cell(self, given) -> Cell:
        cell = as_cell(given)
        return replace(cell, words=self.said(cell.words), note=self.said(cell.note))

    def said(self, words):
        """Words of the interface in the reader's language; what somebody wrote is left as it is."""
        return self.request.localizer.translate(words) if isinstance(words, TranslationString) else words

    @cached_property
    def offered(self) -> list[BulkAction]:
        """The actions that this person may take here at all."""
        return [each for each in self.actions if not each.permission or self.request.has_permission(each.permission, self.context)]

    @property
    def pages(self) -> int:
        return max(1, min(-(-self.total // self.question.size), DEEPEST // self.question.size))

    # What is done with chosen rows

    def action(self) -> BulkAction | None:
        wanted = self.request.GET.get('action')
        return next((each for each in self.offered if each.name == wanted), None)

    def ask(self):
        action, chosen = self.action(), self.chosen()
        if action is None or not chosen:
            self.request.session.flash(self.request.localizer.translate(_('Choose at least one row first.')), 'alert')
            return see_other(self.question.where())
        return Bulk(self, action, chosen).show()

    def change(self):
        action = self.action()
        if action is None:
            return see_other(self.question.where())
        return Bulk(self, action, self.chosen()).submit()

    def chosen_keys(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.request.GET.getall('chosen')))[:MOST_CHOSEN]

    def reason_against(self, action: BulkAction, resource):
        """Why this row stays as it is, or None."""
        about = resource if hasattr(resource, '__parent__') else self.context
        if action.permission and not self.request.has_permission(action.permission, about):
            return _('You may not do this here.')
        refused = getattr(self, f'{action.name}_refused', None)
        return refused(resource) if refused else None


class ListCollection(Collection):
    """A collection of what is in memory anyway."""

    def resources(self) -> list:
        raise NotImplementedError

    def words_of(self, resource) -> str:
        return self.label(resource)

    @cached_property
    def found(self) -> list:
        """Everything that was asked for, in the order that was asked for."""
        wanted = words(self.question.text)
        found = [each for each in self.resources() if self.fits(each) and begins(wanted, words(self.words_of(each)))]
        by = next((column.sort for column in self.columns if column.name == self.question.sort.lstrip('-')), None)
        return sorted(found, key=by, reverse=self.question.sort.startswith('-')) if callable(by) else found

    def fits(self, resource) -> bool:
        chosen = self.question.chosen
        return all(getattr(self, f'{name}_matches')(resource, value) for name, value in chosen.items())

    @property
    def total(self) -> int:
        return len(self.found)

    @property
    def page_of_resources(self) -> list:
        start = (min(self.question.page, self.pages) - 1) * self.question.size
        return self.found[start : start + self.question.size]

    def chosen(self) -> list:
        keys = set(self.chosen_keys())
        return [each for each in self.resources() if self.key(each) in keys]


class CatalogCollection(Collection):
    """A collection of what may be too much to be read: rows of the catalog."""

    types: tuple[str, ...] = ()
    sort = '-created'

    @property
    def place(self):
        """Below what the resources lie."""
        return self.context

    def conditions(self) -> dict:
        """What every row fulfils, whatever was asked for."""
        return {}

    def asked(self) -> dict:
        """The conditions of what was asked for."""
        asked = {**self.conditions(), 'text': self.question.text}
        for name, value in self.question.chosen.items():
            asked = both(asked, getattr(self, f'{name}_conditions')(value))
        return asked

    @cached_property
    def order(self) -> str:
        fields = {column.name: str(column.sort) for column in self.columns if column.sort}
        sort = self.question.sort
        name = sort.lstrip('-')
        return sort.replace(name, fields.get(name, name), 1)

    @cached_property
    def total(self) -> int:
        return count_all(self.request, self.place, *self.types, **self.asked())

    @cached_property
    def page_of_resources(self) -> list:
        asked = {**self.asked(), 'sort': self.order, 'page': min(self.question.page, self.pages), 'limit': self.question.size}
        return list(find(self.request, self.place, *self.types, **asked))

    def chosen(self) -> list:
        ids = tuple(int(key) for key in self.chosen_keys() if key.isdecimal() and len(key) < 18)
        if not ids:
            return []
        return list(find(self.request, self.place, *self.types, ids=ids, limit=MOST_CHOSEN, **self.conditions()))


def both(asked: dict, more: dict) -> dict:
    """Conditions that all hold: groups of terms stand side by side, of other lists what is in both is left."""
    joined = {**asked, **more}
    for name in asked.keys() & more.keys():
        one, other = asked[name], more[name]
        if isinstance(one, tuple) and isinstance(other, tuple):
            joined[name] = one + other if name in ('terms', 'not_states') else tuple(each for each in one if each in other)
    return joined


def begins(wanted, present) -> bool:
    """Does every word that was typed begin one of the words that are there?"""
    return all(any(word.startswith(typed) for word in present) for typed in wanted)
