"""Opening an installation from the command line: settings, database, application."""

from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click
import transaction
from pyramid.paster import get_appsettings
from sqlalchemy import make_url
from ZODB import DB
from zodburi import resolve_uri

from isegoria.catalog.tween import end
from isegoria.importers.sites import the_site
from isegoria.worker import Worker

INI = click.argument('ini', type=click.Path(exists=True, dir_okay=False))
SITE = click.option('--site', metavar='NAME', help='Which site, when there are several.')


def settings_of(ini: str) -> dict:
    """The settings of an ini file; a clear error when it cannot be read."""
    try:
        return get_appsettings(ini, name='main')
    except (LookupError, ValueError) as error:
        raise click.ClickException(f'{ini}: {error}') from None


def open_database(settings: dict) -> DB:
    """The database of these settings, without the application."""
    factory, options = resolve_uri(settings['zodbconn.uri'])
    return DB(factory(), **options)


def folders_of(settings: dict) -> list[Path]:
    """The folders in which these settings keep files."""
    found = []
    data = urlsplit(settings.get('zodbconn.uri', ''))
    if data.scheme == 'file':
        found.append(Path(data.path).parent)
    catalog = settings.get('isegoria.catalog', '')
    if catalog.startswith('sqlite') and make_url(catalog).database:
        found.append(Path(str(make_url(catalog).database)).parent)
    mail = settings.get('isegoria.mail', '')
    if mail.startswith('maildir:'):
        found.append(Path(mail.removeprefix('maildir:')).parent)
    if settings.get('isegoria.secret_file'):
        found.append(Path(settings['isegoria.secret_file']).parent)
    return list(dict.fromkeys(found))


@contextmanager
def application(ini: str):
    """The application of an ini file, not serving: gives (registry, database); both are closed afterwards."""
    from isegoria import main

    settings = settings_of(ini)
    missing = [str(folder) for folder in folders_of(settings) if not folder.is_dir()]
    if missing:
        raise click.ClickException(f'{missing[0]} does not exist; `isegoria init {ini}` makes what is missing')
    app = main({'__file__': str(Path(ini).resolve()), 'here': str(Path(ini).resolve().parent)}, **settings)
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
        end(manager)
        connection.close()


@contextmanager
def changing(ini: str, name: str | None = None):
    """The site, to look at or change in one transaction; the catalog follows."""
    with application(ini) as (registry, database):
        with connected(database) as (connection, _manager):
            yield the_site(connection, name)
        Worker(registry, database).drain()
