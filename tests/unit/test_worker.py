"""The worker does what the outbox asks, each job by itself, and puts off what cannot be done now."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from ZODB import DB
from ZODB.MappingStorage import MappingStorage

from isegoria import clock
from isegoria.outbox import Outbox
from isegoria.worker import PUT_OFF, TryLater, Worker


@pytest.fixture
def database():
    database = DB(MappingStorage())
    with database.transaction() as connection:
        connection.root()['outbox'] = Outbox()
        connection.root()['done'] = ()
    yield database
    database.close()


def ask(database, kind, about):
    with database.transaction() as connection:
        connection.root()['outbox'].put(kind, about)


def read(database):
    with database.transaction() as connection:
        return connection.root()['done'], len(connection.root()['outbox'])


def worker(database, **jobs):
    return Worker(SimpleNamespace(jobs=jobs, served=set(), catalog=None, due=[]), database)


def note(_registry, connection, about):
    connection.root()['done'] = (*connection.root()['done'], about)


def fail(registry, connection, about):
    note(registry, connection, about)
    raise RuntimeError('broken')


def later(registry, connection, about):
    note(registry, connection, about)
    raise TryLater('the mail server sleeps')


def test_a_job_is_done_once(database):
    ask(database, 'greet', 'ana')
    working = worker(database, greet=note)
    assert working.drain() == 1
    assert working.drain() == 0
    assert read(database) == (('ana',), 0)


def test_a_job_that_fails_leaves_nothing_and_holds_up_nobody(database):
    ask(database, 'break', 'bob')
    ask(database, 'greet', 'ana')
    worker(database, greet=note, **{'break': fail}).drain()
    assert read(database) == (('ana',), 0)


@pytest.fixture
def time(monkeypatch):
    """A clock that the test moves on."""
    moment = [clock.now()]
    monkeypatch.setattr(clock, 'now', lambda: moment[0])

    def pass_by(seconds):
        moment[0] += timedelta(seconds=seconds)

    return pass_by


def test_what_cannot_be_done_now_is_tried_again_after_growing_delays(database, time):
    ask(database, 'mail', 'ana')
    sleeping, awake = worker(database, mail=later), worker(database, mail=note)
    sleeping.drain()
    assert read(database) == ((), 1)
    assert awake.drain() == 0  # not yet
    time(PUT_OFF[0] + 1)
    sleeping.drain()
    time(PUT_OFF[0] + 1)
    assert awake.drain() == 0  # the second delay is longer
    time(PUT_OFF[1])
    assert awake.drain() == 1
    assert read(database) == (('ana',), 0)


def test_what_never_works_is_given_up(database, time):
    ask(database, 'mail', 'ana')
    sleeping = worker(database, mail=later)
    for delay in (*PUT_OFF, 0):
        assert read(database)[1] == 1
        sleeping.drain()
        time(delay + 1)
    assert read(database) == ((), 0)


def test_entries_of_kinds_that_nobody_does_go_too(database):
    ask(database, 'unknown', 'x')
    worker(database).drain()
    assert read(database) == ((), 0)


def test_a_job_that_meets_somebody_else_is_done_after_them(database):
    ask(database, 'greet', 'ana')
    meets = iter([True, False])

    def job(registry, connection, about):
        if next(meets):
            with database.transaction() as other:
                note(registry, other, 'bob')
        note(registry, connection, about)

    worker(database, greet=job).drain()
    assert read(database) == (('bob', 'ana'), 0)
