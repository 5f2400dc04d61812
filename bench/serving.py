"""The site and its floor on one storage, each served by the same kind of server on a port of its own."""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import Server
from tests.programs import find_program
from tests.servers.conftest import Installed, addresses, install
from tests.servers.web import Process, Web, free_port

from bench import floor
from bench.rows import COLD, FILE, KEPT, PLAIN, POSTGRES
from bench.site import Place, fill

FLOOR = """
[app:main]
use = call:bench.floor:main
zodbconn.uri = {objects}
[server:main]
use = egg:waitress
listen = 127.0.0.1:{port}
threads = 4
"""
PROCESSES = {FILE: 0, POSTGRES: 2}


class Measured:
    """A filled site with a floor beside it."""

    def __init__(self, storage: str, installed: Installed, floor_objects: str, size: int):
        self.storage, self.installed, self.size = storage, installed, size
        self.place: Place = fill(installed.ini, installed.folder, size)
        floor.fill(floor_objects, self.place.items)
        self.floor_objects = floor_objects

    def ini(self, variant: str) -> Path:
        """The settings of a variant of the server (bench/rows.py)."""
        written = self.installed.ini.read_text()
        if variant == COLD:
            written = written.replace('use = egg:isegoria', 'use = call:bench.cold:main')
        if variant != KEPT:
            written = written.replace('[server:main]', 'isegoria.page_cache = false\n[server:main]')
        path = self.installed.folder / f'{variant}.ini'
        path.write_text(written)
        return path

    @contextmanager
    def serve(self, variant=PLAIN):
        """The site, with its worker, answering."""
        kind = Cold if variant == COLD else Web
        begun = [kind(self.installed.folder, self.ini(variant), processes=PROCESSES[self.storage])]
        if PROCESSES[self.storage]:
            begun.append(Process(self.installed.folder, '-m', 'isegoria', 'worker', self.installed.ini))
        try:
            yield begun[0].wait()
        finally:
            for process in begun:
                process.end()

    @contextmanager
    def serve_floor(self):
        port = free_port()
        ini = self.installed.folder / 'floor.ini'
        ini.write_text(FLOOR.format(objects=self.floor_objects, port=port))
        web = Floor(self.installed.folder, ini, port, PROCESSES[self.storage])
        try:
            yield web.wait()
        finally:
            web.end()


class Cold(Web):
    """The site without fragments."""

    program = 'bench.cold'


class Floor(Web):
    """The floor, as the site is served."""

    ready = '/'

    def __init__(self, folder, ini, port, processes):
        self.port, self.address = port, f'http://127.0.0.1:{port}'
        waitress = ('-m', 'pyramid.scripts.pserve', ini)
        gunicorn = (
            '-m', 'gunicorn', '--paste', ini, '-b', f'127.0.0.1:{port}', '-w', processes, '-k', 'gthread', '--threads', 4,
        )  # fmt: skip
        Process.__init__(self, folder, *(gunicorn if processes else waitress))


@contextmanager
def on(storage: str, size: int):
    """A site of a size on a storage, in a temporary folder and a database of its own; None where PostgreSQL is missing."""
    folder = Path(tempfile.mkdtemp(prefix='isegoria-bench-'))
    server = None
    try:
        if storage == FILE:
            objects = f'file://{folder}/data.fs?blobstorage_dir={folder}/blobs'
            installed = install(folder, objects, f'sqlite:///{folder}/catalog.sqlite')
            yield Measured(storage, installed, f'file://{folder}/floor.fs', size)
        elif find_program('initdb'):
            server = Server.make(durable=True, listen_addresses="'127.0.0.1'", port=free_port(), shared_buffers='512MB')
            installed = install(folder, *addresses(server, folder))
            floor_objects, _catalog = addresses(server, folder / 'floor')
            yield Measured(storage, installed, floor_objects, size)
        else:
            yield None
    finally:
        if server is not None:
            server.remove()
        shutil.rmtree(folder, ignore_errors=True)
