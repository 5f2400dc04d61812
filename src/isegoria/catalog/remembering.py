"""What was asked before, in a place where nothing has changed since, is not asked again: a list page costs no SQL then.

The stamp of the place (stamps.py) is read before the question is put, so what is kept under it is at least as new as it says.
A request that writes asks anew.
"""

from isegoria.content import lineage
from isegoria.spaces.space import Place

READING = ('GET', 'HEAD')


class Asking:
    """The catalog as one request asks it about one place."""

    def __init__(self, request, place):
        self.catalog = request.registry.catalog
        self.stamp = self.catalog.place_stamp(request.site.id, path_of(place)) if request.method in READING else None

    def find(self, query):
        return self.kept(('find', query), lambda: self.catalog.find(query))

    def replies(self, query, threads):
        return self.kept(('replies', query, tuple(threads)), lambda: self.catalog.replies(query, threads))

    def count(self, query, *most):
        return self.kept(('count', query, *most), lambda: self.catalog.count(query, *most))

    def facets(self, query, dimension):
        return self.kept(('facets', query, dimension), lambda: self.catalog.facets(query, dimension))

    def kept(self, question, ask):
        """The answer to a question about this place, whatever it is."""
        if self.stamp is None:
            return ask()
        return self.catalog.answers.get((self.stamp, question), ask)


def path_of(resource) -> str:
    """The path of the innermost site, space or component that a resource lies in."""
    names = [each.__name__ for each in lineage(resource)]
    for each in lineage(resource):
        if isinstance(each, Place):
            break
        names.pop(0)
    return ''.join(f'/{name}' for name in reversed(names) if name)


def asking(request, place) -> Asking:
    """The one of this request and place."""
    known = request.__dict__.setdefault('asked_places', {})
    found = known.get(id(place))
    if found is None:
        found = known[id(place)] = Asking(request, place)
    return found
