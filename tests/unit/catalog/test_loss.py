"""The catalog may be lost: it begins again empty, says so, and a rebuild brings everything back while the site is read."""

import os
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.unit.catalog.making import COMPONENT, PLACES, SITE, ask, row

from isegoria.catalog.engine import CatalogUnavailable
from isegoria.catalog.facts import note, noted
from isegoria.catalog.store import Catalog

FILES = ('', '-wal', '-shm')


@pytest.fixture
def path(tmp_path):
    return tmp_path / 'folder' / 'catalog.sqlite'


@pytest.fixture
def lost(path):
    """A catalog in a file that a test may spoil, with one row."""
    catalog = Catalog(f'sqlite:///{path}')
    catalog.create()
    catalog.rebuild([row()], PLACES)
    yield catalog
    catalog.close()


def test_what_waits_in_the_log_is_brought_into_the_file(lost, path, tmp_path):
    lost.upsert([row()])
    lost.checkpoint()
    alone = shutil.copy(path, tmp_path / 'alone.sqlite')
    copied = Catalog(f'sqlite:///{alone}')
    copied.create()
    assert len(copied.ids()) == 2
    copied.close()


def test_a_fact_that_is_noted_again_and_again_leaves_nothing_behind(lost):
    note(lost, 'worker', '1')
    prepared = len(lost.database._prepared)
    note(lost, 'worker', '2')
    assert len(lost.database._prepared) == prepared
    assert noted(lost, 'worker') == '2'


def test_a_new_catalog_wants_to_be_built(path):
    catalog = Catalog(f'sqlite:///{path}')
    catalog.create()
    assert catalog.needs_rebuild
    catalog.rebuild([], [])
    assert not catalog.needs_rebuild
    catalog.close()


def test_making_it_again_changes_nothing(lost):
    lost.create()
    assert len(lost.find(ask())) == 1
    assert not lost.needs_rebuild


def test_a_deleted_file_is_noticed_and_made_again(lost, path):
    for ending in FILES:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    assert lost.find(ask()).ids == ()
    assert lost.needs_rebuild
    lost.upsert([row()])
    lost.rebuild([row(), row()], PLACES)
    assert (len(lost.find(ask())), lost.needs_rebuild) == (2, False)


def test_several_who_notice_at_once_make_one_new_file(lost, path):
    path.unlink()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: lost.upsert([row()]), range(16)))
    assert lost.count(ask()) == 16


def test_a_deleted_folder_is_noticed_when_something_is_written(lost, path):
    shutil.rmtree(path.parent)
    lost.upsert([row()])
    assert lost.needs_rebuild
    assert path.exists()


@pytest.mark.parametrize('spoiled', [b'', b'this is no database' * 100, 'zeros'])
def test_a_spoiled_file_is_made_again(lost, path, spoiled):
    lost.database.engine.dispose()
    size = path.stat().st_size
    path.write_bytes(b'\0' * size if spoiled == 'zeros' else spoiled)
    assert lost.find(ask()).ids == ()
    lost.upsert([row()])
    assert len(lost.find(ask())) == 1
    assert lost.needs_rebuild


def test_a_file_spoiled_in_the_middle_is_made_again(lost, path):
    lost.rebuild([row(title=f'number {at}') for at in range(2000)], PLACES)
    with lost.database.engine.connect() as connection:
        connection.exec_driver_sql('PRAGMA wal_checkpoint(TRUNCATE)')
    lost.database.engine.dispose()
    with path.open('r+b') as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))
    for _attempt in range(2):
        lost.find(ask())
        lost.upsert([row()])
    assert lost.needs_rebuild
    assert len(lost.find(ask())) >= 1


def test_a_spoiled_file_is_made_again_at_the_start(path, lost):
    lost.close()
    for ending in FILES[1:]:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    path.write_bytes(b'no database at all' * 300)
    again = Catalog(f'sqlite:///{path}')
    again.create()
    assert again.needs_rebuild
    again.close()


def test_tables_of_another_version_are_made_again(lost, path, monkeypatch):
    lost.close()
    monkeypatch.setattr('isegoria.catalog.engine.WORDS', 'another')
    again = Catalog(f'sqlite:///{path}')
    again.create()
    assert again.needs_rebuild
    assert again.ids() == set()
    again.close()


def test_a_cleared_catalog_wants_to_be_built(catalog):
    catalog.upsert([row()])
    catalog.clear()
    assert catalog.needs_rebuild
    assert catalog.ids() == set()


def test_readers_keep_the_old_rows_until_the_new_ones_are_there(catalog):
    catalog.upsert([row()])
    seen = []

    def rows():
        yield row()
        seen.append(len(catalog.find(ask())))
        yield row()

    assert catalog.rebuild(rows(), PLACES) == 2
    assert seen == [1]
    assert len(catalog.find(ask())) == 2


def test_a_rebuild_that_fails_leaves_everything_as_it_was(catalog):
    one = row()
    catalog.upsert([one])

    def rows():
        yield row()
        raise RuntimeError('the objects cannot be read')

    with pytest.raises(RuntimeError):
        catalog.rebuild(rows(), PLACES)
    assert catalog.find(ask()).ids == (one.id,)
    assert catalog.count(ask()) == 1
    catalog.upsert([row()])
    assert catalog.count(ask()) == 2


def test_who_writes_during_a_rebuild_is_told_at_once(catalog):
    told = []

    def write():
        try:
            catalog.upsert([row()])
        except CatalogUnavailable as error:
            told.append(str(error))

    def rows():
        writer = threading.Thread(target=write)
        writer.start()
        writer.join(5)
        yield row()

    catalog.rebuild(rows(), PLACES)
    assert told == ['the catalog is being rebuilt']
    catalog.upsert([row()])
    assert len(catalog.find(ask())) == 2


def test_what_is_rebuilt_can_be_read_once_nobody_else_writes(catalog):
    """A function is asked for the rows when the lock is held."""
    asked = []

    def read():
        asked.append(True)
        return [row()], PLACES

    assert catalog.rebuild(read) == 1
    assert asked == [True]


@pytest.mark.postgres
def test_with_postgresql_a_dropped_schema_is_made_again(postgres_catalog):
    postgres_catalog.rebuild([row()], PLACES)
    with postgres_catalog.database.engine.connect() as connection:
        connection.exec_driver_sql('DROP SCHEMA catalog CASCADE')
    assert postgres_catalog.find(ask()).ids == ()
    assert postgres_catalog.needs_rebuild
    postgres_catalog.upsert([row()])
    assert len(postgres_catalog.find(ask())) == 1


@pytest.mark.postgres
def test_with_postgresql_a_broken_connection_is_opened_again(postgres_catalog):
    postgres_catalog.rebuild([row()], PLACES)
    ended = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()'
    with postgres_catalog.database.engine.connect() as connection:
        assert len(postgres_catalog.find(ask())) == 1
        connection.exec_driver_sql(ended)
    assert len(postgres_catalog.find(ask())) == 1
    with postgres_catalog.database.engine.connect() as connection:
        postgres_catalog.find(ask())
        connection.exec_driver_sql(ended)
    postgres_catalog.upsert([row()])
    assert postgres_catalog.count(ask()) == 2


@pytest.mark.postgres
def test_with_postgresql_stopped_the_catalog_is_unavailable_and_comes_back(tmp_path):
    from tests.postgres import Server

    server = Server.make(durable=True)
    try:
        catalog = Catalog(server.new_database())
        catalog.create()
        catalog.rebuild([row()], PLACES)
        server.stop('immediate')
        with pytest.raises(CatalogUnavailable):
            catalog.find(ask())
        with pytest.raises(CatalogUnavailable):
            catalog.upsert([row()])
        server.start()
        assert len(catalog.find(ask())) == 1
        catalog.upsert([row()])
        assert catalog.count(ask()) == 2
        catalog.close()
    finally:
        server.remove()


def test_a_place_and_its_things_come_back_with_a_rebuild(lost):
    assert lost.place_stamp(SITE, '/processes/plan/proposals')
    assert lost.find(ask()).hits[0].component == COMPONENT
