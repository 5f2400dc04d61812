"""Roles: who gives and takes them, and what is refused so that nobody is locked out (03 §1.1)."""

from isegoria import outbox
from isegoria.content import lineage
from isegoria.i18n import _
from isegoria.security import ADMIN, COLLABORATOR, EVALUATOR, MODERATOR, USER_MANAGER
from isegoria.traits.support import NotPossible

AT_THE_ROOT = (ADMIN, COLLABORATOR, MODERATOR, USER_MANAGER)
IN_A_SPACE = (ADMIN, COLLABORATOR, MODERATOR, EVALUATOR)
NAMES = {
    ADMIN: _('Administrator'),
    COLLABORATOR: _('Editor'),
    MODERATOR: _('Moderator'),
    EVALUATOR: _('Evaluator'),
    USER_MANAGER: _('Manager of assisted participation'),
}


def roles_at(place) -> tuple[str, ...]:
    """The roles that somebody can be given at `place`."""
    return AT_THE_ROOT if place.__parent__ is None else IN_A_SPACE


def holders(place) -> list[tuple[int, frozenset]]:
    """Pairs (participant's id, roles) of those who hold a role at `place` itself."""
    return sorted(place.roles.items())


def administrators(site, people) -> list[int]:
    """Those who can administer the whole site now."""
    found = (people.get_by_id(number) for number, roles in site.roles.items() if ADMIN in roles)
    return [person.id for person in found if person is not None and person.is_confirmed]


def is_last_administrator(site, participant) -> bool:
    return administrators(site, site['participants']) == [participant.id]


def give(place, participant, role: str) -> bool:
    """Give a role; False, and nothing changed, when it was held already. Their sessions end: who signs in again has it."""
    if role not in roles_at(place):
        raise NotPossible(_('This role cannot be given here.'))
    if not participant.is_confirmed:
        raise NotPossible(_('Only somebody with a confirmed account can be given a role.'))
    if role in place.roles.get(participant.id, ()):
        return False
    place.give_role(participant.id, role)
    participant.end_sessions()
    outbox.changed(participant)
    return True


def take(place, participant, role: str, *, by: int | None) -> bool:
    """Take a role; False where it was not held. Nobody takes their own administration, nor that of the last one (03 §1.1)."""
    if role not in place.roles.get(participant.id, ()):
        return False
    check_taking(place, participant, role, by)
    place.take_role(participant.id, role)
    participant.end_sessions()
    outbox.changed(participant)
    return True


def check_taking(place, participant, role, by):
    site = list(lineage(place))[-1]
    if role != ADMIN or place is not site:
        return
    if by == participant.id:
        raise NotPossible(_('You cannot take your own administration away. Ask another administrator.'))
    if is_last_administrator(site, participant):
        raise NotPossible(_('This is the only administrator. Give the role to somebody else first.'))


def exchange(place, participant, old: str, new: str, *, by: int | None) -> bool:
    """Another role at the same place."""
    if old == new or old not in place.roles.get(participant.id, ()):
        return False
    check_taking(place, participant, old, by)
    give(place, participant, new)
    return take(place, participant, old, by=by)
