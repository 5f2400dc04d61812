"""The fields of the forms about accounts, with their rules (02 §1, §2, §4)."""

import re
from html import escape
from urllib.parse import urlsplit

import colander
from chameleon.utils import Markup
from deform.widget import CheckboxWidget, HiddenWidget, PasswordWidget, SelectWidget, TextAreaWidget, TextInputWidget, Widget

from isegoria.accounts import nicknames
from isegoria.accounts.passwords import PasswordRules, own_words
from isegoria.accounts.terms import current_version, page_of
from isegoria.i18n import LANGUAGES, _

NOT_IN_NAMES = re.compile(r'[<>?%&^*#@()\[\]=+:;"{}\\|]')
LONGEST_NAME, LONGEST_ABOUT = 80, 1000


def one_line(text):
    """A name as it is kept (a Colander preparer): on one line, without signs that cannot be seen."""
    if not isinstance(text, str):
        return text
    return ' '.join(''.join(sign if sign.isprintable() or sign in '\u200c\u200d' else ' ' for sign in text).split())


def check_name(node, name):
    found = sorted(set(NOT_IN_NAMES.findall(name)))
    if found:
        raise colander.Invalid(node, _('A name has none of these signs: ${signs}', mapping={'signs': ' '.join(found)}))
    if not any(sign.isalnum() for sign in name):
        raise colander.Invalid(node, _('A name has at least one letter.'))


UNCOUNTED = {'data-max': None}  # nobody comes near the limit, so the letters left are not said


class Name(colander.SchemaNode):
    schema_type = colander.String
    widget = TextInputWidget(attributes=UNCOUNTED)
    title = _('Name')
    description = _('It stands beside what you write. It need not be your full name.')
    preparer = staticmethod(one_line)
    validator = colander.All(colander.Length(max=LONGEST_NAME), check_name)
    autocomplete = 'name'


@colander.deferred
def free_nickname(_node, bound):
    request = bound['request']
    people, me = request.site['participants'], request.identity
    return nicknames.Nickname(lambda key: people.is_taken(key, by_other_than=me))


class Nickname(colander.SchemaNode):
    schema_type = colander.String
    title = _('Nickname')
    description = _('Others mention you by it, and it is part of the address of your page: letters, digits, - and _.')
    preparer = staticmethod(nicknames.written)
    validator = free_nickname
    autocomplete = 'nickname'


def words_about(request, *texts) -> set[str]:
    """What must not be a password here: the person's words, as typed or known, and the site's."""
    site, me = request.site, request.identity
    typed = [request.POST.get(name, '') for name in ('name', 'nickname', 'email')]
    known = [me.name, me.nickname, me.email] if me is not None else []
    return own_words(*filter(None, (*texts, *typed, *known)), *site.title.values(), site.host or request.domain)


@colander.deferred
def password_rules(_node, bound):
    """For who registers or is signed in; staff choose longer ones."""
    request = bound['request']
    return rules_for(request, request.identity)


def rules_for(request, participant) -> PasswordRules:
    """For a new password of this person; who has a role takes a longer one that they had never before."""
    if participant is None:
        return PasswordRules(words_about(request))
    if not is_staff(request.site, participant):
        return PasswordRules(words_about(request, participant.name, participant.nickname, participant.email))
    before = [kept for kept in (participant.password, *participant.previous_passwords) if kept]
    return rules_for_staff(request, participant, before)


def rules_for_staff(request, participant, before=()) -> PasswordRules:
    return PasswordRules(words_about(request, participant.name, participant.nickname, participant.email), staff=True, before=before)


def is_staff(site, participant) -> bool:
    """Does somebody hold a role anywhere on the site?"""
    return any(participant.id in place.roles for place in (site, *site.places.values()))


class NewPassword(colander.SchemaNode):
    schema_type = colander.String
    title = _('Password')
    description = _('10 characters or more. A few words in a row are easy to remember and hard to guess.')
    validator = password_rules
    widget = PasswordWidget(redisplay=True, strip=False)
    autocomplete = 'new-password'


class CurrentPassword(colander.SchemaNode):
    schema_type = colander.String
    title = _('Your password now')
    widget = PasswordWidget(redisplay=True, strip=False)
    autocomplete = 'current-password'


class Ticked(colander.SchemaNode):
    """A box that must be ticked; never ticked beforehand."""

    schema_type = colander.Boolean
    widget = CheckboxWidget()
    default = False

    def deserialize(self, cstruct=colander.null):
        if super().deserialize(cstruct) is not True:
            raise colander.Invalid(self, 'Required')
        return True


class OldEnough(Ticked):
    def after_bind(self, _node, bound):
        self.title = _('I am ${age} years old or older', mapping={'age': bound['request'].site.minimum_age})


class Terms(Ticked):
    """Acceptance of the terms of use, with a link to read them."""

    title = _('I accept the terms of use')

    def after_bind(self, _node, bound):
        request = bound['request']
        page = page_of(request.site)
        if page is not None:
            from isegoria.templating import address

            words = request.localizer.translate(_('Read the terms of use'))
            self.description = Markup(f'<a href="{escape(address(request, page))}">{escape(words)}</a>')


@colander.deferred
def version_now(_node, bound):
    return current_version(bound['request'].site)


@colander.deferred
def same_version(node, bound):
    current = current_version(bound['request'].site)

    def check(node, version):
        if version != current:
            raise colander.Invalid(node, _('The terms of use changed while you were writing. Read them again, please.'))

    return check


class TermsVersion(colander.SchemaNode):
    """Which version stood there when the box was ticked."""

    schema_type = colander.Integer
    widget = HiddenWidget()
    default = version_now
    validator = same_version


class Language(colander.SchemaNode):
    schema_type = colander.String
    title = _('Language')
    description = _('Of the letters that we send you.')

    def after_bind(self, _node, bound):
        spoken = bound['request'].site.languages
        self.widget = SelectWidget(values=[(code, LANGUAGES.get(code, code)) for code in spoken])
        self.validator = colander.OneOf(spoken)


class About(colander.SchemaNode):
    schema_type = colander.String
    title = _('About you')
    widget = TextAreaWidget(rows=5)
    validator = colander.Length(max=LONGEST_ABOUT)
    missing = ''


def with_scheme(address):
    """A web address as it is kept (a Colander preparer)."""
    if not isinstance(address, str) or not address.strip():
        return address
    address = address.strip()
    return (
        address
        if re.match(r'[a-z][a-z0-9+.-]*:', address, re.IGNORECASE) and '.' not in address.split(':')[0]
        else f'http://{address}'
    )


def check_web_address(node, address):
    try:
        parts = urlsplit(address)
        fine = parts.scheme.lower() in ('http', 'https') and '.' in (parts.hostname or '') and not re.search(r'[\s<>"]', address)
    except ValueError:
        fine = False
    if not fine:
        raise colander.Invalid(node, _('Write a web address that begins with https://.'))


class WebAddress(colander.SchemaNode):
    schema_type = colander.String
    widget = TextInputWidget(attributes=UNCOUNTED)
    title = _('Your web page')
    preparer = staticmethod(with_scheme)
    validator = colander.All(colander.Length(max=300), check_web_address)
    missing = ''
    autocomplete = 'url'


class TrapWidget(Widget):
    """A field that people do not see and robots fill in."""

    template = 'trap'
    category = 'structural'
    autocomplete = 'off'

    def serialize(self, field, cstruct, **kw):
        return field.renderer(self.template, field=field, cstruct='')

    def deserialize(self, field, pstruct=colander.null):
        return pstruct if isinstance(pstruct, str) else ''


class Trap(colander.SchemaNode):
    schema_type = colander.String
    title = _('Leave this empty')
    widget = TrapWidget()
    missing = ''
