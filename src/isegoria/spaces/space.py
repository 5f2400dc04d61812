"""Space and ComponentFolder: a place with people, rules and components, and what it holds."""

from isegoria import clock, ids, outbox
from isegoria.content import Content, Folder, Named, above
from isegoria.i18n import _
from isegoria.security import ADMIN, COLLABORATOR, DESK, EDIT, EVALUATOR, MANAGE, MODERATE, MODERATOR, TRASH, Allow
from isegoria.shards import ObjectShards, Shards
from isegoria.texts import by_language
from isegoria.visibility import HIDDEN, PUBLIC, members_of, staff_of

OPEN, TRANSPARENT, RESTRICTED = 'open', 'transparent', 'restricted'


class Publishable:
    """Something prepared in private and shown when it is ready."""

    published = None  # microseconds, or None while it is not public
    first_published = None  # who follows it is told then, and not again
    trashed = None
    slug_before_trash = ''

    def tell(self):
        """Its row, and who may see it, are written anew."""
        outbox.put(self, outbox.PLACE)

    @property
    def is_published(self):
        return self.published is not None and self.trashed is None

    def publish(self):
        """Show it; ValueError when it is public already."""
        if self.published is not None:
            raise ValueError(_('It is published already.'))
        if self.trashed is not None:
            raise ValueError(_('It is in the trash.'))
        self.published = clock.microseconds()
        if self.first_published is None:
            self.first_published = self.published
        self.tell()

    def unpublish(self):
        if self.published is None:
            raise ValueError(_('It is not published.'))
        self.published = None
        self.tell()

    def trash(self):
        """Take it away, restorable; only what is not public may go (10 §1)."""
        if self.published is not None:
            raise ValueError(_('Unpublish it first.'))
        if self.trashed is not None:
            raise ValueError(_('It is in the trash already.'))
        self.trashed = clock.microseconds()
        self._free_slug()
        self.tell()

    def restore(self):
        if self.trashed is None:
            raise ValueError(_('It is not in the trash.'))
        self.trashed = None
        self._take_slug_again()
        self.tell()

    def _free_slug(self):
        """Another may have its name while it lies in the trash."""
        self.slug_before_trash = self.slug
        self.__parent__.rename(self, f'trash-{self.id}')
        self.__parent__.moved = {old: new for old, new in self.__parent__.moved.items() if new != self.slug}

    def _take_slug_again(self):
        """Its name from before, or where somebody has it now, the next one that is free."""
        wanted = self.slug_before_trash or self.slug
        names = (wanted, *(f'{wanted}-{number}' for number in range(2, len(self.__parent__) + 3)))
        trashed = self.slug
        self.__parent__.rename(self, next(name for name in names if name not in self.__parent__))
        self.__parent__.moved = {old: new for old, new in self.__parent__.moved.items() if old != trashed}


class Place(Publishable, Named):
    """A space or a component: addressed by a slug, with roles and an id that fits 32 bits."""

    roles = {}  # participant id -> frozenset of roles; replaced, never changed in place
    members = ()
    invited = ()  # people without an account who get a role, or are members, when they have confirmed their address
    weight = 0

    def __init__(self, slug, **about):
        super().__init__(slug, **about)
        self.id = ids.new_place_id()

    def move_to(self, slug: str):
        """Another slug; the earlier address leads on. KeyError when it is taken."""
        self.__parent__.rename(self, slug)
        self.tell()

    def give_role(self, participant_id: int, role: str):
        held = self.roles.get(participant_id, frozenset())
        self.roles = {**self.roles, participant_id: held | {role}}

    def take_role(self, participant_id: int, role: str):
        held = self.roles.get(participant_id, frozenset()) - {role}
        self.roles = {person: roles for person, roles in self.roles.items() if person != participant_id}
        if held:
            self.roles = {**self.roles, participant_id: held}

    def __acl__(self):
        yield Allow, f'role:{ADMIN}', (DESK, EDIT, MANAGE, MODERATE)
        yield Allow, f'role:{COLLABORATOR}', (DESK, EDIT)
        yield Allow, f'role:{MODERATOR}', (DESK, MODERATE)
        yield Allow, f'role:{EVALUATOR}', DESK


def register(place):
    """Make a new space or component known to its site by an id of its own."""
    places = place.__parent__.__parent__.places if isinstance(place, Space) else above(place, Space).__parent__.__parent__.places
    while not places.insert(place.id, place):
        place.id = ids.new_place_id(places)
    outbox.put(place, outbox.PLACE)


class Space(Place):
    """A place of participation: a process today, assemblies and others later."""

    type = 'space'
    subtitle = short_description = description = announcement = None
    promoted = False
    access = OPEN
    terms = ()
    phases = None

    def __init__(self, slug, title, **about):
        super().__init__(slug, **about)
        self.title = title
        self.members = Shards()

    @property
    def visibility(self):
        if self.trashed is not None or self.published is None:
            return staff_of(self)
        return members_of(self) if self.access == RESTRICTED else PUBLIC

    @property
    def phase(self):
        """The phase that is active now, if there is one."""
        return self.phases.active if self.phases is not None else None

    def may_take_part(self, viewer) -> bool:
        """In a place that is not open, only those who were admitted or have a role act (10 §3)."""
        return self.access == OPEN or viewer.holds(members_of(self), self)

    def __acl__(self):
        yield Allow, f'site-role:{ADMIN}', TRASH  # of spaces, only by those who can make them
        yield from super().__acl__()

    def tell(self):
        """With the components, for their address begins with that of the space."""
        super().tell()
        for component in self.values():
            if isinstance(component, ComponentFolder):
                component.tell()

    def components(self):
        """Its components that are not in the trash, in the order of their weight."""
        found = [child for child in self.values() if isinstance(child, ComponentFolder) and child.trashed is None]
        return sorted(found, key=lambda component: (component.weight, component.created))

    def add(self, name, child):
        added = super().add(name, child)
        if isinstance(child, ComponentFolder):
            register(child)
        return added

    def row(self):
        return {
            'texts': by_language(self.title, self.subtitle, self.short_description, self.description),
            'created': self.published or self.created,
            'terms': self.terms,
            'weight': self.weight,
        }


class ComponentFolder(Place):
    """What a space holds: a folder of contents by id, their comments beside them, and settings."""

    type = 'component'
    manifest = None  # set when the component is declared (manifest.py)
    settings = {}
    default_phase_settings = {}
    announcement = None
    in_menu = True  # one of the tabs of its space; without, it is reached by its address

    def __init__(self, slug, title, **about):
        super().__init__(slug, **about)
        self.title = title
        self.contents = ObjectShards(sixteen=True)
        self.comments = ObjectShards(sixteen=True)

    @property
    def visibility(self):
        return PUBLIC if self.is_published else staff_of(self)

    def __acl__(self):
        yield Allow, f'role:{ADMIN}', TRASH
        yield from super().__acl__()

    @property
    def settled(self) -> frozenset[str]:
        """Names of settings that stay as they are now, because people have acted on them."""
        return frozenset()

    @property
    def is_empty(self) -> bool:
        return not len(self.contents) and not len(self.comments)

    def trash(self):
        """Refused while it holds anything (10 §1)."""
        if not self.is_empty:
            raise ValueError(_('It holds contributions, so it stays.'))
        super().trash()

    @property
    def space(self) -> Space:
        return above(self.__parent__, Space)

    def setting(self, name):
        """A setting of the component, its default when it was never set."""
        return self.settings[name] if name in self.settings else self.manifest.defaults[name]

    def in_phase(self, name):
        """A setting of the phase that is active now; of the default set in spaces without phases."""
        phases = self.space.phases
        values = phases.settings_of(self) if phases is not None else self.default_phase_settings
        return values[name] if name in values else self.manifest.phase_defaults[name]

    @property
    def all_settings(self) -> dict:
        return {**self.manifest.defaults, **self.settings}

    @property
    def phase_settings(self) -> dict:
        phases = self.space.phases
        values = phases.settings_of(self) if phases is not None else self.default_phase_settings
        return {**self.manifest.phase_defaults, **values}

    @property
    def open_actions(self) -> frozenset:
        """What the active phase opens here."""
        return self.manifest.opens(self.all_settings, self.phase_settings)

    def is_open(self, action: str) -> bool:
        return self.is_published and action in self.open_actions

    def __getitem__(self, name):
        number = ids.from_address(name)
        if number is None:
            return super().__getitem__(name)
        return self.contents[number]

    def add_content(self, content: Content) -> Content:
        """Put a content in; its id is drawn again in the unlikely case that it is taken."""
        content.__parent__ = self
        while not self.contents.add(content.id, content):
            content.id = ids.new_id(self.contents)
        return content

    def discard(self, content: Content):
        """Take a content out for good (a draft; everything else is hidden, withdrawn or trashed)."""
        self.contents.discard(content.id)
        outbox.put(self, 'unindex', (content.id,))

    def row(self):
        return None


class Spaces(Folder):
    """All spaces of a kind; `/processes`."""

    __name__ = None
    type = ''

    def add(self, name, child):
        added = super().add(name, child)
        register(child)
        return added

    def row(self):
        return None


__all__ = ['HIDDEN', 'ComponentFolder', 'Place', 'Publishable', 'Space', 'Spaces']
