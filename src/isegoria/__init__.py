"""Isegoria: everyone's equal right to speak. This is the list of its parts."""

import gc
import warnings

# Pyramid 2.1 warns of its own use of pkg_resources on every start; nobody who runs a site can do anything about it.
warnings.filterwarnings('ignore', message='pkg_resources is deprecated', category=UserWarning)

from pyramid.config import Configurator  # noqa: E402

from isegoria import filestorage  # noqa: E402
from isegoria.settings import read_settings  # noqa: E402

filestorage.mend()

PARTS = (
    'pyramid_tm',
    'pyramid_retry',
    'pyramid_zodbconn',
    '.request',
    '.events',
    '.activity',
    '.i18n',
    '.language',
    '.navigation',
    '.manifest',
    '.branches',
    '.loaders',
    '.worker',
    '.throttle',
    '.mail',
    '.root',
    '.sessions',
    '.security',
    '.statics',
    '.templating',
    '.localizers',
    '.rendering',
    '.appearance',
    '.addresses',
    '.headers',
    '.catalog',
    '.compression',
    '.pagecache',
    '.observing',
    '.traits',
    '.spaces',
    '.editorial',
    '.accounts',
    '.front',
    '.outages',
    '.admin',
    '.wordings',
    '.moderation',
    '.components',
    '.styleguide',
)


def main(global_config, **settings):
    """The WSGI application, from the settings of an ini file (docs/settings.md)."""
    config = Configurator(settings=read_settings(global_config, settings))
    for part in PARTS:
        config.include(part)
    application = config.registry.wsgi_app = config.make_wsgi_app()
    gc.collect()
    gc.freeze()  # it stays: looking through all of it for what nobody holds was a pause of a tenth of a second, every few seconds
    return application
