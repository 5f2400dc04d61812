"""Loading: all rows at once into new tables, indexes last, and the old tables thrown away when the new ones are ready.

It is one transaction. Readers go on with the old tables; writers are told that the catalog is being rebuilt, and what
they wanted to write waits in the outbox.
"""

import io
import itertools
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import contextmanager

from sqlalchemy import insert, select

from isegoria.catalog import tables
from isegoria.catalog.definitions import drop_tables, make_indexes, make_tables
from isegoria.catalog.drivers import SCHEMA
from isegoria.catalog.places import Place
from isegoria.catalog.row import Row, record
from isegoria.catalog.texts import indexed
from isegoria.catalog.vocabulary import Learning
from isegoria.catalog.writing import INSERT, TALLIED, record_of, tally_keys
from isegoria.garbage import seldom_collected

BATCH = 20_000  # sorted by id, as FTS5 wants them
MEMORY = '512MB'
SQLITE_MEMORY = 400_000  # kB
NEXT = f'{SCHEMA}_next'
COLUMNS = tuple(each.name for each in tables.resource.columns)


class Loading:
    """Makes the whole catalog anew."""

    def __init__(self, database, places, writing):
        self.database, self.places, self.writing = database, places, writing

    def rebuild(self, read: Callable[[], tuple[Iterable[Row], Iterable[Place]]]) -> int:
        """Load what `read()` gives, asked once nobody else can write any more; how many rows."""
        with self.database.alone() as connection, self._new_tables(connection) as kept:
            make_tables(connection, self.database.sqlite, indexes=False)
            rows, places = read()
            with seldom_collected():
                number = self._load(connection, rows)
            self._index(connection)
            self._place(connection, kept, places)
            for name, value in (('version', self.database.version), ('complete', 'yes')):
                self.database.run(connection, insert(tables.fact), name=name, value=value)
            self._analyse(connection)
        self._tidy()
        return number

    @contextmanager
    def _new_tables(self, connection):
        """Room for tables that readers do not see before the end; gives the places that stood there."""
        kept = self.database.run(connection, select(tables.place))
        if self.database.sqlite:
            self.database.tell(connection, f'PRAGMA cache_size = -{SQLITE_MEMORY}')
            drop_tables(connection)
            yield kept
            return
        for said in (
            f"SET LOCAL maintenance_work_mem = '{MEMORY}'",
            f'DROP SCHEMA IF EXISTS {NEXT} CASCADE',
            f'CREATE SCHEMA {NEXT}',
            f'SET LOCAL search_path = {NEXT}',
        ):
            self.database.tell(connection, said)
        yield kept
        self.database.tell(connection, f'DROP SCHEMA {SCHEMA} CASCADE')
        self.database.tell(connection, f'ALTER SCHEMA {NEXT} RENAME TO {SCHEMA}')

    def _load(self, connection, rows):
        tallied, learned, number = Counter(), Learning(), 0
        rows = iter(rows)
        while batch := sorted(itertools.islice(rows, BATCH), key=lambda row: row.id):
            records, texts = [], []
            for row in batch:
                text = indexed(row)
                records.append(record(row))
                texts.append(text)
                learned.hear(text.passages)
                tallied.update(tally_keys(record_of(row)))
            self._put(connection, records, texts)
            number += len(batch)
        counts = [dict(zip((*TALLIED, 'n'), (*key, n), strict=True)) for key, n in sorted(tallied.items())]
        self._copy(connection, tables.tally, counts)
        self._copy(connection, tables.vocabulary, learned.all())
        return number

    def _put(self, connection, records, texts):
        if self.database.sqlite:
            self.database.run_many(connection, INSERT, records)
            about = [{'about': each['id'], **text.for_sqlite()} for each, text in zip(records, texts, strict=True)]
            self.database.run_many(connection, self.writing.texts.INSERT, about)
        else:
            self._copy(connection, tables.resource, records)
            vectors = [{'id': each['id'], 'vector': text.for_postgres()} for each, text in zip(records, texts, strict=True)]
            self._copy(connection, tables.postgres_words, vectors)

    def _copy(self, connection, table, records):
        if self.database.sqlite:
            self.database.run_many(connection, insert(table), records)
        elif records:
            names = list(records[0])
            lines = io.StringIO('\n'.join('\t'.join([_copied(each[name]) for name in names]) for each in records))
            cursor = connection.connection.cursor()
            cursor.copy_expert(f'COPY {table.name} ({", ".join(names)}) FROM STDIN', lines)

    def _index(self, connection):
        if self.database.sqlite:
            self.database.tell(connection, "INSERT INTO words(words) VALUES ('optimize')")
        for table in (*tables.metadata.sorted_tables, *(() if self.database.sqlite else (tables.postgres_words,))):
            make_indexes(connection, table)

    def _analyse(self, connection):
        for name in ('',) if self.database.sqlite else ('resource', 'words', 'tally', 'place', 'vocabulary'):
            self.database.tell(connection, f'ANALYZE {name}')

    def _tidy(self):
        """After the commit: PostgreSQL learns that all rows are visible to all, and answers from its indexes alone."""
        with self.database.engine.connect() as connection:
            for said in ('PRAGMA wal_checkpoint(TRUNCATE)',) if self.database.sqlite else ('VACUUM resource', 'VACUUM words'):
                self.database.tell(connection, said)

    def _place(self, connection, kept, places):
        """Every place is said anew; its counters go on from where they were, so that pages kept from before are old."""
        places = list(places)
        declared = {place.id for place in places}
        names = [column.name for column in tables.place.columns]
        for old in kept:
            standing = dict(zip(names, old, strict=True))
            if not declared or standing['id'] in declared:
                standing['own'], standing['below'] = standing['own'] + 1, standing['below'] + 1
                self.database.run(connection, insert(tables.place), **standing)
        self.places.declare(connection, places)
        found = self.database.run(connection, select(tables.resource.c.site, tables.resource.c.place).distinct())
        self.places.add_missing(connection, {number: site for site, place in found for number in (site, place)})


def _copied(value) -> str:
    """A value as COPY reads it."""
    if value is None:
        return '\\N'
    if isinstance(value, str):
        return value.replace('\\', '\\\\').replace('\t', '\\t').replace('\n', '\\n').replace('\r', '\\r')
    return str(value)
