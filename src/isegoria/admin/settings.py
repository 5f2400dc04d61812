"""Settings of the organization: names, texts, languages, hosts, clock, contact, who may join (01 §3.1)."""

import re
from zoneinfo import available_timezones

import colander
from deform.widget import CheckboxChoiceWidget, SelectWidget, TextAreaWidget

from isegoria import clock, outbox
from isegoria.accounts.email_addresses import EmailAddress
from isegoria.accounts.fields import WebAddress
from isegoria.admin.forms import FORM, DeskForm
from isegoria.events import Changed
from isegoria.forms import Refused, Schema, form_view
from isegoria.i18n import LANGUAGES, _
from isegoria.root import Site, installation
from isegoria.schemas import Translated
from isegoria.security import ORGANIZATION
from isegoria.spaces.fields import LONGEST_TITLE, select
from isegoria.widgets import NumberWidget

HOST = re.compile(r'(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*')
PREFIX = r'^[A-Za-z0-9][A-Za-z0-9-]{0,19}$'
MODES = (
    ('enabled', _('Everybody can create an account')),
    ('existing', _('Nobody new; who has an account signs in')),
    ('disabled', _('Nobody signs in with a password')),
)
LONGEST_COMMENT = 20_000


def is_host(node, value):
    if not HOST.fullmatch(value):
        raise colander.Invalid(node, _('Write the name of a host, for example decide.example.org.'))


class Hosts(colander.SchemaNode):
    """Names of hosts, one on a line."""

    schema_type = colander.String
    widget = TextAreaWidget(rows=3)
    missing = ()

    def serialize(self, appstruct=colander.null):
        return super().serialize('\n'.join(appstruct) if isinstance(appstruct, tuple) else appstruct)

    def deserialize(self, cstruct=colander.null):
        found = super().deserialize(cstruct)
        hosts = tuple(dict.fromkeys(line.strip().lower() for line in found.splitlines() if line.strip())) if found else ()
        for host in hosts:
            is_host(self, host)
        return hosts


def lower(value):
    return value.strip().lower() if isinstance(value, str) else value


def line(title, **about):
    return colander.SchemaNode(colander.String(), title=title, **{'missing': '', 'validator': colander.Length(max=300), **about})


def number(title, most, **about):
    return colander.SchemaNode(colander.Integer(), title=title, widget=NumberWidget(), validator=colander.Range(0, most), **about)


@colander.deferred
def zones(_node, _bound):
    return SelectWidget(values=[(zone, zone.replace('_', ' ')) for zone in sorted(available_timezones())])


class ContactAddress(EmailAddress):
    """May be left out."""

    missing = ''
    autocomplete = 'off'


class SettingsSchema(Schema):
    title = Translated(title=_('Name of the site'), required_in_default=True, longest=LONGEST_TITLE)
    organization = Translated(title=_('Official name of the organization'), longest=LONGEST_TITLE)
    description = Translated(title=_('The sentence on the home page'), lines=2, longest=500)
    languages = colander.SchemaNode(colander.Set(), title=_('Languages'), validator=colander.Length(1))
    default_language = colander.SchemaNode(colander.String(), title=_('Main language'))
    time_zone = colander.SchemaNode(
        colander.String(), title=_('Time zone'), widget=zones, validator=colander.OneOf(sorted(available_timezones()))
    )
    host = line(_('Host'), description=_('The name under which the site is found. Empty: any.'), preparer=lower, validator=is_host)
    secondary_hosts = Hosts(title=_('Further hosts'), description=_('One on a line. They lead to the host above.'))
    organization_url = WebAddress(title=_('Web site of the organization'))
    address = line(_('Postal address'))
    email = ContactAddress()
    phone = line(_('Telephone'))
    reference_prefix = line(
        _('Beginning of reference numbers'),
        description=_('For example VLM: proposals are then called VLM-PROP-2026-11-7.'),
        missing=colander.required,
        validator=colander.Regex(PREFIX, msg=_('Use letters, digits and hyphens, 20 at most.')),
    )
    comments_max_length = number(
        _('Longest comment, in letters'), LONGEST_COMMENT, description=_('0 means the usual 1,000.'), default=1000
    )
    registration_mode = select(MODES, name='registration_mode', title=_('Accounts'))
    minimum_age = number(_('Minimum age'), 120, default=16)
    admin_terms = Translated(title=_('Terms of administration'), description=_('Whoever has a role accepts them first.'), rich=True)
    ask_again = colander.SchemaNode(
        colander.Boolean(),
        title=_('The terms of administration changed notably'),
        description=_('Everybody who has a role, you too, is asked again before they go on.'),
        missing=False,
    )

    def after_bind(self, node, bound):
        offered = bound['request'].registry.settings['isegoria.languages']
        values = [(code, LANGUAGES[code]) for code in offered if code in LANGUAGES]
        node['languages'].widget = CheckboxChoiceWidget(values=values)
        node['default_language'].widget = SelectWidget(values=values)
        node['default_language'].validator = colander.OneOf([code for code, _title in values])

    def validator(self, node, data):
        wrong = colander.Invalid(node)
        if data['default_language'] not in data['languages']:
            wrong['default_language'] = _('The main language is one of the languages of the site.')
        if data['host'] and data['host'] in data['secondary_hosts']:
            wrong['secondary_hosts'] = _('The host above need not be said twice.')
        if not data['host'] and data['secondary_hosts']:
            wrong['host'] = _('Write the host to which the further hosts lead.')
        if wrong.children:
            raise wrong


NAMES = [node.name for node in SettingsSchema().children if node.name not in ('csrf_token', 'ask_again')]


@form_view(context=Site, name='settings', permission=ORGANIZATION, renderer=FORM)
class Settings(DeskForm):
    schema, title = SettingsSchema, _('Settings of the organization')

    def appstruct(self):
        site = self.context
        known = {name: getattr(site, name) for name in NAMES}
        return {**known, 'languages': set(site.languages)}

    def save(self, data):
        site = self.context
        self.check_unique(data)
        if data.pop('ask_again'):
            site.admin_terms_version = clock.microseconds()
        offered = self.request.registry.settings['isegoria.languages']
        data['languages'] = tuple(code for code in offered if code in data['languages'])
        for name, value in data.items():
            setattr(site, name, value)
        outbox.put(site, outbox.PLACE)
        self.request.registry.notify(Changed(site, self.request))
        return self.done(site, 'settings', message=_('The settings are saved.'))

    def check_unique(self, data):
        """No other site of the installation has this name, in whatever language, or this host (01 §2.1)."""
        site = self.context
        hosts = {data['host'], *data['secondary_hosts']} - {''}
        names = {words.casefold() for words in data['title'].values()}
        for other in installation(site._p_jar).sites.values():
            if other is site:
                continue
            if names & {words.casefold() for words in other.title.values()}:
                raise Refused(_('Another site has this name.'), 'title')
            if hosts & {other.host, *other.secondary_hosts}:
                raise Refused(_('Another site has this host.'), 'host')
