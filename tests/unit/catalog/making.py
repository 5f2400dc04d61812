"""Rows, places and questions for the tests of the catalog."""

import itertools
from dataclasses import replace

from isegoria.catalog.places import Place
from isegoria.catalog.query import Query
from isegoria.catalog.row import Row

SITE, SPACE, COMPONENT, PRIVATE, INSIDE = 11, 21, 31, 22, 32
PUBLIC = frozenset({'public'})
PLACES = (
    Place(id=SITE, site=SITE, parent=None, path=''),
    Place(id=SPACE, site=SITE, parent=SITE, path='/processes/plan'),
    Place(id=COMPONENT, site=SITE, parent=SPACE, path='/processes/plan/proposals'),
    Place(id=PRIVATE, site=SITE, parent=SITE, visibility=f'members:{PRIVATE}', path='/processes/inner'),
    Place(id=INSIDE, site=SITE, parent=PRIVATE, path='/processes/inner/proposals'),
)
_ids = itertools.count(2**50)


def row(**about) -> Row:
    """A proposal in the public component, unless something else is said."""
    number = about.pop('id', None) or next(_ids)
    plain = {'site': SITE, 'space': SPACE, 'component': COMPONENT, 'type': 'proposal', 'created': 10**15, 'language': 'ca'}
    return Row(id=number, **{**plain, **about})


def comment(on: Row, under: Row | None = None, **about) -> Row:
    """A comment on something, or an answer to another comment."""
    number = next(_ids)
    depth, thread = (under.depth + 1, under.thread) if under is not None else (0, number)
    return row(**{'id': number, 'type': 'comment', 'subject': on.id, 'thread': thread, 'depth': depth, **about})


def ask(**about) -> Query:
    """What somebody who is not signed in asks of the public component."""
    return Query(**{'site': SITE, 'keys': PUBLIC, 'component': COMPONENT, 'types': ('proposal',), **about})


def everywhere(**about) -> Query:
    """The same on the whole site."""
    return ask(**{'component': None, **about})


def pages(catalog, query):
    """All pages of a list by its cursors, as lists of ids."""
    found = catalog.find(query)
    while found.hits:
        yield list(found.ids)
        if found.next is None:
            return
        found = catalog.find(replace(query, after=found.next))
