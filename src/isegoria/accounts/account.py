"""One's own account: what is shown of oneself, address, password, where one is signed in (02 §8)."""

from pyramid.view import view_config

from isegoria import outbox
from isegoria.accounts import asked, fields, letters, passwords
from isegoria.accounts.email_addresses import EmailAddress
from isegoria.accounts.own import OWN, Account
from isegoria.accounts.signing_in import sign_in
from isegoria.accounts.throttling import counted
from isegoria.accounts.way_back import local
from isegoria.events import Changed
from isegoria.forms import FormView, Refused, Schema, form_view, go, see_other
from isegoria.i18n import _
from isegoria.localizers import localizer_of
from isegoria.mail.letters import post
from isegoria.templating import address

PAGES = 'isegoria:templates/accounts/'
PARTS = (
    ('', _('Your data')),
    ('email', _('Email address')),
    ('password', _('Password')),
    ('sign-ins', _('Where you are signed in')),
    ('delete', _('Delete the account')),
)


def tabs(request) -> list[dict]:
    """The pages of the account."""
    translate, account = request.localizer.translate, request.site['account']
    return [
        {'title': translate(title), 'url': address(request, account, *filter(None, [name])), 'current': request.view_name == name}
        for name, title in PARTS
    ]


def tell(request, participant, letter, email=''):
    post(request.registry, request.site, letters.recipient(participant, email), letter)


class AccountForm(FormView):
    """A form about oneself."""

    @property
    def me(self):
        return self.request.identity

    def page(self, form, **about):
        return super().page(form, tabs=tabs(self.request), me=self.me, noindex=True, **about)

    def check_password(self, typed: str):
        """Refused when it is not the password they have."""
        counted(self, 'login', self.me.email)
        if not passwords.fits(self.me.password, typed):
            raise Refused(_('This is not your password. Type the one that you sign in with.'), 'current_password')
        self.request.registry.throttle.forgive('login', self.request.site.id, email=self.me.email)


class DataSchema(Schema):
    name = fields.Name()
    nickname = fields.Nickname()
    about = fields.About(description=_('Shown on your page.'))
    personal_url = fields.WebAddress()
    locale = fields.Language()


WORDS = {
    'name': _('name'),
    'nickname': _('nickname'),
    'about': _('about you'),
    'personal_url': _('web page'),
    'locale': _('language'),
}


@form_view(context=Account, name='', permission=OWN, renderer=PAGES + 'account.pt')
class Data(AccountForm):
    schema = DataSchema
    title = _('Your account')

    def appstruct(self):
        return {name: getattr(self.me, name) for name in WORDS}

    def save(self, data):
        me, request = self.me, self.request
        changed = [name for name in WORDS if data[name] != getattr(me, name)]
        if 'nickname' in changed:
            self.request.site['participants'].rename(me, data['nickname'])
        for name in changed:
            setattr(me, name, data[name])
        if changed:
            translate = localizer_of(request.registry, me.locale, request.site).translate
            tell(request, me, letters.changed(me, [translate(WORDS[name]) for name in changed]))
            outbox.changed(me)
            request.registry.notify(Changed(me, request))
        request.session.flash(localizer_of(request.registry, me.locale, request.site).translate(_('Your data is saved.')), 'status')
        return see_other(f'{request.environ.get("isegoria.script_name", "")}/{me.locale}/account')


class EmailSchema(Schema):
    email = EmailAddress(title=_('New email address'), autocomplete='email')
    current_password = fields.CurrentPassword()


@form_view(context=Account, name='email', permission=OWN, renderer=PAGES + 'email.pt')
class Email(AccountForm):
    """The earlier address stays until the new one is confirmed; whether somebody has it is said to nobody here (02 §3)."""

    schema = EmailSchema
    title = _('Change your email address')
    buttons = ((_('Change the address'), 'save'),)

    def save(self, data):
        self.check_password(data['current_password'])
        if data['email'] == self.me.email:
            raise Refused(_('This is your address already.'), 'email')
        counted(self, 'mail', data['email'])
        self.request.site['participants'].ask_to_confirm(self.me, data['email'])
        asked.ask(self.request, asked.WANTED, data['email'], self.me.id)
        tell(self.request, self.me, letters.address_will_change(self.me))
        return self.done(self.context, 'email', message=_('We have written to the new address. Open the letter to confirm it.'))


@view_config(context=Account, name='email-again', request_method='POST', permission=OWN)
def email_again(account, request):
    """The letter to the new address once more."""
    me = request.identity
    if me.unconfirmed_email:
        form = FormView(account, request)
        try:
            counted(form, 'mail', me.unconfirmed_email)
        except Refused as refused:
            return go(request, account, 'email', message=refused.message, kind='alert')
        asked.ask(request, asked.WANTED, me.unconfirmed_email, me.id)
    return go(request, account, 'email', message=_('We have written to the new address again.'))


@view_config(context=Account, name='email-stays', request_method='POST', permission=OWN)
def email_stays(account, request):
    """The change is taken back."""
    request.site['participants'].stop_waiting(request.identity)
    return go(request, account, 'email', message=_('Your address stays as it is.'))


class PasswordSchema(Schema):
    current_password = fields.CurrentPassword()
    password = fields.NewPassword(title=_('New password'))


@form_view(context=Account, name='password', permission=OWN, renderer=PAGES + 'password.pt', before_terms=True)
class Password(AccountForm):
    schema = PasswordSchema
    title = _('Change your password')
    buttons = ((_('Change the password'), 'save'),)

    def save(self, data):
        self.check_password(data['current_password'])
        me, remembered = self.me, bool(self.request.session.get('remembered'))
        me.take_password(passwords.hash_password(data['password']))
        sign_in(self.request, me, remembered)
        tell(self.request, me, letters.password_changed(me))
        message = _('Your password is changed. You are signed out everywhere else.')
        self.request.session.flash(self.request.localizer.translate(message), 'status')
        back = local(self.request.GET.get('back'))
        return see_other(back or address(self.request, self.context, 'password'))


@view_config(context=Account, name='sign-ins', request_method='GET', permission=OWN, renderer=PAGES + 'sign_ins.pt')
def sign_ins(_account, request):
    """Every device, this one marked."""
    me, here = request.identity, request.session.get('sign_in')
    listed = [
        {'key': each.key, 'device': each.device, 'since': each.since, 'here': each.key == here} for each in me.current_sign_ins
    ]
    listed.sort(key=lambda each: (not each['here'], -each['since']))
    return {'sign_ins': listed, 'tabs': tabs(request), 'me': me, 'title': _('Where you are signed in'), 'noindex': True}


@view_config(context=Account, name='sign-ins', request_method='POST', permission=OWN)
def end_sign_in(account, request):
    """End one of them; without a key all, this one too."""
    me, key = request.identity, request.POST.get('key', '')
    if key and key != request.session.get('sign_in'):
        me.end_session(key)
        return go(request, account, 'sign-ins', message=_('That device is signed out.'))
    if key:
        me.end_session(key)
    else:
        me.end_sessions()
    request.session.invalidate()
    return go(request, None, message=_('You are signed out.') if key else _('You are signed out everywhere.'))
