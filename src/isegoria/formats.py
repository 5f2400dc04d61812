"""Dates and numbers as each language writes them (CLDR, through Babel)."""

from datetime import date as Date  # noqa: N812  `date` and `datetime` are verbs here
from datetime import datetime as DateTime  # noqa: N812
from datetime import time as Time  # noqa: N812
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal, format_percent

from isegoria import clock

HALF_A_YEAR = 183  # days


def locale_of(language: str) -> str:
    """The habits by which a language is written here: of English, the European ones."""
    return 'en_GB' if language == 'en' else language


@lru_cache(64)
def direction(language: str) -> str:
    """How a language is read: ltr or rtl."""
    return Locale.parse(language).text_direction


@lru_cache(4096)
def number(n, language: str) -> str:
    return format_decimal(n, locale=locale_of(language))


def money(amount, currency: str, language: str) -> str:
    """An amount; cents only where there are any."""
    locale = Locale.parse(locale_of(language))
    if amount != int(amount):
        return format_currency(amount, currency, locale=locale)
    pattern = locale.currency_formats['standard'].pattern.replace('.00', '')
    return format_currency(int(amount), currency, format=pattern, locale=locale, currency_digits=False)


def percent(share, language: str) -> str:
    """11.4% of 0.114, with no more digits than that."""
    return format_percent(round(Decimal(float(share)), 3), locale=locale_of(language), decimal_quantization=False)


def local(moment, zone: str):
    """A moment (aware datetime, or microseconds) in the organization's time zone."""
    if isinstance(moment, int):
        moment = clock.moment(moment)
    return moment.astimezone(ZoneInfo(zone)) if isinstance(moment, DateTime) else moment


@lru_cache(4096)
def _day(day: Date, language: str, style: str) -> str:
    if style == 'day-month':
        return format_skeleton('MMMMd', day, locale=locale_of(language))
    return format_date(day, style, locale=locale_of(language))


def date(moment, language: str, zone: str = 'UTC', style: str = 'long') -> str:
    """14 December 2026, or with style 'day-month': 14 December, without the year where nobody would think of another one."""
    moment = local(moment, zone)
    day = moment.date() if isinstance(moment, DateTime) else moment
    today = clock.now().date()
    if style == 'day-month' and day.year != today.year and abs((day - today).days) > HALF_A_YEAR:
        style = 'long'
    return _day(day, language, style)


def datetime(moment, language: str, zone: str = 'UTC') -> str:
    """14 December 2026 at 18:00, in the order and with the words of the language."""
    moment = local(moment, zone)
    day, hour = format_date(moment, 'long', locale=locale_of(language)), format_time(moment, 'short', locale=locale_of(language))
    return Locale.parse(locale_of(language)).datetime_formats['long'].format(hour, day)


def is_midnight(moment, zone: str = 'UTC') -> bool:
    return local(moment, zone).time() == Time()


def moment(moment, language: str, zone: str = 'UTC', of_midnight=None) -> str:
    """A day and an hour; of midnight only the day, which may be another: what ends then has the day before as its last."""
    return date(of_midnight or moment, language, zone) if is_midnight(moment, zone) else datetime(moment, language, zone)


def time(moment, language: str, zone: str = 'UTC') -> str:
    return format_time(local(moment, zone), 'short', locale=locale_of(language))


def day_number(moment, zone: str = 'UTC') -> str:
    """The day of a calendar leaf: 14."""
    return str(local(moment, zone).day)


def month_short(moment, language: str, zone: str = 'UTC') -> str:
    """The month of a calendar leaf: Dec."""
    return format_skeleton('MMM', local(moment, zone), locale=locale_of(language))
