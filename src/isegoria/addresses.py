"""Addresses that have grown old: a stale slug leads to where the thing is now."""

from urllib.parse import quote

from pyramid.events import ContextFound
from pyramid.httpexceptions import HTTPMovedPermanently
from pyramid.traversal import resource_path_tuple


def redirect_stale(event):
    """Compare how the thing was reached with its own path; only reading is redirected."""
    request = event.request
    if request.method not in ('GET', 'HEAD') or not hasattr(request.context, '__name__'):
        return
    reached = tuple(request.traversed)
    path = resource_path_tuple(request.context)[1:]
    if reached == path or len(reached) != len(path):
        return
    rest = [request.view_name, *request.subpath] if request.view_name else []
    query = f'?{request.query_string}' if request.query_string else ''
    raise HTTPMovedPermanently(request.script_name + '/' + '/'.join(quote(part) for part in (*path, *rest)) + query)


def includeme(config):
    config.add_subscriber(redirect_stale, ContextFound)
