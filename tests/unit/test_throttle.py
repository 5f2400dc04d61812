"""Throttling: whoever guesses passwords or floods the moderators is slowed down, and nobody else."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from isegoria.settings import SettingsError
from isegoria.throttle import Throttle, TooOften, network

SITE, OTHER = 17, 18
HOME, LIBRARY = '203.0.113.7', '203.0.113.99'


class Watch:
    """A clock that the test moves."""

    def __init__(self):
        self.now = 1_795_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def watch(monkeypatch):
    watch = Watch()
    monkeypatch.setattr(time, 'time', watch)
    return watch


def throttle(**settings):
    return Throttle.from_settings({f'isegoria.throttle.{name}': value for name, value in settings.items()})


def tries(throttle, times, action='login', site=SITE, **who):
    """How many of so many tries were let through."""
    through = 0
    for _time in range(times):
        try:
            throttle.take(action, site, **who)
        except TooOften:
            continue
        through += 1
    return through


def test_twenty_failures_for_one_account_and_the_next_has_to_wait(watch):
    gate = throttle()
    assert tries(gate, 25, email='ana@correu.example', address=HOME) == 20
    with pytest.raises(TooOften) as refused:
        gate.take('login', SITE, email='ana@correu.example', address=LIBRARY)
    assert refused.value.seconds == 3600
    assert refused.value.minutes == 60


def test_after_an_hour_one_may_try_again(watch):
    gate = throttle()
    tries(gate, 10, email='ana@correu.example')
    watch.now += 1800
    tries(gate, 10, email='ana@correu.example')
    watch.now += 1801
    assert gate.left('login', SITE, email='ana@correu.example') == 10
    assert tries(gate, 20, email='ana@correu.example') == 10, 'the window moves: the first ten are forgotten, the others are not'


def test_one_address_that_tries_many_accounts_is_stopped(watch):
    gate = throttle()
    through = sum(tries(gate, 1, email=f'person{number}@correu.example', address=HOME) for number in range(120))
    assert through == 100
    assert tries(gate, 1, email='person1@correu.example', address=LIBRARY) == 1


def test_a_refused_try_counts_for_nothing(watch):
    gate = throttle()
    tries(gate, 20, email='ana@correu.example', address=HOME)
    tries(gate, 50, email='ana@correu.example', address=LIBRARY)
    assert gate.left('login', SITE, address=LIBRARY) == 100


def test_whoever_signs_in_begins_anew_but_the_address_does_not(watch):
    gate = throttle()
    tries(gate, 19, email='ana@correu.example', address=HOME)
    gate.forgive('login', SITE, email='ana@correu.example')
    assert gate.left('login', SITE, email='ana@correu.example') == 20
    assert gate.left('login', SITE, address=HOME) == 81


def test_the_last_try_can_be_told(watch):
    gate = throttle()
    tries(gate, 20, email='ana@correu.example')
    assert gate.left('login', SITE, email='ana@correu.example') == 0
    assert gate.left('comment', SITE, email='ana@correu.example') is None


def test_an_address_is_the_same_however_it_is_typed(watch):
    gate = throttle(login='email 1 per hour')
    assert tries(gate, 1, email='Ana@Correu.example ') == 1
    assert tries(gate, 1, email='ana@correu.example') == 0


def test_sites_and_actions_do_not_share_their_counts(watch):
    gate = throttle(login='email 1 per hour', mail='email 1 per hour')
    for action, site in (('login', SITE), ('login', OTHER), ('mail', SITE)):
        assert tries(gate, 2, action, site, email='ana@correu.example') == 1


def test_reports_count_for_the_person_or_for_the_address_of_a_visitor(watch):
    gate = throttle()
    assert tries(gate, 30, 'report', person=5, address=HOME) == 20
    assert tries(gate, 30, 'report', person=None, email='x@correu.example', address=HOME) == 20
    assert tries(gate, 30, 'report', email='y@correu.example', address=HOME) == 0
    assert tries(gate, 30, 'report', person=6) == 20


def test_a_limit_can_be_changed_or_switched_off(watch):
    gate = throttle(registration='off', comment='person 2 per 5 minutes')
    assert tries(gate, 500, 'registration', email='ana@correu.example', address=HOME) == 500
    assert tries(gate, 5, 'comment', person=5) == 2


@pytest.mark.parametrize('settings, complaint', [
    ({'login': 'twenty'}, 'isegoria.throttle.login'),
    ({'login': 'name 20 per hour'}, 'email, address, person'),
    ({'login': ''}, 'isegoria.throttle.login'),
    ({'login': 'email 20 per fortnight'}, 'isegoria.throttle.login'),
    ({'logn': 'off'}, 'login, registration'),
    ({'storage': 'carrier-pigeon://'}, 'isegoria.throttle.storage'),
])  # fmt: skip
def test_a_wrong_setting_is_explained(settings, complaint):
    with pytest.raises(SettingsError, match=complaint):
        throttle(**settings)


@pytest.mark.parametrize('address, whose', [
    ('203.0.113.7', '203.0.113.7'),
    ('::ffff:203.0.113.7', '203.0.113.7'),
    ('2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'),
    ('2001:db8:1:2::1', '2001:db8:1:2::/64'),
    ('::1', '::/64'),
    ('unix:', 'unix:'),
])  # fmt: skip
def test_a_household_is_one_address(address, whose):
    assert network(address) == whose


def test_many_tries_at_once_do_not_slip_through():
    gate = throttle()
    with ThreadPoolExecutor(8) as people:
        through = sum(people.map(lambda _number: tries(gate, 10, email='ana@correu.example', address=HOME), range(16)))
    assert through == 20


def test_no_address_is_kept_as_it_is():
    gate = throttle()
    tries(gate, 1, email='ana@correu.example', address=HOME)
    assert 'ana@' not in repr(gate._window.storage.events)
    assert HOME not in repr(gate._window.storage.events)
