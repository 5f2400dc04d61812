"""Participants at the desk: everybody with an account, and the page of one with data, sign-ins and roles (03 §2.1)."""

from pyramid.view import view_config

from isegoria import clock, formats, outbox
from isegoria.accounts import roles
from isegoria.accounts.resource import BLOCKED, CLOSED, IMPORTED, UNCONFIRMED, Participant, Participants
from isegoria.admin.collection import CatalogCollection, Cell, Column, Filter, collection
from isegoria.admin.forms import FORM, DeskForm
from isegoria.admin.invitations import places
from isegoria.events import Event
from isegoria.forms import Schema, form_view, go
from isegoria.i18n import _
from isegoria.moderation.cases import case_of, cases_of
from isegoria.schemas import Translated
from isegoria.security import MODERATE, ORGANIZATION
from isegoria.templating import address, text

STATES = {
    '': (_('Takes part'), 'circle-check', 'ok'),
    UNCONFIRMED: (_('Not confirmed'), 'clock', 'wait'),
    IMPORTED: (_('Imported, cannot sign in'), 'download', None),
    BLOCKED: (_('Blocked'), 'ban', 'no'),
    CLOSED: (_('Closed by its owner'), 'log-out', None),
}
ACTIVE = 'active'
PAGE = 'isegoria:templates/admin/participant.pt'


def state_cell(person) -> Cell:
    words, icon, colour = STATES[person.state]
    return Cell(words, badge=(icon, colour))


class MadeOfficial(Event):
    """Somebody speaks for the organization from now on."""


class MadeUnofficial(Event):
    """They no longer do."""


@collection(context=Participants, name='admin', permission=ORGANIZATION)
class ParticipantsDesk(CatalogCollection):
    title, types, searched = _('Participants'), (Participant.type,), True
    explanation = _('An email address is found only as a whole.')
    columns = (
        Column('name', _('Name'), sort='title'),
        Column('email', _('Email address')),
        Column('state', _('State')),
        Column('created', _('Since'), sort='created'),
        Column('last', _('Last sign-in')),
    )
    filters = (Filter('state', _('State')),)
    sort = '-created'

    @property
    def place(self):
        return self.request.site

    def asked(self):
        asked = super().asked()
        if '@' in asked['text']:
            person = self.context.get_by_email(asked['text'])
            found = [person] if person is not None else self.context.registrations(asked['text'])
            asked.update(text='', ids=tuple(each.id for each in found))
        return asked

    def name_cell(self, person):
        return Cell(person.name, url=address(self.request, person, 'admin'), note=f'@{person.nickname}' if person.nickname else '')

    def email_cell(self, person):
        return person.email or person.unconfirmed_email

    def state_cell(self, person):
        return state_cell(person)

    def created_cell(self, person):
        return formats.date(person.created, self.request.language, self.request.site.time_zone, 'medium')

    def last_cell(self, person):
        return when(self.request, person.last_sign_in) or _('Never')

    def state_choices(self):
        return [(state or ACTIVE, words) for state, (words, _icon, _colour) in STATES.items()]

    def state_conditions(self, value):
        return {'states': ('' if value == ACTIVE else value,)}


def when(request, moment) -> str:
    return formats.datetime(clock.moment(moment), request.language, request.site.time_zone) if moment else ''


@view_config(context=Participant, name='admin', request_method='GET', permission=ORGANIZATION, renderer=PAGE)
def participant(person, request):
    """All that the desk knows of somebody; what they wrote is on their profile."""
    translate = request.localizer.translate
    words, icon, colour = STATES[person.state]
    return {
        'title': person.name,
        'person': person,
        'badge': {'word': translate(words), 'sign': icon, 'state': colour},
        'facts': [(translate(name), value) for name, value in facts(person, request) if value],
        'sign_ins': [(when(request, each.since), each.device) for each in reversed(person.current_sign_ins)],
        'roles': held(person, request),
        'blocks': [block_shown(block, request) for block in reversed(person.blocks)],
        'case': case_of(request.site, person),
        'profile': address(request, person) if person.has_profile else None,
    }


def facts(person, request):
    yield _('Nickname'), f'@{person.nickname}' if person.nickname else ''
    yield _('Email address'), person.email
    yield _('Waits to be confirmed'), person.unconfirmed_email
    yield _('Since'), when(request, person.created)
    yield _('Confirmed'), when(request, person.confirmed)
    yield _('Last sign-in'), when(request, person.last_sign_in)
    yield _('Sign-ins'), formats.number(person.sign_in_count, request.language)
    yield _('Locked after wrong passwords'), when(request, person.locked)
    if person.official:
        yield _('Speaks for the organization'), text(request, person.official_as) or request.localizer.translate(_('Yes'))


def held(person, request) -> list[dict]:
    """The roles of somebody, with the place at which each is held."""
    found = []
    for place in places(request.site):
        for role in sorted(place.roles.get(person.id, ())):
            words = request.localizer.translate(roles.NAMES[role])
            found.append({'role': words, 'place': text(request, place.title), 'url': address(request, place, 'roles')})
    return found


def block_shown(block, request) -> dict:
    return {
        'when': when(request, block.when),
        'by': request.person(block.by).name if block.by is not None else '',
        'statement': block.statement,
        'ended': when(request, block.ended),
    }


@view_config(context=Participant, name='open-case', request_method='POST', permission=MODERATE)
def open_case(person, request):
    """Blocking, and taking a block back, is a decision with reasons: it is made in the person's case."""
    case = cases_of(request.site).open(person)
    outbox.changed(case)
    return go(request, case)


class OfficialSchema(Schema):
    official_as = Translated(
        title=_('As what'), description=_('It stands beside the name, for example: Department of Mobility.'), longest=80
    )


@form_view(context=Participant, name='official', permission=ORGANIZATION, renderer=FORM)
class Official(DeskForm):
    schema, title = OfficialSchema, _('Speaks for the organization')
    explanation = _('What they write carries the seal of the organization.')

    def links(self):
        if not self.context.official:
            return []
        url = address(self.request, self.context, 'unofficial')
        return [{'title': _('Speaks for nobody but themselves'), 'url': url, 'sign': 'undo-2', 'post': True}]

    def appstruct(self):
        return {'official_as': self.context.official_as}

    def save(self, data):
        self.context.make_official(data['official_as'])
        self.request.registry.notify(MadeOfficial(self.context, self.request))
        return self.done(self.context, 'admin', message=_('They speak for the organization.'))


@view_config(context=Participant, name='unofficial', request_method='POST', permission=ORGANIZATION)
def unofficial(person, request):
    person.make_unofficial()
    request.registry.notify(MadeUnofficial(person, request))
    return go(request, person, 'admin', message=_('They speak for themselves.'))
