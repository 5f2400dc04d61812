"""Shards: a mapping that many people write at once without getting into each other's way."""

from BTrees.Length import Length
from BTrees.LLBTree import LLBTree
from BTrees.LOBTree import LOBTree
from persistent import Persistent
from ZODB.ConflictResolution import PersistentReference
from ZODB.POSException import ConflictError

SHARDS = 16


class Shards(Persistent):
    """Ids to times: who supports, likes or follows something, and since when.

    While they are few they are kept in this one object, which merges what is written at once. It becomes sixteen trees
    before every write would be a long one (docs/decisions/shards.md). `sixteen=True` is for what is hot from the start.
    """

    tree = LLBTree
    grows_at = 100
    _few = None  # {id: time} while they are few; replaced, never changed in place
    _trees = _lengths = ()

    def __init__(self, sixteen=False):
        if sixteen:
            self._make()
        else:
            self._few = {}

    def _make(self):
        self._few = None
        self._trees = tuple(self.tree() for _shard in range(SHARDS))
        self._lengths = tuple(Length() for _shard in range(SHARDS))

    def _p_resolveConflict(self, old, committed, new):  # noqa: N802  as ZODB calls it
        """Two wrote at once: both are kept where they wrote of different ids, as a tree does."""
        if any(state.get('_few') is None for state in (old, committed, new)):
            raise ConflictError('it grew meanwhile')
        return {**new, '_few': merged(old['_few'], committed['_few'], new['_few'])}

    def _shard(self, key):
        # Ids are random in their low bits; a place id is too.
        return key % len(self._trees)

    def _of(self, key):
        """The mapping that has this id if any has."""
        return self._trees[self._shard(key)] if self._few is None else self._few

    def add(self, key: int, value=0) -> bool:
        """Put `key` in; False, and nothing changed, when it was there."""
        if self._few is None:
            shard = self._shard(key)
            if not self._trees[shard].insert(key, value):
                return False
            self._lengths[shard].change(1)
            return True
        if key in self._few:
            return False
        self._few = {**self._few, key: value}
        if len(self._few) >= self.grows_at:
            self._grow()
        return True

    def discard(self, key: int) -> bool:
        """Take `key` out; False when it was not there."""
        if key not in self:
            return False
        if self._few is None:
            shard = self._shard(key)
            del self._trees[shard][key]
            self._lengths[shard].change(-1)
        else:
            self._few = {each: value for each, value in self._few.items() if each != key}
        return True

    def _grow(self):
        entries = self._few
        self._make()  # conflicts with whoever writes the few now
        for key, value in entries.items():
            self.add(key, value)

    def parts(self) -> tuple:
        """The objects that change when something is put in or taken out: for `watch()`."""
        return (self, *self._lengths)

    def _mappings(self) -> tuple:
        return self._trees if self._few is None else (self._few,)

    @property
    def stretches(self) -> int:
        """In how many stretches it can be walked through, for jobs that do not do everything at once."""
        return len(self._mappings())

    def stretch(self, number: int) -> list[tuple]:
        return list(self._mappings()[number].items())

    def exchange(self, key: int, other: int) -> bool:
        """Put `other` in the place of `key`, what it holds unchanged; False when `key` was not there."""
        if key not in self:
            return False
        self.add(other, self[key])
        return self.discard(key)

    def __contains__(self, key):
        return key in self._of(key)

    def __getitem__(self, key):
        return self._of(key)[key]

    def get(self, key, default=None):
        return self._of(key).get(key, default)

    def __len__(self):
        return len(self._few) if self._few is not None else sum(length.value for length in self._lengths)

    def __bool__(self):
        return True

    def __iter__(self):
        for mapping in self._mappings():
            yield from mapping.keys()

    def items(self):
        """All pairs, in no order that means anything."""
        for mapping in self._mappings():
            yield from mapping.items()

    def values(self):
        for mapping in self._mappings():
            yield from mapping.values()


def merged(old: dict, committed: dict, new: dict) -> dict:
    """What was committed, with what `new` changes of `old`; ConflictError where both changed the same."""
    found = dict(committed)
    for key in {*old, *new}:
        before, after = old.get(key), new.get(key)
        if _is_same(before, after):
            continue
        if not _is_same(committed.get(key), before):
            raise ConflictError('both wrote of the same id')
        if after is None:
            del found[key]
        else:
            found[key] = after
    return found


def _is_same(one, other):
    """Of references to objects only the very same can be told to be so; to compare others raises."""
    return one is other or (type(one) is type(other) and not isinstance(one, PersistentReference) and one == other)


class ObjectShards(Shards):
    """Ids to objects: proposals, comments, participants, ballots."""

    tree = LOBTree
    grows_at = 50
