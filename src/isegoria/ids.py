"""Ids: random, exact in JSON, and readable in an address (docs/decisions/ids.md)."""

import secrets
from functools import lru_cache
from typing import Final

from slugify import slugify

LOWEST, HIGHEST = 2**50, 2**53
PLACES_BELOW = 2**31
SIGNS = '0123456789abcdefghjkmnpqrstvwxyz'
LENGTH = 11
VALUES = {sign: value for value, sign in enumerate(SIGNS)}
SLUG_LENGTH = 60
LETTERS: Final = 'text-unidecode'  # named, for what else is installed shall not change an address


def new_id(taken=()) -> int:
    """A random id of something people create that is not in `taken` yet."""
    while True:
        number = LOWEST + secrets.randbelow(HIGHEST - LOWEST)
        if number not in taken:
            return number


def new_place_id(taken=()) -> int:
    """A random id below 2**31, for sites, spaces and components, which other systems hold in 32 bits."""
    while True:
        number = 1 + secrets.randbelow(PLACES_BELOW - 1)
        if number not in taken:
            return number


def encode(number: int) -> str:
    """The eleven signs of an id; the first is a digit, so that no name of a view reads as one."""
    signs = []
    for _position in range(LENGTH):
        number, rest = divmod(number, 32)
        signs.append(SIGNS[rest])
    return ''.join(reversed(signs))


def decode(signs: str) -> int | None:
    """The id that eleven signs stand for, or None if they are none."""
    if len(signs) != LENGTH:
        return None
    number = 0
    for sign in signs:
        value = VALUES.get(sign)
        if value is None:
            return None
        number = number * 32 + value
    return number if LOWEST <= number < HIGHEST else None


def address(title: str, number: int) -> str:
    """The last part of an address: the title's slug and the id."""
    slug = slug_of(str(title))
    return f'{slug}-{encode(number)}' if slug else encode(number)


@lru_cache(20_000)
def slug_of(title: str) -> str:
    """A title as the words of an address; remembered, for a page of a list has twenty, and that takes longer than to find them."""
    return slugify(title, max_length=SLUG_LENGTH, word_boundary=True, backend=LETTERS)


def from_address(name: str) -> int | None:
    """The id at the end of `name`, whatever slug stands before it."""
    if len(name) > LENGTH and name[-LENGTH - 1] != '-':
        return None
    return decode(name[-LENGTH:])
