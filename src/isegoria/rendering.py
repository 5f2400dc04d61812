"""Chameleon copies its variables as C does: pages have many macros."""

from chameleon.utils import Scope


def copied(scope: Scope) -> Scope:
    """The variables of a template for a macro in it. Chameleon's own way asks for each of them in Python, seventy times a macro."""
    found = Scope(dict.items(scope))
    found._root = getattr(scope, '_root', scope)
    return found


def includeme(config):
    Scope.copy = copied
