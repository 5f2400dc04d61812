"""Phases: one is active; dates move a process on, what was chosen by hand stays until the next date."""

from datetime import UTC, datetime, timedelta

import pytest

from isegoria import outbox
from isegoria.spaces.processes.resource import ACTIVE, PAST, UPCOMING, Process

DAY = timedelta(days=1)
MAY = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def phases(monkeypatch):
    """Inform (May), propose (June), decide (from July)."""
    monkeypatch.setattr(outbox, 'put', lambda *_about: None)
    phases = Process('trees', {'en': 'Trees'}).phases
    phases.add({'en': 'Inform'}, starts=MAY, ends=MAY + 31 * DAY)
    phases.add({'en': 'Propose'}, starts=MAY + 31 * DAY, ends=MAY + 61 * DAY)
    phases.add({'en': 'Decide'}, starts=MAY + 61 * DAY)
    return phases


def titles(phases):
    return [phase.title['en'] for phase in phases]


def test_the_first_phase_is_active_from_the_beginning(phases):
    assert phases.active.title == {'en': 'Inform'}


def test_the_last_day_of_what_ends_at_midnight_is_the_day_before(phases):
    inform, _propose, decide = phases
    assert inform.last.date() == (MAY + 30 * DAY).date()
    assert decide.last is None


def test_activating_the_active_phase_again_is_refused(phases):
    phases.activate(phases.all[1])
    assert phases.active.title == {'en': 'Propose'}
    with pytest.raises(ValueError, match='active already'):
        phases.activate(phases.all[1])


def test_the_active_phase_cannot_be_removed_while_there_are_others(phases):
    with pytest.raises(ValueError, match='cannot be removed'):
        phases.remove(phases.active)
    for phase in phases.all[1:]:
        phases.remove(phase)
    phases.remove(phases.active)
    assert phases.active is None
    assert len(phases) == 0


def test_a_phase_must_start_before_it_ends(phases):
    with pytest.raises(ValueError, match='before it ends'):
        phases.change(phases.all[0], ends=MAY)


def test_phases_are_moved_up_and_down_and_stay_where_they_are_at_the_ends(phases):
    phases.move(phases.all[0], -1)
    assert titles(phases) == ['Inform', 'Propose', 'Decide']
    phases.move(phases.all[0], 1)
    assert titles(phases) == ['Propose', 'Inform', 'Decide']


def test_the_process_moves_on_at_the_minute(phases):
    change = MAY + 31 * DAY
    assert phases.due(change - timedelta(seconds=30), change - timedelta(seconds=45)) is None
    assert phases.due(change + timedelta(seconds=5), change - timedelta(seconds=10)).title == {'en': 'Propose'}


def test_a_phase_activated_by_hand_stays_until_the_next_date(phases):
    phases.activate(phases.all[2])
    assert phases.due(MAY + 10 * DAY, MAY + 9 * DAY) is None
    assert phases.due(MAY + 32 * DAY, MAY + 30 * DAY).title == {'en': 'Propose'}


def test_dates_are_not_followed_where_that_is_switched_off(phases):
    phases.follow_dates = False
    assert phases.due(MAY + 32 * DAY, MAY + 30 * DAY) is None


def test_after_a_long_pause_of_the_worker_the_phase_of_today_is_found(phases):
    assert phases.due(MAY + 90 * DAY, MAY + 1 * DAY).title == {'en': 'Decide'}


def test_the_ruler_shows_the_share_that_has_passed(phases):
    phases.activate(phases.all[1])
    assert phases.share(phases.all[0]) == 1.0
    assert phases.share(phases.all[1], MAY + 46 * DAY) == 0.5
    assert phases.share(phases.all[2]) == 0.0


def test_a_process_without_a_start_has_started_and_is_active_until_its_end():
    process = Process('trees', {'en': 'Trees'})
    assert process.status() == ACTIVE
    process.ends = datetime.now(UTC).date() - DAY
    assert process.status() == PAST
    process.starts = process.ends + 9 * DAY
    process.ends = None
    assert process.status() == UPCOMING
