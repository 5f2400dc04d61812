"""Hiding all that a blocked account has published: by the worker, a stretch at a time, each thing with a case of its own."""

from isegoria import clock, outbox
from isegoria.content import lineage
from isegoria.moderation.acting import Acting
from isegoria.moderation.case import Report
from isegoria.moderation.cases import cases_of
from isegoria.moderation.course import PENDING
from isegoria.moderation.grounds import DURING_BLOCK
from isegoria.security import MODERATE
from isegoria.traits.reportable import Hideable

HIDE_ALL = 'moderation.hide_all'
STORES = ('contents', 'comments')


def after_block(event):
    """Subscriber: where the decision said so, the worker hides all that the account has published."""
    person = event.resource
    site = list(lineage(person))[-1]
    case = site.cases.of(person)
    if case is not None and case.hides_everything:
        steps = tuple((place.id, store) for place in site.places.values() if hasattr(place, 'contents') for store in STORES)
        decision = case.decision
        about = {'person': person.id, 'by': decision.who, 'facts': decision.said('facts')}
        outbox.put(site, HIDE_ALL, {'site': site, **about, 'steps': steps, 'number': 0})


def hide_all(registry, _connection, about):
    """The worker's job; what is hidden already is left as it is, so that it may be done twice."""
    site, steps, number = about['site'], about['steps'], about['number']
    if not steps or not is_still_blocked(site, about['person']):
        return
    (place, name), rest = steps[0], steps[1:]
    store = getattr(site.place(place), name, None)
    if store is None or number >= store.stretches:
        outbox.put(site, HIDE_ALL, {**about, 'steps': rest, 'number': 0})
        return
    moderator = Acting(registry, site, '', actor=about['by'], permits=may_moderate, quiet=True)
    for _number, thing in store.stretch(number):
        if is_theirs(thing, about['person']):
            hide_one(moderator, thing, about)
    outbox.put(site, HIDE_ALL, {**about, 'number': number + 1})


def may_moderate(permission, _case) -> bool:
    """Whoever blocked the account decided this with it."""
    return permission == MODERATE


def is_still_blocked(site, person) -> bool:
    account = site['participants'].get_by_id(person)
    return account is not None and account.blocked is not None


def is_theirs(thing, person) -> bool:
    """Theirs alone, public, and not hidden yet. What others wrote with them is looked at by itself."""
    if not isinstance(thing, Hideable) or thing.hidden or getattr(thing, 'is_draft', False) or getattr(thing, 'deleted', None):
        return False
    return tuple(thing.writers) == (person,)


def hide_one(moderator, thing, about):
    case = cases_of(moderator.site).open(thing)
    if case.may_be_reopened:
        moderator.by_rule.take(case, 'reopen')
    if case.state not in PENDING:
        return
    now = clock.microseconds()
    case.add(Report(len(case.reports) + 1, now, DURING_BLOCK.name, who=about['by'], details=about['facts']), thing, now)
    moderator.take(case, 'hide', {'ground': DURING_BLOCK.name, 'facts': about['facts']})
