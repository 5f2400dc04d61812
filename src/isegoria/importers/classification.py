"""Taxonomies of an import: a root for each way of classifying, and terms made of the names that the lines bring."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """One way of classifying: the code and titles of its root, and titles of terms that the source only has codes for."""

    code: str
    titles: dict
    known: dict = None  # name in the source -> titles


class Classification:
    """Finds or makes the terms; `filters` are the roots, for the component's settings."""

    def __init__(self, site, source: str, language: str, ways: tuple[Way, ...]):
        self.taxonomies, self.language = site.taxonomies, language
        self.ways = {way.code: way for way in ways}
        by_code = {root.code: root for root in self.taxonomies.roots() if root.code}
        self.roots = {}
        for way in ways:
            code = f'{source}:{way.code}'
            self.roots[way.code] = by_code.get(code) or self.taxonomies.add(way.titles, code=code)
        self.terms = {}  # (code of the way, names from the top) -> term

    @property
    def filters(self) -> tuple[int, ...]:
        return tuple(sorted(root.id for root in self.roots.values()))

    def term(self, code: str, *names: str) -> int | None:
        """The id of the term reached by these names, from the top; empty names are passed over."""
        term = self.roots[code]
        path = (code,)
        for name in filter(None, names):
            path = (*path, name)
            term = self._below(term, path)
        return term.id if len(path) > 1 else None

    def _below(self, above, path):
        found = self.terms.get(path)
        if found is None:
            name = path[-1]
            found = next((each for each in self.taxonomies.children(above) if each.code == name), None)
            if found is None:
                titles = (self.ways[path[0]].known or {}).get(name) or {self.language: name}
                found = self.taxonomies.add(titles, above, code=name)
            self.terms[path] = found
        return found
