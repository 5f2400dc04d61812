"""How a question becomes SQL: one statement for each shape of questions, built and compiled once."""

from sqlalchemy import bindparam, func, select, union_all

from isegoria.catalog.conditions import asks_rows, conditions, hidden, leading, matching, told_by_index, told_by_row
from isegoria.catalog.shape import Shape
from isegoria.catalog.tables import SQLITE_KEY, resource, walk_name

HIT = ('id', 'type', 'component')


def ordered(shape: Shape, columns=resource.c, field=None):
    field = columns[field or shape.field]
    return [field.desc(), columns.id.desc()] if shape.descending else [field, columns.id]


def led(statement, shape: Shape):
    """SQLite is told which index to use: without statistics it guesses."""
    if shape.text in ('set', 'ids') or not shape.lead:
        return statement.with_hint(resource, f'INDEXED BY {SQLITE_KEY}', 'sqlite')
    index = walk_name(shape.lead, shape.field if shape.walked else 'created')
    return statement.with_hint(resource, f'INDEXED BY {index}', 'sqlite')


def rows(shape: Shape, postgres: bool, names, kinds=(), in_order=True):
    """These columns, then what is sorted by, of what fulfils all conditions."""
    order = ordered(shape) if in_order else []
    columns = [*(resource.c[name] for name in names), resource.c[shape.field].label('sorted_by')]
    if asks_rows(shape) and shape.text not in ('set', 'ids'):
        return _in_two_steps(shape, postgres, names, kinds, order)
    found = led(select(*columns), shape)
    if postgres and shape.text in ('set', 'ids'):
        # Fenced in, so that PostgreSQL does not walk the order all the same and look for the ids on its way.
        looked_up = found.where(*kinds, *conditions(shape, postgres)).offset(0).subquery('looked_up')
        return select(*looked_up.c).order_by(*(ordered(shape, looked_up.c, 'sorted_by') if in_order else []))
    if postgres and shape.walked:
        hide = [*hidden(told_by_index(shape)), *hidden(told_by_row(shape, postgres))]
        return found.where(*kinds, *leading(shape, postgres), *hide).order_by(*order)
    return found.where(*kinds, *conditions(shape, postgres)).order_by(*order)


def _in_two_steps(shape, postgres, names, kinds, order):
    """The index is walked by itself, which both databases do only where nothing else is asked of it; the rows that are left
    are fetched one by one and asked the rest."""
    row = resource.alias('row')
    sorted_by = resource.c[shape.field].label('sorted_by')
    if not postgres:
        walk = led(select(*(row.c[name] for name in names), sorted_by), shape).join_from(resource, row, row.c.id == resource.c.id)
        wanted = [*kinds, *leading(shape, postgres), *told_by_index(shape), *told_by_row(shape, postgres, row)]
        return walk.where(*wanted).order_by(*order)
    walk = select(resource.c.id, sorted_by).where(*kinds, *leading(shape, postgres), *hidden(told_by_index(shape)))
    walk = walk.order_by(*order).offset(0).subquery('walk')
    found = select(*(row.c[name] for name in names), walk.c.sorted_by).join_from(walk, row, row.c.id == walk.c.id)
    return found.where(*hidden(told_by_row(shape, postgres, row))).order_by(*(ordered(shape, walk.c, 'sorted_by') if order else []))


def page_statement(shape: Shape, postgres: bool):
    """Hits in their order, with what they are sorted by."""
    kinds = [resource.c.type == bindparam(f'type{at}') for at in range(shape.types)]
    if len(kinds) < 2:
        return rows(shape, postgres, HIT, kinds).limit(bindparam('limit')).offset(bindparam('offset'))
    lists = [rows(shape, postgres, HIT, [kind]).limit(bindparam('most')) for kind in kinds]
    merged = union_all(*(select(*one.subquery().c) for one in lists)).subquery()
    page = select(*merged.c).order_by(*ordered(shape, merged.c, 'sorted_by'))
    return page.limit(bindparam('limit')).offset(bindparam('offset'))


def replies_statement(shape: Shape, postgres: bool, threads: int):
    """The first replies of several threads: (thread, hit ...), each thread in its order."""
    lists = []
    for at in range(threads):
        one = rows(shape, postgres, (*HIT, 'thread'), [resource.c.thread == bindparam(f'thread{at}')])
        lists.append(select(*one.limit(bindparam('limit')).subquery().c))
    return union_all(*lists)


def _counted(shape, postgres, name):
    """The rows that are counted, no further than `most`."""
    kinds = [resource.c.type.in_([bindparam(f'type{at}') for at in range(shape.types)])] if shape.types else []
    return rows(shape, postgres, [name], kinds, in_order=False).limit(bindparam('most')).subquery()


def count_statement(shape: Shape, postgres: bool):
    """How many there are."""
    return select(func.count()).select_from(_counted(shape, postgres, 'id'))


def _facet_statement(name):
    def facet_statement(shape: Shape, postgres: bool):
        found = _counted(shape, postgres, name)
        return select(found.c[name], func.count()).group_by(found.c[name])

    return facet_statement


FACETS = ('type', 'state', 'origin', 'terms', 'language', 'place', 'space', 'author')
facet_statements = {name: _facet_statement(name) for name in FACETS}


def matches_statement(postgres: bool):
    """How many texts match, counted no further than `most`."""
    return select(func.count()).select_from(matching(postgres).limit(bindparam('most')).subquery())


def matching_statement(postgres: bool):
    """The ids of what matches, no more than `most`."""
    return matching(postgres).limit(bindparam('most'))
