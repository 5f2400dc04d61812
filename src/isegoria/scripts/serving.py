"""Commands that run: the site itself, and the worker in a process of its own."""

import signal
import threading
from pathlib import Path

import click
import plaster
import waitress
from paste.deploy import loadserver
from pyramid.paster import setup_logging

from isegoria.scripts.environment import INI, application
from isegoria.scripts.planting import ensure_demonstration, prepare, tell_accounts
from isegoria.worker import Worker, start


@click.command()
@INI
@click.option('--host', help='Address to listen on, else what the ini file says.')
@click.option('--port', type=click.IntRange(0, 65535), help='Port to listen on, else what the ini file says.')
@click.option('--demonstration', is_flag=True, help='Plant the demonstration site first, when there is no site yet.')
def serve(ini, host, port, demonstration):
    """Serve the site, with the worker in the same process."""
    setup_logging(ini)
    if demonstration:
        prepare(ini)
    with application(ini) as (registry, database):
        if demonstration:
            ensure_demonstration(registry, database)
        start(registry, database)
        listen(ini, registry.wsgi_app, host, port, database)


def listen(ini, app, host, port, database):
    """Serve by what [server:main] says; an address or a port from the command line goes before."""
    options = dict(plaster.get_settings(ini, 'server:main') or {})
    if 'waitress' not in options.pop('use', 'waitress'):
        loadserver(f'config:{Path(ini).resolve()}')(app)
        return
    options = {name: value for name, value in options.items() if name not in ('here', '__file__')}
    written_host, written_port = address_in(options)
    options['listen'] = f'{host or written_host}:{written_port if port is None else port}'
    server = waitress.create_server(app, **options)
    tell_addresses(server, host or written_host)
    tell_accounts(database)
    signal.signal(signal.SIGTERM, end)
    server.run()


def end(*_signal):
    """Stop as Ctrl+C does, also where that is ignored (in the background)."""
    raise SystemExit


def address_in(options: dict) -> tuple[str, str]:
    """Host and port that an ini file says; waitress's own words for them are `listen`, or `host` and `port`."""
    listen = options.pop('listen', '').split()
    host, _colon, port = listen[0].rpartition(':') if listen else ('', '', '')
    return options.pop('host', host) or 'localhost', options.pop('port', port) or '6543'


def tell_addresses(server, host):
    listened = getattr(server, 'effective_listen', None) or [(host, server.effective_port)]
    shown = 'localhost' if host in ('0.0.0.0', '::', '*') else host  # noqa: S104  compared, not listened on
    click.echo(f'Serving http://{shown}:{listened[0][1]} - stop with Ctrl+C')


@click.command()
@INI
def worker(ini):
    """Run the worker alone, for sites that several processes serve (PostgreSQL); one at a time is enough."""
    setup_logging(ini)
    stop, bell = threading.Event(), threading.Event()
    with application(ini) as (registry, database):
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_signal: (stop.set(), bell.set()))
        click.echo('The worker runs - stop with Ctrl+C')
        Worker(registry, database).run(stop, bell)


COMMANDS = [serve, worker]
