"""Lists: a page of hits, and how many there are.

A list without a text walks the index that ends in its order; for one with a text see `searching.py`.
"""

from collections import Counter
from dataclasses import dataclass, replace

from isegoria.catalog.facets import Facets
from isegoria.catalog.query import DEEPEST, Cursor, Found, Hit, Query, read_cursor
from isegoria.catalog.searching import Part
from isegoria.catalog.selecting import count_statement, facet_statements, page_statement, replies_statement
from isegoria.catalog.shape import Shape, outline, padded

MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    part: int
    id: int
    type: str
    component: int | None
    value: int | str


class Lists:
    def __init__(self, database, places, searching):
        self.database, self.places, self.searching = database, places, searching
        self.postgres = not database.sqlite
        self.statements = {}

    # A page

    def find(self, connection, query: Query) -> Found:
        """A page of the list, from a cursor or by its number."""
        if query.limit < 1 or query.offset + query.limit > max(DEEPEST, query.limit):
            return Found()
        search = self.searching.begin(connection, query)
        if search.is_hopeless:
            return Found()
        cursor = read_cursor(query.after, query.sort)
        return found(query, cursor, self._rows(search, cursor))

    def _rows(self, search, cursor) -> list[Row]:
        """One row more than the page has, read part by part."""
        query, back = search.query, cursor is not None and cursor.back
        shape, values = outline(query, self.places.open_chains(search.connection, query))
        if back:
            shape = shape._replace(descending=not shape.descending)
        todo = list(enumerate(parts(query)))
        if cursor is not None:
            todo = todo[cursor.part :: -1] if back else todo[cursor.part :]
        skip = 0 if cursor is not None else query.offset
        rows = []
        for number, part in todo:
            here = cursor if cursor is not None and number == cursor.part else None
            shape_of_part, values_of_part = search.narrowed(shape, values, part)
            narrowed = search.connection, shape_of_part, values_of_part
            more = self._part(*narrowed, here, query.limit + 1 - len(rows), skip)
            rows += [Row(number, *each) for each in more]
            if len(rows) > query.limit or (number, part) == todo[-1]:
                break
            skip = 0 if rows else skip - self._number(*narrowed, skip)
        return rows

    def _part(self, connection, shape, values, cursor, wanted, skip):
        """Rows of one part of the order."""
        if cursor is not None:
            shape = shape._replace(after=True)
            values = {**values, 'after_value': cursor.value, 'after_id': cursor.id}
        return self.run(connection, page_statement, shape, limit=wanted, offset=skip, most=wanted + skip, **values)

    def _number(self, connection, shape, values, most):
        """How many of those to be skipped a part has."""
        return self.run(connection, count_statement, shape, most=most, **values)[0][0] if most else 0

    def run(self, connection, build, shape: Shape, **values):
        statement = self.statements.get((build, shape))
        if statement is None:
            statement = self.statements[build, shape] = build(shape, self.postgres)
        return self.database.run(connection, statement, **values)

    def replies(self, connection, query: Query, threads) -> dict[int, Found]:
        """The first `query.limit` replies of each thread, in the order of the query."""
        shape, values = outline(replace(query, thread=0, replies_only=True, after=None, page=None))
        shape = shape._replace(numbers=tuple(name for name in shape.numbers if name != 'thread'))
        threads = padded(threads)
        statement = self.statements.get((replies_statement, shape, len(threads)))
        if statement is None:
            statement = replies_statement(shape, self.postgres, len(threads))
            self.statements[replies_statement, shape, len(threads)] = statement
        values = {**values, **{f'thread{at}': thread for at, thread in enumerate(threads)}}
        rows = {thread: {} for thread in threads}
        for number, kind, component, thread, value in self.database.run(connection, statement, limit=query.limit + 1, **values):
            rows[thread][number] = Row(0, number, kind, component, value)
        return {thread: found(query, None, list(its.values())) for thread, its in rows.items()}

    # How many

    def count(self, connection, query: Query, most=MOST_COUNTED) -> int:
        """How many there are; more than `most` are not counted and said as `most + 1`."""
        rows = self._counted(connection, query, count_statement, most + 1)
        return rows[0][0] if rows else 0

    def facets(self, connection, query: Query, dimension) -> Facets:
        """How many of the matches have each value, where no count table knows: so many matches are looked at, no more."""
        rows = self._counted(connection, query, facet_statements[dimension], MOST_COUNTED)
        counted = Counter()
        for value, n in rows:
            for each in map(int, value.split()) if dimension == 'terms' else (value,):
                counted[each] += n
        grouped = Facets(counted)
        grouped.complete = sum(n for _value, n in rows) < MOST_COUNTED
        return grouped

    def _counted(self, connection, query, statement, most):
        search = self.searching.begin(connection, query)
        if search.is_hopeless:
            return []
        shape, values = outline(query, self.places.open_chains(connection, query))
        shape, values = search.narrowed(shape, values, counting=True)
        return self.run(connection, statement, shape, most=most, **values)


def parts(query: Query) -> tuple[Part, ...]:
    """The stretches of the order, one after the other."""
    field = query.field
    if field == 'random':
        return (Part(half='first'), Part(half='second'))
    if field != 'relevance' or not query.text:
        return (Part(),)
    tiers = ('title', 'body')
    if not query.reader:
        return tuple(Part(tier=tier) for tier in tiers)
    return tuple(Part(tier=tier, language=f'{sign}{query.reader}') for sign in '=!' for tier in tiers)


def found(query, cursor, rows) -> Found:
    """A page out of one row more than it has, in the order of the list whichever way it was read."""
    back = cursor is not None and cursor.back
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    if back:
        rows.reverse()
    if not rows:
        return Found()
    beyond = back or more
    before = more if back else cursor is not None or query.offset > 0

    def at(row, going_back):
        return str(Cursor(query.sort, going_back, row.part, row.value, row.id))

    hits = tuple(Hit(row.id, row.type, row.component) for row in rows)
    return Found(hits, at(rows[-1], False) if beyond else None, at(rows[0], True) if before else None)
