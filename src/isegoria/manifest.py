"""Manifests: all that the core knows of a component, told by the component itself."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import colander


@dataclass(frozen=True)
class Outcome:
    """What came of something people said: for "you said, we did" on the home page."""

    resource: object
    said: str
    verdict: str
    accepted: bool
    reason: str
    when: int  # microseconds


@dataclass(frozen=True)
class Offer:
    """Something that other components of its space may be made from: an accepted proposal becomes a project."""

    resource: object
    title: dict
    body: dict  # {language: cleaned HTML}
    terms: tuple[int, ...] = ()
    amount: Decimal | None = None


def nothing(*_arguments):
    return frozenset()


@dataclass(frozen=True)
class Component:
    """What a space can hold: proposals, budgets, ...

    `opens(settings, in_phase)` gives the set of `actions` that are open with these settings; `settings` and `phase_settings`
    are Colander schemas from which the forms of administration build themselves.
    """

    name: str
    title: str
    factory: type
    icon: str = 'folder'
    actions: tuple[str, ...] = ()
    settings: type[colander.Schema] = colander.Schema
    phase_settings: type[colander.Schema] = colander.Schema
    opens: Callable[[dict, dict], frozenset[str]] = nothing
    verbs: dict = None  # action -> (icon, what one can do now, in one word and as a button says it), for home and process pages
    feed: tuple[type, ...] = ()  # what the home page tells of when it is new
    counted: dict = None  # conditions on the catalog of what tabs count, beside the type
    search: tuple[tuple[str, str], ...] = ()  # its types in the catalog with their titles; the first one is counted
    numbered: tuple[str, str] | None = None  # one of them and several, in words: '${n} proposal', '${n} proposals'
    outcomes: Callable | None = None  # (request, component, limit) -> what became of contributions, newest first (Outcome)
    offers: Callable | None = None  # (request, component folder) -> what other components may be made from, oldest first (Offer)
    imports: Callable | None = None  # (component folder, Contribution) -> the content made of it (contribution.py)
    demonstration: Callable | None = None  # (component folder, what is told, people, terms by code): puts it in

    @cached_property
    def defaults(self) -> dict:
        return defaults(self.settings)

    @cached_property
    def phase_defaults(self) -> dict:
        return defaults(self.phase_settings)


def defaults(schema: type[colander.Schema]) -> dict:
    """What a settings schema gives when nothing was set."""
    return {
        node.name: None if node.default is colander.null else node.default
        for node in schema().children
        if node.name != 'csrf_token'
    }


def add_component(config, component: Component):
    """Declare a component; declaring the same name twice stops the start with Pyramid's own message."""

    def register():
        config.registry.components[component.name] = component
        component.factory.manifest = component

    config.action(('isegoria.component', component.name), register, introspectables=())


def includeme(config):
    config.registry.components = {}
    config.add_directive('add_component', add_component)
