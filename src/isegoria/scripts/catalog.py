"""Commands about the catalog, which is derived from the objects and can be made anew at any time."""

import click
import transaction

from isegoria.catalog.rebuilding import all_sites, number_of_resources, rows
from isegoria.catalog.rebuilding import rebuild as rebuild_all
from isegoria.catalog.row import fingerprint
from isegoria.scripts.environment import INI, application
from isegoria.scripts.progress import progress

SHOWN = 20


@click.group()
def catalog():
    """The catalog: what is listed, counted and searched."""


@catalog.command()
@INI
def rebuild(ini):
    """Make all rows anew from the objects; readers keep what was there until it is done."""
    with application(ini) as (registry, database), progress() as tell:
        registry.catalog.create()
        number = rebuild_all(registry.catalog, database, counting(database, tell, 'rows'))
    click.echo(f'{number} rows')


@catalog.command()
@INI
def verify(ini):
    """Compare the catalog with the objects, and name what differs; status 1 when something does."""
    with application(ini) as (registry, database), progress() as tell:
        differences = compare(registry.catalog, database, counting(database, tell, 'rows compared'))
    for words, numbers in differences.items():
        if numbers:
            more = f' and {len(numbers) - SHOWN} more' if len(numbers) > SHOWN else ''
            click.echo(f'{words}: {", ".join(numbers[:SHOWN])}{more}')
    if any(differences.values()):
        raise click.ClickException(f'the catalog differs from the objects; `isegoria catalog rebuild {ini}` makes it anew')
    click.echo('the catalog says what the objects say')


def compare(catalog, database, tell=None) -> dict[str, list[str]]:
    """{what is wrong: [type and id of each]}; what was changed while comparing may be among them."""
    connection = database.open(transaction.TransactionManager(explicit=True))
    connection.transaction_manager.begin()
    try:
        kept = catalog.fingerprints()
        found = {'not in the catalog': [], 'different in the catalog': [], 'gone, but in the catalog': []}
        for row in rows(connection, tell):
            there = kept.pop(row.id, None)
            if there is None:
                found['not in the catalog'].append(f'{row.type} {row.id}')
            elif there != fingerprint(row):
                found['different in the catalog'].append(f'{row.type} {row.id}')
        found['gone, but in the catalog'] = [str(number) for number in kept]
        return found
    finally:
        connection.transaction_manager.abort()
        connection.close()


def counting(database, tell, what):
    """A function that hears of each resource and tells the share of all."""
    connection = database.open(transaction.TransactionManager(explicit=True))
    connection.transaction_manager.begin()
    total = sum(number_of_resources(site) for site in all_sites(connection)) or 1
    connection.transaction_manager.abort()
    connection.close()
    return lambda number: number % 500 == 0 and tell(what, min(number / total, 1.0))


COMMANDS = [catalog]
