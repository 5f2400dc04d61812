"""Shards: a mapping that many people write at once without getting into each other's way."""

from BTrees.Length import Length
from BTrees.LLBTree import LLBTree
from BTrees.LOBTree import LOBTree
from persistent import Persistent

SHARDS = 16


class Shards(Persistent):
    """Ids to times: who supports, likes or follows something, and since when.

    It starts as one tree and becomes sixteen before that tree's first bucket splits, since a split conflicts
    with every other insert (docs/decisions/shards.md). `sixteen=True` is for what is hot from the start.
    """

    tree = LLBTree
    grows_at = 100  # an LLBTree's bucket splits at 120

    def __init__(self, sixteen=False):
        self._make(SHARDS if sixteen else 1)

    def _make(self, number):
        self._trees = tuple(self.tree() for _shard in range(number))
        self._lengths = tuple(Length() for _shard in range(number))

    def _shard(self, key):
        # Ids are random in their low bits; a place id is too.
        return key % len(self._trees)

    def add(self, key: int, value=0) -> bool:
        """Put `key` in; False, and nothing changed, when it was there."""
        shard = self._shard(key)
        if not self._trees[shard].insert(key, value):
            return False
        self._lengths[shard].change(1)
        if len(self._trees) == 1 and self._lengths[0].value >= self.grows_at:
            self._grow()
        return True

    def discard(self, key: int) -> bool:
        """Take `key` out; False when it was not there."""
        shard = self._shard(key)
        if key not in self._trees[shard]:
            return False
        del self._trees[shard][key]
        self._lengths[shard].change(-1)
        return True

    def _grow(self):
        entries = list(self._trees[0].items())
        self._trees[0].clear()  # conflicts with whoever writes the old tree now, which nobody will read again
        self._make(SHARDS)
        for key, value in entries:
            shard = self._shard(key)
            self._trees[shard][key] = value
            self._lengths[shard].change(1)

    def parts(self) -> tuple:
        """The objects that change when something is put in or taken out: for `watch()`."""
        return (self, *self._lengths)

    @property
    def stretches(self) -> int:
        """In how many stretches it can be walked through, for jobs that do not do everything at once."""
        return len(self._trees)

    def stretch(self, number: int) -> list:
        return list(self._trees[number].values())

    def exchange(self, key: int, other: int) -> bool:
        """Put `other` in the place of `key`, what it holds unchanged; False when `key` was not there."""
        if key not in self:
            return False
        self.add(other, self[key])
        return self.discard(key)

    def __contains__(self, key):
        return key in self._trees[self._shard(key)]

    def __getitem__(self, key):
        return self._trees[self._shard(key)][key]

    def get(self, key, default=None):
        return self._trees[self._shard(key)].get(key, default)

    def __len__(self):
        return sum(length.value for length in self._lengths)

    def __bool__(self):
        return True

    def __iter__(self):
        for tree in self._trees:
            yield from tree.keys()

    def items(self):
        """All pairs, in no order that means anything."""
        for tree in self._trees:
            yield from tree.items()

    def values(self):
        for tree in self._trees:
            yield from tree.values()


class ObjectShards(Shards):
    """Ids to objects: proposals, comments, participants, ballots."""

    tree = LOBTree
    grows_at = 50  # an LOBTree's bucket splits at 60
