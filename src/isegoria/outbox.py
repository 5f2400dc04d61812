"""The outbox: what a change leaves to be done after its commit, written in the same transaction.

Sixteen trees, one taken at random, so that writers do not meet; keys are ordered by time. The request's own entries are
served before its answer leaves (catalog/tween.py), the worker does the rest (worker.py).
"""

import secrets
from contextlib import contextmanager
from dataclasses import dataclass

from BTrees.LOBTree import LOBTree
from persistent import Persistent

from isegoria import clock

TREES = 16
INDEX = 'index'
INDEX_MANY = 'index-many'  # rows of a tuple of resources: one entry for what an import writes in one transaction
PLACE = 'place'
BELOW = 'below'  # rows of what is said on a resource that was hidden or shown again


@dataclass(frozen=True)
class Entry:
    """One thing to do: its kind (`index`, `mail`, ...) and what with (a resource, or plain data)."""

    tree: int
    key: int
    kind: str
    about: object
    tries: int = 0  # how often it was put off


class Outbox(Persistent):
    """Entries until the worker has done them."""

    def __init__(self):
        self._trees = tuple(LOBTree() for _tree in range(TREES))

    def put(self, kind: str, about):
        """Leave something to be done; safe in any transaction, merged with everybody else's."""
        gathered = self._gathered() if kind == INDEX else None
        if gathered is not None:
            gathered[about.id] = about
            return
        self._note(self._insert(clock.microseconds(), (kind, about)))

    def put_off(self, entry: Entry, moment: int):
        """Ask for the same again, not before `moment` (microseconds)."""
        self.remove((entry,))
        self._insert(moment, (entry.kind, entry.about, entry.tries + 1))

    def _insert(self, moment, value) -> Entry:
        tree = secrets.randbelow(TREES)
        key = moment << 10 | secrets.randbelow(1 << 10)
        while not self._trees[tree].insert(key, value):
            key += 1
        return Entry(tree, key, *value)

    def _note(self, entry: Entry):
        """Tell the transaction's owner what was written, if it wants to know and once it is committed."""
        if self._p_jar is None:
            return
        manager = self._p_jar.transaction_manager
        written = getattr(manager, 'outbox_written', None)
        if written is not None:
            manager.get().addAfterCommitHook(_committed, (written, entry))

    def _gathered(self):
        return getattr(self._p_jar.transaction_manager, 'outbox_gathered', None) if self._p_jar is not None else None

    def entries(self, limit: int) -> list[Entry]:
        """The oldest entries of each tree, `limit` at most in all, without those that were put off."""
        found, now = [], clock.microseconds()
        for number, tree in enumerate(self._trees):
            share = limit // TREES or 1
            for key, value in tree.items():
                entry = Entry(number, key, *value)
                if share == 0 or (entry.tries and key >> 10 > now):
                    break
                found.append(entry)
                share -= 1
        return sorted(found, key=lambda entry: entry.key)

    def remove(self, entries):
        for entry in entries:
            self._trees[entry.tree].pop(entry.key, None)

    def __len__(self):
        return sum(len(tree) for tree in self._trees)

    def oldest(self) -> int | None:
        """Microseconds of the oldest entry, or None."""
        keys = [tree.minKey() for tree in self._trees if tree]
        return min(keys) >> 10 if keys else None


def _committed(success, written, entry):
    if success:
        written.append(entry)


def put(resource, kind: str, about=None):
    """Leave `about` (the resource itself when not given) to be done, in the outbox of the database `resource` lives in."""
    outbox = outbox_of(resource)
    outbox.put(kind, resource if about is None else about)


def outbox_of(resource) -> Outbox:
    from isegoria.content import lineage

    for place in lineage(resource):
        if place._p_jar is not None:
            return place._p_jar.root()['outbox']
    raise LookupError(f'{resource!r} is not stored anywhere yet')


@contextmanager
def gathering(connection):
    """For who writes thousands of things at once: rows wanted inside are gathered ({id: resource}) instead of each becoming
    an entry, and the block ends by leaving one entry for all of them. Commit after it."""
    manager = connection.transaction_manager
    manager.outbox_gathered = gathered = {}
    try:
        yield gathered
    finally:
        del manager.outbox_gathered
    if gathered:
        connection.root()['outbox'].put(INDEX_MANY, tuple(gathered.values()))


def changed(resource):
    """The resource's row must be written anew; the one call that every verb ends with."""
    put(resource, INDEX)
