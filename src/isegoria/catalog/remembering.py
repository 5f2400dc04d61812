"""What was asked before, in a place where nothing has changed since, is not asked again; nor is a part of a page made again.

The stamp of the place (stamps.py) is read before the question is put, so what is kept under it is at least as new as it says.
What is made from objects wants more: a stamp that was read before the request began to see them.
A request that writes asks anew.
"""

import time

from isegoria.catalog.engine import CatalogUnavailable
from isegoria.catalog.places import path_of
from isegoria.catalog.stamps import joined
from isegoria.content import above
from isegoria.security import READING
from isegoria.spaces.space import Place, Space


def note_stamps(request):
    """Read the counters of the places that the address leads through: before the objects are seen."""
    if request.method not in READING or 'noted_way' in request.__dict__:
        return
    request.noted_way = way_through(request.registry, request.host, request.environ['PATH_INFO'])


def way_through(registry, host: str, path: str) -> tuple:
    """The counters of the places that an address leads through; none, so that nothing is kept, for a host that was not met yet or
    while the catalog does not answer."""
    site = registry.site_ids.get(host)
    try:
        return registry.catalog.way(site, path) if site is not None else ()
    except CatalogUnavailable:
        return ()


class Asking:
    """The catalog as one request asks it about one place."""

    def __init__(self, request, place):
        self.request, self.catalog, self.place = request, request.registry.catalog, above(place, Place)
        self.noted = noted_way(request, self.place)
        self.stamp = joined(self.noted) or self._stamp_now()

    def _stamp_now(self):
        if self.request.method not in READING:
            return None
        return self.catalog.place_stamp(self.request.site.id, path_of(self.place))

    def find(self, query):
        return self.kept(('find', query), lambda: self.catalog.find(query))

    def replies(self, query, threads):
        return self.kept(('replies', query, tuple(threads)), lambda: self.catalog.replies(query, threads))

    def count(self, query, *most):
        return self.kept(('count', query, *most), lambda: self.catalog.count(query, *most))

    def facets(self, query, dimension):
        return self.kept(('facets', query, dimension), lambda: self.catalog.facets(query, dimension))

    def kept(self, question, ask):
        """The catalog's answer to a question about this place."""
        if self.stamp is None:
            return ask()
        return self.catalog.answers.get((self.stamp, question), ask)

    def part(self, about, make, below=True):
        """A part of a page, made by `make()` of this place, its settings, its phase, what lies in it and the language.

        `about` names the part and all else that it depends on. Nothing personal may be in it, but for what `about` tells.
        Without `below` nothing is shown of what lies in places further in.
        """
        if not self.noted:
            return make()
        stamp = self.stamp if below else self.stamp[:-1]
        return self.catalog.parts.get((stamp, self.request.language, phase_of(self.place), minute(), about), make)


def noted_way(request, place) -> tuple:
    """The counters that were noted of a place and those above it; empty when its address does not lead through it."""
    way = request.__dict__.get('noted_way', ())
    for at, (number, _own, _below) in enumerate(way):
        if number == place.id:
            return way[: at + 1]
    return ()


def minute() -> int:
    """What depends on the time of day is at most a minute old."""
    return int(time.time()) // 60


def phase_of(place):
    """Phases end by the clock, which raises no counter."""
    space = above(place, Space)
    phases = space.phases if space is not None else None
    return phases.active_id if phases is not None else None


def asking(request, place) -> Asking:
    """The one of this request and place."""
    known = request.__dict__.setdefault('asked_places', {})
    found = known.get(id(place))
    if found is None:
        found = known[id(place)] = Asking(request, place)
    return found


def kept_part(request, place, about, make, below=True):
    """`Asking.part` of this request and place."""
    return asking(request, place).part(about, make, below)


def includeme(config):
    config.registry.site_ids = {}  # host -> id of its site, as it was served last
    config.add_request_method(note_stamps)
    config.add_request_method(kept_part)
