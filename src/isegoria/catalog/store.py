"""The catalog of an application: rows beside the objects, made from them and disposable."""

from collections.abc import Callable, Iterable

from sqlalchemy import select

from isegoria.catalog.engine import CatalogUnavailable, Database
from isegoria.catalog.facets import Counts
from isegoria.catalog.lists import MOST_COUNTED, Lists
from isegoria.catalog.loading import Loading
from isegoria.catalog.places import Place, Places
from isegoria.catalog.query import Found, Query
from isegoria.catalog.row import Row
from isegoria.catalog.tables import resource
from isegoria.catalog.vocabulary import Vocabulary
from isegoria.catalog.writing import Writing


class Catalog:
    """Everything that is listed, filtered, sorted, counted or searched, in SQLite or PostgreSQL."""

    def __init__(self, url: str):
        self.database = Database(url)
        self.places = Places(self.database)
        self.vocabulary = Vocabulary(self.database)
        self.counts = Counts(self.database, self.places)
        self.lists = Lists(self.database, self.places, self.vocabulary, self.counts)
        self.writing = Writing(self.database, self.places, self.vocabulary)
        self.loading = Loading(self.database, self.places, self.writing)

    def create(self):
        """Make the tables that are missing."""
        self.database.create()

    def close(self):
        self.database.close()

    # Writing

    def write(self, ids: Iterable[int], read: Callable):
        """Lock, then read, then write: `read()` gives (rows, ids to remove, places) as they are now. Since every writer
        locks before it reads, a later one has always seen at least as much."""
        self.database.retried(lambda: self._write(ids, read))

    def _write(self, ids, read):
        with self.database.writing_transaction(ids) as connection:
            learned = self.writing.write(connection, *read())
        self.vocabulary.remember(learned)

    def upsert(self, rows: Iterable[Row] = (), removed: Iterable[int] = (), places: Iterable[Place | int] = ()):
        """Write rows that nobody else can have changed since they were read."""
        rows, removed, places = list(rows), list(removed), list(places)
        self.write({*(row.id for row in rows), *removed}, lambda: (rows, removed, places))

    def set_place(self, id: int, site: int, parent: int | None, visibility: str, path: str):
        """Say where a site (parent None), space or component stands and who may see it."""
        self.upsert(places=[Place(id=id, site=site, parent=parent, visibility=visibility, path=path)])

    def rebuild(self, rows: Iterable[Row] | Callable, places: Iterable[Place] = ()) -> int:
        """Make everything anew from these rows and places; how many rows. Readers keep what was there until it is done.

        Give a function that answers (rows, places) to read them once nobody else can write any more: what was read before
        may miss what was written meanwhile.
        """
        read = rows if callable(rows) else lambda: (rows, places)
        number = self.database.retried(lambda: self.loading.rebuild(read))
        self.vocabulary.known.clear()
        return number

    def clear(self):
        """Forget everything; `needs_rebuild` then says so."""
        self.database.recover('it was cleared')

    # Asking

    def find(self, query: Query) -> Found:
        """A page of what fulfils the query."""
        return self.database.read(lambda connection: self.lists.find(connection, query))

    def count(self, query: Query, most: int = MOST_COUNTED) -> int:
        """How many fulfil the query; `most + 1` stands for more, where they must be counted one by one."""
        return self.database.read(lambda connection: self._count(connection, query, most))

    def _count(self, connection, query, most):
        kept = self.counts.count(connection, query)
        return self.lists.count(connection, query, most) if kept is None else kept

    # Looking after

    @property
    def needs_rebuild(self) -> bool:
        """Does the catalog miss what the resources hold? So after it was lost, or when it is of an older version."""
        return self.database.read(lambda connection: 'complete' not in self.database.facts(connection))

    def ids(self) -> set[int]:
        """All that have a row."""
        return set(self.fingerprints())

    def fingerprints(self) -> dict[int, int]:
        """id -> what `row.fingerprint` gives for an equal row."""
        return dict(self.database.read(lambda connection: self.database.run(connection, FINGERPRINTS)))


FINGERPRINTS = select(resource.c.id, resource.c.fingerprint)

__all__ = ['Catalog', 'CatalogUnavailable']
