"""Email addresses as people type them: put in order, and refused when no mail can reach a person there."""

import colander
from email_validator import EmailNotValidError, validate_email

from isegoria.i18n import _
from isegoria.widgets import EmailWidget

# Addresses that live for minutes; an organization adds its own (`site.refused_mail_hosts`).
THROWN_AWAY_LIST = (
    '10minutemail.com 20minutemail.com 33mail.com burnermail.io discard.email dispostable.com emailondeck.com '
    'fakeinbox.com getairmail.com getnada.com grr.la guerrillamail.biz guerrillamail.com guerrillamail.de '
    'guerrillamail.net guerrillamail.org guerrillamailblock.com inboxkitten.com mailcatch.com maildrop.cc '
    'mailinator.com mailnesia.com mailnull.com mintemail.com mohmal.com mytemp.email pokemail.net sharklasers.com '
    'spam4.me spamgourmet.com temp-mail.io temp-mail.org tempail.com tempinbox.com tempmail.com tempmail.net '
    'tempmailo.com tempr.email throwawaymail.com trashmail.com trashmail.de trashmail.net yopmail.com yopmail.fr '
    'yopmail.net'
)
THROWN_AWAY = frozenset(THROWN_AWAY_LIST.split())
LONGEST = 254


def in_order(email):
    """An address as it is kept (a Colander preparer): without the spaces around it, in small letters."""
    return email.strip().lower() if isinstance(email, str) else email


def check(node, email):
    """Colander validator: an address that mail can reach, and for longer than ten minutes."""
    try:
        found = validate_email(email, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise colander.Invalid(node, _('Write an email address such as name@example.org.')) from None
    host = found.ascii_domain.lower()
    site = node.bindings['request'].site if node.bindings else None
    refused = THROWN_AWAY.union(getattr(site, 'refused_mail_hosts', ()))
    if any(host == each or host.endswith(f'.{each}') for each in refused):
        raise colander.Invalid(node, _('Mail to this address is thrown away after minutes. Use one that you keep.'))


class EmailAddress(colander.SchemaNode):
    """A field for an email address."""

    schema_type = colander.String
    title = _('Email address')
    widget = EmailWidget(attributes={'data-max': None})
    validator = colander.All(colander.Length(max=LONGEST), check)
    preparer = staticmethod(in_order)
