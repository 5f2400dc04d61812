"""What a visitor sees when an address is wrong, or not for them."""

from pyramid.csrf import BadCSRFOrigin, BadCSRFToken
from pyramid.httpexceptions import HTTPBadRequest, HTTPSeeOther
from pyramid.renderers import render_to_response
from pyramid.response import Response
from pyramid.view import exception_view_config, forbidden_view_config, notfound_view_config

from isegoria.templating import address

PAGES = 'isegoria:templates/front/'


@notfound_view_config()
def not_found(_exception, request):
    """A wrong address, or a thing this person may not know of: the same page for both."""
    if request.site is None:
        return Response('There is no site at this address.\n', status=404, content_type='text/plain', charset='utf-8')
    return _as_not_found(request)


@forbidden_view_config(renderer=PAGES + 'forbidden.pt')
def forbidden(exception, request):
    """Hidden things do not exist; visitors sign in and come back; others learn what is missing."""
    context = getattr(request, 'context', None)
    if context is None or not request.viewer.sees(context):
        return _as_not_found(request)
    if request.identity is None:
        return to_login(request)
    request.response.status_int = 403
    return {'exception': exception}


def _as_not_found(request):
    request.context = request.site
    response = render_to_response(PAGES + 'not_found.pt', {}, request=request)
    response.status_int = 404
    return response


def to_login(request):
    """To the login page, and back here afterwards."""
    back = request.path_qs if request.method in ('GET', 'HEAD') else address(request, request.context)
    return HTTPSeeOther(address(request, request.site, 'login', back=back))


@exception_view_config(BadCSRFToken, renderer=PAGES + 'form_expired.pt')
@exception_view_config(BadCSRFOrigin, renderer=PAGES + 'form_expired.pt')
def form_expired(_exception, request):
    """The token of a form did not fit: usually it was open for long, or cookies are off."""
    request.response.status_int = HTTPBadRequest.code
    return {}
