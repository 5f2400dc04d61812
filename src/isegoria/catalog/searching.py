"""Searching: whether the matches of a text are looked up, or the rows are walked and each is held against the text.

Few matches are fetched by their ids and sorted. Of many the next is never far, so the order is walked. Either way a page
costs some thousand rows at worst, however many match.
"""

import json
from dataclasses import dataclass
from functools import cached_property

from isegoria.catalog import asked
from isegoria.catalog.asked import Wanted
from isegoria.catalog.query import Query
from isegoria.catalog.selecting import matches_statement, matching_statement

MOST_LOOKED_UP = 4_000  # matches beyond which a list is walked


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the order: all of it, half of the random order, or a rank of relevance."""

    half: str = ''
    tier: str = ''
    language: str = ''  # '=ca' only texts in it, '!ca' all others


class Searching:
    """The words of both databases."""

    def __init__(self, database, vocabulary, estimates):
        self.database, self.vocabulary, self.estimates = database, vocabulary, estimates
        self.postgres = not database.sqlite
        self.statements = {build: build(self.postgres) for build in (matches_statement, matching_statement)}

    def begin(self, connection, query: Query) -> 'Search':
        things = ()
        if query.text:
            things = asked.wanted(query.text, query.languages, lambda beginning: self.vocabulary.begins(connection, beginning))
        return Search(self, connection, query, things)

    def matches(self, connection, match, most) -> int:
        """How many texts match an expression, counted to `most + 1`."""
        return self.database.run(connection, self.statements[matches_statement], match=match, most=most + 1)[0][0]

    def ids(self, connection, match, most) -> list[int] | None:
        """The ids of what matches an expression; None when they are more than `most`."""
        found = self.database.run(connection, self.statements[matching_statement], match=match, most=most + 1)
        return [row[0] for row in found] if len(found) <= most else None

    def expression(self, things, marks, tier='') -> str:
        """The full-text expression in the words of the database; the second dialect point."""
        say = asked.for_postgres if self.postgres else asked.for_sqlite
        both = ' & ' if self.postgres else ' AND '
        said = [say(tuple(Wanted(tuple((mark,) for mark in group)) for group in marks))] if marks else []
        if things:
            title = f'({say(things, "A" if self.postgres else "title")})'
            said.append(title if tier == 'title' else f'({say(things)})')
            if tier == 'body':
                text = both.join(said)
                return f'({text}) & !{title}' if self.postgres else f'({text}) NOT {title}'
        return both.join(said)

    def written(self, ids: list[int]):
        """Ids as one parameter."""
        return ids if self.postgres else json.dumps(ids)


class Search:
    """One question while it is answered; what was looked up for one part of the order serves the others."""

    def __init__(self, searching, connection, query, things):
        self.searching, self.connection, self.query, self.things = searching, connection, query, things
        self.known = {}

    @cached_property
    def marks(self):
        return self.searching.estimates.marks(self.connection, self.query)

    @property
    def is_hopeless(self) -> bool:
        """Was something typed, and not one word?"""
        return bool(self.query.text) and not self.things

    def narrowed(self, shape, values, part=Part(), counting=False):
        """Shape and parameters of a part of the list, its text or its rare filters looked up or held against each row."""
        shape = shape._replace(half=part.half)
        if part.language:
            shape, values = in_language(shape, values, part.language)
        walked = shape.walked and not counting
        if not self.things and not (walked and self._is_rare()):
            return shape, values
        ids = self.ids(part.tier)
        if ids is not None:
            return shape._replace(text='ids'), {**values, 'ids': self.searching.written(ids)}
        if not self.things:
            return shape, values
        if walked:
            return self._walked(shape, values, part.tier)
        return shape._replace(text='set'), {**values, 'match': self._said(part.tier)}

    def _is_rare(self):
        return self.searching.estimates.is_rare(self.connection, self.query) and bool(self.marks)

    def ids(self, tier) -> list[int] | None:
        """Everything that matches, or of that what has it all in the title, or the rest; None when it is too much."""
        everything = self._looked_up('')
        if everything is None or not tier:
            return self._looked_up(tier)
        titles = self._looked_up('title')
        return titles if tier == 'title' else [number for number in everything if number not in set(titles)]

    def _looked_up(self, tier):
        if tier not in self.known:
            self.known[tier] = self.searching.ids(self.connection, self._said(tier), MOST_LOOKED_UP)
        return self.known[tier]

    def _said(self, tier):
        return self.searching.expression(self.things, self.marks, tier)

    def _walked(self, shape, values, tier):
        shape = shape._replace(text='walk', tier=tier)
        if self.searching.postgres:
            return shape, {**values, 'match': self.searching.expression(self.things, (), tier)}
        things = tuple((len(thing.phrases), bool(thing.beginning)) for thing in self.things)
        return shape._replace(things=things), {**values, **phrases(self.things)}


def in_language(shape, values, language):
    if language[0] == '=':
        return shape._replace(numbers=(*shape.numbers, 'language')), {**values, 'language': language[1:]}
    return shape._replace(not_language=True), {**values, 'not_language': language[1:]}


def phrases(things) -> dict:
    """What to look for in the words as SQLite keeps them: a space on both sides of each."""
    values = {}
    for at, thing in enumerate(things):
        values.update({f'phrase{at}_{number}': f' {" ".join(phrase)} ' for number, phrase in enumerate(thing.phrases)})
        values[f'beginning{at}'] = f' {thing.beginning}'
    return values
