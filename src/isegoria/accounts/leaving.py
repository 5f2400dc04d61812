"""Leaving: an account is deleted, what it gave stays counted, and nothing says any more whose it was (02 §9)."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from isegoria import clock, outbox
from isegoria.accounts import letters
from isegoria.accounts.events import Deleted
from isegoria.accounts.resource import Participant, email_key
from isegoria.mail.letters import post

FORGET = 'accounts.forget'
COMMENTS, PROPOSALS = 'comments', 'proposals'  # what somebody may wish to take along
STORES = ('contents', 'comments')


@dataclass(frozen=True)
class Departed:
    """What is left of a deleted account: in which components it supported, kept under a keyed hash of its address."""

    when: int
    supported: tuple[int, ...]


def hashed(registry, site, email: str) -> str:
    """A keyed hash of an address: whoever has the database cannot try out addresses."""
    secret = registry.settings['isegoria.secret'].encode()
    return hmac.new(secret, f'departed\0{site.id}\0{email_key(email)}'.encode(), hashlib.sha256).hexdigest()


def components(site):
    """Every component of every space, those in the trash too."""
    return [place for place in site.places.values() if hasattr(place, 'contents')]


def delete(registry, site, participant: Participant, *, reason='', wishes=frozenset(), request=None):
    """Delete an account for good, in this transaction; what takes longer is done by the worker."""
    if participant.deleted is not None:
        return
    people = site['participants']
    supported = tuple(each.id for each in components(site) if hasattr(each, 'cut_supports') and each.cut_supports(participant.id))
    if participant.email:
        people.departed[hashed(registry, site, participant.email)] = Departed(clock.microseconds(), supported)
        post(registry, site, letters.recipient(participant), letters.deleted(participant))
    for place in (site, *site.places.values()):
        take_everything(place, participant.id)
    people.stop_closing(participant)
    people.stop_waiting(participant)
    people.free_names(participant)
    blank(participant, reason)
    steps = tuple((component.id, store) for component in components(site) for store in STORES)
    forget_later(site, participant.id, wishes, steps)
    people.pack_wanted = clock.microseconds()
    outbox.changed(participant)
    registry.notify(Deleted(participant, request))


def take_everything(place, person: int):
    """No role and no membership is left at `place`."""
    if person in place.roles:
        place.roles = {number: roles for number, roles in place.roles.items() if number != person}
    if place.members:
        place.members.discard(person)


def blank(participant, reason):
    """Nothing personal is left in the record itself: each field is what it is in a new one."""
    kept = ('id', 'created', '__parent__')
    for name in [name for name in participant.__dict__ if not name.startswith('_p_') and name not in kept]:
        delattr(participant, name)
    participant.deleted, participant.delete_reason = clock.microseconds(), reason
    participant.session_stamp = secrets.token_urlsafe(9)


def forget_later(site, person, wishes, steps, number=0):
    """Ask the worker to go through all that was written, a stretch at a time."""
    if steps:
        outbox.put(site, FORGET, {'site': site, 'person': person, 'wishes': frozenset(wishes), 'steps': steps, 'number': number})


def forget(_registry, _connection, about):
    """The worker's job: likes go, votes on comments lose their owner, and what the person wished to take along goes."""
    site, steps, number = about['site'], about['steps'], about['number']
    (place, name), rest = steps[0], steps[1:]
    store = getattr(site.place(place), name, None)
    if store is None or number >= store.stretches:
        forget_later(site, about['person'], about['wishes'], rest)
        return
    for _number, content in store.stretch(number):
        content.forget(about['person'], about['wishes'])
    forget_later(site, about['person'], about['wishes'], steps, number + 1)


def remember_earlier_supports(site, participant: Participant, registry):
    """Somebody is back under the address of a deleted account: where that one supported, they cannot support again."""
    departed = site['participants'].departed.get(hashed(registry, site, participant.email))
    for number in departed.supported if departed is not None else ():
        component = site.place(number)
        if component is not None:
            component.bar(participant.id)
