"""The outbox: what a change leaves to be done after its commit, written in the same transaction.

Sixteen trays, one taken at random, which merge what is put and taken at once; what a full tray has no room for lies in a
tree. Keys are ordered by time. The request's own entries are served before its answer leaves (catalog/tween.py), the worker
does the rest (worker.py).
"""

import secrets
from contextlib import contextmanager
from dataclasses import dataclass

from BTrees.LOBTree import LOBTree
from persistent import Persistent
from ZODB.POSException import ConflictError

from isegoria import clock

TRAYS, ROOM = 16, 60
INDEX = 'index'
INDEX_MANY = 'index-many'  # rows of a tuple of resources: one entry for what an import writes in one transaction
PLACE = 'place'
BELOW = 'below'  # rows of what is said on a resource that was hidden or shown again


@dataclass(frozen=True)
class Entry:
    """One thing to do: its kind (`index`, `mail`, ...) and what with (a resource, or plain data)."""

    place: int
    key: int
    kind: str
    about: object
    tries: int = 0  # how often it was put off


class Tray(Persistent):
    """A few entries by key. A bucket of a tree conflicts with whoever puts something in when the worker empties it; this
    merges everything but two who take out the same."""

    def __init__(self):
        self._entries = {}  # replaced, never changed in place

    def _p_resolveConflict(self, old, committed, new):  # noqa: N802  as ZODB calls it
        before, after, kept = old['_entries'], new['_entries'], dict(committed['_entries'])
        for key in before.keys() - after.keys():
            if kept.pop(key, None) is None:
                raise ConflictError('both took out the same entry')
        return {'_entries': kept | {key: value for key, value in after.items() if key not in before}}

    def insert(self, key: int, value) -> bool:
        """Put in; False, and nothing changed, where the key is taken."""
        if key in self._entries:
            return False
        self._entries = {**self._entries, key: value}
        return True

    def pop(self, key: int, default=None):
        if key not in self._entries:
            return default
        value = self._entries[key]
        self._entries = {each: entry for each, entry in self._entries.items() if each != key}
        return value

    def items(self) -> list:
        return sorted(self._entries.items(), key=lambda item: item[0])

    def minKey(self) -> int:  # noqa: N802  as a tree calls it
        return min(self._entries)

    def __len__(self):
        return len(self._entries)


class Outbox(Persistent):
    """Entries until the worker has done them."""

    def __init__(self):
        self._places = (*(Tray() for _tray in range(TRAYS)), *(LOBTree() for _tray in range(TRAYS)))

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
        place = self._place()
        key = moment << 10 | secrets.randbelow(1 << 10)
        while not self._places[place].insert(key, value):
            key += 1
        return Entry(place, key, *value)

    def _place(self) -> int:
        """Where this transaction puts things: one tray, as long as it has room."""
        written = (number for number in range(TRAYS) if self._places[number]._p_changed)
        tray = next(written, None)
        if tray is None:
            tray = secrets.randbelow(TRAYS)
        return tray if len(self._places[tray]) < ROOM else tray + TRAYS

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
        """The oldest entries of each tray and tree, `limit` at most in all, without those that were put off."""
        found, now = [], clock.microseconds()
        for number, place in enumerate(self._places):
            share = limit // len(self._places) or 1
            for key, value in place.items():
                entry = Entry(number, key, *value)
                if share == 0 or (entry.tries and key >> 10 > now):
                    break
                found.append(entry)
                share -= 1
        return sorted(found, key=lambda entry: entry.key)

    def remove(self, entries):
        for entry in entries:
            self._places[entry.place].pop(entry.key, None)

    def __len__(self):
        return sum(len(place) for place in self._places)

    def oldest(self) -> int | None:
        """Microseconds of the oldest entry, or None."""
        keys = [place.minKey() for place in self._places if len(place)]
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
