"""What must hold of a row, in three groups: what leads to it in an index, what the index itself can tell, and the rest."""

from sqlalchemy import (
    Boolean,
    and_,
    bindparam,
    case,
    cast,
    column,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    table,
    true,
    tuple_,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from isegoria.catalog.shape import Shape
from isegoria.catalog.tables import NOT_COMMENT, place, postgres_words, resource

MOST_SIEVED = 8  # alternatives of one group that are worth sifting
IN_INDEX = ('visibility', 'state')

sqlite_words = table('words', column('rowid'))
sqlite_content = table('words_content', column('id'), column('c0'), column('c1'))


def leading(shape: Shape, postgres: bool) -> list:
    """What an index leads to by itself."""
    found = [resource.c[name] == bindparam(name) for name in shape.numbers if name != 'language']
    if shape.not_comment:
        found.append(NOT_COMMENT)
    if shape.since:
        found.append(resource.c.created >= bindparam('since'))
    if shape.until:
        found.append(resource.c.created < bindparam('until'))
    if shape.text in ('set', 'ids'):
        found.append(_looked_up(shape.text, postgres))
    return found + behind(shape)


def _looked_up(how, postgres):
    """Rows by their ids. PostgreSQL takes an array for short and fetches its rows one by one; a list it might rather scan."""
    if postgres:
        return resource.c.id == func.any(bindparam('ids') if how == 'ids' else func.array(matching(postgres).scalar_subquery()))
    given = select(column('value')).select_from(func.json_each(bindparam('ids')))
    return resource.c.id.in_(given if how == 'ids' else matching(postgres))


def behind(shape: Shape) -> list:
    """Only what follows the cursor, and the half of the random order that it is in."""
    found = []
    if shape.after:
        here, there = tuple_(resource.c[shape.field], resource.c.id), tuple_(bindparam('after_value'), bindparam('after_id'))
        found.append(here < there if shape.descending else here > there)
    if shape.half:
        begin = bindparam('start')
        found.append(resource.c.random >= begin if shape.half == 'first' else resource.c.random < begin)
    return found


def told_by_index(shape: Shape) -> list:
    """What stands behind the order in the index; first what is told soonest and leaves out most, for it is asked in this order."""
    found = []
    if shape.walked and shape.lead == 'component':
        sifted = [(f'bits{group}_', many) for group, many in enumerate(shape.terms)]
        sifted += [('origin_bits', length) for name, length in shape.lists if name == 'origin']
        found += [or_(*(_sifted(f'{name}{at}') for at in range(many))) for name, many in sifted if many <= MOST_SIEVED]
    found += [resource.c.state != bindparam(f'not_state{at}') for at in range(shape.not_states)]
    if shape.replies_only:
        found.append(resource.c.depth > literal_column('0'))
    found += [_among(name, length) for name, length in reversed(shape.lists) if name in IN_INDEX]
    if shape.chains >= 0:
        found.append(resource.c.place.in_(open_places(shape.chains)))
    if tells_terms(shape):
        found += _sorted_under(shape, resource)
    return found


def tells_terms(shape: Shape) -> bool:
    """Do origin and terms stand in the index that is walked?"""
    return shape.walked and shape.lead == 'component'


def _sorted_under(shape, row) -> list:
    found = [_among(name, length, row) for name, length in shape.lists if name == 'origin']
    return found + [or_(*(_has_term(f'term{group}_{at}', row) for at in range(many))) for group, many in enumerate(shape.terms)]


def told_by_row(shape: Shape, postgres: bool, row=resource) -> list:
    """What only the row tells, and last the text that belongs to it."""
    found = [_among(name, length, row) for name, length in shape.lists if name not in (*IN_INDEX, 'origin')]
    if 'language' in shape.numbers:
        found.append(row.c.language == bindparam('language'))
    if shape.not_language:
        found.append(row.c.language != bindparam('not_language'))
    if not tells_terms(shape):
        found += _sorted_under(shape, row)
    if shape.text == 'walk':
        found.append(_held(row) if postgres else _read_through(shape, row))
    return found


def asks_rows(shape: Shape) -> bool:
    """Does a walk have to look at rows for more than their text?"""
    named = {*shape.numbers, *(name for name, _length in shape.lists)}
    asked = {'language'} if tells_terms(shape) else {'origin', 'language'}
    return shape.walked and bool((shape.terms and not tells_terms(shape)) or shape.not_language or named & asked)


def conditions(shape: Shape, postgres: bool) -> list:
    """All that must hold of a row, but for its type where lists of several types are merged."""
    return [*leading(shape, postgres), *told_by_index(shape), *told_by_row(shape, postgres)]


def hidden(found: list) -> list:
    """The conditions as one that PostgreSQL cannot see into: it would think that hardly a row fulfils them all, and sort
    everything instead of walking the index until a page is full."""
    return [case((and_(*found), true()), else_=false())] if found else []


def _among(name, length, row=resource):
    return row.c[name].in_([bindparam(f'{name}{at}') for at in range(length)])


def _sifted(name):
    return resource.c.sieve.bitwise_and(bindparam(name)) == bindparam(name)


def _has_term(name, row):
    return row.c.terms.contains(bindparam(name))


def open_places(length):
    chains = [bindparam(f'chain{at}') for at in range(length)]
    return select(place.c.id).where(place.c.site == bindparam('about_site'), place.c.chain.in_(chains))


# The first of two dialect points: how a text is matched


def matching(postgres):
    """The ids of what matches a full-text expression."""
    if postgres:
        return select(postgres_words.c.id).where(postgres_words.c.vector.op('@@')(cast(bindparam('match'), TSQUERY)))
    return select(sqlite_words.c.rowid).where(literal_column('words').op('MATCH')(bindparam('match')))


def _read_through(shape, row):
    """SQLite: look for the stems in the words as they are kept, a hundred times faster than to ask FTS5 about one row."""
    content = sqlite_content
    title = and_(*(_holds((content.c.c0,), at, thing) for at, thing in enumerate(shape.things)))
    anywhere = and_(*(_holds((content.c.c0, content.c.c1), at, thing) for at, thing in enumerate(shape.things)))
    wanted = {'title': title, 'body': and_(anywhere, not_(title)), '': anywhere}[shape.tier]
    held = select(type_coerce(wanted, Boolean)).where(content.c.id == row.c.id)
    return held.scalar_subquery()


def _holds(columns, at, thing):
    alternatives, beginning = thing
    names = [f'phrase{at}_{number}' for number in range(alternatives)] + ([f'beginning{at}'] if beginning else [])
    return or_(*(func.instr(each, bindparam(name)) > 0 for name in names for each in columns))


def _held(row):
    """PostgreSQL: hold the words of one row against the question."""
    vector = select(postgres_words.c.vector.op('@@')(cast(bindparam('match'), TSQUERY)))
    return type_coerce(vector.where(postgres_words.c.id == row.c.id).scalar_subquery(), Boolean)
