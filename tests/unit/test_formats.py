"""Dates and amounts as a reader expects them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from isegoria import clock, formats

MADRID = 'Europe/Madrid'
MIDNIGHT = datetime(2027, 1, 4, 23, tzinfo=UTC)  # there it is the 5th


@pytest.mark.parametrize(
    ('moment', 'words'), [(MIDNIGHT, '5 January 2027'), (MIDNIGHT + timedelta(hours=18), '5 January 2027 at 18:00')]
)
def test_the_hour_is_said_where_it_is_not_midnight(moment, words):
    assert formats.moment(moment, 'en', MADRID).replace(',', ' at') == words


def test_what_ends_at_midnight_ends_with_the_day_before():
    assert formats.moment(MIDNIGHT, 'en', MADRID, MIDNIGHT - timedelta(microseconds=1)) == '4 January 2027'


@pytest.mark.parametrize(
    ('day', 'words'), [(date(2027, 2, 8), '8 February'), (date(2026, 2, 8), '8 February'), (date(2016, 4, 30), '30 April 2016')]
)
def test_the_year_is_said_where_somebody_might_think_of_another(monkeypatch, day, words):
    monkeypatch.setattr(clock, 'now', lambda: datetime(2026, 11, 26, tzinfo=UTC))
    assert formats.date(day, 'en', style='day-month') == words


@pytest.mark.parametrize(('amount', 'words'), [(Decimal('415000'), '€415,000'), (Decimal('0.5'), '€0.50'), (12, '€12')])
def test_an_amount_has_cents_where_there_are_any(amount, words):
    assert formats.money(amount, 'EUR', 'en') == words


@pytest.mark.parametrize(('share', 'language', 'words'), [(1, 'en', '100%'), (0.1138, 'en', '11.4%'), (0.1138, 'fr', '11,4\xa0%')])
def test_a_share_is_said_in_percent(share, language, words):
    assert formats.percent(share, language).replace('\u202f', '\xa0') == words
