"""What is said on a resource that was hidden or shown again: the rows of its comments follow it, some hundred at a time."""

from sqlalchemy import bindparam, select

from isegoria.catalog.tables import resource
from isegoria.content import above
from isegoria.spaces.space import ComponentFolder

BATCH = 500
ON = (
    select(resource.c.id)
    .where(resource.c.subject == bindparam('subject'), resource.c.id > bindparam('after'))
    .order_by(resource.c.id)
    .limit(bindparam('most'))
)


def batches(catalog, subject):
    """The comments on a resource, as lists of objects."""
    component, after = above(subject, ComponentFolder), 0
    while component is not None:
        numbers = numbers_on(catalog, subject.id, after)
        if not numbers:
            return
        yield [comment for comment in map(component.comments.get, numbers) if comment is not None]
        after = numbers[-1]


def numbers_on(catalog, subject: int, after: int) -> list[int]:
    database = catalog.database
    return [
        row[0] for row in database.read(lambda connection: database.run(connection, ON, subject=subject, after=after, most=BATCH))
    ]
