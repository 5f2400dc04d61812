"""Pages kept for visitors: the same page is made once, until something changes where it stands, or a minute has passed.

Outermost of the tweens. Whoever has a session or a form's token passes by, so nothing personal is ever kept. An entry carries the
stamp of its places, read before the objects were: an old page is never kept under a new stamp.
"""

import hashlib
import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from pyramid.response import Response
from pyramid.settings import asbool
from pyramid.tweens import INGRESS

from isegoria.catalog.remembering import way_through
from isegoria.catalog.stamps import joined
from isegoria.compression import wanted_encoding
from isegoria.headers import SAFE
from isegoria.i18n import LANGUAGES
from isegoria.sessions import TOKEN_COOKIE

LIFE = 60.0  # seconds: phases end at a minute
MOST_BYTES = 64 * 1024 * 1024
LONGEST_QUERY = 400
BELOW = ('isegoria.language.language_tween_factory', 'isegoria.compression.compression_tween_factory')


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that was kept."""

    stamp: tuple
    until: float
    body: bytes
    headers: tuple
    etag: str


class Pages:
    """The kept pages, those least wanted forgotten first."""

    def __init__(self, most_bytes=MOST_BYTES):
        self.most_bytes = most_bytes
        self.kept, self.size, self.lock = OrderedDict(), 0, Lock()
        self.hits = self.misses = 0

    def get(self, key) -> Page | None:
        page = self.kept.get(key)
        if page is not None:
            with self.lock:
                if key in self.kept:
                    self.kept.move_to_end(key)
        return page

    def put(self, key, page: Page):
        with self.lock:
            self._forget(key)
            self.kept[key] = page
            self.size += len(page.body)
            while self.size > self.most_bytes:
                self._forget(next(iter(self.kept)))

    def _forget(self, key):
        page = self.kept.pop(key, None)
        if page is not None:
            self.size -= len(page.body)

    def clear(self):
        with self.lock:
            self.kept.clear()
            self.size = 0


def page_cache_tween_factory(handler, registry):
    personal = (registry.settings['isegoria.session_cookie'], TOKEN_COOKIE)
    pages = registry.pages

    def page_cache_tween(request):
        key = key_of(request, personal)
        if key is None:
            return handler(request)
        page, now = pages.get(key), time.monotonic()
        request.noted_way = way_through(registry, key[0], place_path(request.environ['PATH_INFO']))
        stamp = joined(request.noted_way)
        if page is not None and now < page.until and stamp == page.stamp and stamp is not None:
            pages.hits += 1
            return answer(request, page)
        pages.misses += 1
        response = handler(request)
        return keep(request, response, pages, key, stamp, now)

    return page_cache_tween


def key_of(request, personal):
    """What makes two requests want the same page; None for those that must pass by."""
    environ = request.environ
    query = environ.get('QUERY_STRING', '')
    if environ['REQUEST_METHOD'] != 'GET' or len(query) > LONGEST_QUERY:
        return None
    cookies = environ.get('HTTP_COOKIE', '')
    if cookies and any(f'{name}=' in cookies for name in personal):
        return None
    if environ['PATH_INFO'].lstrip('/').partition('/')[0] not in LANGUAGES:
        return None
    encoding = wanted_encoding(environ.get('HTTP_ACCEPT_ENCODING', ''))
    parameters = '&'.join(sorted(query.split('&')))
    return environ.get('HTTP_HOST', ''), environ['PATH_INFO'], parameters, encoding, environ['wsgi.url_scheme']


def place_path(path: str) -> str:
    """The path in the tree: an address without its language."""
    return '/' + path.lstrip('/').partition('/')[2]


def keep(request, response, pages, key, stamp, now):
    """Give a good answer its mark, and keep it when it belongs to nobody."""
    site = request.site
    if response.status_int != 200 or site is None or 'Set-Cookie' in response.headers or not response.content_length:
        return response
    if request.response_callbacks:  # a cookie that is set after the tweens: of a session, or of a form's token
        return response
    if response.headers.get('Cache-Control') or response.content_disposition or response.content_type != 'text/html':
        return response
    page = Page(stamp, now + LIFE, response.body, *marked(response))
    if stamp is not None:
        pages.put(key, page)
    return answer(request, page)


def marked(response) -> tuple[tuple, str]:
    """The headers that all visitors are sent, and the mark by which a browser asks whether it has the page already."""
    mark = hashlib.blake2b(response.body, digest_size=12).hexdigest()
    ours = (
        *SAFE,
        ('Cache-Control', 'no-cache'),
        ('Vary', 'Accept-Encoding, Cookie'),
        ('ETag', f'W/"{mark}"'),
        ('Content-Length', str(response.content_length)),
    )
    names = {name.lower() for name, _value in ours}
    return (*((name, value) for name, value in response.headerlist if name.lower() not in names), *ours), mark


def answer(request, page: Page) -> Response:
    """The kept page, or 304 for who has it already."""
    request.environ['isegoria.kept_page'] = True
    response = Response(headerlist=[*page.headers], app_iter=[page.body])
    if request.environ.get('HTTP_IF_NONE_MATCH') and page.etag in request.if_none_match:
        response.status_int = 304
        response.app_iter = []
        del response.content_type, response.content_length
    return response


def includeme(config):
    config.registry.pages = Pages()
    if asbool(config.registry.settings.get('isegoria.page_cache', True)):
        # As an address comes in, before its language is taken off; over everything that makes an answer.
        config.add_tween('isegoria.pagecache.page_cache_tween_factory', under=INGRESS, over=BELOW)
