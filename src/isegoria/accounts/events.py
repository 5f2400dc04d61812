"""What can happen to accounts."""

from dataclasses import dataclass

from isegoria.events import Event


class Registered(Event):
    """Somebody registered; the address is not confirmed yet. The resource of all of these is the participant."""


class Confirmed(Event):
    """The address is theirs: now they can take part."""


class SignedIn(Event):
    """Somebody signed in."""


class Blocked(Event):
    """A moderator's decision blocked them; `participant.blocks[-1]` says why."""


class Unblocked(Event):
    """They may take part again."""


class Deleted(Event):
    """The account is gone for good; `resource.id` is all that is left of it."""


@dataclass(frozen=True)
class RoleGiven(Event):
    """Somebody has a role at `place` and below it."""

    place: object = None
    role: str = ''


class RoleTaken(RoleGiven):
    """They have it no more."""
