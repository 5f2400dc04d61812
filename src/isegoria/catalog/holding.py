"""Which resources have a term, whoever may see them: for the worker, when a term goes."""

from sqlalchemy import bindparam, select

from isegoria.catalog.query import Hit
from isegoria.catalog.tables import resource

WITH_TERM = (
    select(resource.c.id, resource.c.type, resource.c.component)
    .where(resource.c.site == bindparam('about_site'), resource.c.id > bindparam('after'), resource.c.terms.like(bindparam('term')))
    .order_by(resource.c.id)
    .limit(bindparam('most'))
)


def with_term(catalog, site: int, term: int, after: int, most: int) -> list[Hit]:
    """The next ones by their ids, behind `after`."""
    values = {'about_site': site, 'after': after, 'term': f'% {term} %', 'most': most}
    return [Hit(*row) for row in catalog.database.read(lambda connection: catalog.database.run(connection, WITH_TERM, **values))]
