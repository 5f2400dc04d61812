"""Judges: who may decide a case, and who may not because they are part of it or decided it before (03 §3.4)."""

from isegoria.content import lineage
from isegoria.i18n import _
from isegoria.security import MODERATORS

OWN = _('You wrote this yourself. Somebody else decides about it.')
DECIDED_BEFORE = _('You decided this before. Somebody else looks at the appeal.')


def moderators(place) -> set[int]:
    """Those who moderate in a place now: administrators and moderators of it and of what it lies in."""
    site = list(lineage(place))[-1]
    held = {person for each in lineage(place) for person, roles in getattr(each, 'roles', {}).items() if roles & MODERATORS}
    people = (site['participants'].get_by_id(person) for person in held)
    return {person.id for person in people if person is not None and person.is_confirmed and person.may_act_in_roles(site)}


def not_ones_own(case, actor, _now):
    """Nobody decides about their own text while somebody else can."""
    if actor in case.people and moderators(case.place) - set(case.people):
        return OWN
    return None


def somebody_else(case, actor, now):
    """An appeal is looked at by who did not decide before, where there is somebody."""
    before = {step.who for step in decisions_before_appeal(case)}
    if actor in before and moderators(case.place) - before - set(case.people):
        return DECIDED_BEFORE
    return not_ones_own(case, actor, now)


def decisions_before_appeal(case):
    """What was decided by people since the reports that the case is about."""
    from isegoria.moderation.course import DECISIONS

    steps = list(case.history)
    begun = max((number for number, step in enumerate(steps) if step.transition == 'reopen'), default=0)
    return [step for step in steps[begun:] if step.transition in DECISIONS and step.who is not None]


def was_same_person(case, step) -> bool:
    """Did whoever decided an appeal decide before? The statement says so (03 §3.4)."""
    before = {each.who for each in decisions_before_appeal(case) if each.when < step.when}
    return step.who in before
