"""Figures: counted when something happens, and published so that they point to nobody."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from isegoria.moderation.figures import FEWEST, Figures, merged, span_of
from isegoria.moderation.spans import DAY, HOUR, months_after

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
COUNTS = st.dictionaries(st.sampled_from('abcdefgh'), st.integers(1, 20))


def test_what_happens_is_counted_by_year():
    figures = Figures()
    for moment in (NOON, NOON, NOON - timedelta(days=400)):
        figures.count('reports', 'spam', moment)
    figures.count('reports', 'illegal', NOON)
    assert figures.of(2026, 'reports') == {'spam': 2, 'illegal': 1}
    assert figures.of(2025, 'reports') == {'spam': 1}
    assert figures.of(2026, 'decisions') == {}
    assert figures.years() == [2026, 2025]
    assert figures.total(2026, 'reports') == 3


@settings(deadline=None)
@given(COUNTS)
def test_no_number_under_five_is_published(counts):
    shown, rest = merged(counts)
    assert all(n >= FEWEST for n in shown.values())
    assert rest is None or rest == 0 or rest >= FEWEST


@settings(deadline=None)
@given(COUNTS)
def test_nothing_is_lost_when_small_numbers_are_added_up(counts):
    shown, rest = merged(counts)
    if rest is not None:
        assert sum(shown.values()) + rest == sum(counts.values())
    else:
        assert 0 < sum(counts.values()) - sum(shown.values()) < FEWEST


def test_times_to_a_decision_are_told_roughly():
    assert [span_of(span) for span in (HOUR, DAY, 3 * DAY, 7 * DAY, 8 * DAY)] == ['hour', 'day', 'three_days', 'week', 'longer']


def test_six_months_end_on_the_same_day_or_the_last_of_the_month():
    assert months_after(NOON, 6) == datetime(2027, 5, 26, 12, tzinfo=UTC)
    assert months_after(datetime(2026, 8, 31, tzinfo=UTC), 6) == datetime(2027, 2, 28, tzinfo=UTC)


@settings(deadline=None)
@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.integers(0, 48))
def test_later_months_come_later(moment, months):
    assert months_after(moment, months + 1) > months_after(moment, months)
