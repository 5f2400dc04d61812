"""When something that Isegoria stands on does not answer: a clear page, and when to try again; nothing half-done."""

import errno
import logging

from pyramid.response import Response
from pyramid.view import exception_view_config
from ZODB.POSException import ConflictError, StorageError

from isegoria.catalog.engine import CatalogUnavailable

log = logging.getLogger(__name__)
WAIT = 5  # seconds

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Please try again</title></head>
<body><h1>Please try again in a moment</h1>
<p>{why} Nothing was changed. Go back with your browser’s button: what you wrote is still there.</p>
<p lang="ca">Torneu-ho a provar d’aquí a un moment. No s’ha canviat res.</p>
<p lang="es">Vuelve a probar dentro de un momento. No se ha cambiado nada.</p>
<p lang="fr">Réessayez dans un instant. Rien n’a été modifié.</p>
</body></html>
"""


def page(status: int, why: str) -> Response:
    response = Response(PAGE.format(why=why), status=status, content_type='text/html', charset='utf-8')
    response.headers['Retry-After'] = str(WAIT)
    response.headers['Cache-Control'] = 'no-store'
    return response


@exception_view_config(ConflictError)
def too_many_at_once(_exception, _request):
    """Others changed the same thing each time it was tried."""
    return page(503, 'Many people are writing here at this very moment.')


@exception_view_config(CatalogUnavailable)
def no_catalog(exception, _request):
    log.error('the catalog does not answer: %s', exception)
    return page(503, 'The lists of this site do not answer at the moment.')


@exception_view_config(StorageError)
def no_storage(exception, _request):
    log.error('the storage does not answer: %s', exception)
    return page(503, 'The data of this site cannot be reached at the moment.')


@exception_view_config(OSError)
def disk(exception, request):
    """A full disk is told as such (507); other trouble with files is ours."""
    if exception.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        log.error('the disk is full: %s', exception)
        return page(507, 'This site has no room left to write.')
    log.error('a page failed: %s %s', request.method, request.path, exc_info=exception)
    return page(503, 'Something that this site needs does not answer.')


def includeme(config):
    config.scan(__name__)
    try:
        import psycopg2
    except ImportError:
        return
    config.add_exception_view(no_storage, context=psycopg2.OperationalError)
    config.add_exception_view(no_storage, context=psycopg2.InterfaceError)
