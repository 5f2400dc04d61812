"""Lanes: how mail leaves the house, into a folder while developing, by SMTP in earnest; one setting decides.

    isegoria.mail = maildir:var/mail
    isegoria.mail = smtp://localhost
    isegoria.mail = smtp://user:password@mail.example.org:587?tls=starttls
    isegoria.mail = smtps://user:password@mail.example.org

After `?` may stand `tls` (starttls, ssl, none), `timeout` (seconds) and `ca` (a file with the certificates to trust), joined
by `&`.  Signs that mean something in an address are written %40 (@), %3A (:), %2F (/); in an ini file the % is doubled.
"""

import contextlib
import mailbox
import re
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from isegoria.settings import SettingsError

STARTTLS, SSL, NONE = 'starttls', 'ssl', 'none'
PORTS = {STARTTLS: 587, SSL: 465, NONE: 25}
LOCAL = {'localhost', '127.0.0.1', '::1'}
OPTIONS = {'tls', 'timeout', 'ca'}
# A reply that speaks of the way and not of this message: not permitted here, sign in first, this sender is not ours.
ABOUT_THE_WAY = re.compile(r'530 |\d{3} 5\.7\.')
TOO_BIG = 552


class Undelivered(Exception):
    """A message did not leave; the text says why, for the log."""


class TryLater(Undelivered):
    """It may leave another time: nothing is wrong with the message."""


class GiveUp(Undelivered):
    """It will never leave: the address does not exist, or nobody takes such a message."""


@dataclass(frozen=True)
class Maildir:
    """Puts each message into a folder that any mail program opens."""

    path: Path

    def send(self, message: EmailMessage):
        _envelope(message)
        try:
            for name in ('tmp', 'new', 'cur'):
                (self.path / name).mkdir(mode=0o700, parents=True, exist_ok=True)
            mailbox.Maildir(self.path, create=False).add(message)
        except (OSError, mailbox.Error) as error:
            raise TryLater(f'the mail folder: {error}') from error


@dataclass(frozen=True)
class Smtp:
    """Hands each message to a mail server."""

    host: str
    port: int
    tls: str = STARTTLS
    user: str = ''
    password: str = field(default='', repr=False)
    timeout: float = 30
    ca: str | None = None

    def send(self, message: EmailMessage):
        sender, recipient = _envelope(message)
        try:
            server = self._open()
        except OSError as error:  # smtplib's own are OSErrors too
            raise TryLater(_said(error)) from error
        try:
            server.send_message(message, sender, [recipient])
        except OSError as error:
            raise (GiveUp if _is_final(error) else TryLater)(_said(error)) from error
        finally:
            _leave(server)

    def _open(self) -> smtplib.SMTP:
        """A connection on which a message can be sent."""
        server = self._connect()
        try:
            if self.tls == STARTTLS:
                server.starttls(context=self._trust())
            if self.user:
                server.login(self.user, self.password)
        except OSError:
            server.close()
            raise
        return server

    def _connect(self):
        if self.tls == SSL:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=self._trust())
        return smtplib.SMTP(self.host, self.port, timeout=self.timeout)

    def _trust(self):
        return ssl.create_default_context(cafile=self.ca)


def _envelope(message) -> tuple[str, str]:
    """Who sends and who gets it: one person, so that nobody reads another's address."""
    senders, recipients = _addresses(message, 'From'), _addresses(message, 'To', 'Cc', 'Bcc')
    if len(senders) != 1 or len(recipients) != 1:
        raise ValueError('a message has one sender and one recipient')
    return senders[0], recipients[0]


def _addresses(message, *headers):
    return [address.addr_spec for header in headers for value in message.get_all(header, []) for address in value.addresses]


def _leave(server):
    """Say goodbye; the message is theirs already, so that nothing which goes wrong now matters."""
    with contextlib.suppress(OSError):
        server.quit()
    server.close()


def _is_final(error):
    """Does the server's answer mean this message, and for ever?"""
    if isinstance(error, smtplib.SMTPNotSupportedError):  # an address with accents that this server cannot write
        return True
    code, said = _reply(error)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return code == TOO_BIG
    return 500 <= code < 600 and not ABOUT_THE_WAY.match(said)


def _reply(error) -> tuple[int, str]:
    """The server's answer in an error: its code, and code and words; 0 when it gave none."""
    words: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return 0, ''
    return code, f'{code} {words.decode("utf-8", "replace") if isinstance(words, bytes) else words}'


def _said(error):
    return _reply(error)[1] or str(error) or type(error).__name__


# The setting


def lane_of(setting: str) -> Maildir | Smtp:
    """The lane that `isegoria.mail` names; SettingsError says what is wrong with it, and holds no password."""
    scheme, _colon, rest = setting.strip().partition(':')
    if scheme == 'maildir':
        if not rest:
            raise SettingsError('isegoria.mail: the folder is missing; write maildir:var/mail')
        return Maildir(Path(rest))
    if scheme in ('smtp', 'smtps'):
        return _smtp(setting.strip())
    raise SettingsError('isegoria.mail: write maildir:FOLDER, smtp://HOST or smtps://HOST')


def _smtp(setting):
    url = urlsplit(setting)
    try:
        host, port = url.hostname, url.port
    except ValueError:
        raise SettingsError(
            'isegoria.mail: the port is a number up to 65535; a / or # in user or password is written %2F or %23'
        ) from None
    if not host or url.path not in ('', '/') or url.fragment:
        raise SettingsError('isegoria.mail: write smtp://HOST:PORT and nothing between that and the ?')
    options = _options(url.query)
    tls = options.get('tls') or _usual_tls(url.scheme, host, port)
    if tls not in PORTS:
        raise SettingsError('isegoria.mail: tls is one of starttls, ssl, none')
    user, password = unquote(url.username or ''), unquote(url.password or '')
    _check_account(host, tls, user, password)
    return Smtp(host, port or PORTS[tls], tls, user, password, _timeout(options.get('timeout', '30')), _ca(options.get('ca')))


def _options(query):
    try:
        options = dict(parse_qsl(query, strict_parsing=bool(query), keep_blank_values=True))
    except ValueError:
        raise SettingsError('isegoria.mail: after ? write tls=..., timeout=... or ca=..., joined by &') from None
    if not options.keys() <= OPTIONS:
        raise SettingsError(f'isegoria.mail: unknown {", ".join(sorted(options.keys() - OPTIONS))}; known are tls, timeout and ca')
    return options


def _usual_tls(scheme, host, port):
    if scheme == 'smtps' or port == PORTS[SSL]:
        return SSL
    return NONE if host in LOCAL else STARTTLS


def _check_account(host, tls, user, password):
    if bool(user) != bool(password):
        raise SettingsError('isegoria.mail: user and password go together; write smtp://USER:PASSWORD@HOST')
    if not (user + password).isascii():
        raise SettingsError('isegoria.mail: user and password can hold no accents')
    if user and tls == NONE and host not in LOCAL:
        raise SettingsError('isegoria.mail: with tls=none the password would travel in clear; use starttls or ssl')


def _timeout(typed):
    try:
        seconds = float(typed)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 600:
        raise SettingsError('isegoria.mail: timeout is a number of seconds up to 600')
    return seconds


def _ca(typed):
    if typed is not None and not Path(typed).is_file():
        raise SettingsError(f'isegoria.mail: there is no file {typed!r} with certificates')
    return typed
