"""Etiquette: how a title and a text should look so that others like to read them (11 §5).

Asked only of what participants write; official and imported proposals come as they are.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import colander

from isegoria.i18n import _
from isegoria.text import plain

MARKS = '!?¡¿‽؟՞՜'
BEFORE_THE_FIRST_LETTER = '¿¡«“”„‘’‹"\'([ '


def shouts(text: str) -> bool:
    """Is half of what it says in capitals?  Only letters count, of every script that has capitals."""
    letters = [sign for sign in text if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    return capitals > 1 and 2 * capitals >= len(letters)


def insists(text: str) -> bool:
    """Does it repeat a mark, or heap more than two?  A question that is also an exclamation (?!) is none."""
    run = ''
    for sign in unicodedata.normalize('NFKC', text):
        if sign not in MARKS:
            run = ''
        elif sign in run or len(run) == 2:
            return True
        else:
            run += sign
    return False


def begins_small(text: str) -> bool:
    """Does it begin with a small letter that has a capital?"""
    first = text.lstrip(BEFORE_THE_FIRST_LETTER)[:1]
    return first.islower() and first.upper() != first


@dataclass(frozen=True)
class Rule:
    """One rule: its title in the component's settings, how to see that it is broken, and how to go on."""

    name: str
    title: str
    is_broken: Callable[[str], bool]
    advice: str


RULES = (
    Rule('capitals', _('No texts in capitals'), shouts,
         _('There are too many capital letters. Please write in small letters and keep capitals for names and beginnings.')),
    Rule('marks', _('No repeated exclamation and question marks'), insists,
         _('One exclamation or question mark in a row is enough. Please take the others out.')),
    Rule('beginning', _('Texts begin with a capital letter'), begins_small,
         _('Please begin with a capital letter.')),
)  # fmt: skip
ALL = tuple(rule.name for rule in RULES)


def advice(text: str, rules: Iterable[str] = ALL) -> list[str]:
    """What to change in a text, HTML or plain, so that it keeps the chosen rules; a blank one keeps them all."""
    chosen = set(rules)
    words = plain(text).strip()
    return [rule.advice for rule in RULES if rule.name in chosen and words and rule.is_broken(words)]


class Etiquette:
    """Colander validator: refuses a text with everything that should change in it."""

    def __init__(self, rules: Iterable[str] = ALL):
        self.rules = tuple(rules)

    def __call__(self, node, value):
        found = advice(value, self.rules)
        if found:
            raise colander.Invalid(node, found)
