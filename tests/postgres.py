"""A PostgreSQL server of the tests' own, from the system's programs, on a socket of its own; gone when they end.

Fixtures: `postgres` is the server, `postgres.new_database()` gives the SQLAlchemy address of an empty database.
"""

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg2
import pytest

from tests.programs import want

USER = 'isegoria'
# Nothing here must survive a crash; a test that kills the server asks for `durable`.
FAST = {'fsync': 'off', 'synchronous_commit': 'off', 'full_page_writes': 'off'}
SETTINGS = {
    'listen_addresses': "''",
    'max_connections': '200',
    'shared_buffers': '128MB',
    'log_min_messages': 'warning',
    'max_wal_size': '4GB',
    'checkpoint_timeout': '1h',
}
ORDINARY_USERS = ('postgres', 'nobody')


class Server:
    """A cluster in a folder of its own."""

    def __init__(self, folder: Path, programs: Path, user: str | None, **settings):
        self.folder, self.programs, self.user = folder, programs, user
        self.settings = {**SETTINGS, **settings}
        self.data = folder / 'data'
        self.log = folder / 'log'
        self._numbers = itertools.count(1)

    @classmethod
    def make(cls, durable=False, **settings) -> 'Server':
        """A new cluster, running."""
        programs = Path(want('initdb')).resolve().parent
        # The path of a socket may have about 100 signs, so it does not lie below pytest's folders.
        folder = Path(tempfile.mkdtemp(prefix='isegoria-postgres-', dir='/tmp'))
        user = None if os.geteuid() else next(name for name in ORDINARY_USERS if _exists(name))
        if user:
            about = pwd.getpwnam(user)
            os.chown(folder, about.pw_uid, about.pw_gid)
        server = cls(folder, programs, user, **({} if durable else FAST), **settings)
        server.run(
            'initdb',
            '--pgdata',
            server.data,
            '--username',
            USER,
            '--auth',
            'trust',
            '--encoding',
            'UTF8',
            '--locale',
            'C.UTF-8',
            '--no-sync',
        )
        server.start()
        return server

    def run(self, program, *arguments, check=True):
        """Run one of PostgreSQL's programs, never as root: it refuses that."""
        said = subprocess.run(
            [str(self.programs / program), *map(str, arguments)],
            user=self.user,
            cwd=self.folder,
            env={'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'HOME': str(self.folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if check and said.returncode:
            log = self.log.read_text() if self.log.exists() else ''
            raise RuntimeError(f'{program} failed: {said.stdout.decode()}\n{log}')
        return said

    def start(self):
        options = {**self.settings, 'unix_socket_directories': f"'{self.folder}'"}
        said = ' '.join(f'-c {name}={value}' for name, value in options.items())
        self.run('pg_ctl', 'start', '--wait', '--pgdata', self.data, '--log', self.log, '--options', said)

    def stop(self, how='fast'):
        """Stop the server: smart, fast, or immediate, which is a crash."""
        self.run('pg_ctl', 'stop', '--wait', '--mode', how, '--pgdata', self.data, check=False)

    def remove(self):
        self.stop('immediate')
        shutil.rmtree(self.folder, ignore_errors=True)

    def dsn(self, name='postgres') -> str:
        """The address of a database as libpq reads it."""
        return f'host={self.folder} port={self.settings.get("port", 5432)} user={USER} dbname={name}'

    def url(self, name: str) -> str:
        """The address of a database as SQLAlchemy reads it."""
        return f'postgresql+psycopg2://{USER}@/{name}?host={self.folder}'

    def execute(self, statement, name='postgres'):
        connection = psycopg2.connect(self.dsn(name))
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def new_name(self) -> str:
        """The name of a new, empty database."""
        name = f'test_{next(self._numbers)}'
        self.execute(f'CREATE DATABASE {name}')
        return name

    def new_database(self) -> str:
        """The SQLAlchemy address of a new, empty database."""
        return self.url(self.new_name())


def _exists(user):
    try:
        return bool(pwd.getpwnam(user))
    except KeyError:
        return False


@pytest.fixture(scope='session')
def postgres():
    """One server a session, and with several workers one a worker."""
    server = Server.make()
    yield server
    server.remove()
