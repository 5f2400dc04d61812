"""The activity log at the desk: who did what, to which thing, where and when; names are looked up as they are shown."""

from dataclasses import dataclass
from functools import cached_property

from isegoria import clock, formats
from isegoria.accounts.roles import NAMES
from isegoria.activity import EVERYBODY, STAFF_ONLY, Record
from isegoria.admin.collection import Cell, Column, Filter, ListCollection, collection
from isegoria.catalog.query import Hit
from isegoria.i18n import _
from isegoria.root import Site
from isegoria.security import MEMBER
from isegoria.templating import address, text, title_of
from isegoria.texts import in_language

ROLES = {**NAMES, MEMBER: _('Member')}


@dataclass(frozen=True)
class Shown:
    """A record in words: who, what was done, the thing with its address if it still is there, and its space."""

    record: Record
    when: str
    who: str
    who_url: str | None
    action: str
    title: str
    url: str | None
    space: str


def shown(request, records) -> list[Shown]:
    return [show(request, record) for record in records]


def show(request, record: Record) -> Shown:
    resource = resource_of(request, record)
    person = request.person(record.who) if record.who is not None else None
    space = request.site.place(record.space) if record.space is not None else None
    return Shown(
        record=record,
        when=formats.datetime(clock.moment(record.when), request.language, request.site.time_zone),
        who=person.name if person is not None else request.localizer.translate(_('The site itself')),
        who_url=person.url if person is not None else None,
        action=action_words(request, record.action),
        title=title(request, record, resource),
        url=address(request, resource) if resource is not None and request.viewer.sees(resource) else None,
        space=text(request, space.title) if space is not None and record.resource != record.space else '',
    )


def resource_of(request, record: Record):
    """The thing itself, or None when it is gone or has no page."""
    if record.resource is None:
        return None
    site = request.site
    place = site.place(record.resource)
    if place is not None:
        return place
    load = request.registry.loaders.get(record.type)
    return load(site, Hit(record.resource, record.type, record.component)) if load is not None else None


def title(request, record, resource) -> str:
    """What the thing is called now, else what it was called then, else what kind of thing it was."""
    found = ''
    if resource is not None:
        found = request.person(resource.id).name if record.type == 'participant' else title_of(request, resource)
    return found or in_language(dict(record.title), request.language, request.site.default_language) or record.type


def action_words(request, action: str) -> str:
    words = next((each.words for each in request.registry.logged.values() if each.action == action), action)
    return request.localizer.translate(words)


@collection(context=Site, name='log', permission='organization')
class Log(ListCollection):
    """All that was done in a month."""

    title = _('Activity log')
    explanation = _('Who did what, and when. Nothing here can be changed or removed.')
    searched, sort = True, '-when'
    columns = (
        Column('when', _('When'), sort=lambda record: record.when),
        Column('who', _('Who')),
        Column('action', _('Did what')),
        Column('thing', _('To what')),
        Column('space', _('Where')),
    )
    filters = (
        Filter('month', _('Month')),
        Filter('did', _('Did what')),
        Filter('type', _('Kind of thing')),
        Filter('in', _('Where')),
    )

    @cached_property
    def records(self):
        """Those of the month that was asked for, or of the latest one."""
        activity = self.context.activity
        months = activity.months() if activity is not None else []
        wanted = self.request.GET.get('month')
        month = wanted if wanted in months else (months[0] if months else None)
        return [each for each in activity.of_month(month) if each.visibility in (STAFF_ONLY, EVERYBODY)] if month else []

    def resources(self):
        return self.records

    def key(self, record):
        return str(record.when)

    def label(self, record):
        return self.shown(record).title

    def words_of(self, record):
        participant = self.context['participants'].get_by_id(record.who)
        names = f'{participant.name} {participant.nickname} {participant.email}' if participant is not None else ''
        return f'{names} {self.shown(record).title}'

    @cached_property
    def _shown(self):
        return {}

    def shown(self, record) -> Shown:
        if record not in self._shown:
            self._shown[record] = show(self.request, record)
        return self._shown[record]

    def when_cell(self, record):
        return self.shown(record).when

    def who_cell(self, record):
        return Cell(self.shown(record).who, url=self.shown(record).who_url)

    def action_cell(self, record):
        return Cell(self.shown(record).action, note=', '.join(filter(None, (self.about(*pair) for pair in record.about))))

    def about(self, name, value) -> str:
        """What else a record says, in words: a role, where it is held, a number."""
        if name == 'role':
            return self.request.localizer.translate(ROLES.get(value, value))
        if name == 'place':
            place = self.context if value == self.context.id else self.context.place(value)
            return text(self.request, place.title) if place is not None else ''
        return '' if value is None else str(value)

    def thing_cell(self, record):
        return Cell(self.shown(record).title, url=self.shown(record).url)

    def space_cell(self, record):
        return self.shown(record).space

    def month_choices(self):
        activity = self.context.activity
        return [(month, month) for month in (activity.months() if activity is not None else ())]

    def month_matches(self, _record, _value):
        return True  # only the month's records were read

    def did_choices(self):
        return [(action, action_words(self.request, action)) for action in sorted({record.action for record in self.records})]

    def did_matches(self, record, value):
        return record.action == value

    def type_choices(self):
        return [(type_, type_) for type_ in sorted({record.type for record in self.records})]

    def type_matches(self, record, value):
        return record.type == value

    def in_choices(self):
        spaces = (self.context.place(number) for number in {record.space for record in self.records})
        return [(space.id, text(self.request, space.title)) for space in spaces if space is not None]

    def in_matches(self, record, value):
        return str(record.space) == value
