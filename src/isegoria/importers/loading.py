"""Loading: thousands of things written in commits of a thousand, each followed by their rows; safe to be killed at any point."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import transaction
from ZODB.POSException import ConflictError

from isegoria import outbox
from isegoria.catalog.tween import end, serve
from isegoria.worker import Worker

BATCH = 1000  # a proposal is eight objects: a batch fits in the cache until its rows are written
TRIES = 5


class Loader:
    """A connection for loading. What a killed run had committed without rows gets them when the next one begins."""

    def __init__(self, registry, database):
        self.registry = registry
        Worker(registry, database).drain()
        self.manager = transaction.TransactionManager(explicit=True)
        self.connection = database.open(self.manager)
        self.served = []

    def write(self, put: Callable):
        """Run `put(connection)` in one transaction, again when somebody else wrote the same; then write the rows it wants."""
        for attempt in range(TRIES):
            try:
                found, written = self._commit(put)
                break
            except ConflictError:
                if attempt == TRIES - 1:
                    raise
        serve(self.manager, self.connection, self.registry, written)
        self.served = written
        self.connection.cacheGC()
        return found

    def _commit(self, put):
        self.manager.begin()
        self.manager.outbox_written = written = []
        try:
            self.connection.root()['outbox'].remove(self.served)
            with outbox.gathering(self.connection):
                found = put(self.connection)
            self.manager.commit()
        finally:
            del self.manager.outbox_written
            end(self.manager)
        self.registry.served.difference_update((entry.tree, entry.key) for entry in self.served)
        self.served = []
        return found, written

    def close(self):
        """Take the last entries out of the outbox."""
        try:
            if self.served:
                self._commit(lambda connection: None)
        finally:
            end(self.manager)
            self.connection.close()


def batches(things: Iterable, size: int = BATCH) -> Iterator[list]:
    """Lists of at most `size`."""
    things = iter(things)
    while batch := list(islice(things, size)):
        yield batch
