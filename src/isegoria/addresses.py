"""Addresses that have grown old: a stale slug, or one that was changed, leads to where the thing is now."""

from urllib.parse import quote

from pyramid.events import ContextFound
from pyramid.httpexceptions import HTTPMovedPermanently
from pyramid.traversal import resource_path_tuple


def redirect_stale(event):
    """Look for a child that was renamed; compare how the thing was reached with its own path. Only reading is redirected."""
    request = event.request
    if request.method not in ('GET', 'HEAD') or not hasattr(request.context, '__name__'):
        return
    renamed = getattr(request.context, 'moved', {}).get(request.view_name)
    if renamed is not None:
        lead_on(request, (*resource_path_tuple(request.context)[1:], renamed, *request.subpath))
    reached = tuple(request.traversed)
    path = resource_path_tuple(request.context)[1:]
    if reached == path or len(reached) != len(path) or not request.viewer.sees(request.context):
        return  # of a hidden thing not even its address is told
    lead_on(request, (*path, *([request.view_name, *request.subpath] if request.view_name else ())))


def lead_on(request, path):
    query = f'?{request.query_string}' if request.query_string else ''
    raise HTTPMovedPermanently(request.script_name + '/' + '/'.join(quote(part) for part in path) + query)


def includeme(config):
    config.add_subscriber(redirect_stale, ContextFound)
