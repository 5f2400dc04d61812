"""Taking reports in: each goes into the one case of its thing; enough of them hide it for the time being (03 §3.2)."""

from dataclasses import dataclass

from isegoria import clock, outbox
from isegoria.i18n import _
from isegoria.moderation import figures
from isegoria.moderation.acting import Acting
from isegoria.moderation.case import Case, Report
from isegoria.moderation.cases import cases_of
from isegoria.moderation.course import PENDING
from isegoria.moderation.events import Reported
from isegoria.moderation.grounds import is_urgent
from isegoria.moderation.hearings import part_of_report
from isegoria.moderation.settings import setting
from isegoria.moderation.spans import DAY, HOUR
from isegoria.moderation.telling import Telling
from isegoria.traits.reportable import Hideable


@dataclass(frozen=True)
class Notice:
    """What somebody says against a thing; `who` is their account, if they have one that is confirmed."""

    reason: str
    details: str = ''
    law: str = ''
    who: object = None  # Participant
    name: str = ''
    email: str = ''
    language: str = 'en'


def report(acting: Acting, thing, notice: Notice) -> Case:
    """Take a report in, tell who sent it and who moderates, and hide the thing when that was one too many."""
    cases = cases_of(acting.site)
    case = cases.open(thing)
    if case.may_be_reopened:
        acting.by_rule.take(case, 'reopen')
    made = record(acting.site, case, notice)
    case.add(made, thing, due(acting.site, made))
    if made.who is not None:
        cases.concern(made.who, case, part_of_report(made))
    outbox.changed(case)
    cases.figures.count(figures.REPORTS, made.reason)
    cases.figures.count(figures.SOURCES, figures.BY_ANYBODY if made.who is None else figures.BY_PARTICIPANTS)
    telling = Telling(acting.registry, acting.site, acting.root, case)
    telling.received(made)
    telling.moderators(_('Something was reported'), made)
    acting.registry.notify(Reported(thing))
    hide_if_enough(acting, case)
    return case


def record(site, case, notice) -> Report:
    person = notice.who
    return Report(
        number=len(case.reports) + 1,
        when=clock.microseconds(),
        reason=notice.reason,
        who=person.id if person is not None else None,
        name=notice.name,
        email=notice.email,
        language=person.locale if person is not None else notice.language,
        details=notice.details,
        law=notice.law,
        counts=person is not None and counts(site, person),
    )


def counts(site, person) -> bool:
    """Do reports of this account count toward hiding? Not while it is young."""
    days = setting(site, 'account_days')
    return person.is_confirmed and person.confirmed <= clock.microseconds() - days * DAY


def due(site, made: Report) -> int:
    """By when we promised to decide."""
    return made.when + (setting(site, 'urgent_hours') * HOUR if is_urgent(made.reason) else setting(site, 'promised_days') * DAY)


def hide_if_enough(acting, case):
    """Hide it for the time being where enough accounts reported it; a person decides afterwards."""
    if is_enough(acting.site, case):
        counted = [each for each in case.current if each.counts]
        acting.by_rule.take(case, 'hide_provisionally', {'reports': len(counted), 'grounds': case.reasons})
        Telling(acting.registry, acting.site, acting.root, case).moderators(_('Something was hidden by reports; decide about it'))


def is_enough(site, case) -> bool:
    needed = setting(site, 'reports_before_hiding')
    thing = case.thing
    if not needed or case.state not in PENDING or not isinstance(thing, Hideable) or thing.hidden or is_official(site, thing):
        return False
    if setting(site, 'kept_stays') and any(step.transition == 'keep' for step in case.history):
        return False
    return sum(each.counts for each in case.current) >= needed


def is_official(site, thing) -> bool:
    """Does the organization speak in it? Reports alone never hide that."""
    people = (site['participants'].get_by_id(person) for person in thing.writers)
    return thing.is_official or any(person is not None and person.official for person in people)
