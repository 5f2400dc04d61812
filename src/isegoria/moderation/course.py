"""The course of a case: reported, looked at, decided, perhaps appealed, closed. One workflow, as data (workflow.py)."""

from isegoria import clock
from isegoria.accounts import blocking
from isegoria.i18n import _
from isegoria.moderation import judges
from isegoria.moderation.schemas import AppealText, BlockStatement, HideStatement, WhyAgain, WhyKept, WhyUpheld
from isegoria.moderation.spans import APPEAL_MONTHS, months_after
from isegoria.security import MODERATE
from isegoria.traits.reportable import Hideable
from isegoria.workflow import STAYS, State, Transition, Workflow

APPEAL = 'moderation.appeal'  # by the author, or by who reported
BY_RULE = 'moderation.by_rule'  # by the site itself: reports that add up, time that passes

OPEN, CLAIMED, KEPT, HIDDEN, BLOCKED, APPEALED, CLOSED = 'open', 'claimed', 'kept', 'hidden', 'blocked', 'appealed', 'closed'
PENDING = (OPEN, CLAIMED)
DECIDED = (KEPT, HIDDEN, BLOCKED)
RESTRICTING = ('hide', 'hide_provisionally', 'block', 'hide_after_all')  # these owe the author a statement of reasons
DECISIONS = ('keep', 'hide', 'block', 'restore', 'unblock', 'uphold', 'give_back', 'hide_after_all')
ON_APPEAL = ('uphold', 'give_back', 'hide_after_all')


# Guards: why not, or None


def both(*guards):
    def guard(case, actor, now):
        return next((reason for each in guards if (reason := each(case, actor, now))), None)

    return guard


def can_be_hidden(case, _actor, _now):
    thing = case.thing
    if thing is None:
        return _('It is no longer there, so there is nothing to hide.')
    if not isinstance(thing, Hideable):
        return _('A person cannot be hidden. Block the account, or leave it.')
    return None


def can_be_shown_again(case, _actor, _now):
    return None if case.is_hidden else _('It is not hidden.')


def can_be_blocked(case, actor, _now):
    if not case.is_about_person:
        return _('Only an account can be blocked.')
    if case.thing is None:
        return _('This account is gone.')
    return blocking.reason_against(case.site, case.thing, by=actor)


def can_be_unblocked(case, _actor, _now):
    person = case.thing if case.is_about_person else None
    return None if person is not None and person.blocked is not None else _('This participant is not blocked.')


def hiding_was_appealed(case, _actor, _now):
    return None if appealed_state(case) in (HIDDEN, BLOCKED) else _('It was not hidden.')


def keeping_was_appealed(case, _actor, _now):
    return None if appealed_state(case) == KEPT else _('It is hidden already.')


def in_time(case, _actor, now):
    """Six months from the decision."""
    decided = last_decision(case)
    if decided is None or now >= months_after(decided.when, APPEAL_MONTHS):
        return _('The six months in which one could appeal are over.')
    if decided.transition == 'uphold':
        return _('The appeal was decided already. You can turn to a court.')
    return None


def last_decision(case):
    return next((step for step in reversed(CASES.history(case)) if step.transition in DECISIONS), None)


def appealed_state(case) -> str | None:
    """What had been decided when somebody appealed."""
    return next((step.source for step in reversed(CASES.history(case)) if step.transition == 'appeal'), None)


# Effects


def hide(case, _step, _data):
    case.thing.hide()


def show_again(case, _step, _data):
    if case.is_hidden:
        case.thing.unhide()


def block(case, step, data):
    blocking.block(case.site, case.thing, by=step.who, reason=data['ground'], statement=data['facts'])
    case.hides_everything = bool(data.get('hide_everything'))


def unblock(case, step, _data):
    if can_be_unblocked(case, step.who, step.when) is None:
        blocking.unblock(case.thing, by=step.who)


def answered(case, _step, _data):
    """What is reported from now on counts anew."""
    case.answered()


def freeze(case, _step, _data):
    """What the authorities were told of is kept until somebody says otherwise."""
    case.frozen = True


def look_later(case, step, _data):
    """When the time for an appeal is over, the case is closed; later its texts go (retention.py)."""
    case.site.cases.remind(case, clock.microseconds(months_after(step.when, APPEAL_MONTHS)))


NOT_OWN = judges.not_ones_own
ELSEWHERE = judges.somebody_else

CASES = Workflow(
    'case',
    states=(
        State(OPEN, _('To be decided')),
        State(CLAIMED, _('Somebody is looking at it')),
        State(KEPT, _('Kept')),
        State(HIDDEN, _('Hidden')),
        State(BLOCKED, _('Blocked')),
        State(APPEALED, _('Appealed')),
        State(CLOSED, _('Closed')),
    ),
    transitions=(
        Transition('claim', _('I look at it'), (OPEN,), CLAIMED, MODERATE, guard=NOT_OWN),
        Transition('release', _('Leave it to somebody else'), (CLAIMED,), OPEN, MODERATE),
        Transition('keep', _('Keep it'), PENDING, KEPT, MODERATE, WhyKept, NOT_OWN, (show_again, answered, look_later)),
        Transition(
            'hide', _('Hide it'), PENDING, HIDDEN, MODERATE, HideStatement, both(NOT_OWN, can_be_hidden), (hide, look_later)
        ),
        Transition(
            'block', _('Block the account'), PENDING, BLOCKED, MODERATE, BlockStatement, can_be_blocked, (block, look_later)
        ),
        Transition(
            'restore',
            _('Show it again'),
            (HIDDEN, CLOSED),
            KEPT,
            MODERATE,
            WhyAgain,
            both(NOT_OWN, can_be_shown_again),
            (show_again, answered, look_later),
        ),
        Transition(
            'unblock',
            _('Unblock the account'),
            (BLOCKED, CLOSED),
            KEPT,
            MODERATE,
            WhyAgain,
            can_be_unblocked,
            (unblock, answered, look_later),
        ),
        Transition('look_again', _('Look at it again'), (KEPT,), OPEN, MODERATE),
        Transition('appeal', _('Appeal'), DECIDED, APPEALED, APPEAL, AppealText, in_time),
        Transition('uphold', _('Leave it as it was decided'), (APPEALED,), CLOSED, MODERATE, WhyUpheld, ELSEWHERE, (look_later,)),
        Transition(
            'give_back',
            _('Reverse it: give back what was taken'),
            (APPEALED,),
            CLOSED,
            MODERATE,
            WhyAgain,
            both(ELSEWHERE, hiding_was_appealed),
            (show_again, unblock, answered, look_later),
        ),
        Transition(
            'hide_after_all',
            _('Reverse it: hide it after all'),
            (APPEALED,),
            HIDDEN,
            MODERATE,
            HideStatement,
            both(ELSEWHERE, keeping_was_appealed, can_be_hidden),
            (hide, look_later),
        ),
        Transition('alarm', _('Inform the authorities'), (*PENDING, *DECIDED, APPEALED), STAYS, MODERATE, effects=(freeze,)),
        Transition('hide_provisionally', _('Hidden by reports'), PENDING, STAYS, BY_RULE, effects=(hide,)),
        Transition('reopen', _('Reported again'), (KEPT, CLOSED), OPEN, BY_RULE),
        Transition('close', _('Closed'), DECIDED, CLOSED, BY_RULE, effects=(look_later,)),
    ),
)
