"""The step after the commit: the request's own changes reach the catalog before its answer leaves.

It stands over pyramid_tm: a new snapshot on the same connection sees what others committed meanwhile, which a hook before
or after the commit does not. Nothing raised here may reach pyramid_retry, or a committed request would run twice.
"""

import logging
from contextlib import suppress

from transaction.interfaces import NoTransaction

from isegoria import outbox
from isegoria.catalog import below
from isegoria.catalog.indexing import lineage_end, row_of
from isegoria.catalog.places import Place, path_of
from isegoria.content import above
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
                serve(request.tm, request.database, registry, written, at_once=True)
            except Exception:  # whatever it was, the worker repairs it from the outbox
                log.exception('the step after the commit failed; the worker will do it')
            if any((entry.place, entry.key) not in registry.served for entry in written):
                registry.worker_bell.set()  # what was served can wait until the worker looks by itself
        return response

    return after_commit_tween


def serve(manager, connection, registry, entries, at_once=False):
    """Write what `entries` ask for into the catalog. `at_once` is for a request: of what is said on a resource only the
    first comments follow now, the worker does all of them."""
    resources = {resource._p_oid for entry in entries for resource in resources_of(entry)}
    removed = [number for entry in entries if entry.kind == 'unindex' for number in entry.about]
    if resources or removed:
        write(manager, connection, registry, resources, removed)
    for entry in entries:
        if entry.kind == outbox.BELOW:
            follow(manager, connection, registry, entry.about, at_once)
        if entry.kind in SERVED and registry.worker is not None:  # one that runs elsewhere does them again
            registry.served.add((entry.place, entry.key))


def write(manager, connection, registry, oids, removed=()):
    """The rows of some objects, read in a snapshot that begins after the catalog's lock is held."""
    manager.begin()
    try:
        numbers = {connection.get(oid).id for oid in oids} | set(removed)
        manager.abort()

        def read():
            manager.begin()
            return read_rows([connection.get(oid) for oid in oids], removed)

        registry.catalog.write(numbers, read)
    finally:
        end(manager)


def follow(manager, connection, registry, subject, at_once):
    """The rows of what is said on a resource, for who may see them depends on it."""
    manager.begin()
    found = below.batches(registry.catalog, connection.get(subject._p_oid))
    for comments in found:
        oids = [comment._p_oid for comment in comments]
        end(manager)
        if oids:
            write(manager, connection, registry, oids)
        if at_once:
            break
        connection.cacheGC()
        manager.begin()
    end(manager)


def resources_of(entry) -> tuple:
    """What an entry wants rows of."""
    if entry.kind == outbox.INDEX_MANY:
        return entry.about
    return (entry.about,) if entry.kind in (outbox.INDEX, outbox.PLACE) else ()


def end(manager):
    """Drop what a manager has under way, if anything."""
    with suppress(NoTransaction):
        manager.abort()


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
    parent = above_it and above_it.id
    return Place(id=resource.id, site=site.id, parent=parent, visibility=resource.visibility, path=path_of(resource))


def includeme(config):
    config.registry.served = set()
