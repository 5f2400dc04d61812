"""Administration of phases: their order, dates and words, what each opens, and moving on (10 §6)."""

import colander
from deform.widget import DateTimeInputWidget
from pyramid.view import view_config

from isegoria import formats, outbox
from isegoria.admin.collection import Button, Cell, Column, ListCollection, collection
from isegoria.admin.forms import CONFIRM, FORM, DeskForm, Question
from isegoria.events import Changed, Created, PhaseActivated, Removed
from isegoria.forms import Refused, Schema, form_view, go
from isegoria.i18n import _
from isegoria.schemas import Translated
from isegoria.security import MANAGE
from isegoria.spaces.fields import LONGEST_TITLE, Moment
from isegoria.spaces.phases import InPhase, PhaseOf, Phases
from isegoria.spaces.settings_form import SettingsForm
from isegoria.templating import address, text

PATH_WORDS = _('The part of the address after that of the process, for example proposals/new.')
COMMON = {'like': _('Like'), 'comment': _('Discuss'), 'create': _('Write'), 'vote': _('Vote')}
PATH = r'[a-zA-Z][a-zA-Z0-9_/-]*'


def process_of(phases: Phases):
    return phases.__parent__


def told(phases):
    """Pages of the process say what its phases are."""
    outbox.put(process_of(phases), outbox.PLACE)


def dates(request, phase) -> str:
    """When it is, in words."""
    zone, language = request.site.time_zone, request.language
    starts = formats.moment(phase.starts, language, zone) if phase.starts else ''
    ends = formats.moment(phase.ends, language, zone, phase.last) if phase.ends else ''
    return ' – '.join(filter(None, (starts, ends)))


def verbs(request, component, actions) -> str:
    """What is opened, in the words of the component."""
    known = component.manifest.verbs or {}
    opened = [action for action in component.manifest.actions if action in actions]
    words = [known[action][1] if action in known else COMMON.get(action, action) for action in opened]
    return ', '.join(request.localizer.translate(each) for each in words)


@collection(context=Phases, permission=MANAGE)
class PhasesDesk(ListCollection):
    title = _('Phases')
    explanation = _('One phase is active. It says what people can do in each part of the process.')
    nothing = _('There is no phase yet.')
    columns = (Column('title', _('Title')), Column('state', _('State')), Column('dates', _('Dates')), Column('opens', _('Opens')))

    def links(self):
        follows = self.context.follow_dates
        switch = _('Stop following the dates') if follows else _('Follow the dates')
        return [
            {'title': _('New phase'), 'url': address(self.request, self.context, 'new'), 'sign': 'plus', 'main': True},
            {'title': switch, 'url': address(self.request, self.context, 'follow-dates'), 'sign': 'clock', 'post': True},
        ]

    def resources(self):
        return [PhaseOf(self.context, phase) for phase in self.context]

    def buttons(self, resource):
        at, last = self.context.position(resource.phase), len(self.context) - 1
        url = address(self.request, resource)
        return [
            Button(_('Earlier'), f'{url}/up', 'arrow-up', disabled=at == 0),
            Button(_('Later'), f'{url}/down', 'arrow-down', disabled=at == last),
        ]

    def title_cell(self, resource):
        title = text(self.request, resource.title)
        return Cell(title, url=address(self.request, resource, 'edit'), lang=title.language)

    def state_cell(self, resource):
        if resource.phase.id == self.context.active_id:
            return Cell(_('Active'), badge=('megaphone', 'warm'))
        return Cell(_('Not active'), badge=('circle-dashed', None))

    def dates_cell(self, resource):
        return dates(self.request, resource.phase)

    def opens_cell(self, resource):
        found = []
        for component in process_of(self.context).components():
            opened = verbs(self.request, component, self.context.opened_by(resource.phase, component))
            if opened:
                found.append(f'{text(self.request, component.title)}: {opened}')
        return ' · '.join(found)


class PhaseSchema(Schema):
    title = Translated(title=_('Title'), required_in_default=True, longest=LONGEST_TITLE)
    description = Translated(title=_('Description'), rich=True)
    starts = Moment(title=_('Begins'), widget=DateTimeInputWidget(), missing=None)
    ends = Moment(title=_('Ends'), widget=DateTimeInputWidget(), missing=None)
    cta_text = Translated(title=_('Words of the button'), description=_('For example: Make a proposal'), longest=60)
    cta_path = colander.SchemaNode(
        colander.String(),
        title=_('Where the button leads'),
        description=PATH_WORDS,
        missing='',
        validator=colander.Regex(f'^{PATH}$', msg=PATH_WORDS),
    )

    def validator(self, node, data):
        if data['starts'] and data['ends'] and data['starts'] >= data['ends']:
            wrong = colander.Invalid(node)
            wrong['ends'] = _('A phase starts before it ends.')
            raise wrong


@form_view(context=Phases, name='new', permission=MANAGE, renderer=FORM)
class NewPhase(DeskForm):
    schema, title = PhaseSchema, _('New phase')
    explanation = _('It comes last, and begins with everything closed that can be closed.')

    def save(self, data):
        phase = self.context.add(data.pop('title'), **data)
        told(self.context)
        made = PhaseOf(self.context, phase)
        self.request.registry.notify(Created(made, self.request))
        return self.done(made, 'edit', message=_('The phase is made. Say what it opens.'))


@form_view(context=PhaseOf, name='edit', permission=MANAGE, renderer=FORM)
class EditPhase(DeskForm):
    schema, title = PhaseSchema, _('Phase')

    @property
    def phases(self):
        return self.context.__parent__

    def links(self):
        """What it opens in each component; moving on to it; removing it."""
        request, here = self.request, self.context
        found = []
        for component in process_of(self.phases).components():
            words = _('What it opens in ${component}', mapping={'component': text(request, component.title)})
            title = request.localizer.translate(words)
            found.append({'title': title, 'url': address(request, here, component.slug), 'sign': component.manifest.icon})
        if here.phase.id != self.phases.active_id:
            found.append({'title': _('Move on to this phase'), 'url': address(request, here, 'activate'), 'sign': 'megaphone'})
        return [*found, {'title': _('Remove'), 'url': address(request, here, 'remove'), 'sign': 'trash-2'}]

    def appstruct(self):
        names = ('title', 'description', 'starts', 'ends', 'cta_text', 'cta_path')
        return {name: getattr(self.context.phase, name) for name in names}

    def save(self, data):
        try:
            self.phases.change(self.context.phase, **data)
        except ValueError as refused:
            raise Refused(refused.args[0], 'ends') from None
        told(self.phases)
        self.request.registry.notify(Changed(self.context, self.request))
        return self.done(self.phases, message=_('The phase is saved.'))


@view_config(context=PhaseOf, name='up', request_method='POST', permission=MANAGE)
@view_config(context=PhaseOf, name='down', request_method='POST', permission=MANAGE)
def move(phase_of, request):
    """One place earlier or later; at the end of the row nothing happens."""
    phases = phase_of.__parent__
    phases.move(phase_of.phase, -1 if request.view_name == 'up' else 1)
    told(phases)
    return go(request, phases, message=_('The order is changed.'))


@view_config(context=Phases, name='follow-dates', request_method='POST', permission=MANAGE)
def follow_dates(phases, request):
    """Shall the worker move on when a date comes?"""
    phases.follow_dates = not phases.follow_dates
    request.registry.notify(Changed(process_of(phases), request))
    on, off = _('The phases follow their dates.'), _('The phases stay until somebody moves on.')
    return go(request, phases, message=on if phases.follow_dates else off)


@form_view(context=PhaseOf, name='activate', permission=MANAGE, renderer=CONFIRM)
class ActivatePhase(Question):
    """Says of each component what opens and what closes; then moves on."""

    words = _('This happens at once, for everybody.')
    yes = _('Move on')

    @property
    def question(self):
        return _('Move on to “${phase}”?', mapping={'phase': text(self.request, self.context.title)})

    @property
    def phases(self):
        return self.context.__parent__

    def back(self):
        return address(self.request, self.phases)

    def reason_against(self):
        return _('This phase is active already.') if self.context.phase.id == self.phases.active_id else ''

    def facts(self):
        return [(text(self.request, each.title), self.what_changes(each)) for each in process_of(self.phases).components()]

    def what_changes(self, component) -> str:
        before = self.phases.opened_by(self.phases.active, component)
        after = self.phases.opened_by(self.context.phase, component)
        changes = (
            (_('Opens: ${verbs}'), after - before),
            (_('Closes: ${verbs}'), before - after),
            (_('Stays open: ${verbs}'), before & after),
        )
        translate = self.request.localizer.translate
        said = [translate(_(words, mapping={'verbs': verbs(self.request, component, each)})) for words, each in changes if each]
        return '. '.join(said) or translate(_('Nothing is open, before or after.'))

    def do(self):
        self.phases.activate(self.context.phase)
        self.request.registry.notify(PhaseActivated(process_of(self.phases), self.request))
        return _('The process has moved on.')


@form_view(context=PhaseOf, name='remove', permission=MANAGE, renderer=CONFIRM)
class RemovePhase(Question):
    question = _('Remove this phase?')
    words = _('Its dates and what it opens are lost. What people did in it stays.')
    yes, danger = _('Remove the phase'), True

    def back(self):
        return address(self.request, self.context.__parent__)

    def facts(self):
        return [(_('Title'), text(self.request, self.context.title)), (_('Dates'), dates(self.request, self.context.phase))]

    def reason_against(self):
        phases = self.context.__parent__
        if self.context.phase.id == phases.active_id and len(phases) > 1:
            return _('The active phase cannot be removed. Move on to another one first.')
        return ''

    def do(self):
        phases = self.context.__parent__
        phases.remove(self.context.phase)
        told(phases)
        self.request.registry.notify(Removed(self.context, self.request))
        return _('The phase is removed.')


@form_view(context=InPhase, permission=MANAGE, renderer=FORM)
class PhaseSettings(SettingsForm):
    """What a phase opens, and sets, in one component."""

    @property
    def title(self):
        about = {'component': text(self.request, self.context.title), 'phase': text(self.request, self.context.phase.title)}
        return _('${component} in “${phase}”', mapping=about)

    def declared(self):
        return self.context.component.manifest.phase_settings

    def current(self):
        return self.context.values

    def bindings(self):
        return {**super().bindings(), 'context': self.context.component}

    def save(self, data):
        phase_of = self.context.__parent__
        phases = phase_of.__parent__
        phases.set_settings(self.context.phase, self.context.component, self.settings(data))
        self.request.registry.notify(Changed(phase_of, self.request))
        return self.done(phase_of, 'edit', message=_('The settings are saved.'))
