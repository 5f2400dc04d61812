"""Signing in and out. Known and unknown addresses, wrong passwords and locked accounts are answered alike (02 §5)."""

import re

import colander
from deform.widget import CheckboxWidget, HiddenWidget
from pyramid.renderers import render_to_response
from pyramid.security import forget, remember
from pyramid.view import view_config

from isegoria.accounts import asked, fields, kept, links, passwords, tokens
from isegoria.accounts.email_addresses import in_order
from isegoria.accounts.events import SignedIn
from isegoria.accounts.throttling import counted
from isegoria.accounts.way_back import local, title_at
from isegoria.forms import FormView, Refused, Schema, form_view, go, see_other
from isegoria.i18n import _
from isegoria.root import Site
from isegoria.security import VIEW
from isegoria.templating import address
from isegoria.widgets import EmailWidget

PAGES = 'isegoria:templates/accounts/'
FORBIDDEN = 403
NOT_RIGHT = _('The address and the password do not fit together. Look at both, or ask for a new password.')
BROWSERS = (('Firefox', 'Firefox/'), ('Edge', 'Edg'), ('Opera', 'OPR/'), ('Chrome', 'Chrom'), ('Safari', 'Safari/'))
SYSTEMS = (
    ('Android', 'Android'),
    ('iPhone', 'iPhone'),
    ('iPad', 'iPad'),
    ('Windows', 'Windows'),
    ('macOS', 'Mac OS'),
    ('Linux', 'Linux'),
)


def has_passwords(site) -> bool:
    """Does this site let people in by a password at all?"""
    return site.registration_mode != 'disabled'


def device(request) -> str:
    """What somebody would call the browser they use: Firefox, Linux."""
    said = request.user_agent or ''
    found = (next((name for name, sign in known if sign in said), '') for known in (BROWSERS, SYSTEMS))
    return ', '.join(filter(None, found)) or re.sub(r'[^\w./ -]', '', said)[:30]


def sign_in(request, participant, remembered=False):
    """A new session for this person in this browser."""
    remember(request, participant, device=device(request), remembered=remembered, address=request.remote_addr or '')
    request.registry.notify(SignedIn(participant, request))


class SignInSchema(Schema):
    kept = colander.SchemaNode(colander.String(), widget=HiddenWidget(), missing='')
    email = colander.SchemaNode(
        colander.String(), title=_('Email address'), widget=EmailWidget(), preparer=in_order, autocomplete='username'
    )
    password = fields.CurrentPassword(title=_('Password'))
    remember = colander.SchemaNode(
        colander.Boolean(),
        title=_('Keep me signed in on this device for 14 days'),
        description=_('Not on a computer that others use too.'),
        widget=CheckboxWidget(),
        default=False,
        missing=False,
    )


@form_view(context=Site, name='login', permission=VIEW, renderer=PAGES + 'login.pt')
class SignIn(FormView):
    """The page that leads in, and back to where one was."""

    schema = SignInSchema
    title = _('Sign in')
    buttons = ((_('Sign in'), 'sign-in'),)

    def __init__(self, context, request, back=None):
        super().__init__(context, request)
        self.back = local(request.GET.get('back')) if back is None else back

    def form(self):
        form = super().form()
        form.action = address(self.request, self.context, 'login', back=self.back)
        return form

    def show(self):
        if self.request.identity is not None:
            return see_other(self.back or address(self.request, self.context))
        return super().show()

    def page(self, form, **about):
        about = {'kept': form['kept'].cstruct or '', 'about': title_at(self.request, self.back) if self.back else '', **about}
        return super().page(form, back=self.back, **about)

    def save(self, data):
        if not has_passwords(self.context):
            raise Refused(_('One cannot sign in with a password here.'))
        counted(self, 'login', data['email'])
        people = self.context['participants']
        owner = people.get_by_email(data['email'])
        holder = owner or next(reversed(people.registrations(data['email'])), None)
        # One comparison for everybody, so that the time says nothing.
        fits = passwords.fits(holder.password if holder is not None else None, data['password'])
        if not fits or holder.is_locked:
            asked.ask(self.request, asked.FAILED, data['email'])
            raise Refused(NOT_RIGHT, is_noted=True)
        self.request.registry.throttle.forgive('login', self.context.id, email=data['email'])
        return self.enter(holder, data)

    def enter(self, participant, data):
        """The password is right; what else stands in the way is said openly now."""
        if participant.is_registration:
            self.request.session['written_to'] = data['email']
            raise Refused(_('Confirm your address first: open the letter that we sent you. If it did not come, ask for it again.'))
        if participant.blocked is not None:
            decision = self.request.decision_about(participant)
            return self.answer('blocked.pt', block=participant.blocks[-1], decision=decision)
        if participant.closes is not None:
            token = links.give(self.request.registry, self.context, tokens.REOPEN, participant)
            return self.answer('closed.pt', about=participant, token=token)
        participant.password = passwords.renewed(participant.password, data['password']) or participant.password
        if fields.is_staff(self.context, participant):
            rules = fields.rules_for_staff(self.request, participant)
            participant.must_change_password = participant.must_change_password or bool(rules.complaints(data['password']))
        sign_in(self.request, participant, data['remember'])
        if data['kept']:
            participant.kept = kept.read(self.request, data['kept']) or participant.kept
            return see_other(address(self.request, self.context['account'], 'go-on'))
        return see_other(self.back or address(self.request, self.context))

    def answer(self, template, **about):
        response = render_to_response(PAGES + template, about, request=self.request)
        response.status_int = FORBIDDEN
        return response


def ask_to_sign_in(request, signed: str):
    """The login page as the answer to a form that a signed-out person sent; what they wrote travels in it."""
    request.context = request.site
    view = SignIn(request.site, request, back='')
    form = view.form()
    form.set_appstruct({'kept': signed})
    response = render_to_response(PAGES + 'login.pt', view.page(form), request=request)
    response.status_int = FORBIDDEN
    return response


@view_config(context=Site, name='logout', request_method='POST', permission=VIEW, before_terms=True)
def sign_out(site, request):
    """Signed out in this browser; elsewhere nothing changes."""
    forget(request)
    return go(request, site, message=_('You are signed out.'))
