"""Letters: what the site writes to somebody, as text and as page, in their language; the worker sends them.

A letter is put into the outbox in the transaction that wants it, ready to send, and leaves after the commit.
"""

import logging
import secrets
from dataclasses import dataclass
from functools import lru_cache

from chameleon import PageTemplateLoader

from isegoria import outbox
from isegoria.i18n import _
from isegoria.localizers import localizer_of
from isegoria.mail import lanes, message
from isegoria.texts import in_language
from isegoria.worker import TryLater

log = logging.getLogger(__name__)
MAIL = 'mail'


@dataclass(frozen=True)
class Letter:
    """What is said, in the words of the catalogues: a subject, paragraphs, one thing to do, and what to know beside it."""

    subject: str
    paragraphs: tuple[str, ...]
    link: tuple[str, str] | None = None  # what it does, and the address
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recipient:
    """Who gets it."""

    email: str
    name: str = ''
    language: str = 'en'


def post(registry, site, recipient: Recipient, letter: Letter):
    """Write a letter down to be sent after this transaction."""
    outbox.put(site, MAIL, {'key': secrets.token_hex(16), **written(registry, site, recipient, letter)})


def written(registry, site, recipient, letter) -> dict:
    """A letter in the recipient's language, as plain data."""
    translate = localizer_of(registry, recipient.language, site).translate
    title = str(in_language(site.title, recipient.language, site.default_language))
    words = {
        'subject': translate(letter.subject),
        'greeting': translate(_('Hello ${name},', mapping={'name': recipient.name}) if recipient.name else _('Hello,')),
        'paragraphs': [translate(each) for each in letter.paragraphs],
        'link': (translate(letter.link[0]), letter.link[1]) if letter.link else None,
        'after': [translate(each) for each in letter.after],
        'title': title,
        'language': recipient.language,
    }
    return {
        'email': recipient.email,
        'name': recipient.name,
        'sender': title,
        'language': recipient.language,
        'subject': words['subject'],
        'text': rendered('letter.txt', words),
        'html': rendered('letter.pt', words),
    }


def rendered(template, words) -> str:
    made = frames().load(template, 'text' if template.endswith('.txt') else 'xml')(**words)
    return made if isinstance(made, str) else made.decode('utf-8')


@lru_cache(1)
def frames() -> PageTemplateLoader:
    """The templates around a letter; the worker has no request, so that Pyramid's loader is of no use."""
    from isegoria.templating import folder_of_templates

    return PageTemplateLoader(str(folder_of_templates() / 'mail'))


def send(registry, _connection, about):
    """The worker's job: hand a letter to the lane; TryLater when it may leave another time."""
    try:
        ready = message.write(
            message.address(about['email'], about['name']),
            about['subject'],
            about['text'],
            about['html'],
            sender=message.address(registry.settings['isegoria.mail_from'], about['sender']),
            language=about['language'],
            key=about['key'],
        )
        registry.mail_lane.send(ready)
    except lanes.TryLater as error:
        raise TryLater(str(error)) from error
    except (lanes.GiveUp, message.NoAddress) as error:
        log.warning('letter %s is not delivered: %s', about['key'], error)
