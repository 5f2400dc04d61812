"""Writing: rows as they are now, the words and counts that change with them, and the counters of their places."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from isegoria.catalog.places import Place
from isegoria.catalog.row import Row, is_counted, record
from isegoria.catalog.shape import padded
from isegoria.catalog.tables import resource, tally
from isegoria.catalog.texts import indexed
from isegoria.catalog.texttables import PostgresTexts, SqliteTexts

BATCH = 256
COLUMNS = tuple(each.name for each in resource.columns)
INSERT = insert(resource)
DELETE = delete(resource).where(resource.c.id == bindparam('about'))
TALLIED = ('place', 'type', 'within', 'term', 'state', 'origin', 'visibility', 'site', 'space')


@dataclass(frozen=True, slots=True)
class Written:
    """What memory must learn after the commit: counters that rose, and whether places were declared."""

    counters: dict
    declared: bool


class Writing:
    """Writes within a transaction that holds the locks of the ids."""

    def __init__(self, database, places, vocabulary):
        self.database, self.places, self.vocabulary = database, places, vocabulary
        self.texts = SqliteTexts(database) if database.sqlite else PostgresTexts(database)
        dialect = sqlite if database.sqlite else postgresql
        more = dialect.insert(tally)
        self.add_to_tally = more.on_conflict_do_update(index_elements=list(TALLIED), set_={'n': tally.c.n + more.excluded.n})
        self._statements = {}

    def write(self, connection, rows: Iterable[Row], removed: Iterable[int] = (), places: Iterable[Place | int] = ()) -> 'Written':
        """Write everything; gives what memory must learn once it is committed."""
        by_id = {row.id: row for row in rows}
        declared = [each for each in places if isinstance(each, Place)]
        self.places.declare(connection, declared)
        ways = self.places.add_missing(connection, places_of(by_id.values()))
        before = self.before(connection, sorted({*by_id, *removed}))
        gone = sorted(set(before) - set(by_id))
        learned, forgotten = self._write_rows(connection, by_id, before)
        for number in gone:
            forgotten |= self.texts.take_out(connection, number)
            self.database.run(connection, DELETE, about=number)
        self._teach(connection, learned, forgotten)
        self._tally(connection, by_id, before)
        more = self._count_places(connection, by_id, before, places, ways)
        return Written(more, bool(declared))

    def before(self, connection, ids) -> dict:
        """The rows as they stand, by id."""
        found = {}
        for start in range(0, len(ids), BATCH):
            some = padded(ids[start : start + BATCH])
            statement = self._statement(('before', len(some)), before_statement, len(some))
            values = {f'id{at}': number for at, number in enumerate(some)}
            for row in self.database.run(connection, statement, **values):
                found[row[0]] = dict(zip(COLUMNS, row, strict=True))
        return found

    def _write_rows(self, connection, rows, before):
        """Write what differs; gives the passages to learn from, and the stems that some text has no more."""
        learned, forgotten = [], set()
        for number in sorted(rows):
            row, old = rows[number], before.get(number)
            new = record(row)
            if old is not None and old['fingerprint'] == new['fingerprint']:
                continue
            if old is None or old['digest'] != new['digest']:
                text = indexed(row)
                forgotten |= self.texts.put(connection, number, text, old is not None)
                learned += text.passages
            self._put(connection, new, old)
        return learned, forgotten

    def _teach(self, connection, learned, forgotten):
        """Words whose last text is gone leave the vocabulary with it."""
        self.vocabulary.forget(connection, [stem for stem in sorted(forgotten) if not self.texts.occurs(connection, stem)])
        self.vocabulary.add(connection, learned)

    def _put(self, connection, new, old):
        if old is None:
            self.database.run(connection, INSERT, **new)
            return
        changed = tuple(name for name in COLUMNS if new[name] != old[name])
        statement = self._statement(changed, update_statement, changed)
        self.database.run(connection, statement, about=new['id'], **{f'new_{name}': new[name] for name in changed})

    def _tally(self, connection, rows, before):
        more = Counter()
        for row in rows.values():
            more.update(tally_keys(record_of(row)))
        for old in before.values():
            more.subtract(tally_keys(old))
        changes = [(*key, n) for key, n in sorted(more.items()) if n]
        self.database.run_many(connection, self.add_to_tally, [dict(zip((*TALLIED, 'n'), each, strict=True)) for each in changes])

    def _count_places(self, connection, rows, before, places, ways):
        """One more change in every place in which something was, is, or was said to have changed."""
        changed = {row.place for row in rows.values()} | {old['place'] for old in before.values()}
        changed |= {each.id if isinstance(each, Place) else each for each in places}
        return self.places.count(connection, changed, ways)

    def _statement(self, key, build, about):
        found = self._statements.get(key)
        if found is None:
            found = self._statements[key] = build(about)
        return found


def before_statement(length):
    return select(resource).where(resource.c.id.in_([bindparam(f'id{at}') for at in range(length)]))


def update_statement(changed):
    return update(resource).where(resource.c.id == bindparam('about')).values({name: bindparam(f'new_{name}') for name in changed})


def places_of(rows) -> dict[int, int]:
    """The places that rows lie in, and their sites."""
    return {number: row.site for row in rows for number in (row.place, row.site)}


def record_of(row: Row) -> dict:
    """The fields of a row that count."""
    return {
        'place': row.place, 'type': row.type, 'state': row.state, 'origin': row.origin, 'visibility': row.visibility,
        'site': row.site, 'space': row.space, 'terms': row.terms,
    }  # fmt: skip


def tally_keys(about: dict) -> list[tuple]:
    """The counts that a row is part of: one for itself, one for each term, and one for each term within each."""
    if not is_counted(about['visibility']):
        return []
    terms = about['terms'] if not isinstance(about['terms'], str) else tuple(map(int, about['terms'].split()))
    kept = (about['state'], about['origin'], about['visibility'], about['site'], about['space'] or 0)
    place, kind = about['place'], about['type']
    return [(place, kind, within, term, *kept) for within in (0, *terms) for term in (terms if within else (0, *terms))]
