"""What can happen in moderation, beside that something is hidden and shown again (events.py)."""

from dataclasses import dataclass

from isegoria.accounts.events import Blocked, Unblocked
from isegoria.events import Event


class Reported(Event):
    """Somebody reported the resource; who it was stays with those who moderate."""


class Kept(Event):
    """A moderator looked at what was reported, and it stays."""


class Appealed(Event):
    """One of the people concerned wants another look; the resource is the case."""


class AuthoritiesInformed(Event):
    """A moderator informed the authorities of a threat to somebody's life."""


@dataclass(frozen=True)
class BlockedByDecision(Blocked):
    """An account was blocked; the statement of reasons stands at `address`."""

    address: str = ''


class UnblockedByDecision(Unblocked):
    """A block was taken back."""
