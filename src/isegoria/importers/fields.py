"""Fields: the values of one line, each asked for by what it must be."""

from datetime import datetime
from functools import lru_cache
from typing import NoReturn
from zoneinfo import ZoneInfo

from isegoria import clock
from isegoria.importers.reading import Rejected
from isegoria.text import clean, tidy

REMEMBERED = 1024  # days: many things are of the same
LARGEST_COUNT = 2**31
LARGEST_ID = 2**63
MOST_SHOWN = 60


@lru_cache(REMEMBERED)
def microseconds(written: str, form: str, zone: ZoneInfo) -> int:
    """A local time as microseconds; ValueError when it is not of this form."""
    return clock.microseconds(datetime.strptime(written, form).replace(tzinfo=zone))


class Fields:
    """What a line says; Rejected tells which field is not what it should be."""

    def __init__(self, values: dict):
        self.values = values

    def refuse(self, name, wanted) -> NoReturn:
        shown = repr(self.values.get(name))
        if len(shown) > MOST_SHOWN:
            shown = f'{shown[:MOST_SHOWN]}…'
        raise Rejected(f'{name} is {shown}, not {wanted}' if name in self.values else f'{name} is missing')

    def id(self, name='id') -> int:
        value = self.values.get(name)
        if type(value) is not int or not 0 <= value < LARGEST_ID:
            self.refuse(name, 'an id')
        return value

    def count(self, name) -> int:
        """A number of people; absent is 0."""
        value = self.values.get(name)
        if value is None:
            return 0
        if type(value) is not int or not 0 <= value < LARGEST_COUNT:
            self.refuse(name, 'a number of people')
        return value

    def text(self, name) -> str:
        """A plain text without signs that nobody sees; it must not be empty."""
        value = self.values.get(name)
        text = tidy(value) if isinstance(value, str) else ''
        if not text:
            self.refuse(name, 'a text')
        return text

    def text_or_nothing(self, name) -> str:
        return '' if self.values.get(name) in (None, '') else self.text(name)

    def html(self, name) -> str:
        """A text with markup, cleaned."""
        value = self.values.get(name)
        if not isinstance(value, str):
            self.refuse(name, 'a text')
        return clean(tidy(value))

    def flag(self, name) -> bool:
        """A boolean; absent is false."""
        value = self.values.get(name)
        if value not in (None, True, False):
            self.refuse(name, 'true or false')
        return bool(value)

    def one_of(self, name, known: dict):
        """What `known` has for the value."""
        value = self.values.get(name)
        if not isinstance(value, (str, int, type(None))) or value not in known:
            self.refuse(name, f'one of {", ".join(map(str, known))}')
        return known[value]

    def moment(self, name, form: str, zone: ZoneInfo) -> int:
        """Microseconds of a local time of the site's zone. Things of one day or second keep the order of their ids by them."""
        value = self.values.get(name)
        try:
            return microseconds(value, form, zone) + self.id() % 1_000_000
        except (TypeError, ValueError, OverflowError):
            self.refuse(name, 'a date such as ' + datetime(2016, 1, 31, 14, 5, 9).strftime(form))

    def part(self, name) -> 'Fields | None':
        """The fields of an object within; None where there is none."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.refuse(name, 'an object')
        return Fields(value)
