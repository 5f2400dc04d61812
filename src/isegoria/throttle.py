"""Throttling: how often one person, one e-mail address or one network address may try, so that nobody guesses or floods.

Each action has its limits, which a setting changes:

    isegoria.throttle.login = email 20 per hour, address 100 per hour
    isegoria.throttle.report = off
    isegoria.throttle.storage = memory://

The usual storage is the memory of each process: with four processes an attacker has four times as many tries.  What is
kept are hashes, for as long as the limit looks back.
"""

import hashlib
import ipaddress
import math
import time
from collections.abc import Mapping

from limits import RateLimitItem, parse
from limits.errors import ConfigurationError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from isegoria.settings import SettingsError

PREFIX = 'isegoria.throttle.'
EMAIL, ADDRESS, PERSON = 'email', 'address', 'person'
# A library or a school has one address for many people, so that addresses may try more.
USUAL = {
    'login': 'email 20 per hour, address 100 per hour',
    'registration': 'email 5 per hour, address 20 per hour',
    'mail': 'email 5 per hour, address 20 per hour',  # asking for a link: confirm again, new password, unlock
    'report': 'person 20 per hour, email 20 per hour, address 40 per hour',
    'comment': 'person 10 per minute',
}
OFF = 'off'


class TooOften(Exception):
    """One try too many; the next may be made in so many seconds."""

    def __init__(self, seconds: int):
        super().__init__(f'again in {seconds} seconds')
        self.seconds = seconds

    @property
    def minutes(self) -> int:
        return math.ceil(self.seconds / 60)


class Throttle:
    """Counts tries.  Who tries is told by `email=`, `address=` and `person=`; what is None or has no limit does not count."""

    def __init__(self, limits: Mapping[str, Mapping[str, RateLimitItem]], storage='memory://'):
        self.limits = limits
        self._window = MovingWindowRateLimiter(storage_from_string(storage))

    @classmethod
    def from_settings(cls, settings: Mapping[str, str]) -> 'Throttle':
        """With the limits of the settings and the usual ones; SettingsError names what cannot be understood."""
        given = {name.removeprefix(PREFIX): value for name, value in settings.items() if name.startswith(PREFIX)}
        storage = given.pop('storage', 'memory://')
        unknown = given.keys() - USUAL.keys()
        if unknown:
            raise SettingsError(f'{PREFIX}{min(unknown)}: what can be throttled is {", ".join(USUAL)}')
        limits = {action: _limits(action, text) for action, text in {**USUAL, **given}.items()}
        try:
            return cls(limits, storage)
        except (ConfigurationError, NotImplementedError) as wrong:
            raise SettingsError(f'{PREFIX}storage: {wrong}') from None

    def take(self, action: str, site, **who):
        """Count one try; TooOften when a limit is reached, and then it is not counted."""
        keys = self._keys(action, site, who)
        for limit, key in keys:
            if not self._window.test(limit, *key):
                raise TooOften(self._seconds(limit, key))
        for limit, key in keys:
            if not self._window.hit(limit, *key):  # another thread was quicker
                raise TooOften(self._seconds(limit, key))

    def left(self, action: str, site, **who) -> int | None:
        """How many tries are left; None where nothing is limited."""
        keys = self._keys(action, site, who)
        return min((self._window.get_window_stats(limit, *key).remaining for limit, key in keys), default=None)

    def forgive(self, action: str, site, **who):
        """Forget the tries of those named, after a success for instance.

        Do not name an address: by signing in to an account of one's own one could go on with those of others.
        """
        for limit, key in self._keys(action, site, who):
            self._window.clear(limit, *key)

    def _keys(self, action, site, who):
        limits = self.limits[action]
        return [
            (limits[kind], (action, kind, _hashed(site, kind, value)))
            for kind, value in who.items()
            if value is not None and kind in limits
        ]

    def _seconds(self, limit, key):
        return max(1, math.ceil(self._window.get_window_stats(limit, *key).reset_time - time.time()))


def network(address: str) -> str:
    """Whose address it is: of the newer protocol a household has a whole network, of which the first half counts."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(found), 64), strict=False))


WRITTEN = {EMAIL: lambda email: email.strip().casefold(), ADDRESS: network, PERSON: str}


def _hashed(site, kind, value):
    return hashlib.sha256(f'{site}\0{kind}\0{WRITTEN[kind](value)}'.encode('utf-8', 'replace')).hexdigest()[:32]


def _limits(action, text):
    """`email 20 per hour, address 100 per hour` by kind; nothing for `off`."""
    if text.strip() == OFF:
        return {}
    limits = {}
    for part in text.split(','):
        kind, _space, limit = part.strip().partition(' ')
        try:
            if kind not in WRITTEN:
                raise ValueError(kind)
            limits[kind] = parse(limit)
        except ValueError:
            raise SettingsError(
                f'{PREFIX}{action}: write off, or for instance: {USUAL[action]} (kinds are {", ".join(WRITTEN)})'
            ) from None
    return limits


def includeme(config):
    config.registry.throttle = Throttle.from_settings(config.registry.settings)
