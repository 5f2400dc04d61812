"""Isegoria: everyone's equal right to speak. This is the list of its parts."""

from pyramid.config import Configurator

from isegoria.settings import read_settings

PARTS = (
    'pyramid_tm',
    'pyramid_retry',
    'pyramid_zodbconn',
    '.events',
    '.i18n',
    '.language',
    '.navigation',
    '.manifest',
    '.loaders',
    '.worker',
    '.throttle',
    '.mail',
    '.root',
    '.sessions',
    '.security',
    '.statics',
    '.templating',
    '.appearance',
    '.addresses',
    '.headers',
    '.catalog',
    '.traits',
    '.spaces',
    '.editorial',
    '.accounts',
    '.front',
    '.components',
)


def main(global_config, **settings):
    """The WSGI application, from the settings of an ini file (docs/settings.md)."""
    config = Configurator(settings=read_settings(global_config, settings))
    for part in PARTS:
        config.include(part)
    return config.make_wsgi_app()
