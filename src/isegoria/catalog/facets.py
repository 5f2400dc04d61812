"""Counts: how many there are of each kind, kept where they change and never found by searching."""

from sqlalchemy import bindparam, func, select

from isegoria.catalog.conditions import open_places
from isegoria.catalog.row import is_counted
from isegoria.catalog.shape import padded
from isegoria.catalog.tables import tally

KEPT = {'type', 'state', 'origin', 'space', 'place'}


class Facets(dict):
    """value -> n. `complete` is false where the matches were too many to group, and only the first of them are counted."""

    complete = True


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

    def facets(self, connection, query, dimension) -> Facets | None:
        """How many there are for each value, or None when the count table does not know."""
        if not is_kept(query) or dimension not in ('terms', *KEPT):
            return None
        term = query.terms[0][0] if query.terms else 0
        if dimension == 'terms':
            return Facets(self.grouped(connection, query, 'term', None, within=term))
        return Facets(self.grouped(connection, query, dimension, term))

    def grouped(self, connection, query, dimension, term, within=0) -> dict:
        """dimension -> n; term 0 is everything, None each term, alone or `within` another."""
        where = self._where(query)
        lists = {name: padded(values) for name, values in self._lists(query).items()}
        chains = self.places.open_chains(connection, query)
        lists['chain'] = padded(chains or ['\x01']) if chains is not None else ()
        lists['not_state'] = padded(query.not_states)
        shape = (dimension, term is None, tuple(where), tuple((name, len(many)) for name, many in lists.items()))
        statement = self._statements.get(shape)
        if statement is None:
            statement = self._statements[shape] = statement_of(*shape)
        values = {f'{name}{at}': value for name, many in lists.items() for at, value in enumerate(many)}
        rows = self.database.run(
            connection, statement, **where, **values, about_term=term or 0, about_within=within, about_site=query.site
        )
        return {value: int(n) for value, n in rows if n}

    @staticmethod
    def _where(query):
        if query.component is not None:
            return {'place': query.component}
        return {'site': query.site} if query.space is None else {'site': query.site, 'space': query.space}

    @staticmethod
    def _lists(query):
        lists = {'visibility': sorted(key for key in query.keys if is_counted(key)) or ['']}
        if query.types:
            lists['type'] = query.types
        if query.states is not None:
            lists['state'] = query.states or ['\x01']
        if query.origins:
            lists['origin'] = query.origins
        return lists


def statement_of(dimension, each_term, where, lists):
    lengths = dict(lists)
    by = tally.c[dimension]
    found = [tally.c[name] == bindparam(name) for name in where]
    found.append(tally.c.within == bindparam('about_within'))
    found.append(tally.c.term != 0 if each_term else tally.c.term == bindparam('about_term'))
    found += [
        tally.c[name].in_([bindparam(f'{name}{at}') for at in range(length)])
        for name, length in lists
        if name not in ('chain', 'not_state')
    ]
    found += [tally.c.state != bindparam(f'not_state{at}') for at in range(lengths['not_state'])]
    if lengths['chain']:
        found.append(tally.c.place.in_(open_places(lengths['chain'])))
    return select(by, func.sum(tally.c.n)).where(*found).group_by(by)


def is_kept(query) -> bool:
    """Can the count table answer? It knows places, types, states, origins and one term."""
    beyond = (query.subject, query.thread, query.author, query.depth, query.ids, query.created_after, query.created_before)
    if query.text or query.replies_only or any(value is not None for value in beyond):
        return False
    return not query.terms or [len(group) for group in query.terms] == [1]
