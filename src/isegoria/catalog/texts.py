"""The words of a row as both databases index them, and the marks that narrow a search."""

from dataclasses import dataclass

from isegoria.catalog import words
from isegoria.catalog.row import Row, digest

GAP = '_'  # stands between texts, so that no phrase reaches from one into the next


@dataclass(frozen=True, slots=True)
class Indexed:
    """Stems in their order, and the marks: site, place, type, state, origin, terms."""

    title: tuple[str, ...]
    body: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def digest(self) -> int:
        return digest(self.title, self.body, self.tags)

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


def indexed(row: Row) -> tuple[Indexed, dict]:
    """What is indexed of a row, and the words it teaches the vocabulary: (word, stem) -> the text it stands in."""
    title, body, learned = [], [], {}
    for language, its_title, its_body in ((row.language, row.title, row.body), *row.translations):
        stems = words.stems_of(language)
        for text, stemmed in ((its_title, title), (its_body, body)):
            if not text:
                continue
            if stemmed:
                stemmed.append(GAP)
            for word in words.words(text):
                stem = stems[word]
                stemmed.append(stem)
                learned[word, stem] = text
    title, body = title[: words.LONGEST_TEXT // 8], body[: words.LONGEST_TEXT]
    return Indexed(tuple(title), tuple(body), tags(row)), learned


def tags(row: Row) -> tuple[str, ...]:
    marks = {tag('site', row.site), tag('place', row.place), tag('type', row.type)}
    marks |= {tag('term', term) for term in row.terms}
    if row.space:
        marks.add(tag('space', row.space))
    if row.state:
        marks.add(tag('state', row.state))
    if row.origin:
        marks.add(tag('origin', row.origin))
    return tuple(sorted(marks))


def tag(kind: str, value) -> str:
    """A word that nobody can write: it begins with the sign that folding takes out of people's words."""
    named = value if isinstance(value, int) else '_'.join(words.words(value))
    return f'_{kind}_{named}'
