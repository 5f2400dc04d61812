"""Where the words of each resource are kept: a full-text table of SQLite, a tsvector of PostgreSQL."""

import json

from sqlalchemy import Integer, bindparam, cast, column, delete, func, insert, literal_column, select, table, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from isegoria.catalog.tables import postgres_words
from isegoria.catalog.texts import GAP, Indexed

fts = table('words', column('rowid', Integer), column('title'), column('body'), column('tags'))
THREE = ('title', 'body', 'tags')


class SqliteTexts:
    KEPT = select(fts.c.title, fts.c.body).where(fts.c.rowid == bindparam('about'))
    SEVERAL = select(fts.c.rowid, fts.c.title, fts.c.body).where(
        fts.c.rowid.in_(select(column('value')).select_from(func.json_each(bindparam('ids'))))
    )
    INSERT = insert(fts).values(rowid=bindparam('about'), **{name: bindparam(name) for name in THREE})
    UPDATE = update(fts).where(fts.c.rowid == bindparam('about')).values({name: bindparam(f'new_{name}') for name in THREE})
    DELETE = delete(fts).where(fts.c.rowid == bindparam('about'))
    OCCURS = select(fts.c.rowid).where(literal_column('words').op('MATCH')(bindparam('match'))).limit(1)

    def __init__(self, database):
        self.database = database

    def put(self, connection, number: int, text: Indexed, existed: bool) -> set[str]:
        """Keep the words of a resource; gives the stems that it had and has no more."""
        written = text.for_sqlite()
        if not existed:
            self.database.run(connection, self.INSERT, about=number, **written)
            return set()
        old = self.stems(connection, number)
        self.database.run(connection, self.UPDATE, about=number, **{f'new_{name}': words for name, words in written.items()})
        return old - set(text.title) - set(text.body)

    def take_out(self, connection, number: int) -> set[str]:
        old = self.stems(connection, number)
        self.database.run(connection, self.DELETE, about=number)
        return old

    def stems(self, connection, number: int) -> set[str]:
        rows = self.database.run(connection, self.KEPT, about=number)
        return {stem for row in rows for text in row for stem in text.split()} - {GAP}

    def stems_of(self, connection, numbers):
        """(id, stems of the title, stems of everything) of several texts."""
        if numbers:
            for number, title, body in self.database.run(connection, self.SEVERAL, ids=json.dumps(numbers)):
                yield number, frozenset(title.split()), frozenset(title.split() + body.split())

    def occurs(self, connection, stem: str) -> bool:
        return bool(self.database.run(connection, self.OCCURS, match=f'"{stem}"'))


class PostgresTexts:
    KEPT = select(func.tsvector_to_array(postgres_words.c.vector)).where(postgres_words.c.id == bindparam('about'))
    SEVERAL = select(
        postgres_words.c.id,
        func.tsvector_to_array(func.ts_filter(postgres_words.c.vector, literal_column("'{a}'"))),
        func.tsvector_to_array(postgres_words.c.vector),
    ).where(postgres_words.c.id == func.any(bindparam('ids')))
    DELETE = delete(postgres_words).where(postgres_words.c.id == bindparam('about'))
    OCCURS = select(postgres_words.c.id).where(postgres_words.c.vector.op('@@')(cast(bindparam('match'), TSQUERY))).limit(1)

    def __init__(self, database):
        self.database = database
        new = postgresql.insert(postgres_words).values(id=bindparam('about'), vector=cast(bindparam('vector'), TSVECTOR))
        self.upsert = new.on_conflict_do_update(index_elements=['id'], set_={'vector': new.excluded.vector})

    def put(self, connection, number: int, text: Indexed, existed: bool) -> set[str]:
        """Keep the words of a resource; gives the stems that it had and has no more."""
        old = self.stems(connection, number) if existed else set()
        self.database.run(connection, self.upsert, about=number, vector=text.for_postgres())
        return old - set(text.title) - set(text.body)

    def take_out(self, connection, number: int) -> set[str]:
        old = self.stems(connection, number)
        self.database.run(connection, self.DELETE, about=number)
        return old

    def stems(self, connection, number: int) -> set[str]:
        rows = self.database.run(connection, self.KEPT, about=number)
        return {stem for row in rows for stem in row[0] if not stem.startswith('_')}

    def stems_of(self, connection, numbers):
        """(id, stems of the title, stems of everything) of several texts."""
        if numbers:
            for number, title, everything in self.database.run(connection, self.SEVERAL, ids=numbers):
                yield number, frozenset(title), frozenset(stem for stem in everything if not stem.startswith('_'))

    def occurs(self, connection, stem: str) -> bool:
        return bool(self.database.run(connection, self.OCCURS, match=f"'{stem}'"))
