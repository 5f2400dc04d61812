"""What is asked of the catalog, and what it answers."""

import base64
import binascii
from dataclasses import dataclass

SORTS = {
    'created', 'updated', 'supports', 'comments', 'likes', 'follows', 'authors', 'balance', 'replies', 'weight', 'title',
    'random', 'relevance',
}  # fmt: skip
DEEPEST = 10_000  # the last row that a numbered page shows; further on goes page by page


@dataclass(frozen=True, kw_only=True)
class Query:
    """Conditions, all of which hold; of the values of one condition, any.

    `keys` are what the viewer may see. Without a component the answer keeps to places that these keys open.
    """

    site: int
    keys: frozenset[str]
    types: tuple[str, ...] = ()
    component: int | None = None
    space: int | None = None
    subject: int | None = None
    thread: int | None = None
    author: int | None = None
    depth: int | None = None
    replies_only: bool = False  # of a thread: without its top
    ids: tuple[int, ...] | None = None
    states: tuple[str, ...] | None = None
    not_states: tuple[str, ...] = ()
    terms: tuple[tuple[int, ...], ...] = ()  # one of each group
    origins: tuple[str, ...] = ()
    created_after: int | None = None  # from this microsecond on
    created_before: int | None = None  # up to before this one
    text: str = ''
    languages: tuple[str, ...] = ()  # what the site speaks, beside those we know
    reader: str = ''  # by relevance, texts in this language come first
    sort: str = '-created'  # a field, '-' for the greatest first; 'random:<seed>'; 'relevance'
    after: str | None = None  # a cursor: Found.next or Found.previous
    page: int | None = None  # or a numbered page, the first being 1
    limit: int = 20

    def __post_init__(self):
        """Lists become tuples, so that what was asked before is recognized; addresses may hold anything."""
        for name in ('types', 'not_states', 'origins', 'languages', 'states', 'ids'):
            value = getattr(self, name)
            if value is not None and type(value) is not tuple:
                object.__setattr__(self, name, tuple(value))
        for name in ('states', 'not_states', 'origins'):
            if any(not value.isprintable() for value in getattr(self, name) or ()):
                object.__setattr__(self, name, tuple(printable(value) for value in getattr(self, name)))
        if self.terms:
            object.__setattr__(self, 'terms', tuple(tuple(group) for group in self.terms))
        if type(self.keys) is not frozenset:
            object.__setattr__(self, 'keys', frozenset(self.keys))

    @property
    def field(self) -> str:
        """What the list is sorted by."""
        name = self.sort.removeprefix('-').partition(':')[0]
        if name not in SORTS:
            raise ValueError(f'nothing is sorted by {self.sort!r}')
        return name

    @property
    def descending(self) -> bool:
        return self.sort.startswith('-') or self.sort == 'relevance'

    @property
    def offset(self) -> int:
        return (max(self.page, 1) - 1) * self.limit if self.page else 0


def printable(text: str) -> str:
    """What came in an address without signs that no database takes; nothing of ours is called so."""
    return ''.join(sign for sign in text if sign.isprintable())


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found: enough to load its object."""

    id: int
    type: str
    component: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits; `next` and `previous` are cursors for `Query.after`, None where nothing follows or precedes."""

    hits: tuple[Hit, ...] = ()
    next: str | None = None
    previous: str | None = None

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(hit.id for hit in self.hits)

    def __len__(self):
        return len(self.hits)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A row to go on from: behind it, or before it when going back. `part` tells which stretch of the order it is in."""

    sort: str
    back: bool
    part: int
    value: int | str
    id: int

    def __str__(self):
        kind = 't' if isinstance(self.value, str) else 'n'
        text = f'{self.sort} {"b" if self.back else "f"}{kind} {self.part} {self.id} {self.value}'
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip('=')


LARGEST = 2**63 - 1


def read_cursor(text: str | None, sort: str) -> Cursor | None:
    """The cursor in an address; None when it is none, or one of another order: the list then begins at its beginning."""
    try:
        decoded = base64.urlsafe_b64decode((text or '') + '==').decode()
        its_sort, kind, part, number, value = decoded.split(' ', 4)
        cursor = Cursor(its_sort, kind[0] == 'b', int(part), value if kind[1] == 't' else int(value), int(number))
    except (ValueError, IndexError, binascii.Error):
        return None
    numbers = (cursor.part, cursor.id, 0 if isinstance(cursor.value, str) else cursor.value)
    fits = all(-LARGEST <= number <= LARGEST for number in numbers) and '\0' not in decoded
    return cursor if fits and its_sort == sort and (kind[1] == 't') == (sort.removeprefix('-') == 'title') else None
