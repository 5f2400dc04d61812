"""The catalog of an application: rows beside the objects, made from them and disposable."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy import select

from isegoria.catalog.engine import CatalogUnavailable, Database
from isegoria.catalog.estimates import Estimates
from isegoria.catalog.facets import Counts, Facets
from isegoria.catalog.lists import MOST_COUNTED, Lists
from isegoria.catalog.loading import Loading
from isegoria.catalog.places import Place, Places
from isegoria.catalog.query import Found, Query
from isegoria.catalog.row import Row
from isegoria.catalog.searching import Searching
from isegoria.catalog.similar import Similar
from isegoria.catalog.suggesting import Suggesting
from isegoria.catalog.tables import resource
from isegoria.catalog.vocabulary import Vocabulary
from isegoria.catalog.writing import Writing
from isegoria.fragments import Fragments

MOST_REMEMBERED = 10_000
MOST_PARTS = 1_000  # some are lists of thirty kilobytes
PUBLIC_KEYS = frozenset({'public'})
# A facet shows what each choice would find, so a choice already made in it does not count.
OWN: dict[str, dict] = {'state': {'states': None, 'not_states': ()}, 'origin': {'origins': ()}}


class Catalog:
    """Everything that is listed, filtered, sorted, counted or searched, in SQLite or PostgreSQL."""

    def __init__(self, url: str):
        self.database = Database(url)
        self.places = Places(self.database)
        self.vocabulary = Vocabulary(self.database)
        self.counts = Counts(self.database, self.places)
        self.estimates = Estimates(self.database)
        self.searching = Searching(self.database, self.vocabulary, self.estimates)
        self.lists = Lists(self.database, self.places, self.searching)
        self.suggesting = Suggesting(self.database, self.lists, self.vocabulary)
        self.writing = Writing(self.database, self.places, self.vocabulary)
        self.alike = Similar(self.lists, self.writing.texts)
        self.loading = Loading(self.database, self.places, self.writing)
        self.answers = Fragments(MOST_REMEMBERED)  # by the stamp of their place (remembering.py)
        self.parts = Fragments(MOST_PARTS)  # of pages, likewise

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
            written = self.writing.write(connection, *read())
        self.places.stamps.raise_by(written.counters)
        if written.declared:
            self.places.stamps.forget()

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
        self._begin_again()
        return number

    def clear(self):
        """Forget everything; `needs_rebuild` then says so."""
        self.database.retried(self.database.clear)
        self._begin_again()

    def _begin_again(self):
        self.places.stamps.forget()
        self.estimates.forget()

    # Asking

    def find(self, query: Query) -> Found:
        """A page of what fulfils the query."""
        return self.database.read(lambda connection: self.lists.find(connection, query))

    def replies(self, query: Query, threads: Iterable[int]) -> dict[int, Found]:
        """The first `query.limit` replies of each of these threads at once; go on in one with its `next` and
        `Query(thread=..., replies_only=True)`."""
        threads = tuple(threads)
        return self.database.read(lambda connection: self.lists.replies(connection, query, threads)) if threads else {}

    def count(self, query: Query, most: int = MOST_COUNTED) -> int:
        """How many fulfil the query; `most + 1` stands for more, where they must be counted one by one."""
        return self.database.read(lambda connection: self._count(connection, query, most))

    def _count(self, connection, query, most):
        kept = self.counts.count(connection, query)
        return self.lists.count(connection, query, most) if kept is None else kept

    def facets(self, query: Query, dimension: str) -> Facets:
        """value -> n for a dimension (type, state, origin, terms, language, space, author): what each choice would find,
        all other conditions kept. Of terms the query's own groups are kept too: leave out the group that is being chosen."""
        query = replace(query, **OWN.get(dimension, {}))
        return self.database.read(lambda connection: self._facets(connection, query, dimension))

    def _facets(self, connection, query, dimension):
        kept = self.counts.facets(connection, query, dimension)
        return self.lists.facets(connection, query, dimension) if kept is None else kept

    def suggest(self, text: str, languages=(), *, site: int, keys=PUBLIC_KEYS, **conditions) -> str | None:
        """Did you mean: the text with unknown words spelled as known ones that the viewer can find; None when all is well."""
        query = Query(site=site, keys=frozenset(keys), text=text, languages=tuple(languages), **conditions)
        return self.database.read(lambda connection: self.suggesting.suggest(connection, query))

    def similar(
        self, *, site, component, keys, title, body, language, exclude=None, limit=10, types=(), not_states=('withdrawn', 'draft')
    ):
        """The ids of what stands there already and says much the same, the most similar first."""
        query = Query(
            site=site, component=component, keys=frozenset(keys), types=tuple(types), not_states=tuple(not_states), limit=limit
        )  # fmt: skip
        return self.database.read(lambda connection: self.alike.similar(connection, query, title, body, language, exclude))

    def place_stamp(self, site: int, path: str) -> tuple[int, ...] | None:
        """What changes whenever something changes in a place that the address leads through, or below the last of them."""
        return self.places.stamps.stamp(site, path)

    def way(self, site: int, path: str) -> tuple[tuple[int, int, int], ...]:
        """The counters (id, own, below) of each place that an address leads through, from the site on."""
        return self.places.stamps.way(site, path)

    # Looking after

    def checkpoint(self):
        """Do what writers leave for later."""
        self.database.checkpoint()

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
