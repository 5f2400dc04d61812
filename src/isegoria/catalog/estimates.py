"""Estimates: which way to the rows is the shorter, from counts that may be a minute old."""

import time

from sqlalchemy import bindparam, func, select

from isegoria.catalog.tables import WHOLE, tally
from isegoria.catalog.texts import tag

FRESH = 60  # seconds
DENSE = 0.6  # a mark that so great a share has narrows nothing
# What things cost, in microseconds at a million rows: to pass an entry of an index, to fetch a row, to pass a word's entry.
PASSED, FETCHED, MET = 0.15, 4.0, 0.8

ALL = select(tally.c.site, tally.c.space, tally.c.place, tally.c.type, func.sum(tally.c.n))
ALL = ALL.where(WHOLE).group_by(tally.c.site, tally.c.space, tally.c.place, tally.c.type)
BY = (tally.c.type, tally.c.term, tally.c.state, tally.c.origin)
OF_PLACE = select(*BY, func.sum(tally.c.n)).where(tally.c.place == bindparam('about'), tally.c.within == 0)
OF_PLACE = OF_PLACE.group_by(*BY)


class Estimates:
    def __init__(self, database):
        self.database = database
        self.kept = {}

    def forget(self):
        self.kept = {}

    def _fresh(self, key, count):
        found, when = self.kept.get(key, (None, 0))
        if found is None or not 0 <= time.monotonic() - when < FRESH:
            found = count()
            self.kept[key] = found, time.monotonic()
        return found

    def of_all(self, connection) -> dict:
        """How many rows each (where, id, type) has, type '' being all; ('all', 0, '') is everything."""
        return self._fresh('all', lambda: self._count_all(connection))

    def _count_all(self, connection):
        found = {}
        for site, space, place, kind, n in self.database.run(connection, ALL):
            for where in (('all', 0), ('site', site), ('space', space), ('place', place)):
                for about in ((*where, kind), (*where, '')):
                    found[about] = found.get(about, 0) + int(n)
        return found

    def of_place(self, connection, place) -> dict:
        """How many rows of a place each (dimension, type, value) has."""
        return self._fresh(place, lambda: self._count_place(connection, place))

    def _count_place(self, connection, place):
        found = {}
        for kind, term, state, origin, n in self.database.run(connection, OF_PLACE, about=place):
            keys = (('term', kind, term),) if term else (('type', kind), ('state', kind, state), ('origin', kind, origin))
            for key in keys:
                found[key] = found.get(key, 0) + int(n)
        return found

    def is_rare(self, connection, query) -> bool:
        """Do so few rows pass the filters that to look them up is cheaper than to walk the list until a page is full?"""
        if query.component is None or not (query.states or query.origins or query.terms):
            return False
        known = self.of_place(connection, query.component)
        total = passing = fewest = sum(known.get(('type', kind), 0) for kind in query.types)
        for name, values in (('state', query.states), ('origin', query.origins), *(('term', group) for group in query.terms)):
            if values and total:
                number = min(sum(known.get((name, kind, value), 0) for kind in query.types for value in values), total)
                passing, fewest = passing * number / total, min(fewest, number)
        walked = min(total, total * (query.limit + query.offset) / max(passing, 1))
        return MET * fewest + FETCHED * passing < PASSED * walked

    def marks(self, connection, query) -> tuple[tuple[str, ...], ...]:
        """The marks that narrow a search: one of each group; those that nearly everything has are left out."""
        groups = [self._where(connection, query)]
        if query.states and '' not in query.states:
            groups.append(tuple(tag('state', each) for each in query.states))
        if query.origins and '' not in query.origins:
            groups.append(tuple(tag('origin', each) for each in query.origins))
        groups += [tuple(tag('term', each) for each in group) for group in query.terms]
        return tuple(group for group in groups if group)

    def _where(self, connection, query):
        if query.component is not None:
            where, number = 'place', query.component
        elif query.space is not None:
            where, number = 'space', query.space
        else:
            where, number = 'site', query.site
        known = self.of_all(connection)
        share = sum(known.get((where, number, kind), 0) for kind in query.types or ('',))
        if share > DENSE * known.get(('all', 0, ''), 0):
            return ()
        return tuple(tag(where, f'{number} {kind}') for kind in query.types) or (tag(where, number),)
