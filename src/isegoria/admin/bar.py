"""The bar above public pages for those who have a role: from the thing that is shown to where it is administered."""

from isegoria.content import Content, lineage
from isegoria.templating import address, title_of


def edit_links(request, context) -> list[dict]:
    """The thing itself first, then what it lies in."""
    if request.identity is None or not request.has_desk or not isinstance(context, Content):
        return []
    found = []
    for place in lineage(context):
        found += [
            {
                'title': request.localizer.translate(link.title),
                'about': title_of(request, place),
                'url': address(request, place, link.view),
                'icon': link.icon,
            }
            for link in request.registry.edit_links
            if isinstance(place, link.kind) and request.has_permission(link.permission, place)
        ]
    return found


def includeme(config):
    config.add_request_method(edit_links)
