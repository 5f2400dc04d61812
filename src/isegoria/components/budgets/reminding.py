"""Reminders: whoever began a ballot and did not cast it is told so, three times at most (21 A11)."""

from datetime import timedelta

from pyramid.traversal import resource_path
from pyramid.view import view_config

from isegoria import clock, outbox
from isegoria.accounts.letters import recipient
from isegoria.accounts.links import LOCAL, link, root_of
from isegoria.components.budgets import permissions as may
from isegoria.components.budgets.component import Budgets
from isegoria.content import above
from isegoria.forms import go
from isegoria.i18n import _, plural
from isegoria.mail.letters import Letter, post
from isegoria.root import Site
from isegoria.texts import in_language

AFTER = (timedelta(hours=2), timedelta(weeks=1), timedelta(weeks=2))
APART = timedelta(hours=24)
LAST_HOURS = timedelta(hours=6)
SECOND = 1_000_000
REMIND = 'budgets-remind'


def remind_each_hour(site, moment, since, _registry):
    """The worker looks once an hour, and not in the last hours of a vote."""
    if moment.replace(minute=0, second=0, microsecond=0) <= since:
        return
    for component in site.places.values():
        if isinstance(component, Budgets) and carts_in(component) and may_remind(component, moment):
            look_through(component, moment)


def carts_in(component) -> int:
    return sum(budget.number_of_carts for budget in component.budgets())


def look_through(component, moment, by_hand=False):
    """Leave it to the worker to look who is to be reminded, a stretch of the voters in each transaction."""
    for number in range(component.voters.stretches):
        outbox.put(component, REMIND, (component, number, clock.microseconds(moment), by_hand))


def remind_stretch(registry, _connection, about):
    """The worker's job; whoever was reminded is not due any more, so that it may be done twice."""
    component, number, when, by_hand = about
    moment, is_due = clock.moment(when), is_due_by_hand if by_hand else is_due_by_itself
    if may_remind(component, moment):
        for person, voter in component.voters.stretch(number):
            if is_due(voter, moment):
                remind(above(component, Site), component, person, voter, moment, registry)


def is_due_by_itself(voter, moment) -> bool:
    """Two hours, a week, two weeks after they began."""
    return voter.reminded < len(AFTER) and is_older(voter.begun_at, AFTER[voter.reminded], moment)


def is_due_by_hand(voter, moment) -> bool:
    """A day after they began, and a day after the last reminder."""
    return is_older(voter.begun_at, APART, moment) and (voter.reminded_at is None or is_older(voter.reminded_at, APART, moment))


def may_remind(component, moment) -> bool:
    """Is there a vote that goes on for some hours more?"""
    if not component.is_open('vote'):
        return False
    phase = component.space.phase
    return phase is None or phase.ends is None or phase.ends - moment > LAST_HOURS


def is_older(when, span, moment) -> bool:
    return when is not None and clock.microseconds(moment) - when >= int(span.total_seconds()) * SECOND


def remind(site, component, person, voter, moment, registry):
    """Write to one person, if they have an address and something on a ballot that is not cast."""
    found = [component.contents.get(number) for number in voter.begun]
    waiting = [budget for budget in found if budget is not None and component.cart(budget, person) is not None]
    participant = site['participants'].get_by_id(person)
    if waiting and participant is not None and participant.email:
        voter.reminded, voter.reminded_at = voter.reminded + 1, clock.microseconds(moment)
        post(registry, site, recipient(participant), letter(site, participant, waiting, registry))


def letter(site, participant, waiting, registry) -> Letter:
    """It names the budgets, and nothing of what was chosen."""
    names = ', '.join(in_language(budget.title, participant.locale, site.default_language) for budget in waiting)
    return Letter(
        _('Your vote is not cast yet'),
        (
            _('You began a ballot in “${names}” and did not cast it. It counts only when you do.', mapping={'names': names}),
            _('What you chose is kept.'),
        ),
        (
            _('Go on with your vote'),
            link(root_of(registry, site) or LOCAL, participant.locale, resource_path(waiting[0]).strip('/') + '/booth'),
        ),
        (_('You get this letter three times at most.'),),
    )


@view_config(context=Budgets, name='remind', permission=may.COUNT, request_method='POST')
def remind_now(component, request):
    """A button of the desk: everybody who began a day ago or longer, and was not reminded since; the worker writes."""
    moment = clock.now()
    if not may_remind(component, moment):
        request.tm.doom()
        return go(
            request,
            component,
            'admin',
            message=_('Reminders go out while people vote, and not in the last six hours.'),
            kind='alert',
        )
    look_through(component, moment, by_hand=True)
    message = plural(
        request,
        '${n} ballot is begun and not cast. Who began a day ago or longer, and was not reminded since, gets a letter now.',
        '${n} ballots are begun and not cast. Who began a day ago or longer, and was not reminded since, gets a letter now.',
        carts_in(component),
    )
    return go(request, component, 'admin', message=message)


def includeme(config):
    config.add_job(REMIND, remind_stretch)
    config.add_due(remind_each_hour)
