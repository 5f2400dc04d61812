"""Originals: which ids imported things had where they came from, so that a second import finds them, and old addresses lead on."""

from BTrees.LLBTree import LLBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent


class Originals(Persistent):
    """For each source and kind of thing: the id there -> the id here."""

    def __init__(self):
        self._kinds = OOBTree()

    def get(self, source: str, kind: str, original: int) -> int | None:
        known = self._kinds.get((source, kind))
        return known.get(original) if known is not None else None

    def keep(self, source: str, kind: str, original: int, number: int):
        known = self._kinds.get((source, kind))
        if known is None:
            known = self._kinds[source, kind] = LLBTree()
        known[original] = number


def originals_of(place) -> Originals:
    """Those of a component or of the participants, made when they are first wanted."""
    if getattr(place, 'originals', None) is None:
        place.originals = Originals()
    return place.originals
