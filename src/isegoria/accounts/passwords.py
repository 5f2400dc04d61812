"""Passwords: kept as Argon2id hashes, and refused when somebody could guess them (02 §4)."""

import re
import threading
import unicodedata
from collections.abc import Iterable

import colander
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from isegoria.i18n import _

SHORTEST, SHORTEST_OF_STAFF, LONGEST = 10, 15, 256
REMEMBERED = 5  # earlier passwords that staff may not take again
WORD = 4  # shorter parts of a name say too little
ESTIMATED = 72  # characters that the estimate reads at a time
GOOD_ENOUGH = 3  # of 4: a hundred million guesses

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# The hash of a random password that nobody kept: unknown accounts cost as much time as known ones.
NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$OAEaM3vDWo5Fh5ZQN9SEvg$F/DrVa7kixxwkDfE/C8ADIG5cWl8/g7pJ+TEljbIgMc'


def hash_password(password: str) -> str:
    """What is kept instead of a password."""
    if len(password) > LONGEST:
        raise ValueError('longer than any password that we take')
    return _hasher.hash(_normal(password))


def fits(kept: str | None, password: str) -> bool:
    """Is it the password of this hash?  With None, of nobody, the answer no takes as long."""
    known = kept if kept and len(password) <= LONGEST else None
    try:
        return _hasher.verify(known or NOBODYS, _normal(password[:LONGEST])) and known is not None
    except (VerificationError, InvalidHashError):
        return False


def renewed(kept: str, password: str) -> str | None:
    """After a sign-in: a new hash of the same password when the kept one is weaker than today's, else None."""
    return hash_password(password) if _hasher.check_needs_rehash(kept) else None


def is_among(password: str, kept: Iterable[str]) -> bool:
    """Was it used before?"""
    return any(fits(each, password) for each in kept)


def remembered(previous: tuple[str, ...], replaced: str | None) -> tuple[str, ...]:
    """The earlier hashes to keep when one is replaced, newest first."""
    return ((replaced, *previous) if replaced else previous)[:REMEMBERED]


def _normal(password):
    """One spelling of what keyboards write differently."""
    return unicodedata.normalize('NFKC', password)


# What is refused

TOO_SHORT = _('It is too short. Use at least ${n} characters; a few words in a row are easy to remember.', mapping={'n': SHORTEST})
TOO_SHORT_FOR_STAFF = _(
    'It is too short for an account with a role. Use at least ${n} characters; a few words in a row are easy to remember.',
    mapping={'n': SHORTEST_OF_STAFF},
)
TOO_LONG = _('It is too long. Use at most ${n} characters.', mapping={'n': LONGEST})
PERSONAL = _(
    'It is made of your name, nickname, e-mail address or the name of this site. Choose words that have nothing to do with you.'
)
COMMON = _('Many people use this password, so it is the first that others try. Choose words that do not belong together.')
GUESSABLE = _('It is easy to guess. Make it longer, or choose words that do not belong together.')
USED_BEFORE = _('You had this password before. Choose a new one.')


def own_words(*texts: str) -> set[str]:
    """What somebody who knows the person or the site tries first: whole names and their parts, with accents and without.

    Give it name, nickname, e-mail address, the site's name and its host.
    """
    words = set()
    for text in texts:
        for spelling in (text.lower(), _without_accents(text.lower())):
            words |= {spelling, *re.split(r'[\W_]+', spelling), re.sub(r'[\W_]+', '', spelling), spelling.split('@')[0]}
    return {word for word in words if len(word) >= WORD}


def _without_accents(text):
    return ''.join(sign for sign in unicodedata.normalize('NFKD', text) if not unicodedata.combining(sign))


class PasswordRules:
    """Colander validator that says everything there is to mend; `words` come from `own_words`, `before` are earlier hashes."""

    def __init__(self, words: Iterable[str] = (), *, staff=False, second_factor=False, before: Iterable[str] = ()):
        self.words = words
        self.long_one_wanted = staff and not second_factor
        self.before = tuple(before)

    def __call__(self, node, value):
        complaints = self.complaints(value)
        if complaints:
            raise colander.Invalid(node, complaints)

    def complaints(self, password: str) -> list[str]:
        """Why it is refused and how to go on; empty when it is good."""
        if len(password) > LONGEST:
            return [TOO_LONG]
        password = _normal(password)
        found = []
        if self.long_one_wanted and len(password) < SHORTEST_OF_STAFF:
            found.append(TOO_SHORT_FOR_STAFF)
        elif len(password) < SHORTEST:
            found.append(TOO_SHORT)
        found += _weakness(password, self.words)
        if self.before and is_among(password, self.before):
            found.append(USED_BEFORE)
        return found


_one_at_a_time = threading.Lock()


def _weakness(password, words):
    """Why a local estimate calls it guessable; a long one is good when a stretch of it is."""
    stretches = [password[at : at + ESTIMATED] for at in range(0, len(password) or 1, ESTIMATED)]
    found = [_weakness_of(each, words) for each in stretches]
    return [] if None in found else found[:1]


def _weakness_of(password, words):
    estimate = _estimate(password, words)
    dictionaries = [_dictionaries(match) for match in estimate['sequence']]
    if 'user_inputs' in set().union(*dictionaries):
        others = (
            match['token'] for match, names in zip(estimate['sequence'], dictionaries, strict=True) if 'user_inputs' not in names
        )
        return PERSONAL if _estimate(''.join(others))['score'] < GOOD_ENOUGH else None
    if estimate['score'] >= GOOD_ENOUGH:
        return None
    return COMMON if dictionaries == [{'passwords'}] else GUESSABLE


def _dictionaries(match) -> set:
    """Where a part of the password was found; of a repetition, where its part was."""
    inside = match.get('base_matches') or ()
    return {match.get('dictionary_name')}.union(*(_dictionaries(each) for each in inside))


def _estimate(password, words=()):
    # Thirteen megabytes of dictionaries: only who changes a password needs them.
    from zxcvbn import matching, zxcvbn

    with _one_at_a_time:  # it keeps a person's words in a dictionary that all threads share
        try:
            return zxcvbn(password or ' ', sorted(words), max_length=ESTIMATED)  # nothing at all makes it fall
        finally:
            matching.RANKED_DICTIONARIES.pop('user_inputs', None)
