"""The bar above public pages for those who have a role: from the thing that is shown to where it is administered."""

from isegoria.content import Content, lineage
from isegoria.i18n import _
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
            if isinstance(place, link.kind) and (link.above or place is context) and request.has_permission(link.permission, place)
        ]
    return found


def desk_crumbs(request, context) -> list[tuple]:
    """Pairs (title, address) from the overview of the desk to what the page is about; each leads to where it is administered."""
    trail = [(request.localizer.translate(_('Administration')), address(request, request.site, 'admin'))]
    for place in reversed([each for each in lineage(context) if getattr(each, '__name__', None)]):
        title = title_of(request, place)
        if title:
            trail.append((title, desk_of(request, place)))
    return trail


def desk_of(request, place) -> str | None:
    """Where a thing is administered, for those who may."""
    for link in request.registry.edit_links:
        if isinstance(place, link.kind) and request.has_permission(link.permission, place):
            return address(request, place, *filter(None, [link.view]))
    return None


def includeme(config):
    config.add_request_method(edit_links)
    config.add_request_method(desk_crumbs)
