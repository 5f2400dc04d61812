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
    if shape.text in ('set', 'ids') or not shape.lead:
        return statement.with_hint(resource, f'INDEXED BY {SQLITE_KEY}', 'sqlite')
    index = walk_name(shape.lead, shape.field if shape.walked else 'created')
    return statement.with_hint(resource, f'INDEXED BY {index}', 'sqlite')


def hits(shape: Shape):
    return resource.c.id, resource.c.type, resource.c.component, resource.c[shape.field].label('sorted_by')


def rows(shape: Shape, postgres: bool, columns, kinds=(), in_order=True):
    """What fulfils all conditions, of these types."""
    order = ordered(shape) if in_order else []
    found = led(select(*columns), shape)
    if not postgres or not (shape.walked or shape.text):
        return found.where(*kinds, *conditions(shape, postgres)).order_by(*order)
    if shape.text in ('set', 'ids'):
        # Fenced in, so that PostgreSQL does not walk the order all the same and look for the ids on its way.
        looked_up = found.where(*kinds, *conditions(shape, postgres)).offset(0).subquery('looked_up')
        return select(*looked_up.c).order_by(*(ordered(shape, looked_up.c, 'sorted_by') if in_order else []))
    by_index, by_row = hidden(told_by_index(shape)), hidden(told_by_row(shape, postgres))
    if not is_sifted(shape):
        return found.where(*kinds, *leading(shape, postgres), *by_index, *by_row).order_by(*order)
    # PostgreSQL sifts in the index only when it fetches nothing else; the rows that are left are fetched one by one.
    walk = select(resource.c.id, resource.c[shape.field].label('sorted_by')).where(*kinds, *leading(shape, postgres), *by_index)
    walk = walk.order_by(*order).offset(0).subquery('walk')
    order = ordered(shape, walk.c, 'sorted_by') if in_order else []
    return select(*columns).join_from(walk, resource, resource.c.id == walk.c.id).where(*by_row).order_by(*order)


def page_statement(shape: Shape, postgres: bool):
    """Hits in their order, with what they are sorted by."""
    kinds = [resource.c.type == bindparam(f'type{at}') for at in range(shape.types)]
    if len(kinds) < 2:
        return rows(shape, postgres, hits(shape), kinds).limit(bindparam('limit')).offset(bindparam('offset'))
    lists = [rows(shape, postgres, hits(shape), [kind]).limit(bindparam('most')) for kind in kinds]
    merged = union_all(*(select(*one.subquery().c) for one in lists)).subquery()
    page = select(*merged.c).order_by(*ordered(shape, merged.c, 'sorted_by'))
    return page.limit(bindparam('limit')).offset(bindparam('offset'))


def replies_statement(shape: Shape, postgres: bool, threads: int):
    """The first replies of several threads: (thread, hit ...), each thread in its order."""
    lists = []
    for at in range(threads):
        one = rows(shape, postgres, (*hits(shape), resource.c.thread), [resource.c.thread == bindparam(f'thread{at}')])
        lists.append(select(*one.limit(bindparam('limit')).subquery().c))
    return union_all(*lists)


def _counted(shape, postgres, *columns):
    """The rows that are counted, no further than `most`."""
    kinds = [resource.c.type.in_([bindparam(f'type{at}') for at in range(shape.types)])] if shape.types else []
    return rows(shape, postgres, columns, kinds, in_order=False).limit(bindparam('most')).subquery()


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


def matching_statement(postgres: bool):
    """The ids of what matches, no more than `most`."""
    return matching(postgres).limit(bindparam('most'))
