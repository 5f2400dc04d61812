"""Content and Folder: the two bases of everything that has an address."""

from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from isegoria import clock, ids
from isegoria.texts import by_language, in_language
from isegoria.visibility import PUBLIC


class Content(Persistent):
    """Something with an id, an address, dates and, when somebody wrote it, an author (a participant's id)."""

    __parent__: Any = None
    type = ''  # its word in the catalog; '' is not listed anywhere
    title: dict | None = None  # {language: text}
    author: int | None = None
    language = 'en'
    updated = 0
    visibility = PUBLIC
    original_id = None  # the id it had where it was imported from
    is_institutional = False  # is its title the organization's, and no participant's?

    def __init__(self, *, author=None, created=None):
        self.id = ids.new_id()
        self.author = author
        self.created = created or clock.microseconds()

    @property
    def __name__(self):
        return ids.address(in_language(self.title, self.language), self.id)

    def __repr__(self):
        return f'<{type(self).__name__} {self.id}>'

    def touch(self):
        """Its author changed the text; counters never do this."""
        self.updated = clock.microseconds()

    def forget(self, person: int, wishes: frozenset):
        """A participant left for good: cut what links this to them; `wishes` say what of theirs goes too (accounts/leaving.py)."""

    def row(self) -> dict | None:
        """The fields of its catalog row that are its own (catalog/indexing.py adds the rest); None: not listed.

        `texts` gives {language: (title, text)}; of something in one language only, `title` and `body` do.
        """
        return {'texts': by_language(self.title)}


class Folder(Content):
    """Content that holds other content by name."""

    branches = {}  # name -> (folder) -> what hangs there without being stored in it (branches.py)

    moved = {}  # earlier name -> the name now, of children that were renamed; replaced, never changed in place

    def __init__(self, **about):
        super().__init__(**about)
        self._children = OOBTree()

    def __getitem__(self, name):
        return self.branches[name](self) if name in self.branches else self._children[name]

    def get(self, name, default=None):
        return self._children.get(name, default)

    def __contains__(self, name):
        return name in self._children or name in self.branches

    def __iter__(self):
        return iter(self._children)

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        return True  # an empty folder is a folder

    def values(self):
        return self._children.values()

    def items(self):
        return self._children.items()

    def add(self, name: str, child):
        """Put `child` in under `name`; KeyError when the name is taken."""
        if not self._children.insert(name, child):
            raise KeyError(f'{name!r} is taken')
        child.__parent__ = self
        if name in self.moved:
            self.moved = {old: new for old, new in self.moved.items() if old != name}
        return child

    def remove(self, name: str):
        """Take a child out, and give it back."""
        child = self._children.pop(name)
        child.__parent__ = None
        return child

    def rename(self, child: 'Named', name: str):
        """Another slug for a child; its earlier addresses lead on. KeyError when the name is taken."""
        old = child.slug
        if not self._children.insert(name, child):
            raise KeyError(f'{name!r} is taken')
        del self._children[old]
        child.slug = name
        moved = {before: name if now == old else now for before, now in self.moved.items() if before != name}
        self.moved = {**moved, old: name}


class Named(Folder):
    """A folder that is addressed by a slug of its own: a space, a component, a page."""

    is_institutional = True

    def __init__(self, slug: str, **about):
        super().__init__(**about)
        self.slug = slug

    @property
    def __name__(self):
        return self.slug


def lineage(resource):
    """The resource and everything above it, from the inside out."""
    while resource is not None:
        yield resource
        resource = resource.__parent__


def above(resource, kind):
    """The nearest of the resource itself and what is above it that is a `kind`, or None."""
    for place in lineage(resource):
        if isinstance(place, kind):
            return place
    return None
