"""People around a vote: reminded, leaving, coming back, without a confirmed address."""

from datetime import timedelta

import pytest

from isegoria import clock, formats
from isegoria.accounts import leaving
from isegoria.traits.support import NotPossible
from isegoria.worker import Worker
from tests.desk import press
from tests.functional.accounts.conftest import Letters
from tests.functional.components.budgets.making import begin, budgets, city, end, vote
from tests.functional.components.proposals.pages import said


@pytest.fixture
def letters(app, database):
    before, app.registry.mail_lane = app.registry.mail_lane, Letters()
    yield app.registry.mail_lane
    app.registry.mail_lane = before


def pass_hours(make, worker, *hours):
    for number in hours:
        worker.tick(clock.now() + timedelta(hours=number))
        worker.drain()


def cast(browser, make, place, nickname, *chosen):
    """Somebody casts a ballot on its page; the worker sends what is to be sent."""
    begin(make, place, nickname, *chosen)
    browser.login(nickname)
    page = browser.get(make.url(place, 'ballot'))
    answer = next(form for form in page.forms.values() if form.action.endswith('/cast')).submit().follow()
    Worker(make.registry, make.database).drain()
    return said(answer)


def test_who_casts_a_ballot_gets_a_letter_that_says_that_it_counts_and_not_what_is_on_it(browser, make, letters):
    place, projects = city(make)
    day = formats.date(clock.now(), 'en', 'Europe/Madrid')
    assert f'Cast on {day}.' in cast(browser, make, place, 'ana', projects['Shade'], projects['Benches'])
    (letter,) = letters.to('ana@example.org')
    words = letter.get_body(('plain',)).get_content()
    assert letter['Subject'] == 'Your vote counts'
    assert f'On {day} you cast a ballot in “City”. It counts.' in words
    assert 'change it or cancel it until the voting ends' in words
    assert not any(title in letter.as_string() for title in projects)
    assert not any(str(project.id) in letter.as_string() for project in projects.values())
    browser.reset()
    page = browser.get(letters.link('ana@example.org'))
    assert page.status_int == 303 and '/login?back=' in page.location  # the summary is for the voter alone
    browser.login('ana')
    assert 'Shade' in said(browser.get(letters.link('ana@example.org')))


def test_each_ballot_that_is_cast_is_confirmed_in_the_voters_language(browser, make, letters):
    place, projects = city(make)
    with make.site() as site:
        site.languages = ('en', 'es')
    make.participant('ana', locale='es')
    cast(browser, make, place, 'ana', projects['Shade'], projects['Benches'])
    assert letters[-1]['Subject'] == 'Tu voto cuenta'
    cast(browser, make, place, 'ana', projects['Fountain'])  # the vote is changed
    assert len(letters.to('ana@example.org')) == 2


def test_without_an_address_no_letter_is_written(browser, make, letters):
    place, projects = city(make)
    make.participant('ana', email='')
    assert 'Your vote is cast.' in cast(browser, make, place, 'ana', projects['Shade'], projects['Benches'])
    assert not letters


def test_who_began_and_did_not_cast_is_reminded_three_times(make, letters):
    place, projects = city(make)
    begin(make, place, 'ana', projects['Shade'])
    vote(make, place, 'bob', projects['Shade'], projects['Benches'])
    worker = Worker(make.registry, make.database)
    pass_hours(make, worker, 1)
    assert not letters
    pass_hours(make, worker, 3, 4, 8 * 24, 15 * 24, 16 * 24, 17 * 24)
    assert len(letters.to('ana@example.org')) == 3
    assert not letters.to('bob@example.org')
    words = letters[0].get_body(('plain',)).get_content()
    assert 'City' in words and 'Shade' not in words and '/booth' in words


def test_the_desk_reminds_by_a_button_once_a_day(browser, make, letters):
    place, projects = city(make)
    person = begin(make, place, 'ana', projects['Shade'])
    with make.open(place) as found:
        found.component.voters[person.id].begun_at -= 25 * 3600 * 1_000_000
    make.participant('root', role='admin')
    browser.login('root')
    at = make.url(budgets(make), 'remind')
    for _time in range(2):
        assert '1 ballot is begun and not cast.' in said(press(browser, make.url(budgets(make), 'admin'), at).follow())
        Worker(make.registry, make.database).drain()
        assert len(letters.to('ana@example.org')) == 1
    end(make, place)
    token = browser.get(make.url(budgets(make), 'new-budget')).html.find('input', attrs={'name': 'csrf_token'})['value']
    assert 'while people vote' in said(browser.post(at, {'csrf_token': token}).follow())


def test_the_vote_of_who_leaves_stays_and_is_nobodys(make):
    place, projects = city(make)
    ana = make.participant('ana', email='ana@example.org')
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    with make.site() as site:
        leaving.delete(make.registry, site, site['participants'].get_by_id(ana.id))
    with make.open(place) as found:
        assert found.number_of_ballots == 1
        assert found.component.ballot(found, ana.id) is None
        assert found.component.voter(ana.id) is None


def test_who_comes_back_under_another_account_does_not_vote_twice(make):
    place, projects = city(make)
    ana = make.participant('ana', email='ana@example.org')
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    with make.site() as site:
        leaving.delete(make.registry, site, site['participants'].get_by_id(ana.id))
    Worker(make.registry, make.database).tick(clock.now() + timedelta(days=2))
    again = make.participant('anna', email='ana@example.org')
    with make.site() as site:
        leaving.remember_earlier_supports(site, site['participants'].get_by_id(again.id), make.registry)
    with pytest.raises(NotPossible, match='that vote is counted'):
        vote(make, place, 'anna', projects['Shade'], projects['Benches'])


def test_without_a_confirmed_address_nobody_votes(browser, make):
    place, projects = city(make)
    make.participant('ana', confirmed=None)
    browser.login('ana')
    page = browser.get(make.url(place, 'booth'))
    assert 'Confirm your email address to vote.' in said(page)
    token = page.html.find('input', attrs={'name': 'csrf_token'})
    data = {'csrf_token': token['value']} if token else {}
    browser.post(make.url(place, 'choose'), {**data, 'project': projects['Shade'].id}, status='*')
    with make.open(place) as found:
        assert not len(found.carts)


def test_a_choice_is_not_kept_when_somebody_must_accept_new_terms_first(browser, make):
    place, _projects = city(make)
    ana = browser.login('ana')
    page = browser.get(make.url(place, 'booth'))
    form = next(form for form in page.forms.values() if form.action.endswith('/choose'))
    with make.site() as site:
        site['participants'].get_by_id(ana.id).accepted_terms = ()
    assert '/account/' in form.submit().location
    with make.site() as site:
        assert getattr(site['participants'].get_by_id(ana.id), 'kept', None) is None
