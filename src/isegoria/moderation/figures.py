"""Figures: how often what happened in moderation, by year, counted when it happens; without names, texts or things."""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from persistent import Persistent

from isegoria import clock
from isegoria.moderation.spans import DAY, HOUR

REPORTS, SOURCES, DECISIONS, GROUNDS, AUTOMATIC, TIMES, APPEALS, REVERSALS = (
    'reports', 'sources', 'decisions', 'grounds', 'automatic', 'times', 'appeals', 'reversals',
)  # fmt: skip
BY_PARTICIPANTS, BY_ANYBODY, BY_MODERATORS = 'participants', 'anybody', 'moderators'
SPANS = ((HOUR, 'hour'), (DAY, 'day'), (3 * DAY, 'three_days'), (7 * DAY, 'week'))
LONGER = 'longer'
FEWEST = 5  # smaller numbers could point to somebody


class Figures(Persistent):
    """(year, what, which) -> how many. A Length each, so that two moderators never wait for each other."""

    def __init__(self):
        self._counts = OOBTree()

    def count(self, what: str, which: str, moment=None):
        key = ((moment or clock.now()).year, what, which)
        if key not in self._counts:
            self._counts.insert(key, Length())
        self._counts[key].change(1)

    def years(self) -> list[int]:
        """Those in which something happened, the latest first."""
        return sorted({year for year, _what, _which in self._counts}, reverse=True)

    def of(self, year: int, what: str) -> dict[str, int]:
        """which -> how many, in one year."""
        found = self._counts.items(min=(year, what, ''), max=(year, what, '\U0010ffff'))
        return {which: length.value for (_year, _what, which), length in found}

    def total(self, year: int, what: str) -> int:
        return sum(self.of(year, what).values())


def span_of(microseconds: int) -> str:
    """How long a decision took, roughly."""
    return next((name for longest, name in SPANS if microseconds <= longest), LONGER)


def merged(counts: dict[str, int]) -> tuple[dict[str, int], int | None]:
    """Counts that may be published: those under five are added up; None where that sum is under five too, so that nobody
    can tell one from the other."""
    shown = {which: n for which, n in counts.items() if n >= FEWEST}
    rest = sum(counts.values()) - sum(shown.values())
    if rest and rest < FEWEST:
        return shown, None
    return shown, rest
