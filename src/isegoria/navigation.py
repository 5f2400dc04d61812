"""The sections of a site and the links of an account: each part of the product adds its own, in one order."""

from collections.abc import Callable
from dataclasses import dataclass


def always(_request):
    return True


def none(_request):
    return None


@dataclass(frozen=True)
class Section:
    """A link of the main menu, of administration or of the account menu; `shown(request)` decides whether it stands there.

    The path of a space's desk link begins at the space.
    """

    title: str
    path: str
    order: float = 0
    icon: str = ''
    shown: Callable = always
    post: bool = False  # a button that posts: signing out
    group: str = ''
    count: Callable = none  # (request) -> how many things wait there, for the desk


def add(name):
    """A directive that adds a Section to `registry.<name>`."""

    def directive(config, *arguments, **about):
        section = Section(*arguments, **about)

        def register():
            links = getattr(config.registry, name)
            links.append(section)
            links.sort(key=lambda each: each.order)

        config.action((name, section.path), register)

    return directive


@dataclass(frozen=True)
class EditLink:
    """From the public page of a kind of thing to where it is administered, for those who may."""

    kind: type
    title: str
    view: str
    permission: str
    icon: str = 'pen-line'
    above: bool = True  # stands on the pages of what lies in it, too


def add_edit_link(config, *arguments, **about):
    link = EditLink(*arguments, **about)
    config.action(('isegoria.edit_link', link.kind, link.view), lambda: config.registry.edit_links.append(link))


def add_desk_need(config, function):
    """`function(request)` gives what waits for this person, as rows of the macro `todo`; the overview of the desk asks it."""
    config.action(('isegoria.desk_need', function), lambda: config.registry.desk_needs.append(function))


VERBS = (
    ('sections', 'add_section'),
    ('account_links', 'add_account_link'),
    ('desk_links', 'add_desk_link'),
    ('space_desk_links', 'add_space_desk_link'),
)


def includeme(config):
    config.registry.desk_needs, config.registry.edit_links = [], []
    config.add_directive('add_desk_need', add_desk_need)
    config.add_directive('add_edit_link', add_edit_link)
    for name, verb in VERBS:
        setattr(config.registry, name, [])
        config.add_directive(verb, add(name))
