"""How a question becomes SQL. Questions of one shape share a statement, which is built and compiled once."""

from typing import NamedTuple

from sqlalchemy import (
    Boolean,
    and_,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    not_,
    or_,
    select,
    table,
    tuple_,
    type_coerce,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from isegoria.catalog.row import COMMENT, begin_of, bits_of
from isegoria.catalog.tables import NOT_COMMENT, WALKS, place, postgres_words, resource, walk_name

MOST_TYPES = 6  # lists of more types are sorted, not merged
MOST_SIEVED = 8  # alternatives of one group that are worth sifting

sqlite_words = table('words', column('rowid'))
sqlite_content = table('words_content', column('id'), column('c0'), column('c1'))


class Shape(NamedTuple):
    """All that distinguishes the SQL of two questions; values are parameters."""

    lead: str  # which index is walked ('' is none)
    field: str
    descending: bool
    numbers: tuple[str, ...]  # columns that equal a parameter
    lists: tuple[tuple[str, int], ...]  # columns that are among so many parameters
    not_states: int
    not_language: bool
    terms: tuple[int, ...]
    sieved: bool
    types: int
    not_comment: bool
    chains: int  # of places that the viewer may enter; -1 is all of them
    since: bool
    until: bool
    after: bool
    half: str  # of the random order: 'first', 'second' or ''
    text: str  # '', 'set' (the matches are looked up), 'walk' (each row in turn is held against the text)
    tier: str  # by relevance: 'title', 'body' or ''
    things: tuple[tuple[int, bool], ...]  # of the text, where rows are held against it: alternatives, and is there a beginning


def padded(values) -> tuple:
    """Values repeated to a length of 1, 2, 4, 8 ..., so that few shapes arise."""
    values = tuple(values)
    length = 1
    while length < len(values):
        length *= 2
    return values + values[-1:] * (length - len(values))


def lead_of(query) -> str:
    """The index whose order is the order asked for, or ''."""
    if query.ids is not None:
        return ''
    field = query.field if query.field != 'relevance' else 'created'
    for lead, fits in (
        ('thread', query.thread is not None),
        ('subject', query.subject is not None and query.depth is not None),
        ('component', query.component is not None and 0 < len(query.types) <= MOST_TYPES),
        ('author', query.author is not None),
        ('space', query.space is not None and 0 < len(query.types) <= MOST_TYPES),
        ('site', 0 < len(query.types) <= MOST_TYPES),
        ('everything', not query.types),
    ):
        if fits:
            served = field in WALKS[lead][1] and (lead != 'component' or field == 'created' or COMMENT not in query.types)
            return lead if served and not _belongs_elsewhere(query, lead) else ''
    return ''


def _belongs_elsewhere(query, lead):
    """A question about a thread, a subject or an author is small: sorting its rows beats walking a whole list."""
    narrow = {'thread': query.thread, 'subject': query.subject, 'author': query.author}
    return lead not in narrow and any(value is not None for value in narrow.values())


NUMBERS = ('component', 'space', 'subject', 'thread', 'author', 'depth')
NAMED_PLACES = ('component', 'subject', 'thread')


def outline(query, chains=None) -> tuple[Shape, dict]:
    """The shape of a question and its parameters. `chains`: of the places the viewer may enter; None is all."""
    field = 'created' if query.field == 'relevance' else query.field
    numbers = [name for name in NUMBERS if getattr(query, name) is not None]
    values = {name: getattr(query, name) for name in numbers}
    if not any(name in NAMED_PLACES for name in numbers):
        numbers.append('site')
        values['site'] = query.site
    lists = []

    def among(name, allowed):
        many = padded(allowed)
        lists.append((name, len(many)))
        values.update((f'{name}{at}', value) for at, value in enumerate(many))

    among('visibility', sorted(query.keys) or [''])
    if query.states is not None:
        among('state', query.states or ['\x01'])
    if query.origins:
        among('origin', query.origins)
    if query.ids is not None:
        among('id', query.ids or [0])
    lead = lead_of(query)
    merged = lead in ('component', 'space', 'site')
    if query.types and not merged:
        among('type', query.types)
    values.update((f'type{at}', value) for at, value in enumerate(query.types if merged else ()))
    excluded = padded(query.not_states)
    values.update((f'not_state{at}', value) for at, value in enumerate(excluded))
    for group, terms in enumerate(query.terms):
        for at, term in enumerate(terms or [0]):
            values[f'term{group}_{at}'] = f' {term} '
            values[f'bits{group}_{at}'] = bits_of(term)
    if chains is not None:
        chains = padded(chains or ['\x01'])
        values.update({f'chain{at}': value for at, value in enumerate(chains)}, about_site=query.site)
    values.update(
        since=query.created_after,
        until=query.created_before,
        start=begin_of(query.sort.partition(':')[2]) if field == 'random' else 0,
    )
    shape = Shape(
        lead=lead,
        field=field,
        descending=query.descending,
        numbers=tuple(numbers),
        lists=tuple(lists),
        not_states=len(excluded),
        not_language=False,
        terms=tuple(max(len(group), 1) for group in query.terms),
        sieved=lead == 'component',
        types=len(query.types) if merged else 0,
        not_comment=merged and lead == 'component' and field != 'created',
        chains=-1 if chains is None else len(chains),
        since=query.created_after is not None,
        until=query.created_before is not None,
        after=False,
        half='',
        text='',
        tier='',
        things=(),
    )
    return shape, values


def conditions(shape: Shape, postgres: bool) -> list:
    """What must hold of a row, but for its type where lists of several types are merged."""
    found = [resource.c[name] == bindparam(name) for name in shape.numbers]
    found += [resource.c[name].in_([bindparam(f'{name}{at}') for at in range(length)]) for name, length in shape.lists]
    if shape.not_comment:
        found.append(NOT_COMMENT)
    found += [resource.c.state != bindparam(f'not_state{at}') for at in range(shape.not_states)]
    if shape.not_language:
        found.append(resource.c.language != bindparam('not_language'))
    if shape.since:
        found.append(resource.c.created >= bindparam('since'))
    if shape.until:
        found.append(resource.c.created < bindparam('until'))
    if shape.chains >= 0:
        found.append(resource.c.place.in_(open_places(shape.chains)))
    if shape.sieved:
        found += [
            _any(_sifted(f'bits{group}_{at}') for at in range(many))
            for group, many in enumerate(shape.terms)
            if many <= MOST_SIEVED
        ]
    found += [_any(_has_term(f'term{group}_{at}') for at in range(many)) for group, many in enumerate(shape.terms)]
    if shape.text:
        found.append(_matches(shape, postgres))
    return found


def _any(alternatives):
    return or_(*alternatives)


def _sifted(name):
    return resource.c.sieve.bitwise_and(bindparam(name)) == bindparam(name)


def _has_term(name):
    return resource.c.terms.contains(bindparam(name))


def open_places(length):
    chains = [bindparam(f'chain{at}') for at in range(length)]
    return select(place.c.id).where(place.c.site == bindparam('about_site'), place.c.chain.in_(chains))


# The first of two dialect points: how a text is matched


def _matches(shape, postgres):
    if shape.text == 'set':
        return resource.c.id.in_(matching(postgres))
    if postgres:
        vector = select(postgres_words.c.vector.op('@@')(cast(bindparam('match'), TSQUERY)))
        return type_coerce(vector.where(postgres_words.c.id == resource.c.id).scalar_subquery(), Boolean)
    return _read_through(shape)


def matching(postgres):
    """The ids of what matches a full-text expression."""
    if postgres:
        return select(postgres_words.c.id).where(postgres_words.c.vector.op('@@')(cast(bindparam('match'), TSQUERY)))
    return select(sqlite_words.c.rowid).where(literal_column('words').op('MATCH')(bindparam('match')))


def _read_through(shape):
    """SQLite: look for the stems in the words as they are kept, a hundred times faster than to ask FTS5 about one row."""
    content = sqlite_content
    title = and_(*(_holds((content.c.c0,), at, thing) for at, thing in enumerate(shape.things)))
    anywhere = and_(*(_holds((content.c.c0, content.c.c1), at, thing) for at, thing in enumerate(shape.things)))
    wanted = {'title': title, 'body': and_(anywhere, not_(title)), '': anywhere}[shape.tier]
    held = select(type_coerce(wanted, Boolean)).where(content.c.id == resource.c.id)
    return held.scalar_subquery()


def _holds(columns, at, thing):
    alternatives, beginning = thing
    names = [f'phrase{at}_{number}' for number in range(alternatives)] + ([f'beginning{at}'] if beginning else [])
    return or_(*(func.instr(each, bindparam(name)) > 0 for name in names for each in columns))


# Statements


def ordered(shape: Shape):
    field = resource.c[shape.field]
    return [field.desc(), resource.c.id.desc()] if shape.descending else [field, resource.c.id]


def _behind(shape):
    """Only what follows the cursor, and the half of the random order that it is in."""
    found = []
    if shape.after:
        here, there = tuple_(resource.c[shape.field], resource.c.id), tuple_(bindparam('after_value'), bindparam('after_id'))
        found.append(here < there if shape.descending else here > there)
    if shape.half:
        begin = bindparam('start')
        found.append(resource.c.random >= begin if shape.half == 'first' else resource.c.random < begin)
    return found


def page_statement(shape: Shape, postgres: bool):
    """Hits in their order, with what they are sorted by."""
    wanted = [*conditions(shape, postgres), *_behind(shape)]
    columns = (resource.c.id, resource.c.type, resource.c.component, resource.c[shape.field].label('sorted_by'))
    plain = select(*columns)
    if shape.text == 'set':
        plain = plain.with_hint(resource, 'NOT INDEXED', 'sqlite')
    elif shape.lead:
        plain = plain.with_hint(resource, f'INDEXED BY {walk_name(shape.lead, shape.field)}', 'sqlite')
    if shape.types < 2:
        kinds = [resource.c.type == bindparam('type0')] if shape.types else []
        return plain.where(*kinds, *wanted).order_by(*ordered(shape)).limit(bindparam('limit')).offset(bindparam('offset'))
    lists = []
    for at in range(shape.types):
        one = plain.where(resource.c.type == bindparam(f'type{at}'), *wanted).order_by(*ordered(shape)).limit(bindparam('most'))
        lists.append(select(*one.subquery().c))
    merged = union_all(*lists).subquery()
    order = [merged.c.sorted_by, merged.c.id]
    order = [each.desc() for each in order] if shape.descending else order
    return select(*merged.c).order_by(*order).limit(bindparam('limit')).offset(bindparam('offset'))


def _counted(shape, postgres, *columns):
    """The rows that are counted, no further than `most`."""
    kinds = [resource.c.type.in_([bindparam(f'type{at}') for at in range(shape.types)])] if shape.types else []
    counted = select(*columns).where(*kinds, *conditions(shape, postgres), *_behind(shape))
    if shape.text == 'set':
        counted = counted.with_hint(resource, 'NOT INDEXED', 'sqlite')
    return counted.limit(bindparam('most')).subquery()


def count_statement(shape: Shape, postgres: bool):
    """How many there are."""
    return select(func.count()).select_from(_counted(shape, postgres, resource.c.id))


def _facet_statement(name):
    def facet_statement(shape: Shape, postgres: bool):
        found = _counted(shape, postgres, resource.c[name])
        return select(found.c[name], func.count()).group_by(found.c[name])

    return facet_statement


FACETS = ('type', 'state', 'origin', 'terms', 'language', 'place', 'space', 'author')
facet_statements = {name: _facet_statement(name) for name in FACETS}


def matches_statement(postgres: bool):
    """How many texts match, counted no further than `most`."""
    return select(func.count()).select_from(matching(postgres).limit(bindparam('most')).subquery())


__all__ = ['Shape', 'count_statement', 'facet_statements', 'lead_of', 'matches_statement', 'outline', 'page_statement']
