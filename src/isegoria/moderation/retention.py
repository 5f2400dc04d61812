"""Retention: cases are closed when nobody can appeal any more, and half a year later their texts go (03 §3.4, 02 §19a)."""

import logging

from isegoria import clock, outbox
from isegoria.moderation.acting import Acting
from isegoria.moderation.course import CLOSED, DECIDED
from isegoria.moderation.spans import KEPT_MONTHS, months_after

log = logging.getLogger(__name__)
FORGET = 'moderation.forget'


def look_at_dates(site, moment, _since, registry):
    """Close what was decided six months ago; forget the texts of what was closed six months ago."""
    cases, forgotten = site.cases, 0
    if cases is None:
        return
    for when, case in cases.due(clock.microseconds(moment)):
        cases.looked_at(when)
        if case is not None:
            forgotten += look_at(Acting(registry, site, ''), case, moment)
    if forgotten:
        log.info('retention: texts of %s closed cases removed', forgotten)


def look_at(site_itself, case, moment) -> bool:
    """Is it time for the next step of this case? A later decision has moved it; True when its texts went."""
    decision = case.decision
    if case.state in DECIDED and decision is not None and months_after(decision.when, KEPT_MONTHS) <= moment:
        site_itself.take(case, 'close')
        return False
    if case.state == CLOSED and not case.frozen and months_after(case.history[-1].when, KEPT_MONTHS) <= moment:
        case.forget_texts()
        outbox.changed(case)
        return True
    return False


def forget_later(event):
    """Somebody left for good: their name goes from what they reported."""
    person = event.resource
    site = person.__parent__.__parent__
    if site.cases is not None:
        outbox.put(site, FORGET, {'site': site, 'person': person.id})


def forget(_registry, _connection, about):
    """The worker's job."""
    cases, person = about['site'].cases, about['person']
    for case, _part in cases.concerning(person):
        case.forget_person(person)
    cases.forget_person(person)
