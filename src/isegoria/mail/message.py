"""A message: one person, one subject, a text that every mail program shows and, beside it, the same as a page."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid

from email_validator import EmailNotValidError, validate_email

from isegoria import clock
from isegoria.text import newlines

HEADER = re.compile(r'[A-Za-z][A-Za-z0-9-]*')
KEY = re.compile(r'[A-Za-z0-9][A-Za-z0-9._-]*')


class NoAddress(ValueError):
    """What was given as an e-mail address is none."""


def address(email: str, name: str = '') -> Address:
    """An address with the name before it; a domain with accents is written as the network writes it."""
    local, _at, domain = email.strip().rpartition('@')
    at_home = domain == 'localhost'  # the sender while developing; no address for the validator, which knows only the world
    try:
        found = validate_email(f'{local}@example.org' if at_home else email.strip(), check_deliverability=False)
    except EmailNotValidError as wrong:
        raise NoAddress(str(wrong)) from None
    return Address(_line(name), found.local_part, domain if at_home else found.ascii_domain)


def write(
    to: Address,
    subject: str,
    text: str,
    html: str | None = None,
    *,
    sender: Address,
    reply_to: Address | None = None,
    language: str = '',
    key: str | None = None,
    headers: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> EmailMessage:
    """A message ready to send.

    `key` makes its Message-ID the same each time, so that what is sent twice after a crash is recognized as one.  Subject
    and other headers may hold what people typed: each stays on its line.
    """
    message = EmailMessage()
    message['From'] = sender
    message['To'] = to
    message['Subject'] = _line(subject)
    message['Date'] = now or clock.now()
    message['Message-ID'] = _id(key, sender.domain)
    message['Auto-Submitted'] = 'auto-generated'  # no answer from holiday robots, please
    if reply_to is not None:
        message['Reply-To'] = reply_to
    for name, value in (headers or {}).items():
        if not HEADER.fullmatch(name) or name in message:
            raise ValueError(f'{name!r} cannot be a further header')
        message[name] = _line(value)
    message.set_content(_body(text), cte='quoted-printable')
    if html is not None:
        message.add_alternative(_body(html), subtype='html', cte='quoted-printable')
    if language:  # now: whatever sets the content takes away what was said of it before
        message['Content-Language'] = _line(language)
    return message


def _id(key, domain):
    if key is None:
        return make_msgid(domain=domain)
    if not KEY.fullmatch(key):
        raise ValueError(f'{key!r} cannot be a message id')
    return f'<{key}@{domain}>'


def _line(text):
    """On one line: nothing that somebody typed can begin another header."""
    return ' '.join(''.join(sign if sign.isprintable() else ' ' for sign in text).split())


def _body(text):
    return newlines(text).encode('utf-8', 'replace').decode().rstrip('\n') + '\n'
