"""Links: what came of one thing in another part of the space, under a name that both sides know (`included_proposals`).

The one that was made keeps the ids of what it was made from; that keeps who points to it. No component knows another.
"""

from isegoria.templating import address, text

INCLUDED = 'included_proposals'


def link(source, name: str, target):
    """`source` includes `target` from now on; a second time changes nothing."""
    links = getattr(source, 'links', {})
    if target.id not in links.get(name, ()):
        source.links = {**links, name: (*links.get(name, ()), target.id)}
    mark = (name, source.type, source.id)
    if mark not in linked_from(target):
        target.linked_from = (*linked_from(target), mark)


def linked_from(target) -> tuple[tuple[str, str, int], ...]:
    """(name, type, id) of everything that points to it."""
    return getattr(target, 'linked_from', ())


def made_from(source, name: str, viewer) -> list:
    """What it includes, as far as this viewer may see it."""
    from isegoria.content import above
    from isegoria.spaces.space import Space

    numbers = getattr(source, 'links', {}).get(name, ())
    places = above(source, Space).components() if numbers else ()
    found = (place.contents.get(number) for number in numbers for place in places)
    return [each for each in found if each is not None and viewer.sees(each)]


def came_of(request, target) -> list[dict]:
    """What was made of it, as far as this reader may see it: {title, url, type}."""
    from isegoria.catalog.finding import find
    from isegoria.content import above
    from isegoria.spaces.space import Space

    numbers = tuple(number for _name, _type, number in linked_from(target))
    if not numbers:
        return []
    found = find(request, above(target, Space), ids=numbers, limit=len(numbers))
    return [{'title': text(request, each.title), 'url': address(request, each), 'type': each.type} for each in found]
