"""What can happen: views announce it, and whoever must act at once subscribes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """Something happened to `resource`; `request` is None when the worker or a command did it."""

    resource: object
    request: object = None


class Created(Event):
    """Somebody made it; it is not public yet when it can be published."""


class Changed(Event):
    """Its text or settings changed."""


class Removed(Event):
    """It is gone: discarded by its author, or trashed."""


class Published(Event):
    """It became public."""


class Unpublished(Event):
    """It is no longer public."""


class Hidden(Event):
    """A moderator's decision hid it."""


class Restored(Event):
    """A hidden thing is shown again."""


class Trashed(Removed):
    """An administrator put it in the trash, from which it can be taken back."""


class Untrashed(Restored):
    """It is back from the trash, unpublished where it can be published."""


class PhaseActivated(Event):
    """A process moved on to another phase; the resource is the process."""


class About:
    """Subscriber predicate `about=Proposal`: the event's resource is one."""

    def __init__(self, kind, _config):
        self.kind = kind

    def text(self):
        return f'about = {self.kind!r}'

    phash = text

    def __call__(self, event):
        return isinstance(event.resource, self.kind)


def includeme(config):
    config.add_subscriber_predicate('about', About)
