"""What a visitor sees when an address is wrong, or not for them, or something broke."""

import logging

from pyramid.csrf import BadCSRFOrigin, BadCSRFToken
from pyramid.httpexceptions import HTTPBadRequest
from pyramid.renderers import render_to_response
from pyramid.response import Response
from pyramid.view import exception_view_config, forbidden_view_config, notfound_view_config

from isegoria.accounts import kept
from isegoria.accounts.signing_in import ask_to_sign_in
from isegoria.forms import see_other
from isegoria.templating import address

log = logging.getLogger(__name__)
PAGES = 'isegoria:templates/front/'


@notfound_view_config()
def not_found(_exception, request):
    """A wrong address, or a thing this person may not know of: the same page for both."""
    if request.site is None:
        return Response('There is no site at this address.\n', status=404, content_type='text/plain', charset='utf-8')
    return _as_not_found(request)


@forbidden_view_config(renderer=PAGES + 'forbidden.pt')
def forbidden(exception, request):
    """Hidden things do not exist; visitors sign in and come back; a role counts once its terms are accepted; others learn
    what is missing."""
    context = getattr(request, 'context', None)
    if context is None or not request.viewer.sees(context):
        return _as_not_found(request)
    if request.identity is None:
        return to_login(request)
    if request.admin_terms_are_missing():
        back = request.path_qs if request.method in ('GET', 'HEAD') else address(request, context)
        return see_other(address(request, request.site['account'], 'admin-terms', back=back))
    request.response.status_int = 403
    return {'exception': exception}


def _as_not_found(request):
    request.context = request.site
    response = render_to_response(PAGES + 'not_found.pt', {}, request=request)
    response.status_int = 404
    return response


def to_login(request):
    """To the login page, and back here afterwards; what a form brought is kept meanwhile."""
    written = kept.written(request) if request.method == 'POST' else ''
    if written:
        return ask_to_sign_in(request, written)
    back = request.path_qs if request.method in ('GET', 'HEAD') else address(request, request.context)
    return see_other(address(request, request.site, 'login', back=back))


@exception_view_config(BadCSRFToken, renderer=PAGES + 'form_expired.pt')
@exception_view_config(BadCSRFOrigin, renderer=PAGES + 'form_expired.pt')
def form_expired(_exception, request):
    """The token of a form did not fit: usually it was open for long, or cookies are off."""
    request.response.status_int = HTTPBadRequest.code
    return {}


@exception_view_config(UnicodeDecodeError)
def unreadable(_exception, _request):
    """An address or a form with bytes that are no text: no browser sends that."""
    response = Response('The address or the form holds bytes that are no text.\n', status=400, content_type='text/plain')
    response.charset = 'utf-8'
    return response


@exception_view_config(Exception)
def failed(exception, request):
    """Something broke: the page says that nothing was saved, and the log says what it was."""
    if isinstance(exception, Response):
        return exception
    log.error('a page failed: %s %s', request.method, request.path, exc_info=exception)
    return Response(FAILED, status=500, content_type='text/html', charset='utf-8')


FAILED = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Something went wrong</title></head>
<body><h1>Something went wrong here</h1>
<p>Nothing was changed. Go back with your browser’s button and try again in a moment; what you wrote is still there.</p>
<p lang="ca">Alguna cosa ha fallat. No s’ha canviat res: torneu enrere i proveu-ho d’aquí a un moment.</p>
<p lang="es">Algo ha fallado. No se ha cambiado nada: vuelve atrás y prueba dentro de un momento.</p>
<p lang="fr">Un problème est survenu. Rien n’a été modifié : revenez en arrière et réessayez dans un instant.</p>
</body></html>
"""
