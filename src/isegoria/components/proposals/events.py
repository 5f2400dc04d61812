"""What can happen to a proposal, beside being created, changed and published."""

from dataclasses import dataclass

from isegoria.activity import EVERYBODY, Logged
from isegoria.events import Event
from isegoria.i18n import _


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


class CountsShown(Event):
    """An administrator asked for numbers of supports that the phase hides; the resource is the component."""


def includeme(config):
    """What is written down; supports never are, for they are named to nobody."""
    config.add_logged(Withdrawn, Logged('withdraw', _('Withdrew'), EVERYBODY))
    config.add_logged(Answered, Logged('answer', _('Answered')))
    config.add_logged(StateChanged, Logged('publish_answer', _('Published the answer to'), EVERYBODY))
    config.add_logged(CountsShown, Logged('see_hidden_counts', _('Looked at the hidden counts of')))
