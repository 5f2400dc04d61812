"""Asked again when the terms changed: the terms of use everybody, those of administration whoever has a role (01 §5.1, 03 §2.3)."""

import colander
from pyramid.view import view_config

from isegoria.accounts.own import OWN, Account
from isegoria.accounts.terms import current_version, page_of
from isegoria.accounts.way_back import local
from isegoria.forms import go, see_other
from isegoria.i18n import _
from isegoria.templating import address

PAGES = 'isegoria:templates/accounts/'


def typed_version(request) -> int | None:
    """Which version the person read, as the form says."""
    try:
        return colander.Integer().deserialize(colander.SchemaNode(colander.Integer()), request.POST.get('version', ''))
    except colander.Invalid:
        return None


def onwards(request):
    """To what was wanted before the terms stood in between."""
    if request.identity.kept is not None:
        return see_other(address(request, request.site['account'], 'go-on'))
    return see_other(local(request.GET.get('back')) or address(request, request.site))


@view_config(context=Account, name='terms', request_method='GET', permission=OWN, renderer=PAGES + 'terms.pt', before_terms=True)
def show_terms(_account, request):
    page = page_of(request.site)
    return {'page': page, 'version': current_version(request.site), 'back': local(request.GET.get('back')), 'noindex': True}


@view_config(context=Account, name='terms', request_method='POST', permission=OWN, before_terms=True)
def accept_terms(account, request):
    """Only what was read is accepted: changed once more meanwhile, it is shown again."""
    version = typed_version(request)
    if version != current_version(request.site):
        message = _('The terms of use changed while you were reading. Read them again, please.')
        return go(request, account, 'terms', message=message, kind='alert', back=local(request.GET.get('back')))
    request.identity.accept_terms(version)
    return onwards(request)


@view_config(context=Account, name='admin-terms', request_method='GET', permission=OWN, renderer=PAGES + 'admin_terms.pt')
def show_admin_terms(_account, request):
    site = request.site
    return {'terms': site.admin_terms, 'version': site.admin_terms_version, 'back': local(request.GET.get('back')), 'noindex': True}


@view_config(context=Account, name='admin-terms', request_method='POST', permission=OWN)
def accept_admin_terms(account, request):
    version = typed_version(request)
    if version != request.site.admin_terms_version:
        message = _('The terms changed while you were reading. Read them again, please.')
        return go(request, account, 'admin-terms', message=message, kind='alert', back=local(request.GET.get('back')))
    request.identity.admin_terms_accepted = version
    return onwards(request)


@view_config(context=Account, name='go-on', request_method='GET', permission=OWN, renderer=PAGES + 'go_on.pt')
def go_on(_account, request):
    """What was being written when one had to sign in: one button sends it."""
    if request.identity.kept is None:
        return see_other(address(request, request.site))
    return {'kept': request.identity.kept, 'noindex': True}


@view_config(context=Account, name='discard-kept', request_method='POST', permission=OWN)
def discard_kept(_account, request):
    request.identity.kept = None
    return go(request, None, message=_('What you were writing is discarded.'))
