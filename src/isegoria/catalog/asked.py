"""What somebody typed into a search: words, beginnings of words, "phrases"."""

import re
from dataclasses import dataclass

from isegoria.catalog import words

QUOTES = str.maketrans('“”„«»‟＂', '"""""""')
PART = re.compile(r'"([^"]*)"?|([^\s"]+)')
SHORTEST_BEGINNING = 3
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing a text must have: any of these phrases (most are one stem long), or a word that begins so."""

    phrases: tuple[tuple[str, ...], ...]
    beginning: str = ''


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what was typed: folded words, in quotes or one by itself, perhaps only begun."""

    words: tuple[str, ...]
    quoted: bool = False
    begun: bool = False


def pieces(text: str) -> list[Piece]:
    """What was typed, cut up; words too common to narrow anything are left out, unless there are no others."""
    typed = text.translate(QUOTES)
    found = []
    for match in PART.finditer(typed):
        if match[2] is None:
            found.append(Piece(tuple(words.words(match[1])), quoted=True))
            continue
        each_word = words.words(match[2])
        last = match[2].endswith('*') or (
            match.end() == len(typed) and len(each_word[-1:]) and len(each_word[-1]) >= SHORTEST_BEGINNING
        )
        found += [Piece((word,), begun=bool(last) and at == len(each_word) - 1) for at, word in enumerate(each_word)]
    found = list(dict.fromkeys(piece for piece in found if piece.words))[:MOST_WORDS]
    rare = [piece for piece in found if piece.quoted or piece.words[0] not in words.STOP_WORDS]
    return rare or found


def wanted(text: str, languages=(), begins=lambda beginning: ((), False)) -> tuple[Wanted, ...]:
    """The things a text must have. `begins(beginning)` gives the stems of known words that begin so, and whether there are
    more than it gave."""
    return tuple(_wanted(piece, languages, begins) for piece in pieces(text))


def _wanted(piece, languages, begins):
    if piece.quoted:
        spoken = dict.fromkeys((*words.LANGUAGES, *languages))
        stemmed = [tuple(words.stem(word, language) for word in piece.words) for language in spoken]
        whole = tuple(word[: words.LONGEST_WORD] for word in piece.words)
        return Wanted(tuple(dict.fromkeys([whole, *stemmed])))
    word = piece.words[0]
    stems = list(words.variants(word, languages))
    if not piece.begun:
        return Wanted(tuple((stem,) for stem in stems))
    known, more = begins(word)
    return Wanted(tuple((stem,) for stem in dict.fromkeys([*stems, *known])), beginning=word[: words.LONGEST_WORD] if more else '')


# As each database wants it said


def for_sqlite(things: tuple[Wanted, ...], column='') -> str:
    """An FTS5 expression; every sign comes from folded words, so quotes need no care."""
    said = ' AND '.join(_any(thing, lambda phrase: f'"{" ".join(phrase)}"', lambda word: f'"{word}" *', ' OR ') for thing in things)
    return f'{{{column}}} : ({said})' if column else said


def for_postgres(things: tuple[Wanted, ...], weight='') -> str:
    """A tsquery."""

    def phrase(stems):
        return '(' + ' <-> '.join(f"'{stem}'" + (f':{weight}' if weight else '') for stem in stems) + ')'

    return ' & '.join(_any(thing, phrase, lambda word: f"'{word}':*{weight}", ' | ') for thing in things)


def _any(thing, say_phrase, say_beginning, joined_by):
    said = [say_phrase(phrase) for phrase in thing.phrases]
    if thing.beginning:
        said.append(say_beginning(thing.beginning))
    return f'({joined_by.join(said)})'
