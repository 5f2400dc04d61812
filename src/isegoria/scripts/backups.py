"""Commands about backups: make one, look whether it can be read, put it back."""

import tempfile
from pathlib import Path

import click
import transaction
from ZODB import DB
from zodburi import resolve_uri

from isegoria.backup import BackupError, back_up, put_back
from isegoria.catalog.rebuilding import all_sites, of_site
from isegoria.scripts.environment import INI, settings_of

FOLDER = click.argument('folder', type=click.Path(file_okay=False, path_type=Path))
UNTIL = click.option('--until', metavar='MOMENT', help='As it was then, in UTC: 2026-11-26-03-00-00.')


def told(function, *arguments):
    """Run it; what it cannot do is told in one line."""
    try:
        return function(*arguments)
    except BackupError as error:
        raise click.ClickException(str(error)) from None


@click.command()
@INI
@FOLDER
@click.option('--full', is_flag=True, help='All of it, not only what is new.')
@click.option('--keep', type=click.IntRange(1), default=4, help='How many full backups stay.')
def backup(ini, folder, full, keep):
    """Add a backup of the site, which may be running, to FOLDER: objects first, then files. The catalog needs none."""
    click.echo(told(back_up, settings_of(ini)['zodbconn.uri'], folder, full, keep))


@click.command()
@INI
@FOLDER
@UNTIL
def restore(ini, folder, until):
    """Put a backup where the data of INI lies; refused while there is data. The catalog is made anew at the next start."""
    uri = settings_of(ini)['zodbconn.uri']
    told(put_back, uri, folder, until)
    click.echo(f'restored: {counted(uri)}')


@click.command('backup-check')
@FOLDER
@UNTIL
def backup_check(folder, until):
    """Put a FileStorage backup into a temporary folder, open it, and count what is in it."""
    if not (folder / 'objects').is_dir():
        raise click.ClickException(f'{folder} holds no objects of a FileStorage; put a dump back into an empty database, it counts')
    with tempfile.TemporaryDirectory() as place:
        uri = f'file://{place}/data.fs?blobstorage_dir={place}/blobs'
        told(put_back, uri, folder, until)
        click.echo(counted(uri))


def counted(uri: str) -> str:
    """What a restored storage holds, in words; every object of every site is loaded on the way."""
    factory, options = resolve_uri(uri)
    database = DB(factory(), **options)
    connection = database.open(transaction.TransactionManager(explicit=True))
    connection.transaction_manager.begin()
    try:
        sites = all_sites(connection)
        resources = sum(1 for site in sites for resource in of_site(site) if resource.created)
        return f'{len(sites)} sites, {resources} resources, {len(connection.root()["outbox"])} things for the worker'
    finally:
        connection.transaction_manager.abort()
        connection.close()
        database.close()


COMMANDS = [backup, restore, backup_check]
