"""The same answers worked out the long way, from rows alone: what the databases are compared with."""

from isegoria.catalog import asked
from isegoria.catalog.places import PUBLIC
from isegoria.catalog.row import begin_of, is_counted, record
from isegoria.catalog.texts import indexed
from isegoria.catalog.vocabulary import entries_of


def find(rows, places, query) -> list[int]:
    """The ids of everything that fulfils a query, in its order."""
    matching = [row for row in rows if fulfils(row, rows, places, query)]
    return [row.id for row in sorted(matching, key=lambda row: order(row, query))]


def fulfils(row, rows, places, query) -> bool:
    return (
        row.site == query.site
        and row.visibility in query.keys
        and is_open(row, places, query)
        and (not query.types or row.type in query.types)
        and all(
            getattr(query, name) is None or getattr(row, name) == getattr(query, name)
            for name in ('component', 'space', 'subject', 'thread', 'author', 'depth')
        )
        and (not query.replies_only or row.depth > 0)
        and (query.ids is None or row.id in query.ids)
        and (query.states is None or row.state in query.states)
        and row.state not in query.not_states
        and all(row.terms & set(group) for group in query.terms)
        and (not query.origins or row.origin in query.origins)
        and (query.created_after is None or row.created >= query.created_after)
        and (query.created_before is None or row.created < query.created_before)
        and (not query.text or holds(row, rows, query))
    )


def is_open(row, places, query) -> bool:
    """Does the viewer hold the keys of the place and of all above it? Where one place was named, that was asked before."""
    if query.component is not None or query.subject is not None or query.thread is not None:
        return True
    by_id = {place.id: place for place in places}
    number = row.place
    while number is not None:
        if by_id[number].visibility not in {PUBLIC, *query.keys}:
            return False
        number = by_id[number].parent
    return True


def holds(row, rows, query) -> bool:
    """Does the row's text have everything that was typed?"""
    known = vocabulary(rows)

    def begins(beginning):
        return tuple({stem for word, stem in known if word.startswith(beginning)}), False

    things = asked.wanted(query.text, query.languages, begins)
    text = indexed(row)
    return bool(things) and all(
        any(has_phrase(stems, phrase) for phrase in thing.phrases for stems in (text.title, text.body)) for thing in things
    )


def vocabulary(rows) -> set:
    """(word, stem) of all words that a beginning of a word can mean."""
    return {(entry['word'], entry['stem']) for row in rows for entry in entries_of(indexed(row).passages)}


def has_phrase(stems, phrase) -> bool:
    return any(stems[at : at + len(phrase)] == phrase for at in range(len(stems) - len(phrase) + 1))


def order(row, query):
    sign = -1 if query.descending else 1
    if query.field == 'random':
        value = record(row)['random']
        return (value < begin_of(query.sort.partition(':')[2]), value, row.id)
    value = record(row)[query.field]
    if isinstance(value, str):
        value = tuple(sign * byte for byte in value.encode()) + ((1,) if sign < 0 else ())
        return (value, sign * row.id)
    return (sign * value, sign * row.id)


def count(rows, places, query) -> int:
    """How many a count would tell: hidden things and those of one person are never counted."""
    return sum(is_counted(row.visibility) and fulfils(row, rows, places, query) for row in rows)
