"""Opening an installation from the command line: settings, database, application."""

from contextlib import contextmanager
from pathlib import Path

import click
import transaction
from pyramid.paster import get_appsettings
from zodburi import resolve_uri
from ZODB import DB

from isegoria.settings import SettingsError

INI = click.argument('ini', type=click.Path(exists=True, dir_okay=False))


def settings_of(ini: str) -> dict:
    """The settings of an ini file; a clear error when it cannot be read."""
    try:
        return get_appsettings(ini, name='main')
    except (LookupError, OSError, ValueError) as error:
        raise click.ClickException(f'{ini}: {error}') from None


def open_database(settings: dict) -> DB:
    """The database of these settings; a clear error when another process has it."""
    from zc.lockfile import LockError

    factory, options = resolve_uri(settings['zodbconn.uri'])
    try:
        return DB(factory(), **{name.removeprefix('database_'): value for name, value in options.items()})
    except LockError:
        raise click.ClickException('The data is in use by another process (is the site running?). Stop it first.') from None


@contextmanager
def application(ini: str):
    """The application of an ini file, not serving: gives (registry, database); both are closed afterwards."""
    from isegoria import main

    settings = settings_of(ini)
    Path(ini).resolve().parent.joinpath('var').mkdir(exist_ok=True)
    from zc.lockfile import LockError

    try:
        app = main({'__file__': str(Path(ini).resolve()), 'here': str(Path(ini).resolve().parent)}, **settings)
    except SettingsError as error:
        raise click.ClickException(str(error)) from None
    except LockError:
        raise click.ClickException('The data is in use by another process (is the site running?). Stop it first.') from None
    database = app.registry._zodb_databases['']
    try:
        yield app.registry, database
    finally:
        app.registry.catalog.close()
        database.close()


@contextmanager
def connected(database):
    """A connection with a manager of its own, committed when the block ends well: gives (connection, manager)."""
    manager = transaction.TransactionManager(explicit=True)
    connection = database.open(manager)
    manager.begin()
    try:
        yield connection, manager
        manager.commit()
    finally:
        try:
            manager.abort()
        except transaction.interfaces.NoTransaction:
            pass
        connection.close()
