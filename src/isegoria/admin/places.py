"""Where somebody has something to do at the desk: the site itself, or some of its spaces."""

from pyramid.httpexceptions import HTTPForbidden

from isegoria.content import above
from isegoria.security import DESK, STAFF, USER_MANAGER
from isegoria.spaces.space import Space


def desk_spaces(request) -> list[Space]:
    """The spaces whose desk this person may enter, in the order of the public list; those in the trash left out."""
    if request.identity is None:
        return []
    found = [space for space in request.site.spaces() if space.trashed is None and request.has_permission(DESK, space)]
    return sorted(found, key=lambda space: (space.weight, space.created))


def may_enter(request) -> bool:
    """Has this person a role anywhere? Whether the terms of administration are accepted is asked when the desk is entered."""
    return request.identity is not None and bool(held_anywhere(request))


def held_anywhere(request) -> frozenset:
    viewer, site = request.viewer, request.site
    held = viewer.roles(site)
    for space in site.spaces():
        held |= viewer.roles(space)
    return held & (STAFF | {USER_MANAGER})


def require_desk(request):
    """403, the login page or the terms of administration for whoever has nothing to do at the desk."""
    if not request.has_desk or request.admin_terms_are_missing():
        raise HTTPForbidden


def terms_are_missing(request) -> bool:
    """Does a role not count yet, because the terms of administration are not accepted?"""
    identity = request.identity
    return identity is not None and not identity.may_act_in_roles(request.site) and bool(held_anywhere(request))


def space_of(request) -> Space | None:
    return above(request.context, Space)


def includeme(config):
    config.add_request_method(desk_spaces, reify=True)
    config.add_request_method(may_enter, 'has_desk', reify=True)
    config.add_request_method(terms_are_missing, 'admin_terms_are_missing')
