"""Commands about a site: plant it, fill it with a demonstration, serve it."""

import secrets
from pathlib import Path

import click

from isegoria.catalog.rebuilding import rebuild
from isegoria.root import installation, plant
from isegoria.editorial.planting import plant_pages
from isegoria.scripts.environment import INI, application, connected, settings_of


@click.command()
@click.argument('ini', type=click.Path(dir_okay=False))
@click.option('--title', default='Isegoria', help='The name of the site.')
@click.option('--languages', default='ca es fr en', help='Its languages, the default one first.')
def init(ini, title, languages):
    """Plant an empty site; what is there stays as it is."""
    make_secret(ini)
    with application(ini) as (registry, database):
        with connected(database) as (connection, _manager):
            found = installation(connection)
            if found is not None and found.sites:
                click.echo('There is a site already; nothing was changed.')
                return
            spoken = languages.split()
            site = plant(connection, 'site', {code: title for code in spoken}, languages=spoken)
            plant_pages(site)
        rebuild(registry.catalog, database)
        click.echo('An empty site is planted.')


def make_secret(ini):
    """Write the key that signs sessions, once, readable by its owner alone."""
    path = settings_of(ini).get('isegoria.secret_file')
    if path and not Path(path).exists():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch(mode=0o600)
        Path(path).write_text(secrets.token_urlsafe(48), encoding='ascii')


@click.command()
@INI
@click.option('--host', help='Address to listen on, else what the ini file says.')
@click.option('--port', type=int, help='Port to listen on.')
def serve(ini, host, port):
    """Serve the site, with the worker in the same process."""
    from paste.deploy import loadserver

    from isegoria.worker import start

    with application(ini) as (registry, database):
        app = registry.wsgi_app
        start(registry, database)
        if host or port:
            from waitress import serve as run

            click.echo(f'Serving on http://{host or "localhost"}:{port or 6543}')
            run(app, host=host or 'localhost', port=port or 6543, threads=4)
        else:
            loadserver(f'config:{Path(ini).resolve()}')(app)


COMMANDS = [init, serve]
