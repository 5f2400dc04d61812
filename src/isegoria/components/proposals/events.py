"""What can happen to a proposal, beside being created, changed and published."""

from dataclasses import dataclass

from isegoria.events import Event


class Supported(Event):
    """Somebody supported a proposal."""


class SupportTakenBack(Event):
    """Somebody took a support back."""


class Liked(Event):
    """Somebody likes a proposal."""


class Unliked(Event):
    """Somebody no longer likes a proposal."""


class Withdrawn(Event):
    """Its author withdrew a proposal."""


class Answered(Event):
    """The institution answered, or changed its answer; it may not be public yet."""


@dataclass(frozen=True)
class StateChanged(Event):
    """The public state of a proposal is another one now; `before` is the token of the earlier one, None for none."""

    before: str | None = None
