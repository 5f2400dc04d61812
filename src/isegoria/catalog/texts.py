"""The words of a row as both databases index them, and the marks that narrow a search."""

from dataclasses import dataclass, field
from typing import NamedTuple

from isegoria.catalog import words
from isegoria.catalog.row import Row

GAP = '_'  # stands between texts, so that no phrase reaches from one into the next


class Passage(NamedTuple):
    """A text as it was written, its language and its folded words."""

    language: str
    text: str
    words: list[str]


@dataclass(frozen=True, slots=True)
class Indexed:
    """Stems in their order, and the marks: where it lies and of which type, its state, origin and terms."""

    title: tuple[str, ...]
    body: tuple[str, ...]
    tags: tuple[str, ...]
    passages: tuple['Passage', ...] = field(compare=False)

    def for_sqlite(self) -> dict:
        return {'title': spaced(self.title), 'body': spaced(self.body), 'tags': ' '.join(self.tags)}

    def for_postgres(self) -> str:
        """A tsvector: titles weigh A, marks D; the body stands one position apart."""
        places = {}
        for position, stem in enumerate(self.title, start=1):
            places.setdefault(stem, []).append(f'{position}A')
        for position, stem in enumerate(self.body, start=len(self.title) + 2):
            places.setdefault(stem, []).append(f'{position}')
        places.pop(GAP, None)
        lexemes = [f'{stem}:{",".join(where[:255])}' for stem, where in places.items()]
        return ' '.join([*lexemes, *self.tags])


def spaced(stems) -> str:
    return f' {" ".join(stems)} ' if stems else ''


def indexed(row: Row) -> Indexed:
    """What is indexed of a row."""
    title, body, passages = [], [], []
    for language, its_title, its_body in ((row.language, row.title, row.body), *row.translations):
        stems = words.stems_of(language)
        for text, stemmed in ((its_title, title), (its_body, body)):
            if text:
                its_words = words.words(text)
                passages.append(Passage(language, text, its_words))
                if stemmed:
                    stemmed.append(GAP)
                stemmed += [stems[word] for word in its_words]
    return Indexed(tuple(title[: words.LONGEST_TITLE]), tuple(body[: words.LONGEST_TEXT]), tags(row), tuple(passages))


def tags(row: Row) -> tuple[str, ...]:
    marks = {tag('term', term) for term in row.terms}
    for where, number in (('site', row.site), ('space', row.space), ('place', row.place)):
        if number:
            marks |= {tag(where, number), tag(where, f'{number} {row.type}')}
    if row.state:
        marks.add(tag('state', row.state))
    if row.origin:
        marks.add(tag('origin', row.origin))
    return tuple(sorted(marks))


def tag(kind: str, value) -> str:
    """A word that nobody can write: it begins with the sign that folding takes out of people's words."""
    named = value if isinstance(value, int) else '_'.join(words.words(value))
    return f'_{kind}_{named}'
