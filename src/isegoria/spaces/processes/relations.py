"""How processes hang together: related ones name each other, and a changed slug is followed by those that name it."""

from isegoria import outbox


def relate(process, slugs):
    """The related processes of `process` are these, and it is related to each of them (03 §10)."""
    processes = process.__parent__
    for other in processes.values():
        if other is process:
            continue
        wanted = {*other.related} | {process.slug} if other.slug in slugs else {*other.related} - {process.slug}
        if wanted != set(other.related):
            other.related = tuple(sorted(wanted))
            outbox.put(other, outbox.PLACE)
    process.related = tuple(sorted(slug for slug in slugs if slug in processes and slug != process.slug))


def change_slug(process, slug: str):
    """Another slug; KeyError when it is taken."""
    old = process.slug
    process.move_to(slug)
    for other in process.__parent__.values():
        if old in other.related:
            other.related = tuple(sorted(slug if each == old else each for each in other.related))
