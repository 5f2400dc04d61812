"""Retention: nothing about a person is kept longer than it is needed (02 §19a). The worker enforces each line."""

import logging
from datetime import datetime, timedelta

from isegoria import clock
from isegoria.accounts import leaving, letters
from isegoria.accounts.links import LOCAL, link, root_of
from isegoria.accounts.roles import is_last_administrator
from isegoria.formats import date
from isegoria.mail.letters import post

log = logging.getLogger(__name__)
UNCONFIRMED = timedelta(days=14)
ADDRESSES = timedelta(days=90)
UNUSED = timedelta(days=3 * 365)
WARNINGS = (timedelta(days=30), timedelta(days=7))  # before an unused account is deleted
KEPT = timedelta(days=14)  # forms that wait for somebody
SNAPSHOTS = timedelta(minutes=30)  # nobody reads a page for longer
GATHERED = 5000  # people after which memory is given back


def before(moment: datetime, span: timedelta) -> int:
    return clock.microseconds(moment - span)


def is_new_day(moment, since) -> bool:
    return moment.date() != since.date()


def everybody(site):
    """All participants, without holding them all in memory."""
    for number, participant in enumerate(site['participants'].people.values()):
        yield participant
        if number % GATHERED == GATHERED - 1:
            site._p_jar.cacheGC()


def close_accounts(site, moment, _since, registry):
    """Accounts that their owners closed are deleted when their seven days are over."""
    people = site['participants']
    for when, number in list(people.closing.items(max=clock.microseconds(moment))):
        participant = people.get_by_id(number)
        if participant is None or participant.closes is None:
            del people.closing[when]
        else:
            leaving.delete(registry, site, participant, reason=participant.delete_reason, wishes=participant.wishes)


def drop_registrations(site, moment, since, _registry):
    """Registrations that nobody confirmed go after fourteen days, and so do addresses that somebody wanted instead."""
    if not is_new_day(moment, since):
        return
    people, limit, dropped = site['participants'], before(moment, UNCONFIRMED), 0
    waiting = {number for numbers in people.waiting.values() for number in numbers}
    for participant in filter(None, map(people.get_by_id, waiting)):
        if participant.is_registration and participant.created < limit:
            people.drop(participant)
            dropped += 1
        elif not participant.is_registration and (participant.asked_for_email or 0) < limit:
            people.stop_waiting(participant)
    note('registrations removed', dropped)


def tidy_accounts(site, moment, since, registry):
    """Network addresses, sessions that are over and forms that waited too long go; unused accounts are warned and deleted."""
    if not is_new_day(moment, since):
        return
    blanked = deleted = 0
    for participant in everybody(site):
        blanked += blank_address(participant, moment)
        if any(each.until <= clock.microseconds(moment) for each in participant.sign_ins):
            participant.sign_ins = tuple(each for each in participant.sign_ins if each.until > clock.microseconds(moment))
        if participant.kept is not None and participant.kept.when < before(moment, KEPT):
            participant.kept = None
        deleted += look_after_unused(site, participant, moment, registry)
    note('network addresses blanked', blanked)
    note('unused accounts deleted', deleted)


def blank_address(participant, moment) -> bool:
    if participant.last_address and participant.last_sign_in < before(moment, ADDRESSES):
        participant.last_address = ''
        return True
    return False


def look_after_unused(site, participant, moment, registry) -> bool:
    """Two letters before an account that nobody has used for three years is deleted; True when it was now."""
    if not participant.is_confirmed or not participant.email or participant.password is None:
        return False
    last = participant.last_sign_in or participant.confirmed
    if last >= before(moment, UNUSED - WARNINGS[0]) or is_last_administrator(site, participant):
        return False
    told = len(participant.warned)
    if told < len(WARNINGS):
        if last < before(moment, UNUSED - WARNINGS[told]):
            warn(site, participant, moment, registry)
        return False
    if max(participant.warned) >= before(moment, WARNINGS[-1]) or last >= before(moment, UNUSED):
        return False
    leaving.delete(registry, site, participant)
    return True


def warn(site, participant, moment, registry):
    told = len(participant.warned)
    participant.warned = (*participant.warned, clock.microseconds(moment))
    day = date(moment + WARNINGS[told], participant.locale, site.time_zone)
    letter = letters.long_unused(participant, link(root_of(registry, site) or LOCAL, participant.locale, 'login'), day)
    post(registry, site, letters.recipient(participant), letter)


def forget_departed(site, moment, since, _registry):
    """The keyed hash of a deleted account's address goes when nobody can support or vote any more where it did."""
    if not is_new_day(moment, since):
        return
    departed, gone = site['participants'].departed, 0
    for mark, left in list(departed.items()):
        places = filter(None, map(site.place, left.supported))
        if not any(counts_people(place) for place in places):
            del departed[mark]
            gone += 1
    for component in leaving.components(site):
        if getattr(component, 'barred', ()) and not counts_people(component):
            component.barred = ()
    note('hashes of deleted accounts removed', gone)


def counts_people(component) -> bool:
    """Can somebody support or vote there now, so that one person must not do so twice?"""
    return component.is_open('support') or component.is_open('vote')


def pack(site, moment, since, _registry):
    """What was deleted leaves the storage's history too, at the end of the day."""
    people = site['participants']
    if people.pack_wanted is None or people.pack_wanted > before(moment, SNAPSHOTS) or not is_new_day(moment, since):
        return
    people.pack_wanted = None
    try:
        site._p_jar.db().pack((moment - SNAPSHOTS).timestamp())
    except Exception as error:  # some storages pack themselves, others by a command
        log.warning('the storage was not packed: %s', error)


def note(what, number):
    if number:
        log.info('retention: %s %s', number, what)


DUE = (close_accounts, drop_registrations, tidy_accounts, forget_departed, pack)
