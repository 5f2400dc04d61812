"""Similar proposals: what somebody is about to write may stand there already (11 §4)."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

from isegoria.catalog import words
from isegoria.catalog.asked import Wanted
from isegoria.catalog.query import Query
from isegoria.catalog.row import COMMENT
from isegoria.catalog.selecting import page_statement
from isegoria.catalog.shape import outline

THRESHOLD = 0.25
MOST_WORDS = 16  # by which candidates are found
MOST_HAVING = 2_000  # a word that more have tells little
MOST_COMMON = 5
MOST_COMPARED = 250
FEWEST_WORDS = 3


class Similar:
    def __init__(self, lists, texts):
        self.lists, self.texts = lists, texts
        self.searching = lists.searching

    def similar(self, connection, query: Query, title: str, body: str, language: str, exclude: int | None) -> list[int]:
        """Ids of what shares the most words with a title and a body, the most similar first."""
        named, told = telling(title, language), telling(f'{title} {body}', language)
        near = []
        candidates = self._candidates(connection, query, sorted(named if len(named) >= FEWEST_WORDS else told))
        for number, its_title, its_all in self.texts.stems_of(connection, candidates):
            alike = max(shared(named, its_title), shared(told, its_all))
            if alike >= THRESHOLD and number != exclude:
                near.append((-alike, number))
        return [number for _alike, number in sorted(near)[: query.limit]]

    def _candidates(self, connection, query, stems) -> list[int]:
        """What has the most of the rarer words, among what the viewer may see."""
        having = Counter()
        common = []
        for stem in stems[:MOST_WORDS]:
            found = self._having(connection, query, (stem,))
            having.update(found or ())
            if found is None:
                common.append(stem)
        if not having:
            for pair in combinations(common[:MOST_COMMON], 2):
                having.update(self._having(connection, query, pair) or ())
        return self._seen(connection, query, [number for number, _times in having.most_common(MOST_COMPARED)])

    def _having(self, connection, query, stems) -> list[int] | None:
        """The ids of what has all these words; None where these are too many to be of help."""
        marks = self.searching.estimates.marks(connection, query)
        said = self.searching.expression(tuple(Wanted(((stem,),)) for stem in stems), marks)
        return self.searching.ids(connection, said, MOST_HAVING)

    def _seen(self, connection, query, ids):
        if not ids:
            return []
        shape, values = outline(replace(query, ids=tuple(ids), limit=MOST_COMPARED))
        rows = self.lists.run(connection, page_statement, shape, **values, limit=MOST_COMPARED, offset=0)
        return [number for number, kind, _component, _value in rows if kind != COMMENT]


def telling(text: str, language: str) -> frozenset[str]:
    """The stems of the words that say what a text is about."""
    return frozenset(words.stem(word, language) for word in words.words(text) if word not in words.STOP_WORDS and len(word) > 2)


TOO_COMMON = frozenset(words.STOP_WORDS)


def shared(mine: frozenset, its: frozenset) -> float:
    """How much of the words of both stand in both."""
    its = its - TOO_COMMON
    return len(mine & its) / len(mine | its) if mine else 0.0
