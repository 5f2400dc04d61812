"""Commands that make a site: an empty one, the demonstration, and one grown to any size."""

import secrets
import shutil
from pathlib import Path

import click

from isegoria.catalog.rebuilding import rebuild
from isegoria.demonstration.accounts import ACCOUNTS, PASSWORD
from isegoria.demonstration.growing import Growth
from isegoria.demonstration.planting import plant_demonstration
from isegoria.editorial.planting import plant_pages
from isegoria.i18n import LANGUAGES
from isegoria.importers.sites import the_site
from isegoria.root import installation, plant
from isegoria.scripts.environment import INI, SITE, application, connected, folders_of, settings_of
from isegoria.scripts.progress import progress

HERE = Path(__file__).parents[1]
TEMPLATES = (HERE / 'ini', HERE.parents[1])  # in a wheel; beside src/


@click.command()
@click.argument('ini', type=click.Path(dir_okay=False))
@click.option('--title', default='Isegoria', help='The name of the site.')
@click.option('--languages', default='ca es fr en', help='Its languages, the default one first.')
def init(ini, title, languages):
    """Make what a site needs and plant an empty one.

    INI is written when it does not exist: one whose name begins with "production" for a site that people use, any other for
    trying out. What is there stays as it is.
    """
    spoken = languages.split()
    unknown = [code for code in spoken if code not in LANGUAGES]
    if unknown or not spoken:
        raise click.BadParameter(f'{" ".join(unknown) or "nothing"}; there is {" ".join(LANGUAGES)}', param_hint='--languages')
    prepare(ini)
    with application(ini) as (registry, database):
        if has_site(database):
            click.echo('There is a site already; nothing was changed.')
            return
        plant_empty(registry, database, dict.fromkeys(spoken, title), spoken)
        click.echo('An empty site is planted. Give it an administrator: ' + f'isegoria user add {ini} NICKNAME --role admin')


def prepare(ini: str):
    """The settings file, its folders and the key that signs sessions, each where it is missing."""
    path = Path(ini)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(template_for(path), path)
        click.echo(f'{ini} is written.')
    settings = settings_of(ini)
    for folder in folders_of(settings):
        folder.mkdir(parents=True, exist_ok=True)
    make_secret(settings.get('isegoria.secret_file'))


def template_for(path: Path) -> Path:
    name = 'production.ini' if path.name.startswith('production') else 'development.ini'
    return next(folder / name for folder in TEMPLATES if (folder / name).is_file())


def make_secret(path):
    """Write the key once, readable by its owner alone."""
    if path and not Path(path).exists():
        Path(path).touch(mode=0o600)
        Path(path).write_text(secrets.token_urlsafe(48), encoding='ascii')


def has_site(database) -> bool:
    with connected(database) as (connection, _manager):
        found = installation(connection)
        return found is not None and bool(found.sites)


def plant_empty(registry, database, titles, languages):
    registry.catalog.create()
    with connected(database) as (connection, _manager):
        plant_pages(plant(connection, 'site', titles, languages=languages))
    rebuild(registry.catalog, database)


@click.command()
@INI
@click.option('--size', type=click.IntRange(min=1), metavar='N', help='Grow what is there to N proposals, by resampling them.')
@click.option('--into', metavar='PATH', help='What to grow, as processes/pam-2016/proposals; else the component that holds most.')
@click.option('--seed', type=int, default=1, show_default=True, help='The same number grows the same things.')
@SITE
def demo(ini, size, into, seed, site):
    """Plant the demonstration: an invented town that uses everything there is."""
    with application(ini) as (registry, database):
        planted = ensure_demonstration(registry, database, site)
        if not planted and size is None:
            click.echo('There is something in this site already; nothing was changed.')
        if size is not None:
            with progress() as tell:
                click.echo(Growth(registry, database, size, into=into, seed=seed, site=site, progress=tell)())
        tell_accounts(database)


def ensure_demonstration(registry, database, name=None) -> bool:
    """Plant the demonstration where there is no site, or one in which nothing has begun; was it planted?"""
    if not has_site(database):
        plant_empty(registry, database, {'en': 'Isegoria'}, list(LANGUAGES))
    with connected(database) as (connection, _manager):
        if the_site(connection, name).spaces():
            return False
    plant_demonstration(registry, database, name)
    return True


def tell_accounts(database):
    """Who can sign in to the demonstration; nothing on any other site."""
    with connected(database) as (connection, _manager):
        found = installation(connection)
        if not any(getattr(site, 'demonstration', False) for site in found.sites.values()):
            return
    click.echo('Accounts of the demonstration, all with the password ' + click.style(PASSWORD, bold=True))
    for account in ACCOUNTS:
        click.echo(f'  {account.email:<26} {account.what}')


COMMANDS = [init, demo]
