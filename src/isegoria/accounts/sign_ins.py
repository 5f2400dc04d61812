"""Sign-ins: where somebody is signed in, so that they can see it and end each one (02 §5)."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from isegoria import clock

REMEMBERED = timedelta(days=14)
NOT_REMEMBERED = timedelta(days=1)
MOST = 20  # the oldest gives way
LOCKED_FOR = timedelta(hours=1)
MOST_FAILURES = 20


@dataclass(frozen=True)
class SignIn:
    """One device on which somebody is signed in; its key stands in that device's signed cookie."""

    key: str
    since: int  # microseconds
    device: str = ''
    remembered: bool = False

    @property
    def until(self) -> int:
        lifetime = REMEMBERED if self.remembered else NOT_REMEMBERED
        return self.since + int(lifetime.total_seconds()) * 1_000_000

    @property
    def is_over(self):
        return clock.microseconds() >= self.until


class SignsIn:
    """What keeps a participant's sign-ins; a mixin of Participant."""

    session_stamp = ''  # changes when every session must end
    sign_ins: tuple[SignIn, ...] = ()
    sign_in_count = 0
    last_sign_in = None  # microseconds
    last_address = ''  # blanked after ninety days
    failures = 0  # wrong passwords in a row
    locked = None  # microseconds
    warned = ()  # when they were told that the account is not used

    @property
    def is_locked(self):
        """Too many wrong passwords, less than an hour ago."""
        return self.locked is not None and clock.microseconds() - self.locked < LOCKED_FOR.total_seconds() * 1_000_000

    def fail(self) -> bool:
        """A wrong password; True when it was one too many, so that the account is locked now."""
        if self.is_locked:
            return False
        self.failures = 1 if self.locked is not None else self.failures + 1
        self.locked = clock.microseconds() if self.failures >= MOST_FAILURES else None
        return self.is_locked

    def unlock(self):
        self.failures, self.locked = 0, None

    def begin_session(self, device='', remembered=False, address='') -> SignIn:
        """Signed in on a device; only now its time and address are written."""
        begun = SignIn(secrets.token_urlsafe(12), clock.microseconds(), device, remembered)
        self.sign_ins = (*self.current_sign_ins, begun)[-MOST:]
        self.sign_in_count += 1
        self.last_sign_in, self.last_address = begun.since, address
        self.unlock()
        self.warned = ()
        return begun

    @property
    def current_sign_ins(self) -> tuple[SignIn, ...]:
        return tuple(each for each in self.sign_ins if not each.is_over)

    def end_session(self, key: str):
        """Signed out on one device; the copy of its cookie is worth nothing any more."""
        self.sign_ins = tuple(each for each in self.sign_ins if each.key != key)

    def end_sessions(self):
        """Signed out everywhere: at a new password, a changed role, a block, and when they ask for it."""
        self.sign_ins = ()
        self.session_stamp = secrets.token_urlsafe(9)

    def keeps_session(self, session) -> bool:
        """Does a session still hold, by the key and the stamp that it was begun with?"""
        if self.blocked is not None or self.is_gone or session.get('stamp') != self.session_stamp:
            return False
        return any(each.key == session.get('sign_in') for each in self.current_sign_ins)
