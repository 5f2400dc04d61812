"""Lanes: mail leaves by a folder or a server, and what cannot leave now is told from what never will."""

import mailbox
import shutil
import socket
import ssl
import subprocess

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from isegoria.mail.lanes import GiveUp, Maildir, Smtp, TryLater, lane_of
from isegoria.mail.message import address, write
from isegoria.settings import SettingsError

SITE = address('participa@vilanova.example', 'Vilanova')


def message(to='ana@correu.example', text='Hello'):
    return write(address(to), 'Més arbres', text, '<p>Hello</p>', sender=SITE)


class Office:
    """What the other side keeps and answers."""

    def __init__(self, **answers):
        self.answers = answers
        self.kept = []

    async def handle_MAIL(self, server, session, envelope, sender, options):  # noqa: N802
        envelope.mail_from = sender
        return self.answers.get('sender', '250 OK')

    async def handle_RCPT(self, server, session, envelope, recipient, options):  # noqa: N802
        envelope.rcpt_tos.append(recipient)
        return self.answers.get('recipient', '250 OK')

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.kept.append(envelope)
        return self.answers.get('data', '250 OK')


def free_port():
    with socket.socket() as found:
        found.bind(('127.0.0.1', 0))
        return found.getsockname()[1]


@pytest.fixture
def office():
    """Opens a mail server of our own; gives its port and what arrives."""
    open_ones = []

    def opened(answers=None, **about):
        host = Office(**(answers or {}))
        controller = Controller(host, hostname='127.0.0.1', port=free_port(), **about)
        controller.start()
        open_ones.append(controller)
        return controller.port, host.kept

    yield opened
    for controller in open_ones:
        controller.stop()


@pytest.fixture(scope='module')
def certificate(tmp_path_factory):
    """A certificate for this machine, and a context that shows it."""
    if shutil.which('openssl') is None:
        pytest.skip('openssl is missing')
    folder = tmp_path_factory.mktemp('tls')
    key, shown = folder / 'key.pem', folder / 'certificate.pem'
    subprocess.run(
        ['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
         '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', shown],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(shown, key)
    return shown, context


def only_ana(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b'ana' and data.password == b'p@ss', handled=False)


def test_a_folder_keeps_each_message(tmp_path):
    lane = lane_of(f'maildir:{tmp_path}/var/mail')
    lane.send(message())
    lane.send(message('bob@correu.example'))
    kept = {each['To']: each['Subject'] for each in mailbox.Maildir(tmp_path / 'var' / 'mail', create=False)}
    assert len(kept) == 2
    assert 'ana@correu.example' in kept


def test_a_folder_that_cannot_be_written_is_tried_later(tmp_path):
    (tmp_path / 'file').write_text('x')
    with pytest.raises(TryLater):
        Maildir(tmp_path / 'file' / 'mail').send(message())


def test_a_server_takes_a_message_whole(office):
    port, kept = office()
    lane_of(f'smtp://127.0.0.1:{port}').send(message(text='Hola, Núria.\n.\nFi'))
    (envelope,) = kept
    assert envelope.mail_from == 'participa@vilanova.example'
    assert envelope.rcpt_tos == ['ana@correu.example']
    assert b'Subject: =?utf-8?' in envelope.content
    assert b'Hola, N=C3=BAria.\r\n.\r\nFi' in envelope.content


def test_mail_is_encrypted_and_signed_in_for(office, certificate):
    trusted, context = certificate
    port, kept = office(tls_context=context, require_starttls=True, authenticator=only_ana, auth_required=True)
    lane_of(f'smtp://ana:p%40ss@localhost:{port}?tls=starttls&ca={trusted}').send(message())
    assert len(kept) == 1


def test_mail_is_encrypted_from_the_first_word(office, certificate):
    trusted, context = certificate
    port, kept = office(ssl_context=context)
    lane_of(f'smtps://localhost:{port}?ca={trusted}').send(message())
    assert len(kept) == 1


def test_a_server_that_nobody_vouches_for_gets_nothing(office, certificate):
    _trusted, context = certificate
    port, kept = office(tls_context=context)
    with pytest.raises(TryLater, match='certificate'):
        lane_of(f'smtp://localhost:{port}?tls=starttls').send(message())
    assert kept == []


def test_mail_does_not_leave_unencrypted_when_the_server_offers_nothing_else(office):
    port, kept = office()
    with pytest.raises(TryLater, match='STARTTLS'):
        lane_of(f'smtp://localhost:{port}?tls=starttls').send(message())
    assert kept == []


def test_a_wrong_password_is_the_operators_matter_and_no_message_is_lost(office, certificate):
    trusted, context = certificate
    port, _kept = office(tls_context=context, authenticator=only_ana)
    with pytest.raises(TryLater) as refused:
        lane_of(f'smtp://ana:wrong@localhost:{port}?tls=starttls&ca={trusted}').send(message())
    assert 'wrong' not in str(refused.value)


@pytest.mark.parametrize('answers', [
    {'recipient': '550 5.1.1 No such user'},
    {'recipient': '553 Mailbox name not allowed'},
    {'data': '554 5.6.0 Message content rejected'},
    {'sender': '552 5.3.4 Message too big'},
])  # fmt: skip
def test_what_never_will_arrive_is_given_up(office, answers):
    port, _kept = office(answers)
    with pytest.raises(GiveUp, match=r'^5\d\d '):
        Smtp('127.0.0.1', port, 'none').send(message())


@pytest.mark.parametrize('answers', [
    {'recipient': '450 4.2.0 Greylisted, come back in five minutes'},
    {'recipient': '452 4.2.2 Mailbox full'},
    {'recipient': '554 5.7.1 Relay access denied'},
    {'recipient': '421 Too many connections'},
    {'data': '451 4.3.0 Try again'},
    {'data': '554 5.7.1 Blocked for now'},
    {'sender': '550 5.7.60 Not your sender address'},
    {'sender': '530 5.7.0 Sign in first'},
    {'sender': '451 Later'},
])  # fmt: skip
def test_what_may_arrive_another_time_is_tried_later(office, answers):
    port, _kept = office(answers)
    with pytest.raises(TryLater, match=r'^[45]\d\d '):
        Smtp('127.0.0.1', port, 'none').send(message())


def test_a_server_that_is_not_there_is_tried_later():
    with pytest.raises(TryLater):
        Smtp('127.0.0.1', free_port(), 'none').send(message())


def test_a_server_that_says_nothing_is_not_waited_for():
    with socket.socket() as silent:
        silent.bind(('127.0.0.1', 0))
        silent.listen()
        with pytest.raises(TryLater):
            Smtp('127.0.0.1', silent.getsockname()[1], 'none', timeout=0.1).send(message())


def test_an_address_that_the_server_cannot_write_is_given_up(office):
    port, _kept = office(enable_SMTPUTF8=False)
    with pytest.raises(GiveUp):
        Smtp('127.0.0.1', port, 'none').send(message('núria@correu.example'))


def test_an_address_with_accents_arrives_where_the_server_can_write_it(office):
    port, kept = office(enable_SMTPUTF8=True)
    Smtp('127.0.0.1', port, 'none').send(message('núria@correu.example'))
    assert kept[0].rcpt_tos == ['núria@correu.example']


def test_nobody_reads_the_address_of_another(tmp_path):
    both = message()
    both['Cc'] = address('bob@correu.example')
    with pytest.raises(ValueError, match='one recipient'):
        Maildir(tmp_path).send(both)


@pytest.mark.parametrize('setting, lane', [
    ('maildir:var/mail', Maildir('var/mail')),
    ('smtp://localhost', Smtp('localhost', 25, 'none')),
    ('smtp://[::1]:2525', Smtp('::1', 2525, 'none')),
    ('smtp://mail.example.org', Smtp('mail.example.org', 587, 'starttls')),
    ('smtp://ana:p%40ss%2F@mail.example.org:587?tls=starttls', Smtp('mail.example.org', 587, 'starttls', 'ana', 'p@ss/')),
    ('smtp://mail.example.org:465', Smtp('mail.example.org', 465, 'ssl')),
    ('smtps://mail.example.org', Smtp('mail.example.org', 465, 'ssl')),
    ('smtp://mail.example.org?tls=none&timeout=5', Smtp('mail.example.org', 25, 'none', timeout=5)),
])  # fmt: skip
def test_one_setting_decides(setting, lane):
    found = lane_of(setting)
    assert found == (Maildir(type(found.path)(lane.path)) if isinstance(lane, Maildir) else lane)


@pytest.mark.parametrize('setting, complaint', [
    ('', 'maildir:FOLDER'),
    ('sendmail', 'maildir:FOLDER'),
    ('ftp://ana:secret@mail.example.org', 'maildir:FOLDER'),
    ('maildir:', 'folder is missing'),
    ('smtp://', 'smtp://HOST'),
    ('smtp://mail.example.org:port', 'port is a number'),
    ('smtp://ana:secret@mail.example.org:99999', 'port is a number'),
    ('smtp://ana:se/cret@mail.example.org', 'port is a number'),
    ('smtp://mail.example.org/folder', 'nothing between'),
    ('smtp://ana:secret#1@mail.example.org', '%23'),
    ('smtp://mail.example.org?tls=ssl3', 'starttls, ssl, none'),
    ('smtp://mail.example.org?tls', 'joined by &'),
    ('smtp://mail.example.org?starttls=1', 'unknown starttls'),
    ('smtp://mail.example.org?timeout=soon', 'seconds'),
    ('smtp://mail.example.org?timeout=0', 'seconds'),
    ('smtp://mail.example.org?ca=/nowhere.pem', 'no file'),
    ('smtp://ana@mail.example.org', 'go together'),
    ('smtp://ana:secret@mail.example.org?tls=none', 'in clear'),
    ('smtp://ana:secretó@mail.example.org', 'no accents'),
])  # fmt: skip
def test_a_wrong_setting_is_explained_without_telling_the_password(setting, complaint):
    with pytest.raises(SettingsError) as wrong:
        lane_of(setting)
    assert complaint in str(wrong.value)
    assert 'secret' not in str(wrong.value)
    assert 'isegoria.mail' in str(wrong.value)


def test_a_lane_does_not_show_its_password():
    assert 'secret' not in repr(lane_of('smtp://ana:secret@mail.example.org'))
