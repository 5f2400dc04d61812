"""Commands about the data itself: moving it to another storage, packing it."""

from contextlib import closing, contextmanager
from pathlib import Path

import click
from ZODB.interfaces import IBlobStorage
from ZODB.POSException import POSKeyError
from ZODB.serialize import referencesf
from ZODB.utils import p64, u64
from zodburi import resolve_uri

from isegoria.scripts.environment import INI, open_database, settings_of
from isegoria.scripts.progress import progress

TELL_EVERY = 200


@click.group()
def storage():
    """The objects and files of an installation."""


def uri_of(place: str) -> str:
    """An address of a storage: written itself, or named by an ini file."""
    if '://' in place:
        return place
    if not Path(place).is_file():
        raise click.ClickException(f'{place} is neither an ini file nor the address of a storage')
    return settings_of(place)['zodbconn.uri']


@contextmanager
def opened(place: str):
    """The storage of an address or an ini file."""
    factory, _options = resolve_uri(uri_of(place))
    with closing(factory()) as found:
        yield found


@storage.command()
@click.argument('source')
@click.argument('destination')
def copy(source, destination):
    """Copy all objects and files from one storage to an empty one, and compare them at the end.

    SOURCE and DESTINATION are ini files, or addresses such as file:///srv/data.fs?blobstorage_dir=/srv/blobs and
    postgres://user@localhost/name?keep_history=false. Stop the site first.
    """
    with opened(source) as there, opened(destination) as here, progress() as tell:
        if not is_empty(here):
            raise click.ClickException('the destination is not empty; nothing was copied')
        copy_transactions(there, here, tell)
        objects, files = compare(there, here, tell)
    click.echo(f'{objects} objects and {files} files are the same in both')
    if '://' not in destination:
        click.echo(f'Now make the catalog: isegoria catalog rebuild {destination}')


def is_empty(here) -> bool:
    """Is there not even a root? Databases only estimate how many objects they hold."""
    try:
        here.load(p64(0))
    except POSKeyError:
        return True
    return False


def copy_transactions(there, here, tell):
    """Every transaction in its order, so that times and versions of objects stay."""
    total, iterate, copied = max(len(there), 1), there.iterator, 0

    def counted(*arguments):
        nonlocal copied
        for transaction in iterate(*arguments):
            yield transaction
            copied += 1
            if copied % TELL_EVERY == 0:
                tell('copied', min(copied / total, 0.99))

    there.iterator = counted
    try:
        here.copyTransactionsFrom(there)
    finally:
        del there.iterator


def compare(there, here, tell) -> tuple[int, int]:
    """How many objects and files are the same in both; an error names the first that differs."""
    objects = files = 0
    total = max(len(there), 1)
    for oid, serial, data in current(there):
        found, its_serial = here.load(oid)
        if found != data or its_serial != serial:
            raise click.ClickException(f'object {u64(oid)} differs in the destination')
        objects += 1
        if IBlobStorage.providedBy(there) and is_blob(data):
            if not same_file(there.loadBlob(oid, serial), here.loadBlob(oid, serial)):
                raise click.ClickException(f'the file of object {u64(oid)} differs in the destination')
            files += 1
        if objects % TELL_EVERY == 0:
            tell('compared', min(objects / total, 1.0))
    return objects, files


def current(there):
    """(oid, serial, data) of every object that is reached from the root."""
    todo, seen = [p64(0)], {p64(0)}
    while todo:
        oid = todo.pop()
        data, serial = there.load(oid)
        yield oid, serial, data
        for reference in referencesf(data):
            if reference not in seen:
                seen.add(reference)
                todo.append(reference)


def is_blob(data: bytes) -> bool:
    return b'ZODB.blob\nBlob' in data or b'ZODB.blob\x94\x8c\x04Blob' in data or b'cZODB.blob' in data


def same_file(one: str, other: str) -> bool:
    with open(one, 'rb') as first, open(other, 'rb') as second:
        while True:
            piece, its = first.read(1 << 20), second.read(1 << 20)
            if piece != its:
                return False
            if not piece:
                return True


@click.command()
@INI
@click.option('--days', type=click.IntRange(0), default=7, help='Keep what was there in the last days.')
def pack(ini, days):
    """Drop old states of objects, which also makes erasure of personal data final.

    A running embedded site packs itself every week; this is for one that is stopped, or for PostgreSQL.
    """
    database = open_database(settings_of(ini))
    try:
        before = database.getSize()
        database.pack(days=days)
        click.echo(f'packed: {before:,} bytes before, {database.getSize():,} after')
    finally:
        database.close()


COMMANDS = [storage, pack]
