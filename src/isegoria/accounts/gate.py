"""What stands between a signed-in person and a page: new terms of use, a password that must change, a block.

Every view is asked, except those that say `before_terms=True`: accepting, leaving, signing out.
"""

from isegoria.accounts.kept import keep_for
from isegoria.accounts.terms import are_accepted, page_of
from isegoria.forms import see_other
from isegoria.i18n import _
from isegoria.templating import address
from isegoria.watching import watch

READING = ('GET', 'HEAD')


def gate(view, info):
    """A view deriver; it runs after the permission was checked."""
    if info.exception_only or info.options.get('before_terms'):
        return view

    def gated(context, request):
        if request.matched_route is not None or request.site is None:
            return view(context, request)
        participant = request.identity
        if participant is None:
            say_blocked(request)
            return view(context, request)
        writes = request.method not in READING
        if writes:
            watch(participant)  # a deletion or a block meanwhile makes this write run again, and find itself refused
        elsewhere = where_first(context, request, participant)
        if elsewhere is None:
            if writes and participant.kept is not None and participant.kept.path == request.path_qs:
                participant.kept = None  # here it is sent; it stays when the form is refused
            return view(context, request)
        if writes:
            keep_for(participant, request)
        back = '' if writes else request.path_qs
        return see_other(address(request, request.site['account'], elsewhere, back=back))

    return gated


gate.options = ('before_terms',)


def where_first(context, request, participant):
    """The name of the page of the account that must be seen first, or None."""
    if request.method in READING and not is_page(context, request):
        return None
    if participant.must_change_password:
        return 'password'
    return None if are_accepted(request.site, participant) else 'terms'


def is_page(context, request) -> bool:
    """Only pages are interrupted: not feeds, files and answers to scripts, nor the legal pages themselves."""
    if context is page_of(request.site) or getattr(context, 'is_legal', False):
        return False
    return '.' not in request.view_name and bool(request.accept.acceptable_offers(['text/html']))


def say_blocked(request):
    """Whoever was signed in and is blocked meanwhile learns it on the next page."""
    if request.registry.settings['isegoria.session_cookie'] not in request.cookies:
        return
    participant = request.site['participants'].get_by_id(request.session.get('participant'))
    if participant is not None and participant.blocked is not None:
        request.session.invalidate()
        words = _('Your account is blocked, so you are signed out. Sign in to read why, and what you can do.')
        request.session.flash(request.localizer.translate(words), 'alert')


def includeme(config):
    config.add_view_deriver(gate, 'gate')
