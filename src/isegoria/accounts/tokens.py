"""Tokens of the links in our mails: they say what for, for whom and until when, and work once (02 §3, §5).

Nothing is stored.  A token is bound to how the account was when it was given: once the password or address it was for has
changed, it no longer fits.
"""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

SHORTEST_SECRET = 16


@dataclass(frozen=True)
class Purpose:
    """What a token is good for, and how long."""

    name: str
    lifetime: timedelta


CONFIRM = Purpose('confirm', timedelta(days=14))  # as long as an unconfirmed registration is kept
CHANGE_EMAIL = Purpose('change-email', timedelta(days=14))
RESET_PASSWORD = Purpose('reset-password', timedelta(hours=6))
UNLOCK = Purpose('unlock', timedelta(hours=1))
REOPEN = Purpose('reopen', timedelta(hours=1))
INVITE = Purpose('invite', timedelta(days=14))


class NotValid(Exception):
    """No token of ours for this: altered, of another site or purpose, used, or the account has changed since."""


class Expired(NotValid):
    """It was one; a new one can be asked for."""


class Tokens:
    """Gives and takes the tokens of one site.

    `secrets` are the installation's, the newest last: older ones are still understood.  `site` is the tenant: what one site
    gave, no other takes.
    """

    def __init__(self, secrets: str | Sequence[str], site: str | int):
        self.secrets = [secrets] if isinstance(secrets, str) else list(secrets)
        if not self.secrets or any(len(secret) < SHORTEST_SECRET for secret in self.secrets):
            raise ValueError(f'a secret for signing needs {SHORTEST_SECRET} characters or more')
        self.site = site

    def give(self, purpose: Purpose, person: int, bound_to: Sequence[str | None], now: datetime) -> str:
        """A token for the address of a link.

        `bound_to` is what its use changes: the password's hash for a reset, the old and new address for a change of address.
        """
        until = int((now + purpose.lifetime).timestamp())
        fingerprint = self._fingerprint(self.secrets[-1], purpose, person, bound_to)
        return self._serializer(purpose).dumps([person, until, fingerprint])

    def take(self, purpose: Purpose, token: str, bound_to: Callable[[int], Sequence[str | None] | None], now: datetime) -> int:
        """Whose token it is; Expired or NotValid.  `bound_to(person)` answers what the account has now, None when it is gone.

        It works once because whoever takes it changes what it is bound to.
        """
        try:
            person, until, fingerprint = self._serializer(purpose).loads(token)
        except (BadData, ValueError, TypeError):
            raise NotValid(purpose.name) from None
        state = bound_to(person)
        if state is None or not self._fits(fingerprint, purpose, person, state):
            raise NotValid(purpose.name)
        if now.timestamp() >= until:
            raise Expired(purpose.name)
        return person

    def _serializer(self, purpose):
        return URLSafeSerializer(
            self.secrets,
            salt=f'isegoria/{self.site}/{purpose.name}',
            signer_kwargs={'key_derivation': 'hmac', 'digest_method': hashlib.sha256},
        )

    def _fits(self, fingerprint, purpose, person, state):
        known = (self._fingerprint(secret, purpose, person, state) for secret in self.secrets)
        return any(hmac.compare_digest(fingerprint, each) for each in known)

    def _fingerprint(self, secret, purpose, person, state):
        """Keyed, so that a link gives nobody a way to try out addresses or hashes."""
        parts = [str(self.site), purpose.name, str(person), *('' if part is None else f'={part}' for part in state)]
        return hmac.new(secret.encode(), '\0'.join(parts).encode(), hashlib.sha256).hexdigest()[:32]
