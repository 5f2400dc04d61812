"""Registering: a name to show, an address that gets a letter, a password; no page tells who has an account already."""

import secrets

import colander
from deform.widget import HiddenWidget
from itsdangerous import BadSignature, URLSafeSerializer
from pyramid.view import view_config

from isegoria import clock
from isegoria.accounts import asked, fields, nicknames
from isegoria.accounts.email_addresses import EmailAddress
from isegoria.accounts.events import Registered
from isegoria.accounts.passwords import hash_password
from isegoria.accounts.resource import Participant
from isegoria.accounts.terms import current_version
from isegoria.accounts.throttling import counted
from isegoria.accounts.way_back import local
from isegoria.forms import FormView, Refused, Schema, form_view, go, see_other
from isegoria.i18n import _
from isegoria.root import Site
from isegoria.security import VIEW
from isegoria.templating import address

PAGES = 'isegoria:templates/accounts/'
ENABLED = 'enabled'
LONGEST_KEPT = 1000  # signs of a way back that a cookie takes


class RegistrationSchema(Schema):
    opened = colander.SchemaNode(colander.String(), widget=HiddenWidget(), missing='')
    terms_version = fields.TermsVersion()
    website = fields.Trap()
    name = fields.Name()
    nickname = fields.Nickname(
        description=_('Others mention you by it. Leave it empty and we make one of your name; you can change it later.'), missing=''
    )
    email = EmailAddress(description=_('Nobody sees it. We send a letter there to confirm it.'), autocomplete='email')
    password = fields.NewPassword()
    old_enough = fields.OldEnough()
    terms = fields.Terms()


@form_view(context=Site, name='register', permission=VIEW, renderer=PAGES + 'register.pt')
class Register(FormView):
    """The form, for who is not signed in, where new people are let in (01 §2.2)."""

    schema = RegistrationSchema
    title = _('Create an account')
    buttons = ((_('Create the account'), 'register'),)

    def show(self):
        return self.turned_away() or super().show()

    def submit(self):
        return self.turned_away() or super().submit()

    def turned_away(self):
        if self.request.identity is not None:
            return go(self.request, None)
        if self.context.registration_mode != ENABLED:
            return go(self.request, None, 'login', message=_('New accounts cannot be created here.'), kind='alert')
        return None

    def appstruct(self):
        return {'opened': Opened(self.request).mark()}

    def page(self, form, **about):
        opened = Opened(self.request)
        if form.error is not None and opened.seconds(form['opened'].cstruct) is None:
            form['opened'].cstruct = opened.mark()
        return super().page(form, back=local(self.request.GET.get('back')), **about)

    def save(self, data):
        if data['website']:
            return self.written_to(data['email'], '')  # a robot learns nothing
        Opened(self.request).check(data['opened'])
        counted(self, 'registration', data['email'])
        nonce = secrets.token_urlsafe(12)
        kept = hash_password(data['password'])
        person = None if self.context['participants'].get_by_email(data['email']) else self.add(data, kept, nonce)
        asked.ask(self.request, asked.REGISTERED, data['email'], person and person.id)
        return self.written_to(data['email'], nonce)

    def add(self, data, kept, nonce) -> Participant:
        people = self.context['participants']
        nickname = data['nickname'] or nicknames.from_name(data['name'], people.is_taken)
        person = Participant(data['name'], nickname)
        person.unconfirmed_email, person.locale = data['email'], self.request.language
        person.password, person.registered_in = kept, nonce
        person.accept_terms(current_version(self.context))
        try:
            people.add(person)
        except KeyError:
            raise Refused(nicknames.TAKEN, 'nickname') from None
        self.request.registry.notify(Registered(person, self.request))
        return person

    def written_to(self, email, nonce):
        """The same page for everybody; the browser keeps by what it is known again when the link is opened in it."""
        session = self.request.session
        session['written_to'], session['registered_in'] = email, nonce
        back = local(self.request.GET.get('back'))
        session['back'] = back if len(back) <= LONGEST_KEPT else ''
        return see_other(address(self.request, self.context, 'check-your-mail'))


class Opened:
    """When a form was opened: robots send it back at once. The mark is signed, and kept when the form comes back."""

    def __init__(self, request):
        self.least = request.registry.settings['isegoria.registration_seconds']
        self.serializer = URLSafeSerializer(request.registry.settings['isegoria.secret'], salt='isegoria/opened')

    def mark(self) -> str:
        return self.serializer.dumps(clock.microseconds())

    def seconds(self, mark: str) -> float | None:
        """How long ago a mark was made; None when it is none of ours."""
        try:
            return (clock.microseconds() - self.serializer.loads(mark)) / 1_000_000
        except (BadSignature, TypeError):
            return None

    def check(self, mark: str):
        passed = self.seconds(mark)
        if passed is None or passed < self.least:
            raise Refused(_('That was quicker than people write. Wait a moment and press the button again, please.'))


@view_config(context=Site, name='check-your-mail', permission=VIEW, renderer=PAGES + 'check_your_mail.pt')
def check_your_mail(_site, request):
    """What to do now: the same words whether there was an account or not."""
    return {'email': request.session.get('written_to', '')}
