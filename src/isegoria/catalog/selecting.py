"""How a question becomes SQL: one statement for each shape of questions, built and compiled once."""

from sqlalchemy import bindparam, func, select, union_all

from isegoria.catalog.conditions import conditions, hidden, is_sifted, leading, matching, told_by_index, told_by_row
from isegoria.catalog.shape import Shape
from isegoria.catalog.tables import SQLITE_KEY, resource, walk_name


def ordered(shape: Shape, columns=resource.c, field=None):
    field = columns[field or shape.field]
    return [field.desc(), columns.id.desc()] if shape.descending else [field, columns.id]


def led(statement, shape: Shape):
    """SQLite is told which index to use: without statistics it guesses."""
    if shape.text == 'set' or not shape.lead:
        return statement.with_hint(resource, f'INDEXED BY {SQLITE_KEY}', 'sqlite')
    index = walk_name(shape.lead, shape.field if shape.walked else 'created')
    return statement.with_hint(resource, f'INDEXED BY {index}', 'sqlite')


def hits(shape: Shape):
    columns = (resource.c.id, resource.c.type, resource.c.component, resource.c[shape.field].label('sorted_by'))
    return led(select(*columns), shape)


def one_list(shape: Shape, postgres: bool, *kind):
    """Hits of one type, in their order."""
    if not (postgres and shape.walked and shape.text != 'set'):
        return hits(shape).where(*kind, *conditions(shape, postgres)).order_by(*ordered(shape))
    by_index, by_row = hidden(told_by_index(shape)), hidden(told_by_row(shape, postgres))
    walk = hits(shape).where(*kind, *leading(shape, postgres), *by_index).order_by(*ordered(shape))
    if not is_sifted(shape):
        return walk.where(*by_row)
    # PostgreSQL sifts in the index only when it fetches nothing else; the rows that are left are fetched one by one.
    walk = walk.offset(0).subquery('walk')
    rows = select(*walk.c).join(resource, resource.c.id == walk.c.id).where(*by_row)
    return rows.order_by(*ordered(shape, walk.c, 'sorted_by'))


def page_statement(shape: Shape, postgres: bool):
    """Hits in their order, with what they are sorted by."""
    kinds = [resource.c.type == bindparam(f'type{at}') for at in range(shape.types)]
    if len(kinds) < 2:
        return one_list(shape, postgres, *kinds).limit(bindparam('limit')).offset(bindparam('offset'))
    lists = [one_list(shape, postgres, kind).limit(bindparam('most')) for kind in kinds]
    merged = union_all(*(select(*one.subquery().c) for one in lists)).subquery()
    page = select(*merged.c).order_by(*ordered(shape, merged.c, 'sorted_by'))
    return page.limit(bindparam('limit')).offset(bindparam('offset'))


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
    counted = select(*columns).where(*kinds, *conditions(shape, postgres))
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
