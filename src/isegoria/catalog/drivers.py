"""The two drivers: how connections are opened, and what their errors mean."""

import sqlite3

from sqlalchemy import create_engine, event

PATIENCE = 10  # seconds that a writer waits for another
SCHEMA = 'catalog'
POOL = {'pool_size': 8, 'max_overflow': 32}
SQLITE_MEMORY = 8_000  # kB of pages that each connection keeps
BUSY_OR_FULL = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY}
BUSY_OR_FULL_CLASSES = {'53', '55', '57', '58'}  # PostgreSQL: resources, not ready, stopped by somebody, system
CLASHED = ('40P01', '40001')  # two writers waited for each other
CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CANTOPEN}
MOVED = sqlite3.SQLITE_READONLY_DBMOVED
UNDEFINED = {'42P01', '3F000'}  # PostgreSQL: no such table, no such schema


LONGEST_LOG = 10_000  # pages that may wait in SQLite's log for the worker to bring them into the file, before a writer must
PRAGMAS = (
    'journal_mode = WAL',
    'synchronous = NORMAL',
    'temp_store = MEMORY',
    f'cache_size = -{SQLITE_MEMORY}',
    f'wal_autocheckpoint = {LONGEST_LOG}',
)
# Every question has its index; that a small table would be scanned sooner is no reason to be surprised by a large one.
# Commits wait for the disk (no synchronous_commit off): a place's counter that goes back with a crash makes old pages look new.
SETTINGS = {
    'search_path': SCHEMA,
    'jit': 'off',
    'random_page_cost': '1.1',
    'max_parallel_workers_per_gather': '0',
    'enable_seqscan': 'off',
    'lock_timeout': f'{PATIENCE}s',
}


def is_loss(error) -> bool:
    """The tables are gone or unreadable."""
    code = getattr(error, 'sqlite_errorcode', None)
    if code is None:
        return getattr(error, 'pgcode', None) in UNDEFINED
    return code & 0xFF in CORRUPT or code == MOVED or any(said in str(error) for said in ('no such table', 'no such index'))


def may_be_retried(error) -> bool:
    """PostgreSQL never answered, or chose this writer among two that waited for each other."""
    return type(error).__module__.startswith('psycopg2') and error.pgcode in (None, *CLASHED)


def may_work_later(error) -> bool:
    """Busy, full or shutting down; anything else is our mistake."""
    code = getattr(error, 'sqlite_errorcode', None)
    if code is not None:
        return code & 0xFF in BUSY_OR_FULL
    return (getattr(error, 'pgcode', None) or '')[:2] in BUSY_OR_FULL_CLASSES


def sqlite_engine(url):
    options = {'timeout': PATIENCE, 'check_same_thread': False}
    engine = create_engine(url, isolation_level='AUTOCOMMIT', connect_args=options, **POOL)

    @event.listens_for(engine, 'connect')
    def prepare(connection, _record):
        for pragma in PRAGMAS:
            connection.execute(f'PRAGMA {pragma}')

    return engine


def postgres_engine(url):
    options = ' '.join(f'-c{name}={value}' for name, value in SETTINGS.items())
    more = {'connect_args': {'options': options}, 'executemany_mode': 'values_plus_batch'}
    return create_engine(url, isolation_level='AUTOCOMMIT', **more, **POOL)
