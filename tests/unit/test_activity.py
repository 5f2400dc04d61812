"""The log of what was done: added to and read, never changed."""

from dataclasses import FrozenInstanceError, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isegoria import activity
from isegoria.activity import ActivityLog, Logged, Record
from isegoria.events import Changed, Created, Event, Removed, Trashed
from isegoria.spaces.processes.resource import Process

NOVEMBER = 1_795_000_000_000_000  # microseconds: some time in November 2026
RECORD = Record(when=NOVEMBER, who=7, action='publish', type='process', resource=1, component=None, space=1)


def test_a_record_cannot_be_edited():
    for field in fields(Record):
        with pytest.raises(FrozenInstanceError):
            setattr(RECORD, field.name, None)


def test_the_log_has_no_verb_that_changes_or_removes():
    verbs = {name for name in vars(ActivityLog) if not name.startswith('_')}
    assert verbs == {'add', 'months', 'of_month', 'latest'}


def test_what_was_read_does_not_lead_back_into_the_log():
    log = ActivityLog()
    log.add(RECORD)
    log.of_month('2026-11').clear()
    assert log.of_month('2026-11') == [RECORD]


def test_two_records_of_one_microsecond_are_both_kept():
    log = ActivityLog()
    for who in range(50):
        log.add(replace(RECORD, who=who))
    assert {record.who for record in log.of_month('2026-11')} == set(range(50))


@given(st.lists(st.integers(NOVEMBER - 10**14, NOVEMBER + 10**14), max_size=40))
def test_every_record_is_found_the_latest_first(moments):
    log = ActivityLog()
    for moment in moments:
        log.add(replace(RECORD, when=moment))
    found = [record.when for name in log.months() for record in log.of_month(name)]
    assert found == sorted(moments, reverse=True)
    assert [record.when for record in log.latest(5)] == sorted(moments, reverse=True)[:5]


def test_a_record_comes_back_as_it_was_written():
    record = replace(
        RECORD, who=None, title=(('ca', 'Arbres, “ombra” i més'),), about=(('role', 'admin'), ('count', 3), ('own', True))
    )
    log = ActivityLog()
    log.add(record)
    assert log.of_month('2026-11') == [record]


def test_for_the_latest_a_long_month_is_not_read_through(monkeypatch):
    log, read = ActivityLog(), []
    for step in range(1000):
        log.add(replace(RECORD, when=NOVEMBER + step))
    monkeypatch.setattr(activity, 'read', lambda kept, read_one=activity.read: read.append(kept) or read_one(kept))
    assert [record.when - NOVEMBER for record in log.latest(3)] == [999, 998, 997]
    assert len(read) == 3


class Plain(Event):
    """An event that nobody keeps."""


@pytest.fixture
def site():
    class Site:
        activity, title, __name__, __parent__ = None, {'en': 'Talk'}, '', None

    return Site()


LOGGED = {Created: Logged('create', 'Made'), Removed: Logged('delete', 'Removed'), Changed: Logged('update', 'Changed')}


def records(site):
    return site.activity.latest(10) if site.activity else []


def test_an_event_is_written_down_with_ids_and_the_title_of_what_is_institutional(site):
    process = Process('trees', {'en': 'Trees'})
    process.__parent__ = site
    activity.write_down(LOGGED, Created(process))
    (record,) = records(site)
    assert (record.action, record.type, record.space, record.who) == ('create', 'process', process.id, None)
    assert dict(record.title) == {'en': 'Trees'}


def test_an_event_counts_as_the_nearest_kind_that_is_kept(site):
    process = Process('trees', {'en': 'Trees'})
    process.__parent__ = site
    activity.write_down(LOGGED, Trashed(process))
    activity.write_down(LOGGED, Plain(process))
    assert [record.action for record in records(site)] == ['delete']


def test_nothing_that_a_participant_wrote_is_kept(site):
    class Wish:
        type, id, title, __name__, visibility = 'wish', 5, {'en': 'My secret'}, 'my-secret-5', 'public'
        __parent__ = site

    activity.write_down(LOGGED, Created(Wish()))
    assert 'secret' not in repr(records(site))


def test_what_only_its_author_sees_is_not_written_down(site):
    class Draft:
        type, id, title, __name__, visibility = 'wish', 5, {'en': 'A draft'}, '5', 'author:9'
        __parent__ = site

    activity.write_down(LOGGED, Created(Draft()))
    assert records(site) == []


def test_what_people_do_with_their_own_account_is_not_written_down(site):
    class Person:
        type, id, title, __name__, visibility = 'participant', 9, {'en': 'Ana'}, 'ana', 'public'
        __parent__ = site

    activity.write_down(LOGGED, Changed(Person()))
    assert records(site) == []
