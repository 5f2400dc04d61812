"""Making the catalog anew from the objects: every resource of every site, walked once."""

import transaction

from isegoria.catalog.indexing import row_of
from isegoria.catalog.tween import end, place_of
from isegoria.root import installation
from isegoria.spaces.space import ComponentFolder

FREE_CACHE_EVERY = 2000


def resources(connection):
    """Everything that may have a row; the cache is emptied on the way, so that memory does not grow."""
    found = installation(connection)
    walked = 0
    for site in found.sites.values() if found is not None else ():
        for resource in of_site(site):
            yield resource
            walked += 1
            if walked % FREE_CACHE_EVERY == 0:
                connection.cacheGC()


def of_site(site):
    yield from site['participants'].people.values()
    yield from site.listed_elsewhere()
    pages = list(site['pages'].values())
    while pages:
        page = pages.pop()
        yield page
        pages += page.values()
    for space in site.spaces():
        yield space
        for component in space.values():
            if isinstance(component, ComponentFolder):
                yield component
                yield from component.contents.values()
                yield from component.comments.values()


def number_of_resources(site) -> int:
    """How many there are, nearly: for telling how much of a walk is done."""
    components = [place for place in site.places.values() if isinstance(place, ComponentFolder)]
    return len(site['participants'].people) + sum(len(each.contents) + len(each.comments) for each in components)


def rebuild(catalog, database, progress=None) -> int:
    """Write all rows and places anew, read once nobody else writes; how many rows. `progress(n)` hears of each row."""
    connection = database.open(transaction.TransactionManager(explicit=True))
    try:
        return rebuild_by(catalog, connection, progress)
    finally:
        connection.close()


def rebuild_by(catalog, connection, progress=None) -> int:
    """The same by a connection that has much of it in memory and no transaction under way."""
    manager = connection.transaction_manager

    def read():
        end(manager)
        manager.begin()
        sites = all_sites(connection)
        places = [place_of(place) for site in sites for place in (site, *site.places.values())]
        return rows(connection, progress), places

    try:
        return catalog.rebuild(read)
    finally:
        end(manager)


def rows(connection, progress=None):
    """The rows of everything, as they are made."""
    for number, resource in enumerate(resources(connection), 1):
        row = row_of(resource)
        if row is not None:
            yield row
        if progress is not None:
            progress(number)


def all_sites(connection) -> list:
    found = installation(connection)
    return list(found.sites.values()) if found is not None else []
