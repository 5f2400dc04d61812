"""Fragments: pieces of pages that are the same for everybody, kept until what they were made from changes."""

import re
import secrets
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

    def clear(self):
        with self._lock:
            self._kept.clear()

    def __len__(self):
        return len(self._kept)


MARK = f'\ue000{secrets.token_hex(8)}\ue000'  # looks are cut at it; another one at every start, so nobody can write it


class Look:
    """What a template makes, with blanks for what differs from one to the next: filling them costs a fiftieth of rendering."""

    def __init__(self, made: str):
        self.parts = re.split(f'{MARK}([a-z_]+){MARK}', made)

    @classmethod
    def of(cls, template, blanks, **values) -> 'Look':
        return cls(str(template.render(**values, **{name: f'{MARK}{name}{MARK}' for name in blanks})))

    @property
    def has_blanks(self) -> bool:
        return len(self.parts) > 1

    def filled(self, **values: str) -> str:
        """The markup with these values in its blanks; they are escaped already."""
        parts = self.parts.copy()
        parts[1::2] = [values[name] for name in parts[1::2]]
        return ''.join(parts)
