"""The shape of a question: which index is walked for it, which conditions it has; questions of one shape share their SQL."""

from functools import lru_cache
from typing import NamedTuple

from isegoria.catalog.query import Query
from isegoria.catalog.row import COMMENT, begin_of, bits_of, bits_of_word
from isegoria.catalog.tables import WALKS

MOST_TYPES = 6  # lists of more types are sorted, not merged
NUMBERS = ('component', 'space', 'subject', 'thread', 'author', 'depth')
NAMED_PLACES = ('component', 'subject', 'thread')
REMEMBERED = 512  # questions: the pages of a site ask the same again and again
NOTHING = '\x01'  # no state, no origin and no chain is called so


class Shape(NamedTuple):
    """All that distinguishes the SQL of two questions; values are parameters."""

    lead: str  # whose index is used ('' is none)
    walked: bool  # is the order of the index the order asked for?
    field: str
    descending: bool
    numbers: tuple[str, ...] = ()  # columns that equal a parameter
    lists: tuple[tuple[str, int], ...] = ()  # columns that are among so many parameters
    not_states: int = 0
    not_language: bool = False
    terms: tuple[int, ...] = ()  # alternatives of each group
    types: int = 0  # lists of one type each that are merged
    not_comment: bool = False
    replies_only: bool = False
    chains: int = -1  # of places that the viewer may enter; -1 is all of them
    since: bool = False
    until: bool = False
    after: bool = False
    half: str = ''  # of the random order: 'first', 'second' or ''
    text: str = ''  # 'ids': these ids; 'set': all that matches; 'walk': each row in turn is held against the text
    tier: str = ''  # by relevance: 'title', 'body' or ''
    things: tuple[tuple[int, bool], ...] = ()  # of a text held against rows: alternatives, and is there a beginning?


def padded(values) -> tuple:
    """Values repeated to a length of 1, 2, 4, 8 ..., so that few shapes arise."""
    values = tuple(values)
    length = 1
    while length < len(values):
        length *= 2
    return values + values[-1:] * (length - len(values))


def field_of(query: Query) -> str:
    return 'created' if query.field == 'relevance' else query.field


def lead_of(query: Query) -> tuple[str, bool]:
    """The index that leads to the rows, the narrowest first, and whether its order is the order asked for."""
    field, few = field_of(query), 0 < len(query.types) <= MOST_TYPES
    if query.ids is not None:
        return '', False
    if query.thread is not None:
        return 'thread', field in WALKS['thread'][1]
    if query.subject is not None:
        return 'subject', query.depth is not None and field in WALKS['subject'][1]
    if query.author is not None:
        return 'author', field in WALKS['author'][1]
    if query.component is not None:
        return 'component', few and field in WALKS['component'][1] and (field == 'created' or COMMENT not in query.types)
    if query.space is not None:
        return 'space', few and field in WALKS['space'][1]
    lead = 'site' if query.types else 'everything'
    return lead, (few or not query.types) and field in WALKS[lead][1]


@lru_cache(maxsize=REMEMBERED)
def outline(query: Query, chains=None) -> tuple[Shape, dict]:
    """The shape of a question and its parameters, only to be read. `chains`: of places that the viewer may enter; None is all."""
    lead, walked = lead_of(query)
    merged = walked and lead in ('component', 'space', 'site')
    numbers = [name for name in NUMBERS if getattr(query, name) is not None]
    values = {name: getattr(query, name) for name in numbers}
    if not any(name in NAMED_PLACES for name in numbers):
        numbers.append('site')
        values['site'] = query.site
    lists = listed(query, merged)
    for name, many in lists.items():
        values.update((f'{name}{at}', value) for at, value in enumerate(many))
    values.update((f'type{at}', value) for at, value in enumerate(query.types if merged else ()))
    values.update((f'not_state{at}', value) for at, value in enumerate(padded(query.not_states)))
    values.update(term_values(query))
    if chains is not None:
        chains = padded(chains or [NOTHING])
        values.update({f'chain{at}': value for at, value in enumerate(chains)}, about_site=query.site)
    field = field_of(query)
    values.update(since=query.created_after, until=query.created_before)
    values.update(start=begin_of(query.sort.partition(':')[2]) if field == 'random' else 0)
    shape = Shape(
        lead=lead,
        walked=walked,
        field=field,
        descending=query.descending,
        numbers=tuple(numbers),
        lists=tuple((name, len(many)) for name, many in lists.items()),
        not_states=len(padded(query.not_states)),
        terms=tuple(max(len(group), 1) for group in query.terms),
        types=len(query.types) if merged else 0,
        not_comment=merged and lead == 'component' and field != 'created',
        replies_only=query.replies_only,
        chains=-1 if chains is None else len(chains),
        since=query.created_after is not None,
        until=query.created_before is not None,
    )
    return shape, values


def listed(query, merged) -> dict[str, tuple]:
    """Columns and the values they may have; an empty choice finds nothing."""
    lists = {'visibility': padded(sorted(query.keys) or [NOTHING])}
    if query.states is not None:
        lists['state'] = padded(query.states or [NOTHING])
    if query.origins:
        lists['origin'] = padded(query.origins)
    if query.ids is not None:
        lists['id'] = padded(query.ids or [0])
    if query.types and not merged:
        lists['type'] = padded(query.types)
    return lists


def term_values(query):
    for group, terms in enumerate(query.terms):
        for at, term in enumerate(terms or [0]):
            yield f'term{group}_{at}', f' {term} '
            yield f'bits{group}_{at}', bits_of(term)
    for at, origin in enumerate(padded(query.origins)):
        yield f'origin_bits{at}', bits_of_word(origin)
