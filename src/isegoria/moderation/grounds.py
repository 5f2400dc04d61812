"""Grounds: why something is reported or hidden, in the words of those who report, decide and read the decision."""

from dataclasses import dataclass

from isegoria.i18n import _


@dataclass(frozen=True)
class Ground:
    """A reason; `mark` is its number in the catalog. `for_everybody`: one needs no account to report it (03 §3.4)."""

    name: str
    title: str
    hint: str
    mark: int
    for_everybody: bool = False
    urgent: bool = False
    internal: bool = False  # given by the site itself, chosen by nobody


SPAM = Ground('spam', _('Advertising or spam'), _('It sells something, says the same again and again, or deceives.'), 1)
OFFENSIVE = Ground('offensive', _('Insults, threats or discrimination'), _('It attacks a person or a group.'), 2)
DOES_NOT_BELONG = Ground('does_not_belong', _('It does not belong here'), _('It speaks of something else than this page.'), 3)
PERSONAL_DATA = Ground(
    'personal_data',
    _('Somebody’s personal data'),
    _('It tells where a person lives, a telephone number, an illness or the like. We look at these first.'),
    4,
    for_everybody=True,
    urgent=True,
)
ILLEGAL = Ground('illegal', _('It is against the law'), _('It breaks a law: say which one, and why.'), 5, for_everybody=True)
DURING_BLOCK = Ground('hidden_during_block', _('Hidden together with the block of its author'), '', 6, internal=True)

GROUNDS = (SPAM, OFFENSIVE, DOES_NOT_BELONG, PERSONAL_DATA, ILLEGAL, DURING_BLOCK)
CHOSEN = tuple(ground for ground in GROUNDS if not ground.internal)
BY_NAME = {ground.name: ground for ground in GROUNDS}


def ground(name: str | None) -> Ground | None:
    return BY_NAME.get(name) if name is not None else None


def is_urgent(name: str) -> bool:
    """Is it looked at before everything else?"""
    found = BY_NAME.get(name)
    return found is not None and found.urgent


def title_of(name: str) -> str:
    """The words of a ground; its name where we no longer know it."""
    found = BY_NAME.get(name)
    return found.title if found is not None else name
