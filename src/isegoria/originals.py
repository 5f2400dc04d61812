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

    def everywhere(self, kind: str, original: int) -> list[int]:
        """What had this id in any source: an old address does not say where it comes from."""
        found = (known.get(original) for (_source, its_kind), known in self._kinds.items() if its_kind == kind)
        return [number for number in found if number is not None]

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
