"""Sign-ins: where somebody is signed in, so that they can see it and end each one (02 §5)."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from isegoria import clock

REMEMBERED = timedelta(days=14)
NOT_REMEMBERED = timedelta(days=1)
MOST = 20  # the oldest gives way


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

    def begin_session(self, device='', remembered=False, address='') -> SignIn:
        """Signed in on a device; only now its time and address are written."""
        begun = SignIn(secrets.token_urlsafe(12), clock.microseconds(), device, remembered)
        self.sign_ins = (*self.current_sign_ins, begun)[-MOST:]
        self.sign_in_count += 1
        self.last_sign_in, self.last_address = begun.since, address
        self.failures, self.locked = 0, None
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
