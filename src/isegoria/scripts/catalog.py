"""Commands about the catalog, which is derived from the objects and can be made anew at any time."""

import click

from isegoria.catalog.rebuilding import rebuild as rebuild_all
from isegoria.scripts.environment import INI, application


@click.group()
def catalog():
    """The catalog: what is listed, counted and searched."""


@catalog.command()
@INI
def rebuild(ini):
    """Make all rows anew from the objects."""
    with application(ini) as (registry, database):
        number = rebuild_all(registry.catalog, database, click.echo)
        click.echo(f'{number} rows')


COMMANDS = [catalog]
