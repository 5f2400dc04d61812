"""Commands that take over participation from elsewhere."""

from pathlib import Path

import click

from isegoria.importers import CannotImport
from isegoria.importers.pam_2016.run import Import
from isegoria.importers.rehearsal import rehearsal
from isegoria.scripts.environment import INI, SITE, application
from isegoria.scripts.progress import progress


@click.group(name='import')
def imports():
    """Take over participation that happened elsewhere."""


@imports.command(name='pam-2016')
@INI
@click.argument('folder', metavar='DIR', type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option('--into', required=True, metavar='PATH', help='The proposals component, as processes/pam-2016/proposals.')
@click.option('--create', is_flag=True, help='Make the process and the component when they are missing.')
@click.option('--dry-run', is_flag=True, help='Read and check everything, write nothing.')
@SITE
def pam_2016(ini, folder, into, create, dry_run, site):
    """Barcelona's participation of 2016: DIR holds proposals.ndjson.gz and comments.ndjson.gz.

    It may be run again: what is there already, by its original id, stays as it is.
    """
    with application(ini) as (registry, database):
        if dry_run:
            with rehearsal(registry, database) as (registry, database):
                totals = run(registry, database, folder, into, create, site)
            click.echo('A rehearsal: nothing was written. Without --dry-run:')
        else:
            totals = run(registry, database, folder, into, create, site)
        click.echo(totals)


def run(registry, database, folder, into, create, site):
    try:
        with progress() as tell:
            return Import(registry, database, folder, into, create=create, site=site, report=report, progress=tell)()
    except CannotImport as error:
        raise click.ClickException(str(error)) from None


def report(name, line, reason):
    click.echo(f'{name}, line {line}: {reason}', err=True)


COMMANDS = [imports]
