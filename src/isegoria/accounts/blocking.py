"""Blocking: somebody may no longer take part, is told why, and may come back when it is taken back (02 §15, 03 §5)."""

from isegoria import clock, outbox
from isegoria.accounts import letters
from isegoria.accounts.events import Blocked, Unblocked
from isegoria.accounts.links import link, root_address
from isegoria.accounts.resource import Block
from isegoria.accounts.roles import is_last_administrator
from isegoria.i18n import _
from isegoria.mail.letters import post
from isegoria.traits.support import NotPossible

SHORTEST_STATEMENT = 15


def reason_against(site, participant, *, by: int | None):
    """Why somebody cannot be blocked, or None."""
    if participant.id == by:
        return _('You cannot block yourself.')
    if participant.blocked is not None:
        return _('This participant is blocked already.')
    if participant.is_gone:
        return _('This account is gone.')
    if is_last_administrator(site, participant):
        return _('This is the only administrator. Give the role to somebody else first.')
    return None


def block(site, participant, *, by: int | None, reason: str, statement: str) -> Block:
    """Block somebody; `reason` is the ground, `statement` what they are told. They are signed out and hidden at once."""
    refusal = reason_against(site, participant, by=by)
    if refusal:
        raise NotPossible(refusal)
    if len(statement.strip()) < SHORTEST_STATEMENT:
        raise NotPossible(_('Say why, in ${n} letters or more.', mapping={'n': SHORTEST_STATEMENT}))
    made = Block(clock.microseconds(), by, reason, statement.strip())
    participant.blocks, participant.blocked = (*participant.blocks, made), made.when
    participant.end_sessions()
    outbox.changed(participant)
    return made


def unblock(participant, *, by: int | None):
    """Take the last block back; what was hidden with it stays hidden."""
    if participant.blocked is None:
        raise NotPossible(_('This participant is not blocked.'))
    last = participant.blocks[-1]
    ended = Block(last.when, last.by, last.reason, last.statement, clock.microseconds(), by)
    participant.blocks, participant.blocked = (*participant.blocks[:-1], ended), None
    outbox.changed(participant)


def tell_blocked(event):
    """The statement of reasons reaches them by mail; on the login page it stands too."""
    _tell(event, lambda person, address: letters.blocked(person, person.blocks[-1], address))


def tell_unblocked(event):
    _tell(event, letters.unblocked)


def _tell(event, letter):
    request, person = event.request, event.resource
    if person.email and request is not None:
        address = getattr(event, 'address', '') or link(root_address(request), person.locale, 'login')
        post(request.registry, request.site, letters.recipient(person), letter(person, address))


def includeme(config):
    config.add_subscriber(tell_blocked, Blocked)
    config.add_subscriber(tell_unblocked, Unblocked)
