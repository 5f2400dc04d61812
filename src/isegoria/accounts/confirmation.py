"""Links in letters: each opens a page with one button, and pressing it confirms, changes or unlocks (02 §3)."""

import secrets

from isegoria.accounts import asked, letters, links, tokens
from isegoria.accounts.email_addresses import EmailAddress
from isegoria.accounts.events import Confirmed
from isegoria.accounts.leaving import remember_earlier_supports
from isegoria.accounts.signing_in import has_passwords, sign_in
from isegoria.accounts.throttling import counted
from isegoria.accounts.way_back import local
from isegoria.events import Changed
from isegoria.forms import FormView, Schema, form_view, go, see_other
from isegoria.i18n import _
from isegoria.localizers import localizer_of
from isegoria.mail.letters import post
from isegoria.root import Site
from isegoria.security import VIEW
from isegoria.templating import address

PAGES = 'isegoria:templates/accounts/'
GONE = 410


class LinkView:
    """A page with one button; a subclass says what the link is for and what the button does."""

    purpose: tokens.Purpose
    heading = button = ''
    again = ('resend-confirmation', _('Get a new link'))

    def __init__(self, site, request):
        self.site, self.request = site, request

    def show(self):
        """Opening the link changes nothing: programs that look for bad links in mails open it too."""
        try:
            participant = links.take(self.request, self.purpose, self.request.GET.get('token', ''))
        except tokens.NotValid:
            return self.too_late()
        words = self.words(participant)
        return {
            'heading': self.heading,
            'words': words,
            'button': self.button,
            'token': self.request.GET['token'],
            'too_late': False,
        }

    def submit(self):
        try:
            participant = links.take(self.request, self.purpose, self.request.POST.get('token', ''))
        except tokens.NotValid:
            self.request.tm.doom()
            return self.too_late()
        return self.act(participant)

    def too_late(self):
        self.request.response.status_int = GONE
        where, title = self.again
        return {
            'heading': _('This link no longer works'),
            'too_late': True,
            'again': {'url': address(self.request, self.site, where), 'title': title},
        }

    def words(self, participant) -> tuple:
        raise NotImplementedError

    def act(self, participant):
        raise NotImplementedError


@form_view(context=Site, name='confirm', permission=VIEW, renderer=PAGES + 'link.pt')
class Confirm(LinkView):
    """The address of a registration is confirmed."""

    purpose = tokens.CONFIRM
    heading = _('Confirm your email address')
    button = _('Confirm the address')

    def words(self, participant):
        return (_('You registered as “${name}” (@${nickname}).', mapping=letters.named(participant)),)

    def act(self, participant):
        request, people = self.request, self.site['participants']
        try:
            people.confirm(participant)
        except KeyError:  # another registration with this address was confirmed first
            request.tm.doom()
            return self.too_late()
        remember_earlier_supports(self.site, participant, request.registry)
        request.registry.notify(Confirmed(participant, request))
        return self.enter(participant)

    def enter(self, participant):
        """Signed in only in the browser that registered; elsewhere somebody else may have opened the letter."""
        session = self.request.session
        known, back = session.get('registered_in') or secrets.token_urlsafe(12), local(session.get('back'))
        if not secrets.compare_digest(known, participant.registered_in):
            return go(self.request, self.site, 'login', message=_('Your address is confirmed. Sign in now.'))
        sign_in(self.request, participant)
        self.request.session.flash(self.request.localizer.translate(_('Your address is confirmed. Welcome!')), 'status')
        return see_other(back or address(self.request, self.site))


@form_view(context=Site, name='confirm-address', permission=VIEW, renderer=PAGES + 'link.pt')
class ConfirmAddress(LinkView):
    """A changed address is confirmed."""

    purpose = tokens.CHANGE_EMAIL
    heading = _('Confirm your new email address')
    button = _('Use the new address')
    again = ('login', _('Sign in and ask again'))

    def words(self, participant):
        return (_('Your account “${name}” will be known by this address.', mapping=letters.named(participant)),)

    def act(self, participant):
        request, earlier = self.request, letters.recipient(participant)
        try:
            self.site['participants'].confirm(participant)
        except KeyError:
            request.tm.doom()
            return self.too_late()
        translate = localizer_of(request.registry, participant.locale, request.site).translate
        post(request.registry, self.site, earlier, letters.changed(participant, [translate(_('email address'))]))
        request.registry.notify(Changed(participant, request))
        message = _('Your account is now known by the new address.')
        return go(request, self.site, 'login' if request.identity is None else 'account', message=message)


@form_view(context=Site, name='unlock', permission=VIEW, renderer=PAGES + 'link.pt')
class Unlock(LinkView):
    """A locked account is opened before its hour is over."""

    purpose = tokens.UNLOCK
    heading = _('Unlock your account')
    button = _('Unlock the account')
    again = ('resend-unlock', _('Get a new link'))

    def words(self, _participant):
        return (_('Somebody tried too many wrong passwords. You can try again as soon as you press the button.'),)

    def act(self, participant):
        participant.unlock()
        return go(self.request, self.site, 'login', message=_('The account is unlocked. Sign in now.'))


class AskSchema(Schema):
    email = EmailAddress(autocomplete='email')


class AskForLetter(FormView):
    """A form for an address that gets a letter, if it is known; the page says the same in any case."""

    schema = AskSchema
    buttons = ((_('Send me the letter'), 'send'),)
    what = ''

    def appstruct(self):
        return {'email': self.request.session.get('written_to') or None}

    def save(self, data):
        counted(self, 'mail', data['email'])
        asked.ask(self.request, self.what, data['email'])
        self.request.session['written_to'] = data['email']
        return see_other(address(self.request, self.context, 'check-your-mail'))


@form_view(context=Site, name='resend-confirmation', permission=VIEW, renderer=PAGES + 'ask.pt')
class ResendConfirmation(AskForLetter):
    title = _('Get the confirmation letter again')
    what = asked.CONFIRM


@form_view(context=Site, name='resend-unlock', permission=VIEW, renderer=PAGES + 'ask.pt')
class ResendUnlock(AskForLetter):
    title = _('Get the letter to unlock your account again')
    what = asked.UNLOCK


@form_view(context=Site, name='forgotten-password', permission=VIEW, renderer=PAGES + 'ask.pt')
class ForgottenPassword(AskForLetter):
    """Where nobody signs in with a password, nobody gets one either (01 §2.2)."""

    title = _('Get a new password')
    what = asked.NEW_PASSWORD

    def show(self):
        return super().show() if has_passwords(self.context) else go(self.request, self.context, 'login')

    def submit(self):
        return super().submit() if has_passwords(self.context) else go(self.request, self.context, 'login')
