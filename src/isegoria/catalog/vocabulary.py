"""The vocabulary: words that occur, for beginnings of words and for a better spelling of what found nothing."""

import re

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from isegoria.catalog import words
from isegoria.catalog.tables import vocabulary

SHORTEST, LONGEST = 3, 30
REMEMBERED = 50_000  # words that a process need not write down again
MOST_STEMS = 60
SCANNED = 400
LAST = '\U0010ffff'

BEGINNING = (
    select(vocabulary.c.word, vocabulary.c.stem, vocabulary.c.shown)
    .where(vocabulary.c.word >= bindparam('first'), vocabulary.c.word < bindparam('last'))
    .order_by(vocabulary.c.word)
    .limit(bindparam('most'))
)
FORGET = delete(vocabulary).where(vocabulary.c.stem == bindparam('about'))


class Vocabulary:
    """Learns the words of what is written, and forgets those of which no text is left."""

    def __init__(self, database):
        self.database = database
        self.known = set()
        dialect = sqlite if database.sqlite else postgresql
        self.learn = dialect.insert(vocabulary).on_conflict_do_nothing()

    def new(self, pairs: dict[tuple[str, str], str]) -> list[dict]:
        """What this process has not written down yet of (word, stem) -> text it stands in, in the order in which all lock."""
        return [
            {'word': word, 'stem': stem, 'shown': spelling(word, text)}
            for (word, stem), text in sorted(pairs.items())
            if (word, stem) not in self.known and is_kept(word)
        ]

    def add(self, connection, entries: list[dict]):
        self.database.run_many(connection, self.learn, entries)

    def remember(self, entries):
        """After the commit: these need not be written again. Another process may forget them, so only SQLite's remembers."""
        if self.database.sqlite:
            if len(self.known) > REMEMBERED:
                self.known = set()
            self.known.update((entry['word'], entry['stem']) for entry in entries)

    def forget(self, connection, stems):
        """The last text with these stems is gone."""
        self.database.run_many(connection, FORGET, [{'about': stem} for stem in sorted(stems)])
        self.known = set()

    def begins(self, connection, beginning: str) -> tuple[tuple[str, ...], bool]:
        """The stems of words that begin so, and whether there are too many to name."""
        found = self.database.run(connection, BEGINNING, first=beginning, last=beginning + LAST, most=SCANNED)
        stems = tuple(dict.fromkeys(row[1] for row in found))
        more = len(found) == SCANNED or len(stems) > MOST_STEMS
        return stems[:MOST_STEMS], more


WRITTEN = re.compile(r'[^\W_]+(?:·[^\W_]+)?')


def spelling(word: str, text: str) -> str:
    """A folded word as it stands in a text, in small letters."""
    for match in WRITTEN.finditer(text):
        if words.fold(match[0]) == word:
            return match[0].lower()
    return word


def is_kept(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and not word.isdigit() and word not in words.STOP_WORDS
