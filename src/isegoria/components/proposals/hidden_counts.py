"""Counts that the phase hides: administrators see them only when they ask, and that is noted (11 §8)."""

from pyramid.view import view_config

from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.events import CountsShown
from isegoria.components.proposals.resource import Proposals
from isegoria.forms import go
from isegoria.i18n import _

SHOWN = 'counts_shown'


def shows_counts(request, component) -> bool:
    """Are the numbers of supports shown to whoever administers?"""
    if not component.in_phase('votes_hidden'):
        return True
    return component.id in request.session.get(SHOWN, ()) and bool(request.has_permission(may.SEE_HIDDEN_COUNTS, component))


@view_config(context=Proposals, name='show-counts', permission=may.SEE_HIDDEN_COUNTS, request_method='POST')
def show_counts(component, request):
    """Show the hidden counts to this person until they sign out."""
    request.registry.notify(CountsShown(component, request))
    request.session[SHOWN] = [*request.session.get(SHOWN, ()), component.id]
    return go(request, component, 'admin', message=_('You see the hidden counts until you sign out. This was noted.'))
