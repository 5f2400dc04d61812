"""The language of a page is the first part of its address: `/ca/processes`."""

from urllib.parse import quote

from pyramid.httpexceptions import HTTPFound
from webob.acceptparse import create_accept_language_header

from isegoria.i18n import LANGUAGES

WITHOUT_LANGUAGE = (
    'static',
    'health',
    'api',
    'theme',
    'metrics',
    'favicon.ico',
    '.well-known',
    'robots.txt',
    'sitemap.xml',
    'files',
)
COOKIE = 'language'
KEY = 'isegoria.language'


def language_tween_factory(handler, registry):
    """Move the language from the path to SCRIPT_NAME, so that every address made below it carries it."""
    known = set(registry.settings['isegoria.languages'])

    def language_tween(request):
        environ = request.environ
        path = environ['PATH_INFO']
        first, _slash, rest = path.lstrip('/').partition('/')
        environ['isegoria.script_name'] = environ['SCRIPT_NAME']
        if first in known:
            environ[KEY] = first
            environ['SCRIPT_NAME'] += f'/{first}'
            environ['PATH_INFO'] = f'/{rest}'
        return handler(request)

    return language_tween


def language(request) -> str:
    """The language of the answer: that of the address, else the visitor's."""
    return request.environ.get(KEY) or visitors_language(request)


def visitors_language(request) -> str:
    """The language a visitor wants, among those the site speaks: their choice, else their browser's."""
    site = request.site
    spoken = site.languages if site is not None else tuple(LANGUAGES)
    chosen = request.cookies.get(COOKIE)
    if chosen in spoken:
        return chosen
    header = create_accept_language_header(request.headers.get('Accept-Language', ''))
    default = site.default_language if site is not None else 'en'
    return (
        header.lookup(spoken, default=default) if hasattr(header, 'lookup') and request.headers.get('Accept-Language') else default
    )


def require_language(request, site):
    """Send a reader whose address names no language, or one the site does not speak, to the right one."""
    chosen = request.environ.get(KEY)
    first = request.path_info.lstrip('/').partition('/')[0]
    if chosen in site.languages or (chosen is None and first in WITHOUT_LANGUAGE):
        return
    if request.method not in ('GET', 'HEAD'):
        request.environ[KEY] = site.default_language
        return
    target = visitors_language(request)
    query = f'?{request.query_string}' if request.query_string else ''
    base = request.environ.get('isegoria.script_name', '')
    found = HTTPFound(f'{base}/{target}{quote(request.path_info)}{query}')
    found.vary = ('Cookie', 'Accept-Language')
    raise found


def includeme(config):
    config.add_tween('isegoria.language.language_tween_factory', over='pyramid_tm.tm_tween_factory')
    config.add_request_method(language, 'language', reify=True)
    config.add_request_method(require_language)
