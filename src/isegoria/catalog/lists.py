"""Lists: a page of hits, and how many there are, the cheapest way for the question.

A list without a text walks the index that ends in its order. A text, or filters that few rows pass, are looked up in the
text index first; when that gives too many, the rows are walked in their order and each is held against the text. So a page
costs some thousand rows at worst, however many match.
"""

from collections import Counter
from dataclasses import dataclass, replace

from isegoria.catalog import asked
from isegoria.catalog.asked import Wanted
from isegoria.catalog.facets import Facets
from isegoria.catalog.query import DEEPEST, Cursor, Found, Hit, Query, read_cursor
from isegoria.catalog.selecting import count_statement, facet_statements, matches_statement, page_statement, replies_statement
from isegoria.catalog.shape import Shape, outline, padded
from isegoria.catalog.texts import tag

MOST_LOOKED_UP = 4_000  # matches beyond which a list is walked
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the order: all of it, half of the random order, or a rank of relevance."""

    half: str = ''
    tier: str = ''
    language: str = ''  # '=ca' only texts in it, '!ca' all others


@dataclass(frozen=True, slots=True)
class Row:
    part: int
    id: int
    type: str
    component: int | None
    value: int | str


class Lists:
    def __init__(self, database, places, vocabulary, counts):
        self.database, self.places, self.vocabulary, self.counts = database, places, vocabulary, counts
        self.postgres = not database.sqlite
        self.statements = {}

    # A page

    def find(self, connection, query: Query) -> Found:
        """A page of the list, from a cursor or by its number."""
        if query.limit < 1 or query.offset + query.limit > max(DEEPEST, query.limit):
            return Found()
        things = self.things(connection, query)
        if query.text and not things:
            return Found()
        cursor = read_cursor(query.after, query.sort)
        rows = self._rows(connection, query, things, cursor)
        return found(query, cursor, rows)

    def things(self, connection, query) -> tuple[Wanted, ...]:
        if not query.text:
            return ()
        return asked.wanted(query.text, query.languages, lambda beginning: self.vocabulary.begins(connection, beginning))

    def _rows(self, connection, query, things, cursor) -> list[Row]:
        """One row more than the page has, read part by part."""
        back = cursor is not None and cursor.back
        shape, values = outline(query, self.places.open_chains(connection, query))
        if back:
            shape = shape._replace(descending=not shape.descending)
        todo = list(enumerate(parts(query)))
        if cursor is not None:
            todo = todo[cursor.part :: -1] if back else todo[cursor.part :]
        skip = 0 if cursor is not None else query.offset
        rows = []
        for number, part in todo:
            here = cursor if cursor is not None and number == cursor.part else None
            wanted = query.limit + 1 - len(rows)
            more, skip = self._part(connection, query, things, shape, values, part, number, here, wanted, skip)
            rows += more
            if len(rows) > query.limit:
                break
        return rows

    def _part(self, connection, query, things, shape, values, part, number, cursor, wanted, skip):
        """Rows of one part, and how many are still to be skipped in the next."""
        shape, values = self.narrowed(connection, query, things, shape, values, part)
        page = shape
        if cursor is not None:
            page = shape._replace(after=True)
            values = {**values, 'after_value': cursor.value, 'after_id': cursor.id}
        found = self.run(connection, page_statement, page, limit=wanted, offset=skip, most=wanted + skip, **values)
        if not found and skip and number + 1 < len(parts(query)):
            skip -= self.run(connection, count_statement, shape, most=skip, **values)[0][0]
        elif found:
            skip = 0
        return [Row(number, *each) for each in found], skip

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
        for number, kind, component, value, thread in self.database.run(connection, statement, limit=query.limit + 1, **values):
            rows[thread][number] = Row(0, number, kind, component, value)
        return {thread: found(query, None, list(its.values())) for thread, its in rows.items()}

    # How many

    def count(self, connection, query: Query, most=MOST_COUNTED) -> int:
        """How many there are; more than `most` are not counted and said as `most + 1`."""
        things = self.things(connection, query)
        if query.text and not things:
            return 0
        shape, values = outline(query, self.places.open_chains(connection, query))
        shape, values = self.narrowed(connection, query, things, shape, values, Part(), for_count=True)
        return self.run(connection, count_statement, shape, most=most + 1, **values)[0][0]

    def facets(self, connection, query: Query, dimension) -> Facets:
        """How many of the matches have each value, where no count table knows: so many matches are looked at, no more."""
        things = self.things(connection, query)
        grouped = Facets()
        if query.text and not things:
            return grouped
        shape, values = outline(query, self.places.open_chains(connection, query))
        shape, values = self.narrowed(connection, query, things, shape, values, Part(), for_count=True)
        rows = self.run(connection, facet_statements[dimension], shape, most=MOST_COUNTED, **values)
        counted = Counter()
        for value, n in rows:
            for each in map(int, value.split()) if dimension == 'terms' else (value,):
                counted[each] += n
        grouped.update(counted)
        grouped.complete = sum(n for _value, n in rows) < MOST_COUNTED
        return grouped

    # Which way

    def narrowed(self, connection, query, things, shape, values, part, for_count=False):
        """The shape and parameters with the text, or rare filters, looked up or held against each row."""
        shape = shape._replace(half=part.half)
        if part.language:
            shape, values = self._in_language(shape, values, part.language)
        marks = self.marks(query)
        if not things:
            if not shape.walked or for_count or not self.counts.is_rare(connection, query):
                return shape, values
            return shape._replace(text='set'), {**values, 'match': self.expression((), marks)}
        match = self.expression(things, marks, part.tier)
        if shape.walked and not for_count and self.matches(connection, match) > MOST_LOOKED_UP:
            said = self.expression(things, (), part.tier)
            held = tuple((len(thing.phrases), bool(thing.beginning)) for thing in things)
            values = {**values, **({'match': said} if self.postgres else phrases(things))}
            return shape._replace(text='walk', tier=part.tier, things=() if self.postgres else held), values
        return shape._replace(text='set'), {**values, 'match': match}

    @staticmethod
    def _in_language(shape, values, language):
        if language[0] == '=':
            return shape._replace(numbers=(*shape.numbers, 'language')), {**values, 'language': language[1:]}
        return shape._replace(not_language=True), {**values, 'not_language': language[1:]}

    def matches(self, connection, match, most=MOST_LOOKED_UP) -> int:
        """How many texts match an expression, counted to `most + 1`."""
        statement = self.statements.get('matches')
        if statement is None:
            statement = self.statements['matches'] = matches_statement(self.postgres)
        return self.database.run(connection, statement, match=match, most=most + 1)[0][0]

    @staticmethod
    def marks(query) -> tuple[tuple[str, ...], ...]:
        """The marks that the text index narrows by: one of each group."""
        groups = []
        if query.component is not None:
            groups.append((tag('place', query.component),))
        elif query.space is not None:
            groups.append((tag('space', query.space),))
        elif not any((query.subject, query.thread)):
            groups.append((tag('site', query.site),))
        if query.types:
            groups.append(tuple(tag('type', each) for each in query.types))
        if query.states and '' not in query.states:
            groups.append(tuple(tag('state', each) for each in query.states))
        if query.origins and '' not in query.origins:
            groups.append(tuple(tag('origin', each) for each in query.origins))
        return (*groups, *(tuple(tag('term', each) for each in group) for group in query.terms if group))

    def expression(self, things, marks, tier='') -> str:
        """The full-text expression in the words of the database; the second dialect point."""
        say = asked.for_postgres if self.postgres else asked.for_sqlite
        both = ' & ' if self.postgres else ' AND '
        said = [say(tuple(Wanted(tuple((mark,) for mark in group)) for group in marks))] if marks else []
        if things:
            title = f'({say(things, "A" if self.postgres else "title")})'
            said.append(title if tier == 'title' else f'({say(things)})')
            if tier == 'body':
                text = both.join(said)
                return f'({text}) & !{title}' if self.postgres else f'({text}) NOT {title}'
        return both.join(said)


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


def phrases(things) -> dict:
    """What to look for in the words as SQLite keeps them: a space on both sides of each."""
    values = {}
    for at, thing in enumerate(things):
        values.update({f'phrase{at}_{number}': f' {" ".join(phrase)} ' for number, phrase in enumerate(thing.phrases)})
        values[f'beginning{at}'] = f' {thing.beginning}'
    return values


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
