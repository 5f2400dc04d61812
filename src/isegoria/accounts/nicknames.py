"""Nicknames: how people are mentioned and where their profiles are; one of a kind in a site (02 §1.1)."""

import re
import unicodedata
from collections.abc import Callable

import colander
from slugify import slugify

from isegoria.i18n import _

LONGEST = 20
ALPHABET = re.compile(r'[\w-]+')
FOR_WANT_OF_A_NAME = 'participant'

# Words of addresses, and those by which somebody could pass for the site.
OF_THE_SITE = (
    'about account accounts admin administration administrator api assemblies assembly assets atom collectives comments '
    'conferences confirm contact csv debates decidim delete documents download edit embed export feed feeds health help home '
    'import index initiatives isegoria json link login logout mail media meetings members mention moderation moderator new '
    'news notifications null oauth official organization pages participant participants password postmaster preview privacy '
    'processes process profile profiles proposals register registration report reset root rss search security settings '
    'sign-in sign-out sign-up staff static statistics support system terms token tokens undefined unsubscribe user users '
    'verification webmaster worker www'
)
RESERVED = frozenset(OF_THE_SITE.split())

TOO_LONG = _('It is too long. Use at most ${n} characters.', mapping={'n': LONGEST})
WRONG_SIGNS = _('Use letters, digits, hyphens and underscores only, and at least one letter or digit.')
TAKEN_BY_THE_SITE = _('The site needs this word itself. Choose another one.')
TAKEN = _('Somebody has this nickname already. Choose another one.')


def key(nickname: str) -> str:
    """What two spellings of one nickname have in common: under it a nickname is unique."""
    return unicodedata.normalize('NFKC', unicodedata.normalize('NFKC', nickname).casefold())


def written(nickname):
    """A nickname as it is kept (a Colander preparer): small letters, without the @ that people put before it."""
    if not isinstance(nickname, str):
        return nickname
    return unicodedata.normalize('NFKC', nickname).strip().removeprefix('@').lower()


def objection(nickname: str, is_taken: Callable[[str], bool] = lambda key: False) -> str | None:
    """Why this cannot be somebody's nickname, or None; `is_taken` is asked with its key."""
    if len(nickname) > LONGEST:
        return TOO_LONG
    if not ALPHABET.fullmatch(nickname) or not any(sign.isalnum() for sign in nickname):
        return WRONG_SIGNS
    if key(nickname) in RESERVED:
        return TAKEN_BY_THE_SITE
    return TAKEN if is_taken(key(nickname)) else None


def from_name(name: str, is_taken: Callable[[str], bool]) -> str:
    """A free nickname made of a name: `Núria Sala` becomes nuria_sala, the second one nuria_sala_2."""
    base = slugify(name, separator='_', max_length=LONGEST) or FOR_WANT_OF_A_NAME
    nickname, number = base, 1
    while objection(nickname, is_taken):
        number += 1
        nickname = base[: LONGEST - len(f'_{number}')].rstrip('_') + f'_{number}'
    return nickname


class Nickname:
    """Colander validator of a nickname that was prepared by `written`."""

    def __init__(self, is_taken: Callable[[str], bool]):
        self.is_taken = is_taken

    def __call__(self, node, value):
        found = objection(value, self.is_taken)
        if found:
            raise colander.Invalid(node, found)
