"""Kinds: the types of what can be reported, with the titles of their lists."""

from isegoria.i18n import _


def kinds(registry) -> dict[str, str]:
    """What the components declare, comments and people."""
    found = {}
    for component in registry.components.values():
        found.update(component.search)
    return {**found, 'comment': _('Comments'), 'participant': _('Participants')}
