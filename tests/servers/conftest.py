"""A site on a storage of its own, FileStorage or PostgreSQL, that processes can serve."""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
import transaction
from ZODB import DB
from zodburi import resolve_uri

from isegoria.catalog.rebuilding import rebuild
from isegoria.catalog.store import Catalog
from isegoria.editorial.planting import plant_pages
from isegoria.root import plant
from tests.factories import Make
from tests.postgres import USER, Server
from tests.servers.web import Process, Web, free_port, write_settings


@dataclass
class Installed:
    """Where an installation lies, and how it is opened, served and worked on."""

    folder: Path
    objects: str
    catalog: str
    ini: Path
    begun: list

    @contextmanager
    def make(self):
        """Put things into the site while no process serves it (FileStorage has one owner)."""
        factory, options = resolve_uri(self.objects)
        database, catalog = DB(factory(), **options), Catalog(self.catalog)
        catalog.create()
        try:
            yield Make(SimpleNamespace(catalog=catalog, jobs={}, served=set(), worker=None, due=[]), database)
        finally:
            catalog.close()
            database.close()

    def serve(self, **about) -> Web:
        web = Web(self.folder, self.ini, **about)
        self.begun.append(web)
        return web.wait()

    def work(self) -> Process:
        worker = Process(self.folder, '-m', 'isegoria', 'worker', self.ini)
        self.begun.append(worker)
        return worker


@pytest.fixture(scope='session')
def durable_postgres():
    """A server that writes to the disk as a real one does, on a port, for RelStorage's addresses."""
    server = Server.make(durable=True, listen_addresses="'127.0.0.1'", port=free_port())
    yield server
    server.remove()


def install(folder: Path, objects: str, catalog: str) -> Installed:
    installed = Installed(folder, objects, catalog, write_settings(folder, objects, catalog), [])
    factory, options = resolve_uri(objects)
    database = DB(factory(), **options)
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    plant_pages(plant(connection, 'site', {'en': 'Talk', 'ca': 'Parlem'}, languages=('en', 'ca', 'es', 'fr')))
    manager.commit()
    connection.close()
    made = Catalog(catalog)
    made.create()
    rebuild(made, database)
    made.close()
    database.close()
    return installed


@pytest.fixture
def file_site(tmp_path):
    objects = f'file://{tmp_path}/data.fs?blobstorage_dir={tmp_path}/blobs'
    yield from served(install(tmp_path, objects, f'sqlite:///{tmp_path}/catalog.sqlite'))


@pytest.fixture
def postgres_site(tmp_path, durable_postgres):
    folder = tmp_path / 'postgres'
    folder.mkdir()
    yield from served(install(folder, *addresses(durable_postgres, folder)))


@pytest.fixture(params=['FileStorage', pytest.param('PostgreSQL', marks=pytest.mark.postgres)])
def any_site(request):
    """The same test on both storages."""
    return request.getfixturevalue('file_site' if request.param == 'FileStorage' else 'postgres_site')


def addresses(server, folder) -> tuple[str, str]:
    """Where objects and catalog lie in a new database of a server."""
    name, port = server.new_name(), server.settings['port']
    objects = f'postgres://{USER}@127.0.0.1:{port}/{name}?keep_history=false&blob_dir={folder}/blobs&shared_blob_dir=false'
    return objects, f'postgresql+psycopg2://{USER}@127.0.0.1:{port}/{name}'


def served(installed):
    yield installed
    for process in installed.begun:
        process.end()
