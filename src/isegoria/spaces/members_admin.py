"""Members of a space that is not open: who was admitted, admitting somebody, taking them out (10 §3)."""

from dataclasses import dataclass

from isegoria import clock, formats
from isegoria.accounts.email_addresses import EmailAddress
from isegoria.accounts.resource import Participant
from isegoria.activity import Logged
from isegoria.admin import invitations
from isegoria.admin.collection import BulkAction, Cell, Column, Filter, ListCollection, collection
from isegoria.admin.forms import FORM, DeskForm
from isegoria.admin.roles import ACCEPTED, INVITED, InvitedName
from isegoria.events import Event
from isegoria.forms import Refused, Schema, form_view
from isegoria.i18n import _
from isegoria.security import MANAGE, MEMBER
from isegoria.spaces.space import OPEN, Space
from isegoria.templating import address


class MemberAdmitted(Event):
    """Somebody was admitted to a space; the resource is the space, for nobody else learns who its members are."""


class MemberRemoved(Event):
    """Somebody is no member any more."""


@dataclass(frozen=True)
class Membership:
    """A member, or somebody who was invited to be one."""

    who: Participant | invitations.Invitation
    since: int = 0

    @property
    def participant(self) -> Participant | None:
        return self.who if isinstance(self.who, Participant) else None

    @property
    def key(self) -> str:
        return str(self.who.id) if isinstance(self.who, Participant) else self.who.key

    @property
    def name(self) -> str:
        return self.who.name

    @property
    def email(self) -> str:
        return self.who.email


@collection(context=Space, name='members', permission=MANAGE)
class MembersDesk(ListCollection):
    title, searched, sort = _('Members'), True, 'name'
    nothing = _('There is no member yet.')
    columns = (
        Column('name', _('Name'), sort=lambda member: member.name.casefold()),
        Column('email', _('Email address'), sort=lambda member: member.email),
        Column('since', _('Since'), sort=lambda member: member.since),
        Column('last', _('Last sign-in')),
    )
    filters = (Filter('invited', _('Invitation')),)
    actions = (
        BulkAction(
            'remove',
            _('Take out'),
            _('Take these people out?'),
            _('What they wrote stays. They read and take part no more, unless they have a role.'),
            danger=True,
        ),
    )

    @property
    def explanation(self):
        if self.context.access == OPEN:
            return _('This space is open to everybody, so being a member makes no difference now.')
        return _('They take part here, beside those who have a role.')

    def links(self):
        url = address(self.request, self.context, 'add-member')
        return [{'title': _('Add a member'), 'url': url, 'sign': 'user-plus', 'main': True}]

    def resources(self):
        people = self.request.site['participants']
        found = [(people.get_by_id(number), since) for number, since in self.context.members.items()]
        members = [Membership(person, since) for person, since in found if person is not None]
        waiting = [each for each in self.context.invited if each.role == MEMBER and not each.is_over]
        return members + [Membership(each, each.when) for each in waiting]

    def key(self, member):
        return member.key

    def label(self, member):
        return member.name

    def words_of(self, member):
        nickname = member.participant.nickname if member.participant else ''
        return f'{member.name} {nickname} {member.email}'

    def name_cell(self, member):
        if member.participant is None:
            return Cell(member.name, note=_('Invited'))
        return Cell(member.name, url=address(self.request, member.participant), note=f'@{member.participant.nickname}')

    def email_cell(self, member):
        return member.email

    def since_cell(self, member):
        return formats.date(member.since, self.request.language, self.request.site.time_zone) if member.since else ''

    def last_cell(self, member):
        person = member.participant
        if person is None or not person.last_sign_in:
            return _('Never')
        return formats.date(person.last_sign_in, self.request.language, self.request.site.time_zone)

    def invited_choices(self):
        return [(ACCEPTED, _('Accepted')), (INVITED, _('Waits'))]

    def invited_matches(self, member, value):
        return (member.participant is not None) == (value == ACCEPTED)

    def do_remove(self, member, _data):
        if member.participant is None:
            invitations.withdraw(self.context, member.email, MEMBER)
        else:
            self.context.members.discard(member.participant.id)
            self.request.registry.notify(MemberRemoved(self.context, self.request))


class MemberSchema(Schema):
    email = EmailAddress(autocomplete='off')
    name = InvitedName()


@form_view(context=Space, name='add-member', permission=MANAGE, renderer=FORM)
class AddMember(DeskForm):
    schema, title = MemberSchema, _('Add a member')
    explanation = _('Who has no account with this address is invited to make one, and is a member from then on.')
    buttons = ((_('Add'), 'save'),)

    def save(self, data):
        space = self.context
        person = self.request.site['participants'].get_by_email(data['email'])
        if person is None:
            try:
                invitations.invite(space, data['email'], data['name'], MEMBER, self.request)
            except ValueError as refused:
                raise Refused(refused.args[0], 'email') from None
            return self.done(space, 'members', message=_('The invitation is sent.'))
        if not space.members.add(person.id, clock.microseconds()):
            raise Refused(_('This person is a member already.'), 'email')
        self.request.registry.notify(MemberAdmitted(space, self.request))
        return self.done(space, 'members', message=_('The member is added.'))


def includeme(config):
    config.add_logged(MemberAdmitted, Logged('create_member', _('Added a member')))
    config.add_logged(MemberRemoved, Logged('delete_member', _('Took a member out')))
    config.scan(__name__)
