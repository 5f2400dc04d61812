"""Administration of processes: the list, a new one, its settings, publishing it and taking it away (10 §5)."""

from isegoria import outbox
from isegoria.admin.collection import BulkAction, Cell, Column, Filter, collection
from isegoria.admin.forms import FORM, DeskForm
from isegoria.admin.places import require_desk
from isegoria.events import Changed, Created
from isegoria.forms import Refused, form_view
from isegoria.i18n import _
from isegoria.security import MANAGE, ORGANIZATION, TRASH, VIEW
from isegoria.spaces.processes.relations import change_slug, relate
from isegoria.spaces.processes.resource import Process, Processes
from isegoria.spaces.processes.schema import ACCESS, FACTS, TEXTS, NewProcessSchema, ProcessSchema
from isegoria.spaces.publishing import STATES, PlacesDesk, links_of_place, state_of
from isegoria.spaces.space import OPEN
from isegoria.templating import address, text

PLAIN = ('slug', 'announcement', 'starts', 'ends', 'terms', 'access', 'promoted', 'weight', 'related', 'group')
INTRODUCTION = {'en': 'Introduction', 'ca': 'Introducció', 'es': 'Introducción', 'fr': 'Introduction'}


@collection(context=Processes, name='admin', permission=VIEW)
class ProcessesDesk(PlacesDesk):
    """The processes that this person works in; all of them, and the trash, for who administers the site."""

    title, searched, sort = _('Processes'), True, 'weight'
    nothing = _('There is no process yet.')
    columns = (
        Column('title', _('Title'), sort=lambda process: process.slug),
        Column('state', _('State')),
        Column('phase', _('Phase')),
        Column('access', _('Who takes part')),
        Column('weight', _('Weight'), sort=lambda process: (process.weight, process.created), figures=True),
    )
    filters = (Filter('state', _('State'), tabs=True), Filter('access', _('Who takes part')))
    actions = (
        BulkAction('publish', _('Publish'), _('Publish these processes?')),
        BulkAction('unpublish', _('Unpublish'), _('Unpublish these processes?'), _('They leave the site with all they hold.')),
        BulkAction('trash', _('Put in the trash'), _('Put these processes in the trash?'), danger=True),
        BulkAction('restore', _('Take out of the trash'), _('Take these processes out of the trash?')),
    )  # fmt: skip
    permissions = {'publish': MANAGE, 'unpublish': MANAGE, 'trash': TRASH, 'restore': TRASH}

    def __init__(self, context, request):
        super().__init__(context, request)
        require_desk(request)

    def links(self):
        if not self.request.has_permission(ORGANIZATION, self.request.site):
            return []
        return [{'title': _('New process'), 'url': address(self.request, self.context, 'new'), 'sign': 'plus', 'main': True}]

    def resources(self):
        trashed = [each for each in self.context.values() if each.trashed is not None and self.request.has_permission(TRASH, each)]
        return [each for each in self.request.desk_spaces if each.__parent__ is self.context] + trashed

    def title_cell(self, process):
        may = self.request.has_permission(MANAGE, process)
        title = text(self.request, process.title)
        url = address(self.request, process, 'edit') if may else address(self.request, process)
        return Cell(title, url=url, note=process.slug_before_trash or process.slug, lang=title.language)

    def phase_cell(self, process):
        return text(self.request, process.phases.active.title) if process.phases.active else ''

    def access_cell(self, process):
        return dict(ACCESS)[process.access]

    def weight_cell(self, process):
        return process.weight

    def counts(self, each):
        found = self.resources()
        return {value: sum(state_of(process) == value for process in found) for value in STATES}

    def access_choices(self):
        return list(ACCESS)

    def access_matches(self, process, value):
        return process.access == value

    def reason_against(self, action, process):
        if not self.request.has_permission(self.permissions[action.name], process):
            return _('You may not do this here.')
        return super().reason_against(action, process)


@form_view(context=Processes, name='new', permission=ORGANIZATION, renderer=FORM)
class NewProcess(DeskForm):
    schema = NewProcessSchema
    title = _('New process')
    explanation = _('It begins unpublished, with one phase. Dates, topics and members come next.')
    buttons = ((_('Make it'), 'save'),)

    def bound_schema(self):
        about = {'context': self.context, 'request': self.request, 'language': self.request.language}
        return self.schema().bind(**about, slug_parent=self.context)

    def save(self, data):
        slug, title = data.pop('slug'), data.pop('title')
        process = Process(slug, title)
        for name, value in data.items():
            setattr(process, name, value)
        self.context.add(slug, process)
        languages = self.request.site.languages
        process.phases.add({code: words for code, words in INTRODUCTION.items() if code in languages})
        self.request.registry.notify(Created(process, self.request))
        return self.done(process, 'edit', message=_('The process is made. Nobody sees it before you publish it.'))


@form_view(context=Process, name='edit', permission=MANAGE, renderer=FORM)
class EditProcess(DeskForm):
    schema = ProcessSchema
    title = _('Settings of the process')

    def bound_schema(self):
        about = {'context': self.context, 'request': self.request, 'language': self.request.language}
        return self.schema().bind(**about, slug_parent=self.context.__parent__, slug_own=self.context)

    def links(self):
        return links_of_place(self.request, self.context)

    def appstruct(self):
        return {name: getattr(self.context, name) for name in (*TEXTS, *FACTS, *PLAIN)}

    def save(self, data):
        process = self.context
        opened = data.pop('open_to_everybody', True)
        if data['access'] == OPEN and process.access != OPEN and not opened:
            raise Refused(_('Only members read or take part now. Tick the box to open it to everybody.'), 'open_to_everybody')
        slug, related = data.pop('slug'), data.pop('related')
        if 'group' in data:
            data['group'] = data['group'] or None
        for name, value in data.items():
            setattr(process, name, value)
        if slug != process.slug:
            change_slug(process, slug)
        relate(process, related)
        outbox.put(process, outbox.PLACE)
        self.request.registry.notify(Changed(process, self.request))
        return self.done(process, 'edit', message=_('The settings are saved.'))
