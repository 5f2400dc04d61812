"""Fragments: pieces of pages that are the same for everybody, kept until what they were made from changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

MOST = 5_000


class Fragments:
    """The most recently shown ones; a fragment says all that it depends on in its key, so none is ever out of date."""

    def __init__(self, most=MOST):
        self.most = most
        self._kept = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable):
        """The fragment of this key, made with `make()` when it is not there."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return made

    def __len__(self):
        return len(self._kept)
