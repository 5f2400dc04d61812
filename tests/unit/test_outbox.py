"""The outbox merges what is put in and taken out at once, and holds as much as there is."""

import pytest
import transaction
from ZODB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.POSException import ConflictError

from isegoria.outbox import ROOM, TRAYS, Outbox


class Writer:
    """One of several who write the same database at once."""

    def __init__(self, database):
        self.manager = transaction.TransactionManager(explicit=True)
        self.manager.begin()
        self.box = database.open(self.manager).root()['outbox']

    def commit(self):
        self.manager.commit()
        self.manager.begin()


@pytest.fixture
def database():
    database = DB(DemoStorage())
    with database.transaction() as connection:
        connection.root()['outbox'] = Outbox()
    yield database
    database.close()


@pytest.fixture
def one_tray(monkeypatch):
    """Everybody takes the same tray."""
    monkeypatch.setattr('isegoria.outbox.secrets.randbelow', lambda below: 3 if below == TRAYS else 0)


def kinds(writer):
    return [entry.kind for entry in writer.box.entries(1_000)]


def test_two_who_put_at_once_do_not_meet(database, one_tray):
    ana, bob = Writer(database), Writer(database)
    ana.box.put('of ana', None)
    bob.box.put('of bob', None)
    ana.commit()
    bob.commit()
    assert sorted(kinds(bob)) == ['of ana', 'of bob']


def test_who_puts_while_the_worker_takes_the_last_entry_does_not_meet_it(database, one_tray):
    ana, worker = Writer(database), Writer(database)
    ana.box.put('done', None)
    ana.commit()
    worker.commit()  # it sees now what there is
    worker.box.remove(worker.box.entries(10))
    ana.box.put('new', None)
    worker.commit()
    ana.commit()
    assert kinds(ana) == ['new']


def test_two_who_take_out_the_same_conflict(database, one_tray):
    ana, bob = Writer(database), Writer(database)
    ana.box.put('once', None)
    ana.commit()
    bob.commit()
    for each in (ana, bob):
        each.box.remove(each.box.entries(10))
    ana.commit()
    with pytest.raises(ConflictError):
        bob.commit()


def test_what_a_tray_has_no_room_for_is_kept_as_well(database, one_tray):
    ana = Writer(database)
    for number in range(ROOM + 20):
        ana.box.put('letter', number)
    ana.commit()
    assert len(ana.box) == ROOM + 20
    assert ana.box.oldest() == ana.box.entries(1_000)[0].key >> 10
    found = ana.box.entries(10_000)
    assert [entry.about for entry in found] == list(range(ROOM + 20))
    ana.box.remove(found)
    ana.commit()
    assert (len(ana.box), ana.box.oldest()) == (0, None)


def test_one_transaction_writes_one_tray(database):
    ana = Writer(database)
    for number in range(20):
        ana.box.put('letter', number)
    assert len({entry.place for entry in ana.box.entries(1_000)}) == 1
