"""One worker at a time: PostgreSQL's advisory lock among processes; with FileStorage the file itself has one owner."""

import logging
import threading
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from isegoria.catalog.engine import LOCKS

log = logging.getLogger(__name__)
WORKER = LOCKS - 4
RETRY = 2.0  # seconds


@contextmanager
def alone(catalog, stop: threading.Event):
    """Wait until no other process works, and keep others waiting; gives a function that tells whether the lock still holds."""
    database = catalog.database
    if database.sqlite:
        yield lambda: True
        return
    connection = database.engine.connect()
    try:
        while not stop.is_set() and not _taken(connection):
            stop.wait(RETRY)
        yield lambda: _holds(connection)
    finally:
        connection.invalidate()
        connection.close()


def _taken(connection) -> bool:
    return connection.exec_driver_sql(f'SELECT pg_try_advisory_lock({WORKER})').scalar()


def _holds(connection) -> bool:
    """The lock goes with its connection: is that still there?"""
    try:
        return connection.exec_driver_sql('SELECT 1').scalar() == 1
    except DBAPIError:
        log.warning('the connection that holds the worker’s lock broke')
        return False
