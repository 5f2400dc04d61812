"""Making the catalog anew from the objects: every resource of every site, walked once."""

import transaction

from isegoria.catalog.indexing import row_of
from isegoria.catalog.tween import place_of
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


def rebuild(catalog, database, _progress=None) -> int:
    """Write all rows and places anew; how many rows."""
    connection = database.open(transaction.TransactionManager(explicit=True))
    connection.transaction_manager.begin()
    try:
        places = [place_of(place) for site in all_sites(connection) for place in site.places.values()]
        rows = (row for row in map(row_of, resources(connection)) if row is not None)
        return catalog.rebuild(rows, places)
    finally:
        connection.transaction_manager.abort()
        connection.close()


def all_sites(connection):
    found = installation(connection)
    return found.sites.values() if found is not None else ()
