"""Counts: how many there are of each kind, kept where they change and never found by searching."""

from sqlalchemy import bindparam, func, select

from isegoria.catalog.row import is_counted
from isegoria.catalog.selecting import open_places, padded
from isegoria.catalog.tables import tally

RARE = 4_000


class Counts:
    """The count table: a viewer's counts are the sums over the keys that the viewer holds."""

    def __init__(self, database, places):
        self.database, self.places = database, places
        self._statements = {}

    def count(self, connection, query) -> int | None:
        """How many fulfil a query that the count table can answer; None when it cannot."""
        if not is_kept(query):
            return None
        term = query.terms[0][0] if query.terms else 0
        return sum(self.grouped(connection, query, 'type', term).values())

    def is_rare(self, connection, query) -> bool:
        """Do so few rows pass the filters that looking them up is cheaper than walking the list?"""
        return False

    def grouped(self, connection, query, dimension, term=0) -> dict:
        """dimension -> n, for the types, states, origins and places of the query; term 0 is everything, None each term."""
        lists = {'visibility': sorted(key for key in query.keys if is_counted(key)) or ['']}
        if query.types:
            lists['type'] = query.types
        if query.states is not None:
            lists['state'] = query.states or ['\x01']
        if query.origins:
            lists['origin'] = query.origins
        lists = {name: padded(values) for name, values in lists.items()}
        chains = self.places.open_chains(connection, query)
        chains = None if chains is None else padded(chains or ['\x01'])
        excluded = padded(query.not_states)
        where = {'place': query.component} if query.component is not None else {'site': query.site}
        if query.component is None and query.space is not None:
            where['space'] = query.space
        shape = (dimension, term is None, tuple(where), tuple((name, len(many)) for name, many in lists.items()), len(excluded), len(chains or ()))
        statement = self._statements.get(shape)
        if statement is None:
            statement = self._statements[shape] = statement_of(*shape)
        values = {f'{name}{at}': value for name, many in lists.items() for at, value in enumerate(many)}
        values |= {f'not_state{at}': value for at, value in enumerate(excluded)} | {f'chain{at}': value for at, value in enumerate(chains or ())}
        rows = self.database.run(connection, statement, **where, **values, about_term=term or 0, about_site=query.site)
        return {value: int(n) for value, n in rows if n}


def statement_of(dimension, each_term, where, lists, excluded, chains):
    by = tally.c[dimension]
    found = [tally.c[name] == bindparam(name) for name in where]
    found.append(tally.c.term != 0 if each_term else tally.c.term == bindparam('about_term'))
    found += [tally.c[name].in_([bindparam(f'{name}{at}') for at in range(length)]) for name, length in lists]
    found += [tally.c.state != bindparam(f'not_state{at}') for at in range(excluded)]
    if chains:
        found.append(tally.c.place.in_(open_places(chains)))
    return select(by, func.sum(tally.c.n)).where(*found).group_by(by)


def is_kept(query) -> bool:
    """Can the count table answer? It knows places, types, states, origins and one term."""
    beyond = (query.subject, query.thread, query.author, query.depth, query.ids, query.created_after, query.created_before)
    return not query.text and all(value is None for value in beyond) and (not query.terms or [len(group) for group in query.terms] == [1])
