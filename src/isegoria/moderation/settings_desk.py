"""Settings of moderation: those of the organization, and whether a moderator wants letters."""

from pyramid.httpexceptions import HTTPForbidden
from pyramid.view import view_config

from isegoria.events import Changed
from isegoria.forms import FormView, form_view, go
from isegoria.i18n import _
from isegoria.moderation.cases import Moderation, cases_of
from isegoria.moderation.desk import moderates_somewhere
from isegoria.moderation.settings import DEFAULTS, ModerationSettings, setting
from isegoria.security import ORGANIZATION, VIEW


@form_view(context=Moderation, name='settings', permission=ORGANIZATION, renderer='isegoria:templates/moderation/settings.pt')
class SettingsForm(FormView):
    """When reports hide, how soon we decide, whom one can turn to."""

    schema = ModerationSettings
    title = _('Settings of moderation')

    def appstruct(self):
        return {name: setting(self.request.site, name) for name in DEFAULTS}

    def save(self, data):
        cases_of(self.request.site).settings = data
        self.request.registry.notify(Changed(self.request.site, self.request))
        return self.done(message=_('The settings are saved.'))


@view_config(context=Moderation, name='mail', request_method='POST', permission=VIEW)
def mail(moderation, request):
    """A moderator wants letters about reports, or no more."""
    if not moderates_somewhere(request):
        raise HTTPForbidden
    request.identity.email_on_moderations = request.POST.get('wanted') == 'yes'
    words = (
        _('You get a letter for each report.') if request.identity.email_on_moderations else _('You get no letters about reports.')
    )
    return go(request, moderation, message=words)
