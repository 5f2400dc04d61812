"""Loading: thousands of things written in commits of a few thousand, the rows of all of them at the end; safe to be killed at any
point, since each commit leaves an entry in the outbox that wants its rows."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import transaction
from ZODB.POSException import ConflictError

from isegoria import outbox
from isegoria.catalog.rebuilding import all_sites, number_of_resources, rebuild_by
from isegoria.catalog.tween import SERVED, end, serve

BATCH = 5000
KEPT = 100_000  # objects in memory: what a city brings is read for its rows as it was written
TRIES = 5
EVERY_ENTRY = 10_000_000


class Loader:
    """A connection for loading; `finish` brings the catalog up to it, and to what a killed run had left."""

    def __init__(self, registry, database, progress: Callable = lambda what, share: None):
        self.registry, self.progress = registry, progress
        self.manager = transaction.TransactionManager(explicit=True)
        self.connection = database.open(self.manager)
        self.kept, self.connection._cache.cache_size = self.connection._cache.cache_size, KEPT

    def write(self, put: Callable):
        """Run `put(connection)` in one transaction, again when somebody else wrote the same."""
        for attempt in range(TRIES):
            try:
                return self._commit(put)
            except ConflictError:
                if attempt == TRIES - 1:
                    raise
        raise AssertionError

    def _commit(self, put):
        self.manager.begin()
        try:
            with outbox.gathering(self.connection):
                found = put(self.connection)
            self.manager.commit()
        finally:
            end(self.manager)
        self.connection.cacheGC()
        return found

    def finish(self):
        """Write the rows that are wanted: those alone where there is much more, else all anew, which is quicker by far."""
        entries, many, all_there_is = self._what_is_wanted()
        if many * 2 < all_there_is:
            for number, entry in enumerate(entries, 1):
                serve(self.manager, self.connection, self.registry, [entry])
                self.connection.cacheGC()
                self.progress('lists and search', number / len(entries))
        elif entries:
            rebuild_by(self.registry.catalog, self.connection, self._telling(all_there_is))
        self.write(lambda connection: connection.root()['outbox'].remove(entries))

    def _what_is_wanted(self) -> tuple[list, int, int]:
        """The entries that want rows, how many they want of imported things, and how many things there are."""
        self.manager.begin()
        try:
            found = self.connection.root()['outbox'].entries(EVERY_ENTRY)
            entries = [entry for entry in found if entry.kind in SERVED]
            many = sum(len(entry.about) for entry in entries if entry.kind == outbox.INDEX_MANY)
            return entries, many, sum(number_of_resources(site) for site in all_sites(self.connection))
        finally:
            end(self.manager)

    def _telling(self, total):
        return lambda number: number % 1000 == 0 and self.progress('lists and search', min(number / total, 1))

    def close(self):
        end(self.manager)
        self.connection._cache.cache_size = self.kept
        self.connection.close()


def batches(things: Iterable, size: int = BATCH) -> Iterator[list]:
    """Lists of at most `size`."""
    things = iter(things)
    while batch := list(islice(things, size)):
        yield batch
