"""The sections at the side of the desk: what this person may open, in groups; inside a space, its own parts."""

from isegoria.content import above
from isegoria.i18n import _
from isegoria.security import DESK
from isegoria.spaces.space import ComponentFolder, Space
from isegoria.templating import address, text

CONTENT, SITE = _('Content'), _('Site')
GROUPS = ('', CONTENT, SITE)


def allowed(permission, *path):
    """For `shown` of a desk link: may this person do it in the site, or in what lies there?"""

    def shown(request):
        place = request.site
        for name in path:
            place = place[name]
        return bool(request.has_permission(permission, place))

    return shown


def allowed_in_space(permission):
    """For `shown` of a space's desk link."""
    return lambda request: bool(request.has_permission(permission, above(request.context, Space)))


def desk_groups(request) -> list[dict]:
    """Groups of links (title, url, icon, current, count); a group without a link is left out."""
    links = [section for section in request.registry.desk_links if section.shown(request)]
    base = address(request) + '/'
    groups = [(group, [link_of(request, each, base) for each in links if each.group == group]) for group in GROUPS]
    groups.insert(1, space_group(request))
    mark_current(request, [link for _title, found in groups for link in found])
    return [{'title': request.localizer.translate(title) if title else '', 'links': found} for title, found in groups if found]


def space_group(request):
    """The parts of the space that the page is about."""
    space = above(request.context, Space)
    if space is None or not request.has_permission(DESK, space):
        return ('', [])
    base = address(request, space) + '/'
    links = [link_of(request, section, base) for section in request.registry.space_desk_links if section.shown(request)]
    return (text(request, space.title), links + [of_component(request, component) for component in space.components()])


def of_component(request, component: ComponentFolder):
    icon = getattr(component.manifest, 'icon', '')
    return {'title': text(request, component.title), 'url': address(request, component, 'admin'), 'icon': icon, 'count': None}


def link_of(request, section, base):
    return {
        'title': request.localizer.translate(section.title),
        'url': base + section.path.strip('/'),
        'icon': section.icon,
        'count': section.count(request),
    }


def mark_current(request, links):
    """The link that leads nearest to the page that is shown."""
    here = request.path
    fitting = [link for link in links if here == link['url'] or here.startswith(link['url'] + '/')]
    nearest = max(fitting, key=lambda link: len(link['url']), default=None)
    for link in links:
        link['current'] = link is nearest


def includeme(config):
    config.add_request_method(desk_groups)
