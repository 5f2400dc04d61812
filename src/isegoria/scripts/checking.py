"""`isegoria check`: what is missing or misconfigured, found before a visitor finds it."""

import os
import smtplib
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import click

from isegoria.catalog.store import Catalog, CatalogUnavailable
from isegoria.root import installation
from isegoria.scripts.environment import connected, folders_of, open_database, settings_of
from isegoria.scripts.errors import IN_USE, first_line
from isegoria.security import ADMIN
from isegoria.settings import SettingsError, read_settings

LOCALE = Path(__file__).parents[1] / 'locale'
MUCH = 10_000  # entries of the outbox
PATIENCE = 5  # seconds, for a mail server
INSTALLING = 60  # seconds between a catalogue and what was compiled of it: pip writes both in any order
OK, HINT, BAD = 'ok', 'hint', 'wrong'


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `hint` is worth knowing, `wrong` ends with status 1."""

    about: str
    verdict: str
    says: str = ''


@click.command()
@click.argument('ini', type=click.Path(exists=True, dir_okay=False))
def check(ini):
    """Say what is missing or misconfigured; status 1 when something must be mended."""
    found = []
    for finding in findings(ini):
        found.append(finding)
        colour = {OK: 'green', HINT: 'yellow', BAD: 'red'}[finding.verdict]
        click.echo(
            f'{click.style(f"{finding.verdict:<6}", fg=colour)} {finding.about}{f": {finding.says}" if finding.says else ""}'
        )
    if any(finding.verdict == BAD for finding in found):
        raise SystemExit(1)


def findings(ini: str) -> Iterator[Finding]:
    raw = settings_of(ini)
    yield Finding('settings', OK, ini)
    yield from of_folders(raw)
    try:
        settings = read_settings({}, raw)
    except SettingsError as error:
        yield Finding('settings', BAD, str(error))
        return
    yield from of_secret(settings)
    yield from of_languages(settings)
    yield from of_mail(settings)
    yield from of_postgres(settings)
    yield from of_data(settings)


def of_folders(settings):
    for folder in folders_of(settings):
        if not folder.is_dir():
            yield Finding('folder', BAD, f'{folder} does not exist; `isegoria init` makes it')
        elif not os.access(folder, os.W_OK | os.X_OK):
            yield Finding('folder', BAD, f'{folder} cannot be written to')
        else:
            yield Finding('folder', OK, str(folder))


def of_secret(settings):
    path = settings.get('isegoria.secret_file')
    if len(settings['isegoria.secret']) < 32:
        yield Finding('secret', BAD, 'shorter than 32 signs; sessions could be forged')
    elif path and Path(path).is_file() and Path(path).stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding('secret', BAD, f'{path} can be read by others; chmod 600 it')
    else:
        yield Finding('secret', OK)
    if not settings['isegoria.secure_cookies'] and not settings['isegoria.development']:
        yield Finding('cookies', HINT, 'isegoria.secure_cookies is off: sign-ins travel without https')


def of_languages(settings):
    for code in settings['isegoria.languages']:
        source = LOCALE / code / 'LC_MESSAGES' / 'isegoria.po'
        compiled = source.with_suffix('.mo')
        if not source.is_file() and not compiled.is_file():
            yield Finding('language', BAD, f'{code} has no catalogue')
        elif not compiled.is_file():
            yield Finding('language', HINT, f'{code} is not compiled, so its pages are in English; `make install` does it')
        elif source.is_file() and source.stat().st_mtime > compiled.stat().st_mtime + INSTALLING:
            yield Finding('language', HINT, f'{code} was changed since it was compiled; `make install` does it')
        else:
            yield Finding('language', OK, code)


def of_mail(settings):
    address = settings['isegoria.mail']
    kind, _colon, where = address.partition(':')
    if kind == 'maildir':
        yield Finding('mail', OK if settings['isegoria.development'] else HINT, f'is kept in {where}, not sent')
        return
    server = urlsplit(address)
    if kind not in ('smtp', 'smtps') or not server.hostname:
        yield Finding('mail', BAD, f'isegoria.mail is {address!r}; it is maildir:FOLDER or smtp://[user:password@]host[:port]')
        return
    try:
        connect = smtplib.SMTP_SSL if kind == 'smtps' else smtplib.SMTP
        connect(server.hostname, server.port or 0, timeout=PATIENCE).quit()
        yield Finding('mail', OK, server.hostname)
    except (OSError, smtplib.SMTPException) as error:
        yield Finding('mail', BAD, f'{server.hostname} does not answer: {first_line(error)}')


def of_postgres(settings):
    wanted = [name for name in ('zodbconn.uri', 'isegoria.catalog') if settings[name].startswith('postgres')]
    missing = [name for name in ('relstorage', 'psycopg2') if wanted and find_spec(name) is None]
    if missing:
        yield Finding('PostgreSQL', BAD, f"{' and '.join(wanted)} want it; pip install 'isegoria[postgres]'")
    if len(wanted) == 1:
        yield Finding('PostgreSQL', HINT, f'{wanted[0]} is there, the other is not; several processes need both there')


def of_data(settings):
    try:
        database = open_database(settings)
    except Exception as error:  # whatever a storage raises, it is what we were asked to find
        is_locked = type(error).__name__ == 'LockError'
        yield Finding('data', HINT if is_locked else BAD, IN_USE if is_locked else first_line(error))
        return
    try:
        with connected(database) as (connection, _manager):
            found = installation(connection)
            if found is None or not found.sites:
                yield Finding('data', HINT, 'no site yet; `isegoria init` plants one')
                return
            yield from of_outbox(connection)
            for name, site in found.sites.items():
                yield from of_site(name, site)
        yield from of_catalog(settings)
    finally:
        database.close()


def of_outbox(connection):
    length = len(connection.root()['outbox'])
    yield Finding('outbox', HINT if length > MUCH else OK, f'{length} waiting')


def of_site(name, site):
    if not any(ADMIN in roles for roles in site.roles.values()):
        yield Finding(f'site {name}', HINT, 'it has no administrator; `isegoria user add` makes one')
    waiting = [page.slug for page in site['pages'].values() if page.to_be_completed]
    if waiting:
        yield Finding(f'site {name}', HINT, f'pages to be completed: {", ".join(sorted(waiting))}')
    yield Finding(f'site {name}', OK, f'{len(site.spaces())} spaces, {len(site["participants"].people)} participants')


def of_catalog(settings):
    catalog = Catalog(settings['isegoria.catalog'])
    try:
        if catalog.needs_rebuild:
            yield Finding('catalog', BAD, 'it is not in step with the data; `isegoria catalog rebuild`')
        else:
            yield Finding('catalog', OK)
    except CatalogUnavailable as error:
        yield Finding('catalog', BAD, first_line(error))
    finally:
        catalog.close()


COMMANDS = [check]
