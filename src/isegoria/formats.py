"""Dates and numbers as each language writes them (CLDR, through Babel)."""

from datetime import date as Date  # noqa: N812  `date` and `datetime` are verbs here
from datetime import datetime as DateTime  # noqa: N812
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal

from isegoria import clock


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
    return format_currency(amount, currency, locale=locale_of(language))


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
    """14 December 2026, or with style 'day-month': 14 December."""
    moment = local(moment, zone)
    return _day(moment.date() if isinstance(moment, DateTime) else moment, language, style)


def datetime(moment, language: str, zone: str = 'UTC') -> str:
    """14 December 2026 at 18:00, in the order and with the words of the language."""
    moment = local(moment, zone)
    day, hour = format_date(moment, 'long', locale=locale_of(language)), format_time(moment, 'short', locale=locale_of(language))
    return Locale.parse(locale_of(language)).datetime_formats['long'].format(hour, day)


def time(moment, language: str, zone: str = 'UTC') -> str:
    return format_time(local(moment, zone), 'short', locale=locale_of(language))


def day_number(moment, zone: str = 'UTC') -> str:
    """The day of a calendar leaf: 14."""
    return str(local(moment, zone).day)


def month_short(moment, language: str, zone: str = 'UTC') -> str:
    """The month of a calendar leaf: Dec."""
    return format_skeleton('MMM', local(moment, zone), locale=locale_of(language))
