"""The moderator's desk: what waits, what was appealed, what was decided; in a space its own, at the root all one moderates."""

from functools import cached_property

from pyramid.httpexceptions import HTTPForbidden

from isegoria import clock
from isegoria.admin.collection import BulkAction, CatalogCollection, Cell, Column, Filter, collection
from isegoria.admin.places import held_anywhere
from isegoria.catalog import count
from isegoria.i18n import _, plural
from isegoria.moderation.acting import Acting
from isegoria.moderation.cases import Moderation
from isegoria.moderation.course import (
    APPEALED,
    BLOCKED,
    CASES,
    CLAIMED,
    CLOSED,
    HIDDEN,
    KEPT,
    OPEN,
    PENDING,
)
from isegoria.moderation.grounds import CHOSEN, title_of
from isegoria.moderation.kinds import kinds
from isegoria.moderation.schemas import HideStatement, WhyAgain, WhyKept
from isegoria.moderation.settings import setting
from isegoria.moderation.statement import Voice, name_of
from isegoria.moderation.time_left import time_left
from isegoria.security import MANAGE, MODERATE, MODERATORS, VIEW
from isegoria.spaces.space import Space
from isegoria.templating import address, text
from isegoria.text import excerpt

PAGE = 'isegoria:templates/moderation/queue.pt'
DECIDED = (KEPT, HIDDEN, BLOCKED, CLOSED)
QUOTED = 120


def moderates_somewhere(request) -> bool:
    """Has this person cases to look at, be it in one space?"""
    identity = request.identity
    if identity is None or not identity.may_act_in_roles(request.site):
        return False
    return bool(held_anywhere(request) & MODERATORS)


def waiting(request, place) -> int:
    """How many cases wait there for who asks."""
    return count(request, place, 'case', states=(*PENDING, APPEALED))


OF_CASES = (
    Column('what', _('What')),
    Column('reasons', _('Reasons')),
    Column('reports', _('Reports'), sort='supports', figures=True),
    Column('space', _('Space')),
    Column('state', _('State')),
)


class CaseList(CatalogCollection):
    """What the three lists share."""

    types, searched, template = ('case',), True, PAGE
    states: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = (Filter('reason', _('Reason')), Filter('kind', _('Kind')), Filter('space', _('Space')))

    def __init__(self, context, request):
        super().__init__(context, request)
        if not self.may_enter():
            raise HTTPForbidden
        if not isinstance(context.place, Space):
            return
        self.filters = tuple(each for each in self.filters if each.name != 'space')

    def may_enter(self) -> bool:
        """Space moderators come to the list of the whole site too, and find theirs in it."""
        if self.request.has_permission(MODERATE, self.context):
            return True
        return not isinstance(self.context.place, Space) and moderates_somewhere(self.request)

    @property
    def place(self):
        """The space that was asked for, or all that this list is of."""
        chosen = self.question.chosen.get('space')
        return self.context.place if chosen is None else self.request.site.place(int(chosen))

    def conditions(self):
        return {'states': self.states}

    def label(self, case):
        return name_of(case, self.voice)

    @cached_property
    def voice(self):
        return Voice.of_page(self.request)

    def more(self):
        return {
            'tabs': self.tabs(),
            'summary': self.summary(),
            'wants_mail': self.request.identity.email_on_moderations,
            'may_set': bool(self.request.has_permission(MANAGE, self.request.site)),
        }

    def summary(self) -> str:
        """14 wait · we promise to decide within 3 days."""
        number, days = waiting(self.request, self.context.place), setting(self.request.site, 'promised_days')
        words = plural(self.request, '${n} case waits', '${n} cases wait', number)
        promise = plural(self.request, 'we promise to decide within ${n} day', 'we promise to decide within ${n} days', days)
        return f'{words} · {promise}'

    def tabs(self) -> list[dict]:
        """The three lists, with how many there are in those that wait for somebody."""
        here, found = self.request.view_name, []
        for name, title, states in (
            ('', _('To be decided'), PENDING),
            ('appeals', _('Appeals'), (APPEALED,)),
            ('decided', _('Decided'), None),
        ):
            number = count(self.request, self.context.place, 'case', states=states) if states else None
            url = address(self.request, self.context, *filter(None, [name]))
            found.append({'title': self.voice(title), 'url': url, 'current': name == here, 'count': number})
        return found

    # Filters

    def reason_choices(self):
        return [(each.mark, each.title) for each in CHOSEN]

    def reason_conditions(self, value):
        return {'terms': ((int(value),),)}

    def kind_choices(self):
        return list(kinds(self.request.registry).items())

    def kind_conditions(self, value):
        return {'origins': (value,)}

    def space_choices(self):
        spaces = [space for space in self.request.site.spaces() if self.request.has_permission(MODERATE, space)]
        return [(space.id, text(self.request, space.title)) for space in spaces]

    def space_conditions(self, value):
        return {}  # the place is another one

    def state_conditions(self, value):
        return {'states': (value,)}

    # Cells

    def what_cell(self, case):
        return Cell(name_of(case, self.voice), url=address(self.request, case), note=quoted(case))

    def reasons_cell(self, case):
        return ', '.join(self.voice(title_of(reason)) for reason in case.reasons)

    def reports_cell(self, case):
        return len(case.current)

    def space_cell(self, case):
        return text(self.request, case.place.title) if isinstance(case.place, Space) else ''

    def state_cell(self, case):
        if case.is_provisional:
            return Cell(self.voice(_('Hidden by reports')), badge=('eye-off', 'no'))
        sign, colour = SIGNS[case.state]
        return Cell(self.voice(CASES.state(case).title), note=self.claimed(case), badge=(sign, colour))

    def claimed(self, case) -> str:
        return self.request.person(case.claimed_by).name if case.claimed_by is not None else ''


SIGNS = {
    OPEN: ('circle-dashed', 'wait'),
    CLAIMED: ('eye', 'info'),
    KEPT: ('circle-check', 'ok'),
    HIDDEN: ('eye-off', 'no'),
    BLOCKED: ('circle-x', 'no'),
    APPEALED: ('scale', 'wait'),
    CLOSED: ('circle-check-big', ''),
}


def quoted(case) -> str:
    """The beginning of what was reported."""
    if case.snapshot is None:
        return ''
    return '; '.join(
        f'“{excerpt(words, QUOTED)}”' for _language, title, body in case.snapshot.texts[:1] if (words := body or title)
    )


@collection(context=Moderation, name='', permission=VIEW)
class Queue(CaseList):
    """What waits to be decided: what is urgent first, then what was promised soonest."""

    title, states, sort = _('Moderation'), PENDING, 'left'
    nothing = _('Nothing waits to be decided.')
    columns = (*OF_CASES, Column('left', _('Time left'), sort='weight'))
    filters = (*CaseList.filters, Filter('state', _('State')))
    actions = (
        BulkAction('hide', _('Hide them'), _('Hide these, with one statement of reasons?'), form=HideStatement, danger=True),
        BulkAction('keep', _('Keep them'), _('Keep these?'), form=WhyKept),
    )

    def state_choices(self):
        return [(OPEN, _('Nobody looks at it')), (CLAIMED, _('Somebody is looking at it'))]

    def left_cell(self, case):
        left = time_left(case, self.request)
        return Cell(left.words, badge=('hourglass', left.colour)) if left is not None else ''

    def hide_refused(self, case):
        return refused(self.request, case, 'hide')

    def keep_refused(self, case):
        return refused(self.request, case, 'keep')

    def do_hide(self, case, data):
        Acting.of(self.request).take(case, 'hide', data)

    def do_keep(self, case, data):
        Acting.of(self.request).take(case, 'keep', data)


def refused(request, case, name):
    """Why a step cannot be taken by who asks, or None."""
    if not request.has_permission(MODERATE, case):
        return _('You may not do this here.')
    if case.state not in CASES.transition(name).sources:
        return _('It is decided already.')
    return CASES.reason_against(case, name, request.viewer.id, clock.now())


@collection(context=Moderation, name='appeals', permission=VIEW)
class Appeals(CaseList):
    """Decisions that somebody wants to have looked at again, the oldest first."""

    title, states, sort = _('Appeals'), (APPEALED,), 'since'
    nothing = _('Nobody has appealed.')
    columns = (
        Column('what', _('What')),
        Column('reasons', _('Reasons')),
        Column('space', _('Space')),
        Column('since', _('Since'), sort='created'),
    )

    def since_cell(self, case):
        return self.voice.date(case.awaited_since)


@collection(context=Moderation, name='decided', permission=VIEW)
class Decided(CaseList):
    """What was decided, the latest first; what was hidden can be shown again."""

    title, states, sort = _('Decided'), DECIDED, '-when'
    nothing = _('Nothing was decided yet.')
    columns = (*OF_CASES, Column('when', _('Decided'), sort='updated'))
    filters = (*CaseList.filters, Filter('state', _('State')))
    actions = (BulkAction('restore', _('Show them again'), _('Show these again?'), form=WhyAgain),)

    def state_choices(self):
        return [(each.name, each.title) for each in CASES.states if each.name in DECIDED]

    def reports_cell(self, case):
        return len(case.reports)

    def when_cell(self, case):
        return self.voice.date(case.history[-1].when) if case.history else ''

    def restore_refused(self, case):
        return refused(self.request, case, 'restore')

    def do_restore(self, case, data):
        Acting.of(self.request).take(case, 'restore', data)
