"""A new password, by a link in a letter."""

from isegoria.accounts import fields, letters, links, tokens
from isegoria.accounts.passwords import hash_password
from isegoria.accounts.signing_in import has_passwords
from isegoria.events import Changed
from isegoria.forms import FormView, Schema, form_view
from isegoria.i18n import _
from isegoria.mail.letters import post
from isegoria.root import Site
from isegoria.security import VIEW
from isegoria.templating import address

PAGES = 'isegoria:templates/accounts/'
GONE = 410


class NewPasswordSchema(Schema):
    password = fields.NewPassword(title=_('New password'))

    def after_bind(self, node, bound):
        request = bound['request']
        node['password'].validator = fields.rules_for(request, holder(request))


def holder(request):
    """Whose link it is, or None when it no longer works."""
    if not has_passwords(request.site):
        return None
    try:
        return links.take(request, tokens.RESET_PASSWORD, request.GET.get('token', ''))
    except tokens.NotValid:
        return None


@form_view(context=Site, name='new-password', permission=VIEW, renderer=PAGES + 'new_password.pt')
class NewPassword(FormView):
    """The link works once: whoever chose a password with it has to sign in with that."""

    schema = NewPasswordSchema
    title = _('Choose a new password')
    buttons = ((_('Use this password'), 'save'),)

    def show(self):
        return super().show() if holder(self.request) is not None else self.too_late()

    def submit(self):
        return super().submit() if holder(self.request) is not None else self.too_late()

    def page(self, form, **about):
        return super().page(form, too_late=False, **about)

    def too_late(self):
        self.request.response.status_int = GONE
        again = {'url': address(self.request, self.context, 'forgotten-password'), 'title': _('Get a new link')}
        return {'too_late': True, 'title': _('This link no longer works'), 'again': again, 'form': None, 'errors_prefix': False}

    def save(self, data):
        participant = holder(self.request)
        participant.take_password(hash_password(data['password']))
        post(self.request.registry, self.context, letters.recipient(participant), letters.password_changed(participant))
        self.request.registry.notify(Changed(participant, self.request))
        return self.done(self.context, 'login', message=_('Your password is changed. Sign in with it.'))
