"""The booth: where one chooses, looks over and casts a ballot, with nothing else around it."""

from pyramid.httpexceptions import HTTPForbidden
from pyramid.view import view_config, view_defaults

from isegoria.components.budgets import permissions as may
from isegoria.components.budgets.budget import Budget
from isegoria.components.budgets.choosing import Choosing
from isegoria.components.budgets.receipts import send_receipt
from isegoria.components.budgets.settings import OWN
from isegoria.components.budgets.shown import showing
from isegoria.components.budgets.where import lot
from isegoria.components.budgets.words import rules_of
from isegoria.forms import go, see_other
from isegoria.i18n import _
from isegoria.security import VIEW
from isegoria.templating import address, text
from isegoria.traits.support import NotPossible

PAGES = 'isegoria:templates/components/budgets/'
BOOTH, BALLOT, LIST, PROJECT = 'booth', 'ballot', 'list', 'project'
MOST_POINTS = 10_000


@view_defaults(context=Budget, permission=may.VOTE, request_method='POST')
class ChooseProject:
    """The buttons beside a project. Which one it is stands in what is posted and not in the address, for addresses are logged;
    each answers with the page it was pressed on."""

    def __init__(self, budget, request):
        self.budget, self.request, self.component = budget, request, budget.component
        self.person = request.identity.id
        number = request.POST.get('project', '')
        self.project = budget.project(int(number)) if number.isdecimal() and len(number) < 18 else None

    @view_config(name='choose')
    def choose(self):
        points = self.request.POST.get('points', '1')
        if not points.isdecimal() or not 1 <= int(points[:6]) <= MOST_POINTS:
            return self.refused(_('Write a number of points.'))
        return self.do(self.component.choose, int(points[:6]))

    @view_config(name='leave-out')
    def leave_out(self):
        return self.do(self.component.leave_out)

    @view_config(name='earlier')
    def earlier(self):
        return self.do(self.component.move, -1)

    @view_config(name='later')
    def later(self):
        return self.do(self.component.move, 1)

    def do(self, verb, *about):
        if self.project is None:
            return self.refused(_('This project is not one of this budget.'))
        try:
            verb(self.budget, self.person, self.project, *about)
        except NotPossible as refused:
            return self.refused(refused.args[0])
        return self.back()

    def refused(self, message):
        self.request.tm.doom()
        self.request.session.flash(self.request.localizer.translate(message), 'alert')
        return self.back()

    def back(self):
        where = self.request.POST.get('to')
        if where == PROJECT and self.project is not None:
            return go(self.request, self.project)
        parts = (where,) if where in (BOOTH, BALLOT) else ()
        at = f'#p-{self.project.id}' if self.project is not None else ''
        return see_other(address(self.request, self.budget, *parts) + at)


@view_defaults(context=Budget, permission=VIEW)
class Booth:
    """The pages of a vote."""

    def __init__(self, budget, request):
        self.budget, self.request, self.component = budget, request, budget.component
        self.choosing = Choosing(request, budget)

    @view_config(name=BOOTH, renderer=PAGES + 'booth.pt')
    def booth(self):
        """All projects in an order of the voter's own, and the ballot beside them."""
        if not self.choosing.is_open:
            return go(self.request, self.budget)
        lot_of = self.choosing.person or 0
        found = sorted(self.budget.projects(), key=lambda project: lot(project.id, lot_of))
        return {**self.about(), 'projects': found}

    @view_config(name=BALLOT, renderer=PAGES + 'ballot.pt')
    def ballot(self):
        """What was chosen, once more, before it is cast; afterwards what was cast, with the ways to change it."""
        if not self.choosing.is_open:
            return go(self.request, self.budget)
        if self.choosing.person is None:
            raise HTTPForbidden  # to the login, and back here
        return self.about()

    @view_config(name='receipt', renderer=PAGES + 'receipt.pt')
    def receipt(self):
        """That a ballot of this person counts, not what is in it."""
        if not self.choosing.has_voted:
            return go(self.request, self.budget)
        return {**self.about(), 'elsewhere': self.elsewhere()}

    @view_config(name='print', renderer=PAGES + 'print.pt')
    def print(self):
        """A ballot on paper: to think at the kitchen table, or for an office that helps."""
        return {**self.about(), 'projects': self.budget.projects()}

    def about(self) -> dict:
        return {
            'budget': self.budget,
            'title': text(self.request, self.budget.title),
            'choosing': self.choosing,
            'rules': rules_of(self.request, self.budget),
            **showing(self.request, self.component),
            'noindex': True,
        }

    def elsewhere(self) -> list:
        """Other budgets in which this person can still vote."""
        return [
            budget
            for budget in self.component.budgets()
            if budget is not self.budget
            and not Choosing(self.request, budget).has_voted
            and Choosing(self.request, budget).can_choose
        ]


@view_defaults(context=Budget, permission=may.VOTE, request_method='POST')
class Cast:
    """Casting, thinking again, cancelling."""

    def __init__(self, budget, request):
        self.budget, self.request, self.component = budget, request, budget.component
        self.person = request.identity.id

    @view_config(name='cast')
    def cast(self):
        if self.budget.terms and self.component.setting('workflow') == OWN and not self.request.POST.get('lives_here'):
            return self.refused(_('Say that you live in this district before you cast your ballot.'), BALLOT)
        try:
            is_first = self.component.cast(self.budget, self.person)
        except NotPossible as refused:
            had = self.component.has_voted(self.budget, self.person)
            return self.refused(refused.args[0], 'receipt' if had else BALLOT)
        send_receipt(self.request, self.budget)
        message = _('Your vote is cast. Thank you.') if is_first else _('Your vote is changed. The new one counts.')
        return go(self.request, self.budget, 'receipt', message=message)

    @view_config(name='stop-changing')
    def stop_changing(self):
        self.component.stop_changing(self.budget, self.person)
        return go(self.request, self.budget, BALLOT, message=_('Your vote stays as you cast it.'))

    @view_config(name='cancel')
    def cancel(self):
        try:
            self.component.cancel(self.budget, self.person)
        except NotPossible as refused:
            return self.refused(refused.args[0])
        return go(self.request, self.budget, message=_('Your vote is cancelled. You can vote again until the voting ends.'))

    def refused(self, message, *where):
        self.request.tm.doom()
        return go(self.request, self.budget, *where, message=message, kind='alert')


@view_config(context=Budget, name='cancel', permission=may.VOTE, request_method='GET', renderer=PAGES + 'confirm.pt')
def ask_to_cancel(budget, request):
    translate = request.localizer.translate
    return {
        'confirm': {
            'question': translate(_('Cancel your vote?')),
            'words': translate(_('Your ballot is taken out and no longer counts. You can vote again until the voting ends.')),
            'url': address(request, budget, 'cancel'),
            'yes': translate(_('Cancel my vote')),
            'no': translate(_('Keep my vote')),
            'no_url': address(request, budget, BALLOT),
            'danger': True,
        }
    }
