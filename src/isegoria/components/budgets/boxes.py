"""Boxes: what is kept of each voter under a key that only the budget's secret gives."""

import hashlib
import hmac

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from isegoria.shards import ObjectShards


class Box(ObjectShards):
    """Keys of voters to what they keep here; sixteen trees from the start, for many cast at once."""

    tree = OOBTree

    def __init__(self):
        super().__init__(sixteen=True)

    def _shard(self, key):
        return key[0] % len(self._trees)

    def put(self, key, value) -> bool:
        """Keep `value`, in the place of what was there; True when nothing was."""
        shard = self._shard(key)
        is_new = key not in self._trees[shard]
        self._trees[shard][key] = value
        if is_new:
            self._lengths[shard].change(1)
        return is_new


class Cart(Persistent):
    """What somebody is choosing: ((project id, points), ...) in their order. Nothing of it counts before it is cast."""

    def __init__(self, lines):
        self.lines = lines


class Voter(Persistent):
    """In which budgets of a component one person has voted or begun to: one small object, so that two tabs of one person
    conflict and limits hold. What was chosen is never here."""

    voted = ()
    begun = ()
    days: dict[int, int] = {}  # budget id -> the day of the vote (datetime.date.toordinal), 0 for none
    begun_at = reminded_at = None  # microseconds
    reminded = 0  # how often


def key_of(secret: bytes, person: int) -> bytes:
    """The key under which a person's ballot lies while it can be changed."""
    return hmac.new(secret, str(person).encode(), hashlib.sha256).digest()[:16]
