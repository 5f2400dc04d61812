"""How a question becomes SQL: one statement for each shape of questions, built and compiled once."""

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

from isegoria.catalog.shape import Shape
from isegoria.catalog.tables import NOT_COMMENT, place, postgres_words, resource, walk_name

MOST_SIEVED = 8  # alternatives of one group that are worth sifting

sqlite_words = table('words', column('rowid'))
sqlite_content = table('words_content', column('id'), column('c0'), column('c1'))


def conditions(shape: Shape, postgres: bool) -> list:
    """What must hold of a row, but for its type where lists of several types are merged."""
    found = [resource.c[name] == bindparam(name) for name in shape.numbers]
    found += [resource.c[name].in_([bindparam(f'{name}{at}') for at in range(length)]) for name, length in shape.lists]
    if shape.not_comment:
        found.append(NOT_COMMENT)
    if shape.replies_only:
        found.append(resource.c.depth > literal_column('0'))
    found += [resource.c.state != bindparam(f'not_state{at}') for at in range(shape.not_states)]
    if shape.not_language:
        found.append(resource.c.language != bindparam('not_language'))
    if shape.since:
        found.append(resource.c.created >= bindparam('since'))
    if shape.until:
        found.append(resource.c.created < bindparam('until'))
    if shape.chains >= 0:
        found.append(resource.c.place.in_(open_places(shape.chains)))
    if shape.walked and shape.lead == 'component':
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


def led(statement, shape: Shape):
    """SQLite is told which index to use: without statistics it guesses."""
    if shape.text == 'set' or not shape.lead:
        return statement.with_hint(resource, 'NOT INDEXED', 'sqlite')
    return statement.with_hint(
        resource, f'INDEXED BY {walk_name(shape.lead, shape.field if shape.walked else "created")}', 'sqlite'
    )


def hits(shape: Shape):
    columns = (resource.c.id, resource.c.type, resource.c.component, resource.c[shape.field].label('sorted_by'))
    return led(select(*columns), shape)


def page_statement(shape: Shape, postgres: bool):
    """Hits in their order, with what they are sorted by."""
    wanted = [*conditions(shape, postgres), *_behind(shape)]
    if shape.types < 2:
        kinds = [resource.c.type == bindparam('type0')] if shape.types else []
        page = hits(shape).where(*kinds, *wanted).order_by(*ordered(shape))
        return page.limit(bindparam('limit')).offset(bindparam('offset'))
    kinds = [resource.c.type == bindparam(f'type{at}') for at in range(shape.types)]
    lists = [hits(shape).where(kind, *wanted).order_by(*ordered(shape)).limit(bindparam('most')) for kind in kinds]
    merged = union_all(*(select(*one.subquery().c) for one in lists)).subquery()
    order = [merged.c.sorted_by, merged.c.id]
    order = [each.desc() for each in order] if shape.descending else order
    return select(*merged.c).order_by(*order).limit(bindparam('limit')).offset(bindparam('offset'))


def replies_statement(shape: Shape, postgres: bool, threads: int):
    """The first replies of several threads: (thread, hit ...), each thread in its order."""
    lists = []
    for at in range(threads):
        wanted = [resource.c.thread == bindparam(f'thread{at}'), *conditions(shape, postgres)]
        one = hits(shape).add_columns(resource.c.thread).where(*wanted).order_by(*ordered(shape)).limit(bindparam('limit'))
        lists.append(select(*one.subquery().c))
    return union_all(*lists)


def _counted(shape, postgres, *columns):
    """The rows that are counted, no further than `most`."""
    kinds = [resource.c.type.in_([bindparam(f'type{at}') for at in range(shape.types)])] if shape.types else []
    counted = select(*columns).where(*kinds, *conditions(shape, postgres), *_behind(shape))
    return led(counted, shape).limit(bindparam('most')).subquery()


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
