"""For monitors: is it alive, can it work, how late is the worker; and the numbers of a process."""

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.view import view_config

from isegoria import clock
from isegoria.catalog.engine import CatalogUnavailable
from isegoria.catalog.facts import noted
from isegoria.root import Site
from isegoria.worker import SEEN

LATE = 120  # seconds without a sign of the worker
LOCAL = ('127.0.0.1', '::1')


def worker_age(registry) -> float | None:
    """Seconds since the worker was last at work; None when it never was."""
    seen = noted(registry.catalog, SEEN)
    return round((clock.microseconds() - int(seen)) / 1_000_000, 1) if seen else None


def outbox_length(request: Request) -> int:
    return len(request.database.root()['outbox'])


@view_config(context=Site, name='health', permission=NO_PERMISSION_REQUIRED, renderer='json')
def health(_site, request):
    """`/health` tells all; `/health/live` only that the process answers; `/health/ready` that it can work (else 503)."""
    if request.subpath == ('live',):
        return {'live': True}
    answer = {'live': True, 'ready': True, 'worker_age': None, 'outbox': outbox_length(request)}
    try:
        answer['worker_age'] = worker_age(request.registry)
        answer['ready'] = not request.registry.catalog.needs_rebuild
    except CatalogUnavailable:
        answer['ready'] = False
    answer['worker_late'] = answer['worker_age'] is None or answer['worker_age'] > LATE
    if not answer['ready']:
        request.response.status_int = 503
    request.response.headers['Cache-Control'] = 'no-store'
    return answer


@view_config(context=Site, name='metrics', permission=NO_PERMISSION_REQUIRED)
def metrics(_site, request):
    """`/metrics` for Prometheus: to who knows the token, or asks from this very machine; to others it does not exist."""
    token = request.registry.settings.get('isegoria.metrics_token')
    told = request.headers.get('Authorization', '').removeprefix('Bearer ').strip()
    from_here = request.remote_addr in LOCAL and 'X-Forwarded-For' not in request.headers
    if not (told == token if token else from_here):
        raise HTTPNotFound
    measures = request.registry.measures
    measures.kept.set(len(request.registry.pages.kept))
    measures.outbox.set(outbox_length(request))
    age = worker_age(request.registry)
    if age is not None:
        measures.worker_age.set(age)
    return Response(measures.text(), content_type='text/plain', charset='utf-8')


ROBOTS = """User-agent: *
Disallow: /*/search
Disallow: /*/admin
Disallow: /*/account
Disallow: /*/login?
Allow: /
"""


@view_config(context=Site, name='robots.txt', permission=NO_PERMISSION_REQUIRED)
def robots(_site, _request):
    return Response(ROBOTS, content_type='text/plain', charset='utf-8')


@view_config(context=Site, name='favicon.ico', permission=NO_PERMISSION_REQUIRED)
def favicon(_site, request):
    """Browsers that know no SVG ask for this one: there is none, and they may remember that for a week."""
    response = Response(b'', content_type='image/x-icon')
    response.cache_expires(7 * 24 * 3600, public=True)
    return response
