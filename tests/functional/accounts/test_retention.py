"""Nothing about a person is kept longer than it is needed: a test for each line, with the clock moved on."""

import logging

import pytest

from isegoria import clock
from isegoria.accounts.resource import Participant
from isegoria.accounts.sign_ins import SignIn

DAY = 24 * 3600 * 1_000_000


@pytest.fixture
def registered(make):
    with make.site() as site:
        person = site['participants'].add(Participant('Ada', 'ada'))
        site['participants'].ask_to_confirm(person, 'ada@example.org')
        return person.id


def test_a_registration_that_nobody_confirms_is_removed_after_fourteen_days(registered, make, tick, caplog):
    caplog.set_level(logging.INFO)
    tick(days=13)
    with make.site() as site:
        assert site['participants'].get_by_id(registered) is not None
    tick(days=15)
    with make.site() as site:
        people = site['participants']
        assert people.get_by_id(registered) is None
        assert not people.registrations('ada@example.org') and not people.is_taken('ada')
    assert '1 registrations removed' in caplog.text


def test_an_address_that_somebody_wanted_and_never_confirmed_is_forgotten(make, tick, member):
    ana = member('ana')
    with make.site() as site:
        site['participants'].ask_to_confirm(site['participants'].get_by_id(ana.id), 'new@example.org')
    tick(days=15)
    with make.open(ana) as person:
        assert person.unconfirmed_email == '' and person.email == 'ana@example.org'


def test_sign_in_addresses_are_blanked_after_ninety_days(member, make, tick, caplog):
    caplog.set_level(logging.INFO)
    ana = member('ana', last_address='203.0.113.7', last_sign_in=clock.microseconds())
    tick(days=89)
    with make.open(ana) as person:
        assert person.last_address == '203.0.113.7'
    tick(days=91)
    with make.open(ana) as person:
        assert person.last_address == ''
    assert '1 network addresses blanked' in caplog.text


def test_sessions_are_removed_when_their_lifetime_is_over(member, make, tick):
    now = clock.microseconds()
    ana = member('ana', sign_ins=(SignIn('a', now), SignIn('b', now, remembered=True)))
    tick(days=2)
    with make.open(ana) as person:
        assert [each.key for each in person.sign_ins] == ['b']
    tick(days=15)
    with make.open(ana) as person:
        assert not person.sign_ins


def unused(member, days):
    return member('ana', last_sign_in=clock.microseconds() - days * DAY)


def test_after_three_years_without_signing_in_two_letters_come_and_then_the_account_is_deleted(member, make, tick, deliver):
    ana = unused(member, 3 * 365 - 31)
    tick(hours=0)
    assert not deliver()
    tick(days=2)
    tick(days=3)
    assert [letter['Subject'] for letter in deliver()] == ['Do you still want your account?']
    tick(days=25)
    tick(days=26)
    assert len(deliver().to('ana@example.org')) == 2
    with make.open(ana) as person:
        assert person.deleted is None
    tick(days=33)
    with make.site() as site:
        assert site['participants'].get_by_id(ana.id).deleted is not None
    assert deliver()[-1]['Subject'] == 'Your account was deleted'


def test_nobody_is_deleted_without_having_been_told_a_week_before(member, make, tick, deliver):
    ana = unused(member, 10 * 365)
    for day in range(1, 8):
        tick(days=day)
        with make.open(ana) as person:
            assert person.deleted is None
    assert len(deliver()) == 2
    tick(days=12)
    with make.site() as site:
        assert site['participants'].get_by_id(ana.id).deleted is not None


def test_whoever_signs_in_after_the_first_letter_keeps_the_account(member, make, tick, deliver, sign_in):
    ana = unused(member, 3 * 365 - 10)
    tick(days=1)
    assert sign_in('ana').status_int == 303
    for days in (2, 12, 40):
        tick(days=days)
    with make.open(ana) as person:
        assert person.deleted is None and not person.warned


def test_the_only_administrator_and_imported_people_are_left_alone(member, make, tick, deliver):
    root = member('root', role='admin', last_sign_in=clock.microseconds() - 4000 * DAY)
    with make.site() as site:
        old = site['participants'].add(Participant('Imported', 'imported'))
        number = old.id
    for days in (1, 10, 30):
        tick(days=days)
    with make.site() as site:
        assert site['participants'].get_by_id(root.id).deleted is None
        assert site['participants'].get_by_id(number).deleted is None
    assert not deliver()


def test_a_form_that_waited_for_somebody_is_forgotten_after_fourteen_days(member, make, tick):
    from isegoria.accounts.kept import Kept

    ana = member('ana')
    with make.open(ana) as person:
        person.kept = Kept('/en/x', (('body', 'words'),), clock.microseconds())
    tick(days=15)
    with make.open(ana) as person:
        assert person.kept is None


def test_what_is_removed_is_removed_once_a_day(registered, make, app, database):
    """A tick within a day looks at nobody."""
    from isegoria.accounts import retention

    now = clock.now().replace(hour=12)
    assert not retention.is_new_day(now, now.replace(hour=11))
    assert retention.is_new_day(now, now.replace(hour=12) - retention.KEPT)
