"""Who may do what: roles collected on the way up the tree, permissions computed from them, nothing stored."""

from pyramid.authorization import Allow, Everyone
from pyramid.request import RequestLocalCache
from pyramid.security import Allowed, Denied

from isegoria.content import lineage
from isegoria.sessions import begin_session, is_idle
from isegoria.visibility import HIDDEN, PUBLIC, SIGNED_IN

VIEW = 'view'  # the visibility rule; no ACL names it
EDIT = 'edit'  # texts of a place and what belongs to it
MANAGE = 'manage'  # settings, phases, components, roles
MODERATE = 'moderate'
DESK = 'desk'  # enter administration at all
TRASH = 'trash'  # put it in the trash and take it back
ORGANIZATION = 'organization'  # what belongs to the whole site

ADMIN, COLLABORATOR, MODERATOR, EVALUATOR, MEMBER = 'admin', 'collaborator', 'moderator', 'evaluator', 'member'
USER_MANAGER = 'user_manager'
READING = ('GET', 'HEAD')
STAFF = frozenset({ADMIN, COLLABORATOR, MODERATOR, EVALUATOR})
MODERATORS = frozenset({ADMIN, MODERATOR})
ROLES = STAFF | {USER_MANAGER}
VISITOR = frozenset({PUBLIC})

__all__ = ['ADMIN', 'DESK', 'EDIT', 'MANAGE', 'MODERATE', 'ORGANIZATION', 'TRASH', 'VIEW', 'Allow', 'Everyone', 'Viewer']


class Viewer:
    """Somebody looking at the tree: which roles they hold where, and which keys of visibility."""

    def __init__(self, participant=None, site=None):
        self.participant = participant
        self.site = site
        self.id = participant.id if participant is not None else None
        self._roles, self._known_keys, self._known_grants = {}, {}, {}

    def roles(self, place) -> frozenset:
        """The roles held at `place`, from it and from everything above it."""
        if self.id is None or place is None:
            return frozenset()
        if not hasattr(place, 'roles'):
            return self.roles(place.__parent__)
        found = self._roles.get(place.id)
        if found is None:
            found = place.roles.get(self.id, frozenset()) | self.roles(place.__parent__)
            self._roles[place.id] = found
        return found

    def principals(self, context) -> list[str]:
        """What ACLs name: `role:admin`, `role:participant`, `role:author`, everyone."""
        names = [Everyone, 'role:everyone']
        if self.participant is not None:
            names.append('role:signed-in')
            if self.participant.is_confirmed and self.takes_part(context):
                names.append('role:participant')
            if self.id in getattr(context, 'authors', (getattr(context, 'author', None),)):
                names.append('role:author')
        if self.participant is None or not self.participant.may_act_in_roles(self.site):
            return names
        return names + [f'role:{role}' for role in self.roles(context)] + [f'site-role:{role}' for role in self.roles(self.site)]

    def takes_part(self, context) -> bool:
        """In a place that is not open only those act who were admitted or have a role there (10 §3)."""
        return all(place.may_take_part(self) for place in lineage(context) if hasattr(place, 'may_take_part'))

    def holds(self, key: str, resource) -> bool:
        """Does this viewer hold the visibility key of `resource`?"""
        if key == PUBLIC:
            return True
        if self.id is None:
            return False
        if key == SIGNED_IN:
            return True
        roles = self.roles(resource)
        if key == HIDDEN:
            return bool(roles & MODERATORS)
        kind, _colon, about = key.partition(':')
        if kind == 'moderators':
            return bool(roles & MODERATORS)
        if kind == 'author':
            return self.id == int(about)
        if kind == 'staff':
            return bool(roles & STAFF)
        return bool(roles & STAFF or self.is_member(int(about), resource))

    def is_member(self, place_id, resource) -> bool:
        """Was this person admitted to the restricted place in which the resource lies?"""
        for place in lineage(resource):
            if getattr(place, 'id', None) == place_id:
                return self.id in getattr(place, 'members', ())
        return False

    def sees(self, resource) -> bool:
        """The one rule: a thing is seen by who holds its key and every key above it."""
        return all(self.holds(place.visibility, place) for place in lineage(resource) if hasattr(place, 'visibility'))

    def grants(self, context) -> frozenset:
        """All permissions in a place: VIEW by the visibility rule, others as the first entry says that names a role of this person,
        from the ACL of the place itself on the way up."""
        if not self.sees(context):
            return frozenset()
        principals, decided = set(self.principals(context)), {VIEW: Allow}
        for place in lineage(context):
            for action, principal, permissions in acl_of(place):
                if principal in principals:
                    for permission in (permissions,) if isinstance(permissions, str) else permissions:
                        decided.setdefault(permission, action)
        return frozenset(permission for permission, action in decided.items() if action == Allow)

    def kept_grants(self, context) -> frozenset:
        """The same, worked out once: for requests that change nothing."""
        found = self._known_grants.get(id(context))
        if found is None:
            found = self._known_grants[id(context)] = self.grants(context), context  # which keeps the identity its own
        return found[0]

    def keys(self, place) -> frozenset:
        """The keys that matter in a list inside `place`, for the catalog."""
        if self.id is None:
            return VISITOR
        found = self._known_keys.get(id(place))
        if found is None:
            found = self._known_keys[id(place)] = self._keys_in(place), place  # which keeps the identity its own
        return found[0]

    def standing(self, place) -> frozenset:
        """The same without what is one's own: all who hold these keys see the same, but for their drafts."""
        return self.keys(place) - {f'author:{self.id}'}

    def _keys_in(self, place) -> frozenset:
        keys = {PUBLIC, SIGNED_IN, f'author:{self.id}'}
        roles = self.roles(place)
        for above in lineage(place):
            if hasattr(above, 'roles'):
                keys |= self._keys_at(above)
        if roles & MODERATORS:
            keys.add(HIDDEN)
        return frozenset(keys | self._keys_below(place))

    def _keys_at(self, place) -> set:
        """The keys of one site, space or component that this person holds."""
        keys, roles = set(), self.roles(place)
        if roles & STAFF:
            keys.add(f'staff:{place.id}')
        if roles & MODERATORS:
            keys.add(f'moderators:{place.id}')
        if roles & STAFF or self.id in getattr(place, 'members', ()):
            keys.add(f'members:{place.id}')
        return keys

    def _keys_below(self, place) -> set:
        """Keys of the spaces below the site in which this person has something: for lists across places."""
        if self.site is None or place is not self.site:
            return set()
        return set().union(*(self._keys_at(space) for space in self.site.spaces()))


def acl_of(place):
    acl = getattr(place, '__acl__', ())
    return acl() if callable(acl) else acl


def is_shut(context, permission) -> bool:
    """What lies in a place in the trash is only read; the place itself can be taken out of it."""
    for place in lineage(context):
        if (
            hasattr(place, 'roles')
            and getattr(place, 'trashed', None) is not None
            and (place is not context or permission != TRASH)
        ):
            return True
    return False


class SecurityPolicy:
    """Turns the cookie into a participant, and a person and a place into an answer."""

    def __init__(self):
        self._identities = RequestLocalCache(self._load)

    def _load(self, request):
        if request.registry.settings['isegoria.session_cookie'] not in request.cookies or request.site is None:
            return None
        if is_idle(request.session):
            request.session.invalidate()  # merely read, it would begin to count anew
        participant = request.site['participants'].get_by_id(request.session.get('participant'))
        if participant is None or not participant.keeps_session(request.session):
            return None
        return participant

    def identity(self, request):
        return self._identities.get_or_create(request)

    def authenticated_userid(self, request):
        participant = self.identity(request)
        return participant and participant.id

    def permits(self, request, context, permission):
        viewer = request.viewer
        granted = viewer.kept_grants(context) if request.method in READING else viewer.grants(context)
        if VIEW not in granted:
            return Denied('not visible to this person')
        if permission == VIEW:
            return Allowed('the visibility rule')
        if request.method not in READING and is_shut(context, permission):
            return Denied('it lies in the trash')
        return Allowed('a role') if permission in granted else Denied('no role of this person')

    def remember(self, request, participant, *, device='', remembered=False, address=''):
        """Sign `participant` in: a new session, which their account can end at any time."""
        begun = participant.begin_session(device, remembered, address)
        begin_session(
            request, {'participant': participant.id, 'stamp': participant.session_stamp, 'sign_in': begun.key}, remembered
        )
        self._identities.set(request, participant)
        return []

    def forget(self, request):
        """Sign out here; what was kept of the cookie is worth nothing afterwards."""
        participant = self.identity(request)
        if participant is not None:
            participant.end_session(request.session.get('sign_in'))
        begin_session(request)
        self._identities.set(request, None)
        return []


def includeme(config):
    config.set_security_policy(SecurityPolicy())
    config.add_request_method(lambda request: Viewer(request.identity, request.site), 'viewer', reify=True)
    config.set_default_csrf_options(require_csrf=True)
