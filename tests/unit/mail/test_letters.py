"""Letters are written in the reader's language when they are wanted, and leave after the commit."""

from types import SimpleNamespace

import pytest

from isegoria.i18n import _
from isegoria.mail.lanes import GiveUp, TryLater
from isegoria.mail.letters import Letter, Recipient, send, written
from isegoria.worker import TryLater as PutOff

SITE = SimpleNamespace(title={'en': 'Talk', 'ca': 'Parlem'}, default_language='en', wordings={})
LETTER = Letter(
    _('Confirm <it>'),
    (_('You are ${name}.', mapping={'name': 'Núria & <b>'}), 'Second.'),
    ('Confirm', 'https://example.org/en/confirm?token=a&x=1'),
    ('If it was not you, do nothing.',),
)


class Lane:
    def __init__(self, problem=None):
        self.problem, self.sent = problem, []

    def send(self, message):
        if self.problem is not None:
            raise self.problem
        self.sent.append(message)


@pytest.fixture
def registry(app):
    """What sends: the application's registry, with a lane that keeps what it is given."""
    before, app.registry.mail_lane = app.registry.mail_lane, Lane()
    yield app.registry
    app.registry.mail_lane = before


def ready(registry, **about):
    return {'key': 'k1', **written(registry, SITE, Recipient('nuria@example.org', 'Núria', 'ca'), LETTER), **about}


def test_a_letter_says_the_same_as_text_and_as_page(registry):
    send(registry, None, ready(registry))
    (message,) = registry.mail_lane.sent
    text = message.get_body(('plain',)).get_content()
    page = message.get_body(('html',)).get_content()
    assert message['To'] == 'Núria <nuria@example.org>'
    assert message['Subject'] == 'Confirm <it>'
    assert message['Content-Language'] == 'ca'
    assert message['From'].startswith('Parlem <')
    assert 'You are Núria & <b>.' in text and 'https://example.org/en/confirm?token=a&x=1' in text
    assert 'You are Núria &amp; &lt;b&gt;.' in page and 'confirm?token=a&amp;x=1' in page
    assert all(words in part for part in (text, page) for words in ('Second.', 'If it was not you, do nothing.'))


def test_a_letter_that_is_sent_twice_is_recognized_as_one(registry):
    letter = ready(registry)
    send(registry, None, letter)
    send(registry, None, letter)
    first, second = registry.mail_lane.sent
    assert first['Message-ID'] == second['Message-ID']


def test_a_sleeping_server_is_asked_again_later(registry):
    registry.mail_lane.problem = TryLater('451 come back')
    with pytest.raises(PutOff):
        send(registry, None, ready(registry))


def test_what_nobody_takes_is_dropped_and_logged_without_the_address(registry, caplog):
    registry.mail_lane.problem = GiveUp('550 no such person')
    send(registry, None, ready(registry))
    send(registry, None, ready(registry, email='nobody at all'))
    assert len(caplog.records) == 2
    assert 'nuria@example.org' not in caplog.text
