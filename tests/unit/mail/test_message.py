"""Messages: every mail program can read them, and nobody can smuggle a header in."""

import email
import email.policy
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isegoria.mail.message import NoAddress, address, write

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
SITE = address('participa@vilanova.example', 'Participació, Vilanova')
ANA = address('ana@correu.example', 'Ana Núñez')


def sent(*texts, **about):
    """The message as the other side reads it."""
    message = write(ANA, *texts, sender=SITE, now=NOON, **about)
    return email.message_from_bytes(message.as_bytes(), policy=email.policy.default)


def test_a_message_has_a_text_and_beside_it_the_same_as_a_page():
    message = sent('Més arbres', 'Hola, Núria.\r\nFins aviat', '<p>Hola, <b>Núria</b>.</p>')
    assert message.get_content_type() == 'multipart/alternative'
    assert message.get_body(('plain',)).get_content() == 'Hola, Núria.\nFins aviat\n'
    assert message.get_body(('html',)).get_content() == '<p>Hola, <b>Núria</b>.</p>\n'


def test_without_a_page_it_is_a_plain_text():
    assert sent('Trees', 'Hello').get_content_type() == 'text/plain'


def test_the_headers_say_from_whom_to_whom_when_and_in_which_language():
    message = sent('Més arbres', 'Hola', language='ca', reply_to=address('oac@vilanova.example'))
    assert message['From'].addresses[0].display_name == 'Participació, Vilanova'
    assert message['To'].addresses[0].addr_spec == 'ana@correu.example'
    assert message['Reply-To'].addresses[0].addr_spec == 'oac@vilanova.example'
    assert message['Subject'] == 'Més arbres'
    assert message['Date'].datetime == NOON
    assert message['Content-Language'] == 'ca'
    assert message['Auto-Submitted'] == 'auto-generated'
    assert message['Message-ID'].endswith('@vilanova.example>')


def test_a_message_sent_twice_is_recognized_as_one():
    assert sent('a', 'b', key='notice-17')['Message-ID'] == '<notice-17@vilanova.example>'
    assert sent('a', 'b')['Message-ID'] != sent('a', 'b')['Message-ID']
    with pytest.raises(ValueError, match='message id'):
        write(ANA, 'a', 'b', sender=SITE, key='a b')


def test_further_headers_are_taken_but_none_twice():
    message = sent('a', 'b', headers={'List-Unsubscribe': '<https://vilanova.example/unsubscribe/x>'})
    assert message['List-Unsubscribe'] == '<https://vilanova.example/unsubscribe/x>'
    for header in ('Subject', 'to', 'X-Bad:', 'X Bad', 'X\nBcc'):
        with pytest.raises(ValueError, match='further header'):
            write(ANA, 'a', 'b', sender=SITE, headers={header: 'x'})


@pytest.mark.parametrize('end', ['\n', '\r\n', '\r', '\x0b', '\x85', '\u2028', '\x00'])
def test_what_people_typed_cannot_begin_another_header(end):
    typed = f'Trees{end}Bcc: everybody@example.org{end}{end}Body'
    message = sent(typed, 'text', headers={'X-About': typed}, language=typed)
    assert message['Bcc'] is None
    assert message['Subject'] == 'Trees Bcc: everybody@example.org Body'
    assert message.get_content() == 'text\n'
    assert address('ana@correu.example', typed).display_name == 'Trees Bcc: everybody@example.org Body'
    with pytest.raises(NoAddress):
        address(f'ana@correu.example{end}bcc@example.org')


@given(st.text(max_size=100), st.text(max_size=100), st.text(max_size=30))
def test_whatever_is_typed_there_is_one_recipient_and_the_text_arrives(subject, text, name):
    to = address('ana@correu.example', name)
    raw = write(to, subject, text, '<p>x</p>', sender=SITE, now=NOON).as_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert [each.addr_spec for each in message['To'].addresses] == ['ana@correu.example']
    assert set(message.keys()) == {
        'From', 'To', 'Subject', 'Date', 'Message-ID', 'Auto-Submitted', 'MIME-Version', 'Content-Type',
    }  # fmt: skip
    assert message.get_body(('plain',)) is not None


@pytest.mark.parametrize('typed', ['', 'ana', 'ana@', '@correu.example', 'ana sala@correu.example', 'a@b@c', '<ana@correu.example>',
                                   'ana@correu..example', 'ana@correu.example, bob@correu.example'])  # fmt: skip
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(NoAddress):
        address(typed)


def test_a_domain_with_accents_is_written_as_the_network_writes_it():
    assert address('ana@participació.example').addr_spec == 'ana@xn--participaci-0eb.example'
    assert address('isegoria@localhost').addr_spec == 'isegoria@localhost'
    assert address('núria@correu.example').addr_spec == 'núria@correu.example'
