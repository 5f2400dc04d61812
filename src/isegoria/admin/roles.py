"""Who has which role, in the whole site or in a space: the list, giving one, taking one away (03 §1.1)."""

from dataclasses import dataclass

import colander
from deform.widget import RadioChoiceWidget
from pyramid.view import view_defaults

from isegoria import formats
from isegoria.accounts import roles
from isegoria.accounts.email_addresses import EmailAddress
from isegoria.accounts.events import RoleGiven, RoleTaken
from isegoria.accounts.fields import Name
from isegoria.accounts.resource import Participant
from isegoria.admin import invitations
from isegoria.admin.collection import BulkAction, Cell, Column, Filter, ListCollection, collection
from isegoria.admin.forms import FORM, DeskForm
from isegoria.forms import Refused, Schema, form_view
from isegoria.i18n import _
from isegoria.root import Site
from isegoria.security import MANAGE, MEMBER, ORGANIZATION
from isegoria.spaces.space import Space
from isegoria.templating import address

ACCEPTED, INVITED = 'accepted', 'invited'


@dataclass(frozen=True)
class Holding:
    """A role that somebody holds at a place, or is invited to."""

    role: str
    who: Participant | invitations.Invitation

    @property
    def participant(self) -> Participant | None:
        return self.who if isinstance(self.who, Participant) else None

    @property
    def key(self) -> str:
        return f'{self.who.id}:{self.role}' if isinstance(self.who, Participant) else self.who.key

    @property
    def name(self) -> str:
        return self.who.name

    @property
    def email(self) -> str:
        return self.who.email


def holdings(site, place) -> list[Holding]:
    """Roles held at the place itself, then those that wait for somebody."""
    people = site['participants']
    held = [(people.get_by_id(number), names) for number, names in roles.holders(place)]
    found = [Holding(role, person) for person, names in held if person is not None for role in sorted(names)]
    return found + [Holding(each.role, each) for each in place.invited if each.role != MEMBER and not each.is_over]


class RolesDesk(ListCollection):
    title, searched, sort = _('Roles'), True, 'name'
    explanation = _('Who has a role here has it in everything below, too.')
    nothing = _('Nobody has a role here yet.')
    columns = (
        Column('name', _('Name'), sort=lambda holding: holding.name.casefold()),
        Column('email', _('Email address'), sort=lambda holding: holding.email),
        Column('role', _('Role'), sort=lambda holding: holding.role),
        Column('last', _('Last sign-in')),
    )
    filters = (Filter('role', _('Role')), Filter('invited', _('Invitation')))
    actions = (BulkAction('take', _('Take the role away'), _('Take these roles away?'), danger=True),)

    def resources(self):
        return holdings(self.request.site, self.context)

    def links(self):
        url = address(self.request, self.context, 'give-role')
        return [{'title': _('Give a role'), 'url': url, 'sign': 'user-plus', 'main': True}]

    def key(self, holding):
        return holding.key

    def label(self, holding):
        return f'{holding.name}, {self.request.localizer.translate(roles.NAMES[holding.role])}'

    def words_of(self, holding):
        nickname = holding.participant.nickname if holding.participant else ''
        return f'{holding.name} {nickname} {holding.email}'

    def name_cell(self, holding):
        person = holding.participant
        if person is None:
            return Cell(holding.name, note=_('Invited'))
        return Cell(person.name, url=address(self.request, person), note=f'@{person.nickname}')

    def email_cell(self, holding):
        return holding.email

    def role_cell(self, holding):
        return roles.NAMES[holding.role]

    def last_cell(self, holding):
        person = holding.participant
        if person is None or not person.last_sign_in:
            return _('Never')
        return formats.date(person.last_sign_in, self.request.language, self.request.site.time_zone)

    def role_choices(self):
        return [(role, roles.NAMES[role]) for role in roles.roles_at(self.context)]

    def role_matches(self, holding, value):
        return holding.role == value

    def invited_choices(self):
        return [(ACCEPTED, _('Accepted')), (INVITED, _('Waits'))]

    def invited_matches(self, holding, value):
        return (holding.participant is not None) == (value == ACCEPTED)

    def do_take(self, holding, _data):
        if holding.participant is None:
            invitations.withdraw(self.context, holding.email, holding.role)
            return
        taken = roles.take(self.context, holding.participant, holding.role, by=self.request.viewer.id)
        if taken:
            about = {'place': self.context, 'role': holding.role}
            self.request.registry.notify(RoleTaken(holding.participant, self.request, **about))


@collection(context=Site, name='roles', permission=ORGANIZATION)
class SiteRoles(RolesDesk):
    """Roles in the whole site."""


@collection(context=Space, name='roles', permission=MANAGE)
class SpaceRoles(RolesDesk):
    """Roles in a space."""


@colander.deferred
def offered(_node, bound):
    translate = bound['request'].localizer.translate
    return RadioChoiceWidget(values=[(role, translate(roles.NAMES[role])) for role in roles.roles_at(bound['context'])])


@colander.deferred
def one_of_them(_node, bound):
    return colander.OneOf(roles.roles_at(bound['context']))


class InvitedName(Name):
    """The name of somebody who has no account yet."""

    missing = ''
    description = _('For the invitation, if there is no account with this address yet.')
    autocomplete = 'off'


class RoleSchema(Schema):
    email = EmailAddress(autocomplete='off')
    name = InvitedName()
    role = colander.SchemaNode(colander.String(), title=_('Role'), widget=offered, validator=one_of_them)


@form_view(context=Site, permission=ORGANIZATION)
@form_view(context=Space, permission=MANAGE)
@view_defaults(name='give-role', renderer=FORM)
class GiveRole(DeskForm):
    schema, title = RoleSchema, _('Give a role')
    explanation = _('Who has no account with this address is invited to make one, and has the role from then on.')
    buttons = ((_('Give the role'), 'save'),)

    def save(self, data):
        place, role = self.context, data['role']
        person = self.request.site['participants'].get_by_email(data['email'])
        try:
            if person is None:
                invitations.invite(place, data['email'], data['name'], role, self.request)
                return self.done(place, 'roles', message=_('The invitation is sent.'))
            if not roles.give(place, person, role):
                raise Refused(_('This person has the role already.'), 'email')
        except ValueError as refused:
            raise Refused(refused.args[0], 'email') from None
        self.request.registry.notify(RoleGiven(person, self.request, place=place, role=role))
        return self.done(place, 'roles', message=_('The role is given. It counts from the next sign-in.'))
