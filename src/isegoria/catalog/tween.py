"""The step after the commit: the request's own changes reach the catalog before its answer leaves.

It stands over pyramid_tm: a new snapshot on the same connection sees what others committed meanwhile, which a hook before
or after the commit does not. Nothing raised here may reach pyramid_retry, or a committed request would run twice.
"""

import logging

from transaction.interfaces import NoTransaction

from isegoria import outbox
from isegoria.catalog.indexing import lineage_end, row_of
from isegoria.catalog.places import Place
from isegoria.content import above, lineage
from isegoria.spaces.space import Place as PlaceInTree
from isegoria.spaces.space import Space

log = logging.getLogger(__name__)
SERVED = (outbox.INDEX, outbox.INDEX_MANY, outbox.PLACE, 'unindex')


def after_commit_tween_factory(handler, registry):
    def after_commit_tween(request):
        request.tm.outbox_written = written = []
        response = handler(request)
        if written:
            try:
                serve(request.tm, request.database, registry, written)
            except Exception:  # whatever it was, the worker repairs it from the outbox
                log.exception('the step after the commit failed; the worker will do it')
            registry.worker_bell.set()
        return response

    return after_commit_tween


def serve(manager, connection, registry, entries):
    """Write what `entries` ask for into the catalog, read in a snapshot that begins after the catalog's lock is held."""
    resources = {id(resource): resource for entry in entries for resource in resources_of(entry)}
    removed = [number for entry in entries if entry.kind == 'unindex' for number in entry.about]
    if not resources and not removed:
        return
    ids_by_oid = {resource._p_oid: resource for resource in resources.values()}
    manager.begin()
    try:
        fresh = [connection.get(oid) for oid in ids_by_oid]
        numbers = {resource.id for resource in fresh} | set(removed)
        manager.abort()

        def read():
            manager.begin()
            return read_rows([connection.get(oid) for oid in ids_by_oid], removed)

        registry.catalog.write(numbers, read)
    finally:
        end(manager)
    for entry in entries:
        if entry.kind in SERVED:
            registry.served.add((entry.tree, entry.key))


def resources_of(entry) -> tuple:
    """What an entry wants rows of."""
    if entry.kind == outbox.INDEX_MANY:
        return entry.about
    return (entry.about,) if entry.kind in (outbox.INDEX, outbox.PLACE) else ()


def end(manager):
    """Drop what a manager has under way, if anything."""
    try:
        manager.abort()
    except NoTransaction:
        pass


def read_rows(resources, removed=()):
    """(rows, ids to remove, places) of these resources as they are now."""
    rows, gone, places = [], list(removed), []
    for resource in resources:
        row = row_of(resource)
        if row is not None:
            rows.append(row)
        else:
            gone.append(resource.id)
        if isinstance(resource, PlaceInTree) and lineage_end(resource) is not None:
            places.append(place_of(resource))
    return rows, gone, places


def place_of(resource) -> Place:
    """A site, space or component for the place table: under what it lies, and who may see it."""
    site = lineage_end(resource)
    above_it = above(resource.__parent__, Space) or (site if resource is not site else None)
    path = ''.join(f'/{place.__name__}' for place in reversed(list(lineage(resource))) if place.__name__)
    return Place(id=resource.id, site=site.id, parent=above_it and above_it.id, visibility=resource.visibility, path=path)


def includeme(config):
    config.registry.served = set()
