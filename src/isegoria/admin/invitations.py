"""Invitations: who has no account yet gets a letter; the role waits at its place until they have confirmed their address."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from isegoria import clock
from isegoria.accounts import roles
from isegoria.accounts.events import Confirmed, RoleGiven
from isegoria.accounts.links import root_address
from isegoria.accounts.resource import email_key
from isegoria.events import Event
from isegoria.i18n import _
from isegoria.mail.letters import Letter, Recipient, post
from isegoria.security import MEMBER
from isegoria.templating import text
from isegoria.traits.support import NotPossible

LASTS = timedelta(days=14)


@dataclass(frozen=True)
class Invited(Event):
    """Somebody without an account was invited to a place; who, only the place knows."""

    role: str = ''


@dataclass(frozen=True)
class Invitation:
    """What waits for the owner of an address; it goes with the first sign-up, or after two weeks."""

    email: str
    role: str
    when: int  # microseconds
    by: int | None

    @property
    def name(self) -> str:
        return self.email

    @property
    def key(self) -> str:
        """How a list calls it in an address, where no email address has to stand."""
        return hashlib.blake2b(f'{self.email}:{self.role}'.encode(), digest_size=8).hexdigest()

    @property
    def is_over(self) -> bool:
        return clock.microseconds() - self.when > LASTS.total_seconds() * 1_000_000


def invite(place, email: str, name: str, role: str, request):
    """Write to somebody without an account; a second time the letter is sent again."""
    if request.site.registration_mode != 'enabled':
        raise NotPossible(_('Nobody has an account with this address, and new accounts cannot be created.'))
    made = Invitation(email_key(email), role, clock.microseconds(), request.identity.id)
    place.invited = (*(each for each in place.invited if (each.email, each.role) != (made.email, role)), made)
    post(request.registry, request.site, Recipient(email, name, request.language), letter(place, role, request))
    request.registry.notify(Invited(place, request, role=role))


def letter(place, role: str, request) -> Letter:
    onwards = '/admin' if role != MEMBER else request.resource_path(place)
    back = f'/{request.language}{onwards}' if role != MEMBER else onwards
    named = {'place': text(request, place.title), 'who': request.identity.name}
    words = _('${who} invites you to take part in “${place}”.', mapping=named)
    if role != MEMBER:
        named['role'] = request.localizer.translate(roles.NAMES[role])
        words = _('${who} invites you to work in “${place}”. Role: ${role}.', mapping=named)
    address = f'{root_address(request)}/{request.language}/register?back={back}'
    return Letter(
        _('You are invited'),
        (words, _('Create an account with this address within 14 days.')),
        (_('Create an account'), address),
        (_('If you do not want to, you need do nothing.'),),
    )


def withdraw(place, email: str, role: str):
    place.invited = tuple(each for each in place.invited if (each.email, each.role) != (email, role))


def places(site):
    return (site, *site.spaces())


def accept(registry, event):
    """Somebody confirmed an address: what waited for it is theirs."""
    person = event.resource
    site = person.__parent__.__parent__
    for place in places(site):
        for invitation in [each for each in place.invited if each.email == email_key(person.email)]:
            withdraw(place, invitation.email, invitation.role)
            if not invitation.is_over:
                admit(place, person, invitation.role, event.request, registry)


def admit(place, person, role: str, request, registry):
    """Give a role at a place, or make a member of it."""
    if role == MEMBER:
        place.members.add(person.id, clock.microseconds())
    elif roles.give(place, person, role):
        registry.notify(RoleGiven(person, request, place=place, role=role))


def forget_old(site, _moment, _since, _registry):
    """Addresses of people who did not come are not kept."""
    for place in places(site):
        if any(each.is_over for each in place.invited):
            place.invited = tuple(each for each in place.invited if not each.is_over)


def includeme(config):
    config.add_subscriber(partial(accept, config.registry), Confirmed)
    config.add_due(forget_old)
