"""The texts of the interface as the catalogues hold them, and what a wording of one must keep."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pyramid.i18n import make_localizer

from isegoria.i18n import DOMAIN, LANGUAGES

LOCALE = Path(__file__).parents[1] / 'locale'
NAMES = re.compile(r'\$\{\w+\}')
FORBIDDEN = frozenset('<>"')  # some texts become part of a page as they are
BROKEN = re.compile(r'\$(?=\$)|\$\{(?!\w+\})')  # the begin of a place that nothing would fill
MACHINE = re.compile(r'[-#/?a-z0-9:= ]+')
LETTER = re.compile(r'[^\W\d_]')


@lru_cache(1)
def catalogues() -> dict[str, dict]:
    """language -> what gettext knows: text -> translation, or (text, number of the form) -> translation."""
    made = {code: make_localizer(code, [str(LOCALE)]).translations for code in LANGUAGES}
    return {code: each._domains[DOMAIN]._catalog if DOMAIN in each._domains else {} for code, each in made.items()}


@dataclass(frozen=True)
class InterfaceText:
    """A text of the product; `forms` are the keys under which gettext looks it up: one, or one for each plural form."""

    english: str
    is_counted: bool

    @cached_property
    def name(self) -> str:
        """How it is called in an address."""
        return hashlib.blake2b(self.english.encode(), digest_size=6).hexdigest()

    def forms(self, language) -> list:
        if not self.is_counted:
            return [self.english]
        known = catalogues()[language]
        number = sum((self.english, at) in known for at in range(6)) or 2
        return [(self.english, at) for at in range(number)]

    def words(self, language, form) -> str:
        """What the product says."""
        return catalogues()[language].get(form) or catalogues()['en'].get(form) or self.english

    @cached_property
    def names(self) -> frozenset[str]:
        """The places in it that are filled with values."""
        said = [self.words('en', form) for form in self.forms('en')]
        return frozenset(NAMES.findall(' '.join((self.english, *said))))

    def faults(self, words: str, language, form) -> tuple[frozenset, ...]:
        """(signs that it may not have, names that it lacks, names that nobody fills) of other words for this form of it."""
        used = set(NAMES.findall(words))
        said = self.words(language, form)
        needed = frozenset() if self.is_for_one(form) else frozenset(NAMES.findall(said))  # "one person" need not say the number
        return FORBIDDEN & set(words) | set(BROKEN.findall(words)), needed - used, frozenset(used - self.names)

    def is_for_one(self, form) -> bool:
        return self.is_counted and form[1] == 0


@lru_cache(1)
def interface_texts() -> dict[str, InterfaceText]:
    """All of them by their name in addresses, in the order of the alphabet."""
    keys = {key for known in catalogues().values() for key in known if key}
    counted = {key[0] for key in keys if isinstance(key, tuple)}
    found = counted | {key for key in keys if isinstance(key, str)}
    read = (text for text in found if LETTER.search(NAMES.sub('', text)) and not is_a_name(text))
    texts = (InterfaceText(text, text in counted) for text in sorted(read, key=in_alphabet))
    return {text.name: text for text in texts}


def is_a_name(text) -> bool:
    """Is it a name that programs know, which stands in the catalogues because it is put together with a value?"""
    said = (known.get(text) or text for known in catalogues().values())
    return bool(MACHINE.fullmatch(text)) and all(words == text for words in said)


def in_alphabet(text) -> tuple:
    """What begins with a value stands last."""
    return text.startswith('$'), text.casefold()
