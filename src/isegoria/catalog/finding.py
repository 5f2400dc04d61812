"""Asking the catalog: lists, counts and facets of what a viewer may see."""

from dataclasses import dataclass

from isegoria.catalog.lists import MOST_COUNTED
from isegoria.catalog.query import Query
from isegoria.catalog.remembering import asking
from isegoria.content import above
from isegoria.spaces.space import ComponentFolder, Space


@dataclass(frozen=True)
class Listing:
    """The objects of a page of results, and where the next page begins."""

    resources: list
    next: str | None = None
    previous: str | None = None

    def __iter__(self):
        return iter(self.resources)

    def __len__(self):
        return len(self.resources)


def query(request, place, *types, **conditions) -> Query:
    """A query for things of `types` below `place`, with the keys of whoever asks."""
    site = request.site
    component = above(place, ComponentFolder)
    space = above(place, Space)
    return Query(
        site=site.id,
        keys=request.viewer.keys(place),
        types=tuple(types),
        component=component.id if component is not None else None,
        space=space.id if space is not None and component is None else None,
        languages=site.languages,
        **conditions,
    )


def find(request, place, *types, **conditions) -> Listing:
    """The resources that fulfil the conditions, those gone or no longer visible left out."""
    found = asking(request, place).find(query(request, place, *types, **conditions))
    resources = load(request, found)
    return Listing(resources, found.next, getattr(found, 'previous', None))


def load(request, found) -> list:
    """The objects behind rows; the visibility rule is asked again of each, for a row may be late."""
    sees = request.viewer.sees
    objects = (request.registry.loaders[hit.type](request.site, hit) for hit in found.hits)
    return [each for each in objects if each is not None and sees(each)]


def count(request, place, *types, **conditions) -> int:
    return asking(request, place).count(query(request, place, *types, **conditions))


def count_all(request, place, *types, **conditions) -> int:
    """With what the kept counts leave out: hidden things, and those of one person. For the desk, where they are listed too."""
    catalog, asked = request.registry.catalog, query(request, place, *types, **conditions)
    number = catalog.database.read(lambda connection: catalog.lists.count(connection, asked))
    return number if number <= MOST_COUNTED else catalog.count(asked)


def facets(request, place, dimension, *types, **conditions) -> dict:
    """How many there are for each value of `dimension` (state, terms, origin, type)."""
    return asking(request, place).facets(query(request, place, *types, **conditions), dimension)
