"""After the close nothing stored says who cast which ballot; looked for in the bytes of a real file (21 A5b)."""

import pickletools

import pytest
import transaction
from ZODB import DB
from ZODB.FileStorage import FileStorage
from ZODB.utils import u64

from isegoria.catalog.store import Catalog
from isegoria.components.budgets.boxes import key_of
from isegoria.editorial.planting import plant_pages
from isegoria.root import plant
from tests.conftest import Browser
from tests.factories import Make
from tests.functional.accounts.conftest import Letters
from tests.functional.components.budgets.making import begin, city, end, vote


@pytest.fixture
def make(app, tmp_path):
    """A site on a FileStorage, which remembers everything until it is packed."""
    database = DB(FileStorage(str(tmp_path / 'data.fs')))
    catalog = Catalog(f'sqlite:///{tmp_path}/catalog.sqlite')
    catalog.create()
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    plant_pages(plant(connection, 'site', {'en': 'Talk'}, languages=('en',)))
    manager.commit()
    connection.close()
    registry = app.registry
    before = registry._zodb_databases[''], registry.catalog
    registry._zodb_databases[''], registry.catalog = database, catalog
    registry.served.clear()
    yield Make(registry, database)
    registry._zodb_databases[''], registry.catalog = before
    catalog.close()
    database.close()


def records(storage):
    """Every state of every object that the file still has."""
    return [(u64(record.oid), record.data) for found in storage.iterator() for record in found if record.data]


def numbers(data) -> set[int]:
    """The whole numbers that a record holds; a record is two pickles, one after the other."""
    found, rest = set(), memoryview(data)
    for _half in range(2):
        at = 0
        for opcode, argument, position in pickletools.genops(bytes(rest)):
            if (isinstance(argument, int) and 'INT' in opcode.name) or opcode.name.startswith('LONG'):
                found.add(argument)
            at = position + 1
        rest = rest[at:]
    return found


def test_a_packed_storage_has_no_link_between_a_person_and_a_choice(make, tmp_path):
    place, projects = city(make)
    chosen = {projects['Shade'].id, projects['Benches'].id, projects['Fountain'].id}
    people = []
    for number in range(12):
        vote(
            make,
            place,
            f'neighbour{number}',
            projects['Shade'],
            projects['Benches'],
            *([projects['Fountain']] if number % 2 else []),
        )
        people.append(make.participant(f'neighbour{number}').id)
    with make.open(place) as found:
        keys = [key_of(found.secret, person) for person in people]
    storage = make.database.storage
    assert all(any(key in data for _oid, data in records(storage)) for key in keys)  # what is looked for is there before
    end(make, place)
    left = records(storage)
    assert not any(key in data for key in keys for _oid, data in left)
    assert not any(b'budgets.boxes' in data for _oid, data in left)
    for _oid, data in left:
        said = numbers(data)
        assert not (said & set(people) and said & chosen and b'Urn' in data)
    assert not [file for file in tmp_path.iterdir() if file.name.startswith('data.fs.old')]
    assert b'budgets.boxes' not in (tmp_path / 'data.fs').read_bytes()
    with make.open(place) as found:
        assert sorted(found.register) == sorted(people)
        assert len(found.urn.ballots) == 12


def test_the_letter_about_a_ballot_is_gone_from_the_storage_after_the_close(app, make, monkeypatch):
    monkeypatch.setattr(app.registry, 'mail_lane', letters := Letters())
    place, projects = city(make)
    begin(make, place, 'ana', projects['Shade'], projects['Benches'])
    browser = Browser(app, make)
    browser.login('ana')
    page = browser.get(make.url(place, 'ballot'))
    next(form for form in page.forms.values() if form.action.endswith('/cast')).submit()
    with make.open(place):
        pass  # the worker sends it
    assert len(letters) == 1
    said = b'you cast a ballot'
    assert any(said in data for _oid, data in records(make.database.storage))
    end(make, place)
    assert not any(said in data for _oid, data in records(make.database.storage))


def test_closing_and_counting_are_two_transactions(make):
    place, projects = city(make)
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    end(make, place)
    with make.open(place) as found:
        assert found.outcome._p_serial > found.urn._p_serial
