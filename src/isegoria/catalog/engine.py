"""The database under the catalog: connections, transactions, locks, and what is done when it is lost.

SQLite keeps one file, written under one lock of the process; PostgreSQL keeps a schema of its own beside RelStorage's
tables, written under advisory locks on the ids.
"""

import logging
import os
import threading
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import insert, make_url, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateSchema

from isegoria.catalog import tables
from isegoria.catalog.definitions import all_definitions, drop_tables, make_tables
from isegoria.catalog.drivers import PATIENCE, SCHEMA, is_loss, may_be_retried, may_work_later, postgres_engine, sqlite_engine
from isegoria.catalog.row import digest

log = logging.getLogger(__name__)

WORDS = 1  # raised when words are folded or stemmed otherwise than before
# PostgreSQL's advisory locks share one space of numbers with RelStorage: ours lie far from its.
LOCKS, LOCK_COUNT = 0x15E6_0000_0000, 4096
CREATING, PLACING, REBUILDING = LOCKS - 1, LOCKS - 2, LOCKS - 3
# One after the other, in their order; then whether nobody rebuilds everything.
LOCK = """WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock(key) FROM unnest(%(keys)s::bigint[]) AS key)
    SELECT pg_try_advisory_xact_lock_shared(%(rebuilding)s) FROM (SELECT count(*) FROM held) AS all_of_them"""


class CatalogUnavailable(Exception):
    """The database cannot be reached, is full or busy; what was asked may work later."""


class _Lost(Exception):
    """The tables are gone or unreadable."""


class _Gone(Exception):
    """The connection broke; another may work."""


counted = threading.local()


def statements() -> int:
    """How many statements this thread has sent to a catalog."""
    return getattr(counted, 'statements', 0)


class Database:
    """Connections in autocommit; a transaction is begun by who writes."""

    def __init__(self, url: str):
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == 'sqlite'
        self.engine = sqlite_engine(self.url) if self.sqlite else postgres_engine(self.url)
        self.driver = self.engine.dialect.dbapi
        self.path = Path(str(self.url.database)) if self.sqlite else None
        self.writing = threading.RLock()
        self.inode = None
        self.generation = 0  # how often the tables were lost
        self.rebuilding = False
        self._prepared = {}

    # Reading

    def read(self, ask):
        """What `ask(connection)` answers; asked again once when the connection broke or the tables had to be made again."""

        def read():
            with self._errors(), self.engine.connect() as connection:
                return ask(connection)

        return self.retried(read)

    def run(self, connection, statement, /, **values) -> list:
        """The rows of a statement, compiled once."""
        return self.tell(connection, *self.prepared(statement, values))

    def tell(self, connection, sql: str, values=()) -> list:
        """The rows of a statement, asked of the driver itself: SQLAlchemy's result costs more than most of our statements."""
        counted.statements = statements() + 1
        try:
            cursor = connection.connection.cursor()
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else []
        except self.driver.Error as error:
            raise self._driver_error(connection, error) from error

    def run_many(self, connection, statement, many: list[dict]):
        """One statement for many sets of values, which SQLAlchemy sends to PostgreSQL in batches."""
        if many:
            counted.statements = statements() + 1
            connection.exec_driver_sql(self.prepared(statement, many[0])[0], [self.prepared(statement, each)[1] for each in many])

    def prepared(self, statement, values):
        found = self._prepared.get(statement)
        if found is None:
            compiled = statement.compile(dialect=self.engine.dialect)
            found = self._prepared[statement] = str(compiled), compiled.positiontup, compiled.params
        sql, positions, defaults = found
        if positions is None:
            return sql, {**defaults, **values}
        return sql, tuple([values[name] if name in values else defaults[name] for name in positions])

    # Writing

    @contextmanager
    def writing_transaction(self, ids=()):
        """A transaction that holds the lock of these ids; committed when the block ends well."""
        with self._locked(), self._errors(), self.engine.connect() as connection:
            self._begin(connection)
            try:
                if not self.sqlite:
                    self._lock(connection, ids)
                yield connection
            except BaseException:
                if not connection.invalidated:
                    self._roll_back(connection)
                raise
            self.tell(connection, 'COMMIT')

    @contextmanager
    def alone(self):
        """A transaction beside which nobody else writes: they are told at once that the catalog is being rebuilt."""
        with self._locked(), self._errors(), self.engine.connect() as connection:
            self._begin(connection)
            self.rebuilding = True
            try:
                if not self.sqlite:
                    self.tell(connection, 'SET LOCAL lock_timeout = 0')
                    self.tell(connection, f'SELECT pg_advisory_xact_lock({REBUILDING})')
                yield connection
                self.tell(connection, 'COMMIT')
            except BaseException:
                if not connection.invalidated:
                    self._roll_back(connection)
                raise
            finally:
                self.rebuilding = False
                connection.invalidate()  # what was set for this one is for this one only

    def _begin(self, connection):
        self.tell(connection, 'BEGIN IMMEDIATE' if self.sqlite else 'BEGIN')

    def _roll_back(self, connection):
        try:
            self.tell(connection, 'ROLLBACK')
        except DBAPIError:
            connection.invalidate()

    @contextmanager
    def _locked(self):
        if not self.sqlite:
            yield
            return
        if self.rebuilding or not self.writing.acquire(timeout=PATIENCE):
            raise CatalogUnavailable('the catalog is being rebuilt' if self.rebuilding else 'another writer holds the catalog')
        try:
            yield
        finally:
            self.writing.release()

    def checkpoint(self):
        """Bring what SQLite's log holds into the file, beside whoever reads and writes: else a writer waits for it."""
        if self.sqlite:
            self.read(lambda connection: self.tell(connection, 'PRAGMA wal_checkpoint(PASSIVE)'))

    def _lock(self, connection, ids):
        keys = sorted({LOCKS + number % LOCK_COUNT for number in ids})
        if not self.tell(connection, LOCK, {'keys': keys, 'rebuilding': REBUILDING})[0][0]:
            raise CatalogUnavailable('the catalog is being rebuilt')

    def retried(self, work):
        """Do something again once, when the connection broke or the tables had to be made again."""
        for attempt in (1, 2):
            generation = self.generation
            try:
                self.check()
                return work()
            except (_Gone, _Lost) as error:
                if attempt == 2:
                    raise CatalogUnavailable(str(error)) from error
                if isinstance(error, _Lost):
                    self.recover(error, generation)
        raise AssertionError

    def lock_places(self, connection):
        """Until the transaction ends nobody else declares places: chains are worked out from all of them."""
        if not self.sqlite:
            self.tell(connection, f'SELECT pg_advisory_xact_lock({PLACING})')

    # Losing and making

    def _driver_error(self, connection, error) -> DBAPIError:
        """What the driver raised, as SQLAlchemy raises it; a broken connection is thrown away."""
        is_broken = self.engine.dialect.is_disconnect(error, connection.connection, None)
        if is_broken:
            connection.invalidate(error)
        return DBAPIError.instance(None, None, error, self.driver.Error, connection_invalidated=is_broken)

    @cached_property
    def version(self) -> str:
        """Tables that were made otherwise are dropped: a catalog is built again sooner than it is changed."""
        said = [str(make.compile(dialect=self.engine.dialect)) for make in all_definitions(self.sqlite)]
        return str(digest(WORDS, version('snowballstemmer'), version('PyStemmer'), *said))

    @contextmanager
    def _errors(self):
        """Sort what the driver raises: lost tables, a broken connection, or a database that cannot now."""
        try:
            yield
        except DBAPIError as error:
            if is_loss(error.orig):
                raise _Lost(str(error.orig)) from error
            if error.connection_invalidated or may_be_retried(error.orig):
                raise _Gone(str(error.orig)) from error
            if may_work_later(error.orig):
                raise CatalogUnavailable(str(error.orig)) from error
            raise

    def check(self):
        """Notice that the file is gone or another one: a deleted file would go on answering those who hold it open."""
        inode, generation = self.inode, self.generation
        if inode is None:
            return
        try:
            found = os.stat(self.path).st_ino
        except FileNotFoundError:
            found = None
        if found != inode:
            self.recover(f'{self.path.name} was deleted or replaced', generation)

    def recover(self, why, generation):
        """Begin again with empty tables; the resources hold everything, so a rebuild brings it all back. `generation` is that
        of the tables that were lost: where it has passed, another thread was here before."""
        with self._locked():
            if generation != self.generation:
                return
            log.error('the catalog is lost (%s); it begins again empty and must be rebuilt', why)
            self.engine.dispose()
            if self.sqlite:
                for ending in ('', '-wal', '-shm', '-journal'):
                    self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
            self.create()
            self.generation += 1

    def create(self):
        """Make what is missing; tables of another version are dropped first."""
        if self.sqlite:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with self._errors(), self._locked():
                self._create()
        except _Lost as error:
            if not self.sqlite:
                raise CatalogUnavailable(str(error)) from error
            self.recover(error, self.generation)
        except _Gone as error:
            raise CatalogUnavailable(str(error)) from error

    def _create(self):
        with self.engine.connect() as connection:
            self._begin(connection)
            if not self.sqlite:
                self.tell(connection, f'SELECT pg_advisory_xact_lock({CREATING})')
                connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
            found = self.facts(connection) if self._exists(connection) else {}
            if found.get('version') != self.version:
                self._make(connection)
            self.tell(connection, 'COMMIT')
        if self.sqlite:
            self.inode = os.stat(self.path).st_ino

    def _exists(self, connection):
        return self.engine.dialect.has_table(connection, 'fact', schema=None if self.sqlite else SCHEMA)

    def clear(self):
        """Empty tables, which a rebuild fills."""
        with self.alone() as connection:
            self._make(connection)

    def _make(self, connection):
        drop_tables(connection)
        make_tables(connection, self.sqlite)
        self.run(connection, insert(tables.fact), name='version', value=self.version)

    def facts(self, connection) -> dict:
        return dict(self.run(connection, FACTS))

    def close(self):
        self.engine.dispose()


FACTS = select(tables.fact.c.name, tables.fact.c.value)
