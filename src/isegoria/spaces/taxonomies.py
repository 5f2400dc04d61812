"""Taxonomies: trees of terms by which a place is classified; a root and at most three levels below it."""

from BTrees.LOBTree import LOBTree

from isegoria import ids
from isegoria.content import Content
from isegoria.i18n import _
from isegoria.texts import in_language

DEEPEST = 3


class Term(Content):
    """A root ("Districts") or an item below it ("Gràcia"); only items classify."""

    type = 'term'
    is_institutional = True
    code = ''  # a stable key for imports and exports
    parent = None  # id of the term above
    weight = 0

    def __init__(self, title, parent=None, code='', weight=0):
        super().__init__()
        self.id = ids.new_place_id()
        self.title, self.parent, self.code, self.weight = title, parent, code, weight

    @property
    def __name__(self):
        return str(self.id)

    def row(self):
        return None


class Taxonomies(Content):
    """All terms of an organization, by id."""

    __name__ = 'taxonomies'
    title = {'en': 'Taxonomies', 'ca': 'Taxonomies', 'es': 'Taxonomías', 'fr': 'Taxonomies'}

    def __init__(self):
        super().__init__()
        self.terms = LOBTree()

    def row(self):
        return None

    def __getitem__(self, name):
        if not str(name).isdecimal():
            raise KeyError(name)
        return self.terms[int(name)]

    def get(self, number, default=None):
        return self.terms.get(number, default)

    def add(self, title: dict, parent: Term | None = None, code='') -> Term:
        """A new term; ValueError when it would lie more than three levels below its root."""
        if parent is not None and len(self.ancestors(parent)) >= DEEPEST:
            raise ValueError(_('A term lies at most three levels below its root.'))
        siblings = self.children(parent) if parent else self.roots()
        term = Term(title, parent.id if parent else None, code, weight=len(siblings))
        while term.id in self.terms:
            term.id = ids.new_place_id(self.terms)
        term.__parent__ = self
        self.terms[term.id] = term
        return term

    def roots(self) -> list[Term]:
        return self._sorted(term for term in self.terms.values() if term.parent is None)

    def children(self, term: Term) -> list[Term]:
        return self._sorted(each for each in self.terms.values() if each.parent == term.id)

    def _sorted(self, terms):
        return sorted(terms, key=lambda term: (term.weight, in_language(term.title, 'en')))

    def ancestors(self, term: Term) -> list[Term]:
        """The terms above, nearest first, the root last."""
        found = []
        while term.parent is not None:
            term = self.terms[term.parent]
            found.append(term)
        return found

    def root_of(self, term: Term) -> Term:
        return (self.ancestors(term) or [term])[-1]

    def descendants(self, term: Term) -> list[Term]:
        found = []
        for child in self.children(term):
            found += [child, *self.descendants(child)]
        return found

    def with_ancestors(self, numbers) -> frozenset:
        """The terms and all above them without the roots: what a row is found by (a parent matches its descendants)."""
        found = set()
        for number in numbers:
            term = self.terms.get(number)
            while term is not None and term.parent is not None:
                found.add(term.id)
                term = self.terms.get(term.parent)
        return frozenset(found)

    def move(self, term: Term, by: int):
        """One place earlier (-1) or later (1) among its siblings; at the end of the row nothing happens."""
        siblings = self.siblings(term)
        at = siblings.index(term)
        to = min(max(at + by, 0), len(siblings) - 1)
        siblings.insert(to, siblings.pop(at))
        for weight, each in enumerate(siblings):
            each.weight = weight

    def siblings(self, term: Term) -> list[Term]:
        """The terms beside it and itself, in their order."""
        return self.children(self.terms[term.parent]) if term.parent is not None else self.roots()

    def remove(self, term: Term):
        """Remove a term and all below it."""
        for each in [*self.descendants(term), term]:
            del self.terms[each.id]

    def by_code(self, root: Term, code: str) -> Term | None:
        for term in self.descendants(root):
            if term.code == code:
                return term
        return None
