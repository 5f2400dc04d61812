"""What a space offers now: its tabs, what is open and until when, and the figures of its components."""

from dataclasses import dataclass
from datetime import datetime

from chameleon.utils import Markup

from isegoria import formats
from isegoria.catalog import count
from isegoria.content import above
from isegoria.i18n import _, plural
from isegoria.spaces.space import ComponentFolder, Space
from isegoria.templating import Frame, address, part_of_page, text


@dataclass(frozen=True)
class Opportunity:
    """Something one can do today: the verb and its icon, where, what it is about, until when."""

    action: str
    icon: str
    verb: str
    call: str
    component: ComponentFolder
    title: str
    url: str
    until: datetime | None
    number: str


def seen_components(request, space) -> list[ComponentFolder]:
    """Those of its menu that this viewer may see."""
    return [component for component in space.components() if component.in_menu and request.viewer.sees(component)]


def counted(request, component) -> int | None:
    """How many contents of its main type a component shows to this viewer."""
    types = component.manifest.search
    return count(request, component, types[0][0], **(component.manifest.counted or {})) if types else None


def own_title(request, component) -> str:
    """How it is called; '' where that says no more than its kind."""
    title = text(request, component.title)
    return '' if title == request.localizer.translate(component.manifest.title) else title


def how_many(request, component) -> str:
    """The same in words; '' of none."""
    n, words = counted(request, component), component.manifest.numbered
    if not n or words is None:
        return ''
    one, several = words
    return plural(request, one, several, n)


def tabs(request) -> list[dict]:
    """The parts of the space around the page: the space itself, then its components."""
    space = above(request.context, Space)
    if space is None:
        return []
    here = above(request.context, ComponentFolder)
    first = {
        'title': request.localizer.translate(_('The process')),
        'url': address(request, space),
        'count': None,
        'current': here is None,
    }
    return [first] + [
        {
            'title': text(request, component.title),
            'url': address(request, component),
            'count': counted(request, component),
            'current': component is here,
            'unpublished': not component.is_published,
        }
        for component in seen_components(request, space)
    ]


def band(request) -> Markup:
    """Over the pages of a component: where one is, the space and its parts; the same for all who may see the same."""
    space, viewer = above(request.context, Space), request.viewer
    parts = tuple((component.id, viewer.standing(component)) for component in seen_components(request, space))
    about = ('band', request.context.id, parts)
    return request.kept_part(
        space,
        about,
        lambda: part_of_page(
            request, 'spaces/band.pt', crumbs=Frame(request, request.context).crumbs, space_title=text(request, space.title)
        ),
    )


def last_day(space, language, zone) -> str:
    """The last day of the present phase, in words; '' where it has no end."""
    last = space.phase.last if space.phase is not None else None
    return formats.date(last, language, zone, 'day-month') if last else ''


def open_now(request, space) -> list[Opportunity]:
    """What anybody may do in a space today, in the order of its components and their actions."""
    phase, found = space.phase, []
    for component in seen_components(request, space):
        opened = component.open_actions if component.is_published else ()
        for action, (icon, verb, call) in (component.manifest.verbs or {}).items():
            if action in opened:
                found.append(
                    Opportunity(
                        action=action,
                        icon=icon,
                        verb=request.localizer.translate(verb),
                        call=request.localizer.translate(call),
                        component=component,
                        title=own_title(request, component),
                        url=address(request, component, *(('new',) if action == 'create' else ())),
                        until=phase.last if phase else None,
                        number=how_many(request, component),
                    )
                )
    return found


def includeme(config):
    config.add_request_method(tabs, 'space_tabs')
    config.add_request_method(band, 'space_band')
