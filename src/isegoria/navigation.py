"""The sections of a site and the links of an account: each part of the product adds its own, in one order."""

from collections.abc import Callable
from dataclasses import dataclass


def always(_request):
    return True


@dataclass(frozen=True)
class Section:
    """A link of the main menu, of administration or of the account menu; `shown(request)` decides whether it stands there."""

    title: str
    path: str
    order: float = 0
    icon: str = ''
    shown: Callable = always
    post: bool = False  # a button that posts: signing out
    group: str = ''


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


def includeme(config):
    for name, verb in (('sections', 'add_section'), ('account_links', 'add_account_link'), ('desk_links', 'add_desk_link')):
        setattr(config.registry, name, [])
        config.add_directive(verb, add(name))
