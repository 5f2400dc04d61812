"""What administrators see of a running site: a line and a number for each request, and which ones were slow and why."""

import logging
import re
import secrets
import time

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from pyramid.tweens import INGRESS
from pyramid_retry import IBeforeRetry, is_error_retryable
from pyramid_zodbconn import ZODBConnectionOpened

from isegoria.catalog.engine import statements

log, LINES = structlog.get_logger('isegoria.requests'), logging.getLogger('isegoria.requests')
SLOW = 1.0  # seconds
GIVEN_ID = re.compile(r'[A-Za-z0-9_-]{8,64}')
QUIET = ('/static/', '/health', '/metrics')

LOADS, QUERIES = (0, 10, 30, 100, 300, 1000, 3000), (0, 1, 3, 10, 30, 100)


class Measures:
    """The numbers of one process, for Prometheus."""

    def __init__(self):
        self.registry = CollectorRegistry()
        about = {'namespace': 'isegoria', 'registry': self.registry}
        self.requests = Counter('requests', 'Answers by method and status', ('method', 'status'), **about)
        self.seconds = Histogram('request_seconds', 'How long answers took', **about)
        self.loads = Histogram('object_loads', 'Objects read from the storage for one answer', buckets=LOADS, **about)
        self.queries = Histogram('catalog_queries', 'Statements sent to the catalog for one answer', buckets=QUERIES, **about)
        self.retries = Counter('retries', 'Requests that met another writer and were run again', **about)
        self.kept = Gauge('kept_pages', 'Pages kept for visitors', **about)
        self.outbox = Gauge('outbox_entries', 'What the worker still has to do', **about)
        self.worker_age = Gauge('worker_age_seconds', 'How long ago the worker was last seen', **about)

    def text(self) -> bytes:
        return generate_latest(self.registry)


def observing_tween_factory(handler, registry):
    slow = float(registry.settings.get('isegoria.slow_request', SLOW))
    measures = registry.measures

    def observing_tween(request):
        given = request.headers.get('X-Request-ID', '')
        request.id = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        begun, asked = time.perf_counter(), statements()
        status, failure = 500, None
        try:
            response = handler(request)
            status = response.status_int
            response.headers['X-Request-ID'] = request.id
            failure = getattr(request, 'exception', None)
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            if not is_error_retryable(request, failure):  # else it is run again, and nobody sees this answer
                took, asked = time.perf_counter() - begun, statements() - asked
                loads = object_loads(request)
                measures.requests.labels(request.method, status).inc()
                measures.seconds.observe(took)
                measures.queries.observe(asked)
                measures.loads.observe(loads)
                tell(request, status, took, loads, asked, slow)

    return observing_tween


def object_loads(request) -> int:
    """Objects that this request read from the storage; none where it never opened the database."""
    connection = request.__dict__.get('database')
    return connection.getTransferCounts()[0] if connection is not None and connection.opened else 0


def tell(request, status, took, loads, asked, slow):
    is_grave = took >= slow or status >= 500
    if not is_grave and not LINES.isEnabledFor(logging.INFO):
        return
    path = request.environ.get('isegoria.script_name', '') + request.path
    if not is_grave and path.startswith(QUIET):
        return
    say = log.warning if is_grave else log.info
    say(
        'slow request' if took >= slow else 'request',
        id=request.id,
        method=request.method,
        path=path,
        status=status,
        milliseconds=round(took * 1000, 1),
        object_loads=loads,
        catalog_queries=asked,
    )


def configure_logs(as_json: bool):
    """Structured lines: JSON for programs, plain words on a developer's screen; nobody's name or address is in them."""
    shown = structlog.processors.JSONRenderer() if as_json else structlog.processors.LogfmtRenderer(key_order=['event'])
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.processors.TimeStamper(fmt='iso', utc=True, key='at'),
            structlog.stdlib.add_log_level,
            shown,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def begin_counting(opened):
    """A connection is used by many requests: each counts from its own beginning."""
    opened.conn.getTransferCounts(clear=True)


def count_retry(retried):
    retried.request.registry.measures.retries.inc()


def includeme(config):
    settings = config.registry.settings
    config.registry.measures = Measures()
    config.add_subscriber(count_retry, IBeforeRetry)
    config.add_subscriber(begin_counting, ZODBConnectionOpened)
    configure_logs(as_json=not settings['isegoria.development'])
    below = ('isegoria.pagecache.page_cache_tween_factory', 'isegoria.language.language_tween_factory')
    config.add_tween('isegoria.observing.observing_tween_factory', under=INGRESS, over=below)
