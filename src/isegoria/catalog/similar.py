"""Similar proposals: what somebody is about to write may stand there already (11 §4)."""

from itertools import combinations

from isegoria.catalog import words
from isegoria.catalog.asked import Wanted
from isegoria.catalog.query import Query
from isegoria.catalog.row import COMMENT
from isegoria.catalog.selecting import page_statement
from isegoria.catalog.shape import outline

THRESHOLD = 0.25
RAREST = 7  # words by which candidates are found
MOST_COUNTED = 2_000
MOST_COMPARED = 300
FEWEST_WORDS = 3


class Similar:
    def __init__(self, lists, texts):
        self.lists, self.texts = lists, texts

    def similar(self, connection, query: Query, title: str, body: str, language: str, exclude: int | None) -> list[int]:
        """Ids of what shares the most words with a title and a body, the most similar first."""
        named, told = telling(title, language), telling(f'{title} {body}', language)
        if not told:
            return []
        marks = self.lists.marks(query)
        rare = self._rarest(connection, marks, named if len(named) >= FEWEST_WORDS else told)
        near = []
        for number in self._candidates(connection, query, marks, rare):
            if number != exclude:
                its_title, its_all = self.texts.title_and_all(connection, number)
                alike = max(shared(named, its_title), shared(told, its_all))
                if alike >= THRESHOLD:
                    near.append((-alike, number))
        return [number for _alike, number in sorted(near)[: query.limit]]

    def _rarest(self, connection, marks, stems):
        """The words that few others have; those that nobody has are of no help."""
        counted = [(self.lists.matches(connection, self._said(marks, (stem,)), MOST_COUNTED), stem) for stem in sorted(stems)]
        return [stem for number, stem in sorted(counted) if number][:RAREST]

    def _said(self, marks, stems):
        return self.lists.expression(tuple(Wanted(((stem,),)) for stem in stems), marks)

    def _candidates(self, connection, query, marks, rare):
        """Those that have two of the words, else those that have one."""
        found = {}
        for stems in (*combinations(rare, 2), *((stem,) for stem in rare)):
            if len(found) >= MOST_COMPARED:
                break
            found.update(dict.fromkeys(self._having(connection, query, marks, stems)))
        return list(found)[:MOST_COMPARED]

    def _having(self, connection, query, marks, stems):
        shape, values = outline(query)
        shape = shape._replace(text='set')
        values = {**values, 'match': self._said(marks, stems), 'limit': MOST_COMPARED, 'offset': 0, 'most': MOST_COMPARED}
        rows = self.lists.run(connection, page_statement, shape, **values)
        return [row[0] for row in rows if row[1] != COMMENT]


def telling(text: str, language: str) -> frozenset[str]:
    """The stems of the words that say what a text is about."""
    return frozenset(words.stem(word, language) for word in words.words(text) if word not in words.STOP_WORDS and len(word) > 2)


TOO_COMMON = frozenset(words.STOP_WORDS)


def shared(mine: frozenset, its: frozenset) -> float:
    """How much of the words of both stand in both."""
    its = its - TOO_COMMON
    return len(mine & its) / len(mine | its) if mine else 0.0
