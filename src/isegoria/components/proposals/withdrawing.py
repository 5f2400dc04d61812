"""Withdrawing: an author takes a proposal back, for good, while nobody supports it (11 §6)."""

from pyramid.view import view_config, view_defaults

from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.events import Withdrawn
from isegoria.components.proposals.resource import Proposal
from isegoria.forms import go
from isegoria.i18n import _
from isegoria.templating import address, text
from isegoria.traits.support import NotPossible


@view_defaults(context=Proposal, name='withdraw', permission=may.WITHDRAW)
class Withdraw:
    """A page that says what will happen, and the button that does it."""

    def __init__(self, proposal, request):
        self.proposal, self.request = proposal, request

    @view_config(request_method='GET', renderer='isegoria:templates/components/proposals/confirm.pt')
    def ask(self):
        proposal, request = self.proposal, self.request
        reason = proposal.reason_against_withdrawing
        if reason:
            return go(request, proposal, message=reason, kind='alert')
        translate = request.localizer.translate
        return {
            'confirm': {
                'question': translate(_('Withdraw “${title}”?', mapping={'title': text(request, proposal.title)})),
                'words': translate(
                    _('Its text and comments can still be read, marked as withdrawn. It leaves the list. This cannot be undone.')
                ),
                'url': address(request, proposal, 'withdraw'),
                'yes': translate(_('Withdraw the proposal')),
                'no': translate(_('Keep it')),
                'no_url': address(request, proposal),
                'danger': True,
            }
        }

    @view_config(request_method='POST')
    def withdraw(self):
        try:
            self.proposal.withdraw()
        except NotPossible as refused:
            self.request.tm.doom()
            return go(self.request, self.proposal, message=refused.args[0], kind='alert')
        self.request.registry.notify(Withdrawn(self.proposal, self.request))
        return go(self.request, self.proposal, message=_('Your proposal is withdrawn.'))
