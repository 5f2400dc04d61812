"""An organization's own colours, as one stylesheet named by its content, so that browsers may keep it."""

from functools import lru_cache

from pyramid.httpexceptions import HTTPNotFound
from pyramid.response import Response
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from isegoria.root import Site
from isegoria.statics import YEAR
from isegoria.theme import derive

OURS = Site.colour


@lru_cache(64)
def theme_of(colour: str):
    """The colours derived from the one that was chosen."""
    return derive(colour)


def theme_address(request) -> str | None:
    """The stylesheet of the site's own colour; None while it has ours."""
    if request.site is None or request.site.colour == OURS:
        return None
    return f'{request.environ.get("isegoria.script_name", "")}/theme/{theme_of(request.site.colour).hash()}.css'


@view_config(context=Site, name='theme', permission=NO_PERMISSION_REQUIRED)
def stylesheet(site, request):
    """`/theme/<digest>.css`: only what is current has an address."""
    theme = theme_of(site.colour)
    if request.subpath != (f'{theme.hash()}.css',):
        raise HTTPNotFound
    response = Response(theme.stylesheet(), content_type='text/css', charset='utf-8')
    response.cache_expires(YEAR, public=True)
    return response


def includeme(config):
    config.add_request_method(theme_address, reify=True)
    config.scan(__name__)
