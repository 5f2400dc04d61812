"""Did you mean: the spelling nearest to a word that nobody wrote, among words of texts that the viewer may see."""

from dataclasses import replace
from itertools import groupby

from isegoria.catalog.asked import pieces, wanted
from isegoria.catalog.vocabulary import BEGINNING, LAST
from isegoria.catalog.words import words

LETTERS = 'abcdefghijklmnopqrstuvwxyz'
SHORTEST, LONG = 4, 7  # words that are corrected; words in which two letters may be wrong
SAME_BEGINNING = 3
MOST_NEAR = 3_000
MOST_TRIED = 8
MOST_COUNTED = 200


class Suggesting:
    def __init__(self, database, lists, vocabulary):
        self.database, self.lists, self.vocabulary = database, lists, vocabulary

    def suggest(self, connection, query) -> str | None:
        """The text of a query with its unknown words spelled as the nearest known ones; None when there is nothing better."""
        changed = {}
        for piece in pieces(query.text):
            for word in piece.words:
                if len(word) >= SHORTEST and not self._finds(connection, query, word):
                    changed[word] = self._nearest(connection, query, word)
        better = {word: near for word, near in changed.items() if near}
        if not better:
            return None
        text = respelled(query.text, better)
        return text if self._finds(connection, query, text) else None

    def _finds(self, connection, query, text):
        """Would these words alone find anything that the viewer may see, whatever else was asked?"""
        about = {'text': f'{text} ', 'sort': '-created', 'page': None, 'after': None, 'limit': 1}
        return bool(self.lists.find(connection, replace(query, **about)))

    def _nearest(self, connection, query, word):
        """The known word with the fewest wrong letters that finds the most."""
        for _distance, near in groupby(self._candidates(connection, word), key=lambda each: each[0]):
            tried = [(-self._times(connection, query, known), known, shown) for _far, known, shown in sorted(near)[:MOST_TRIED]]
            for _times, known, shown in sorted(tried):
                if self._finds(connection, query, known):
                    return shown
        return None

    def _times(self, connection, query, word):
        """How often a word occurs, to choose among several."""
        searching = self.lists.searching
        said = searching.expression(wanted(f'{word} ', query.languages), self.lists.searching.estimates.marks(connection, query))
        return searching.matches(connection, said, MOST_COUNTED)

    def _candidates(self, connection, word):
        """(distance, word, how it is written), the nearest first."""
        near = [(1, known, shown) for known, _stem, shown in self.vocabulary.among(connection, sorted(one_letter_off(word)))]
        if not near and len(word) >= LONG:
            begin = word[:SAME_BEGINNING]
            known = {
                row[0]: row[2] for row in self.database.run(connection, BEGINNING, first=begin, last=begin + LAST, most=MOST_NEAR)
            }
            near = [(2, other, shown) for other, shown in known.items() if distance(word, other, 2) <= 2]
        return sorted(set(near))


def one_letter_off(word: str) -> set[str]:
    """All spellings with one letter too many, too few, wrong, or two in the wrong order."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    fewer = {left + right[1:] for left, right in cuts if right}
    turned = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    other = {left + letter + right[1:] for left, right in cuts if right for letter in LETTERS}
    more = {left + letter + right for left, right in cuts for letter in LETTERS}
    return (fewer | turned | other | more) - {word}


def distance(one: str, other: str, most: int) -> int:
    """How many letters differ (Levenshtein), counted no further than `most + 1`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, row = row, [at]
        for to, its in enumerate(other, start=1):
            row.append(min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != its)))
        if min(row) > most:
            return most + 1
    return row[-1]


def respelled(text: str, better: dict[str, str]) -> str:
    """What was typed, with some words spelled better; marks and the other words stay."""
    parts = []
    for part in text.split():
        known = words(part)
        parts.append(part if not set(known) & set(better) else _respelled(part, known, better))
    return ' '.join(parts)


def _respelled(part, known, better):
    if len(known) == 1:
        begin = '"' if part.startswith('"') else ''
        return begin + better[known[0]] + (part[-1] if part[-1] in '*"' else '')
    return ' '.join(better.get(word, word) for word in known)
