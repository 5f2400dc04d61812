"""The vocabulary: words that occur, for beginnings of words and for a better spelling of what found nothing."""

import re

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from isegoria.catalog import words
from isegoria.catalog.shape import padded
from isegoria.catalog.tables import vocabulary

SHORTEST, LONGEST = 3, 30
BATCH = 256
MOST_STEMS = 60
SCANNED = 400
LAST = '\U0010ffff'

ENTRIES = select(vocabulary.c.word, vocabulary.c.stem, vocabulary.c.shown)
BEGINNING = (
    ENTRIES.where(vocabulary.c.word >= bindparam('first'), vocabulary.c.word < bindparam('last'))
    .order_by(vocabulary.c.word)
    .limit(bindparam('most'))
)
FORGET = delete(vocabulary).where(vocabulary.c.stem == bindparam('about'))


class Vocabulary:
    """Learns the words of what is written, and forgets those of which no text is left."""

    def __init__(self, database):
        self.database = database
        dialect = sqlite if database.sqlite else postgresql
        self.learn = dialect.insert(vocabulary).on_conflict_do_nothing()
        self._statements = {}

    def add(self, connection, passages):
        """Learn what these passages have to teach, in the order in which all writers lock."""
        known = self._known(connection, sorted({word for passage in passages for word in passage.words if is_kept(word)}))
        entries = [entry for entry in entries_of(passages) if (entry['word'], entry['stem']) not in known]
        self.database.run_many(connection, self.learn, entries)

    def _known(self, connection, some_words) -> set:
        known = set()
        for start in range(0, len(some_words), BATCH):
            known.update((word, stem) for word, stem, _shown in self.among(connection, some_words[start : start + BATCH]))
        return known

    def among(self, connection, some_words) -> list:
        """(word, stem, how it is written) of those of the words that are known."""
        some = padded(some_words)
        statement = self._statements.get(len(some))
        if statement is None:
            names = [bindparam(f'word{at}') for at in range(len(some))]
            statement = self._statements[len(some)] = ENTRIES.where(vocabulary.c.word.in_(names))
        return self.database.run(connection, statement, **{f'word{at}': word for at, word in enumerate(some)})

    def forget(self, connection, stems):
        """The last text with these stems is gone."""
        self.database.run_many(connection, FORGET, [{'about': stem} for stem in sorted(stems)])

    def begins(self, connection, beginning: str) -> tuple[tuple[str, ...], bool]:
        """The stems of words that begin so, and whether there are too many to name."""
        found = self.database.run(connection, BEGINNING, first=beginning, last=beginning + LAST, most=SCANNED)
        stems = tuple(dict.fromkeys(row[1] for row in found))
        more = len(found) == SCANNED or len(stems) > MOST_STEMS
        return stems[:MOST_STEMS], more


ACCENTED = re.compile(r'[^\W_]*(?:(?![\x00-\x7f])[^\W_]|·)[^\W_]*(?:·[^\W_]+)?')


def entries_of(passages) -> list[dict]:
    """The words of some passages with their stems, as they are written there, in small letters."""
    found = {}
    for passage in passages:
        stems = words.stems_of(passage.language)
        new = {word for word in passage.words if is_kept(word) and (word, stems[word]) not in found}
        if new:
            accented = [part for part in passage.text.split() if not part.isascii()]
            written = {words.fold(match[0]): match[0].lower() for part in accented for match in ACCENTED.finditer(part)}
            found.update(((word, stems[word]), written.get(word, word)) for word in new)
    return [{'word': word, 'stem': stem, 'shown': shown} for (word, stem), shown in sorted(found.items())]


class Learning:
    """What a whole corpus teaches, each word once."""

    def __init__(self):
        self.heard = {}
        self.entries = {}

    def hear(self, passages):
        for passage in passages:
            heard = self.heard.setdefault(passage.language, set())
            new = set(passage.words) - heard
            if new:
                heard |= new
                for entry in entries_of([passage._replace(words=list(new))]):
                    self.entries.setdefault((entry['word'], entry['stem']), entry)

    def all(self) -> list[dict]:
        return [entry for _key, entry in sorted(self.entries.items())]


def is_kept(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and not word.isdigit() and word not in words.STOP_WORDS
