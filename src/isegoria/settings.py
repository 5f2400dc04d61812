"""Settings: few, prefixed `isegoria.`, read once and checked, all shown in both ini files."""

import os
from pathlib import Path

from pyramid.settings import asbool, aslist
from pyramid_tm import explicit_manager

from isegoria.i18n import LANGUAGES


class SettingsError(ValueError):
    """A setting is missing or cannot be understood; the message says which and what would do."""


def read_settings(global_config: dict, settings: dict) -> dict:
    """The application's settings with their defaults; SettingsError names what is wrong."""
    read = dict(settings)
    read.setdefault('tm.manager_hook', explicit_manager)
    read.setdefault('tm.annotate_user', False)
    read.setdefault('tm.commit_veto', 'pyramid_tm.default_commit_veto')
    read.setdefault('retry.attempts', 5)
    read.setdefault('pyramid.default_locale_name', 'en')
    if 'zodbconn.uri' not in read:
        raise SettingsError(
            'zodbconn.uri is missing: say where the data lives, as file:///srv/isegoria/var/data.fs?blobstorage_dir=...'
        )
    read['isegoria.languages'] = tuple(aslist(read.get('isegoria.languages', ' '.join(LANGUAGES))))
    read['isegoria.strict_hosts'] = asbool(read.get('isegoria.strict_hosts', False))
    read['isegoria.development'] = asbool(read.get('isegoria.development', False))
    read['isegoria.secure_cookies'] = asbool(read.get('isegoria.secure_cookies', not read['isegoria.development']))
    read.setdefault('isegoria.session_cookie', 'isegoria')
    read.setdefault('isegoria.mail', 'maildir:var/mail')
    read.setdefault('isegoria.mail_from', 'isegoria@localhost')
    read['isegoria.registration_seconds'] = int(read.get('isegoria.registration_seconds', 0 if read['isegoria.development'] else 2))
    read['isegoria.address'] = read.get('isegoria.address', '').rstrip('/')
    if 'isegoria.catalog' not in read:
        raise SettingsError('isegoria.catalog is missing: an SQL address such as sqlite:////srv/isegoria/var/catalog.sqlite')
    read['isegoria.secret'] = secret(read)
    return read


def secret(settings: dict) -> str:
    """The key that signs sessions and links: from the setting, the environment or a file that `isegoria init` wrote."""
    found = settings.get('isegoria.secret') or os.environ.get('ISEGORIA_SECRET')
    path = settings.get('isegoria.secret_file')
    if not found and path and Path(path).is_file():
        found = Path(path).read_text(encoding='ascii').strip()
    if not found:
        raise SettingsError('no secret: run `isegoria init`, which writes one to isegoria.secret_file, or set ISEGORIA_SECRET')
    return found
