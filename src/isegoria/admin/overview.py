"""The overview of the desk: what waits for this person, figures of the last days, their spaces, what happened."""

from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from pyramid.view import view_config

from isegoria import clock, formats
from isegoria.admin.log import shown
from isegoria.admin.places import require_desk
from isegoria.catalog import count
from isegoria.i18n import _, plural
from isegoria.root import Site
from isegoria.security import MANAGE, VIEW

DAYS = 30
WEEK = timedelta(days=7)
LATEST = 5
NOON, EVENING = 12, 19


@view_config(context=Site, name='admin', request_method='GET', permission=VIEW, renderer='isegoria:templates/admin/overview.pt')
def overview(site, request):
    """For whoever has a role somewhere; each sees what their roles let them see."""
    require_desk(request)
    places = [site] if request.has_permission(MANAGE, site) else request.desk_spaces
    return {
        'title': greeting(request),
        'today': formats.date(clock.now(), request.language, site.time_zone, 'full'),
        'needs': [need for function in request.registry.desk_needs for need in function(request)],
        'figures': figures(request, places),
        'columns': per_day(request, places),
        'spaces': request.desk_spaces,
        'records': latest(request),
        'may_read_log': bool(request.has_permission('organization', site)),
    }


def greeting(request) -> str:
    hour = formats.local(clock.now(), request.site.time_zone).hour
    words = _('Good morning, ${name}') if hour < NOON else _('Good afternoon, ${name}')
    words = _('Good evening, ${name}') if hour >= EVENING else words
    return request.localizer.translate(_(words, mapping={'name': request.identity.name}))


def types(request) -> dict[str, str]:
    """The main type of each component that there is, with its title."""
    main = [component.search[0] for component in request.registry.components.values() if component.search]
    return dict(main)


def figures(request, places) -> list[tuple]:
    """What came in within a week, with the week before beside it."""
    now = clock.now()
    found = [(title, (type_,)) for type_, title in types(request).items()] + [(_('Comments'), ('comment',))]
    if request.site in places:
        found.append((_('People who joined'), ('participant',)))
    return [figure(request, places, title, kinds, now) for title, kinds in found]


def figure(request, places, title, kinds, now):
    lately = number(request, places, kinds, now - WEEK, now)
    before = number(request, places, kinds, now - 2 * WEEK, now - WEEK)
    earlier = plural(request, '${n} the week before', '${n} the week before', before)
    words = request.localizer.translate(_('${what} in 7 days', mapping={'what': request.localizer.translate(title)}))
    return (formats.number(lately, request.language), words, earlier)


def number(request, places, kinds, start, end) -> int:
    span = {'created_after': clock.microseconds(start), 'created_before': clock.microseconds(end)}
    return sum(count(request, place, *kinds, **span) for place in places)


def per_day(request, places) -> dict | None:
    """Contributions of each of the last days, for the chart; None where nothing came in."""
    zone, language = ZoneInfo(request.site.time_zone), request.language
    today = formats.local(clock.now(), request.site.time_zone).date()
    days = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    edges = [datetime.combine(day, time(), zone) for day in (*days, today + timedelta(days=1))]
    kinds = (*types(request), 'comment')
    values = [number(request, places, kinds, start, end) for start, end in pairwise(edges)]
    if not any(values):
        return None
    labels = [formats.date(day, language, style='day-month') for day in days]
    translate = request.localizer.translate
    return {
        'title': translate(_('Contributions and comments per day')),
        'words': plural(request, '${n} in ${days} days', '${n} in ${days} days', sum(values), days=DAYS),
        'points': list(zip(labels, values, strict=True)),
        'first': labels[0],
        'last': labels[-1],
        'label_head': translate(_('Day')),
        'value_head': translate(_('Contributions')),
    }


def latest(request) -> list:
    """The last records of the log: all of them for an administrator, else those of the spaces that one manages."""
    site = request.site
    if site.activity is None:
        return []
    if request.has_permission('organization', site):
        return shown(request, site.activity.latest(LATEST))
    managed = {space.id for space in request.desk_spaces if request.has_permission(MANAGE, space)}
    return shown(request, site.activity.latest(LATEST, lambda record: record.space in managed)) if managed else []
