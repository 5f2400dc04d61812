"""A vote from the first page to the receipt, without scripts."""

import pytest

from isegoria.components.budgets.where import drawn_for
from isegoria.worker import Worker
from tests.functional.components.budgets.making import PRICES, budget, budgets, city, end, project, vote
from tests.functional.components.proposals.pages import said


def press(page, action):
    """Press the button of the form that posts to an address with this end."""
    for form in page.forms.values():
        if form.action.split('?')[0].rsplit('/', 1)[-1] == action:
            return form.submit()
    raise LookupError(action)


def form_of(page, made, action):
    """The form of a button beside a project."""
    forms = (form for form in page.forms.values() if form.action.endswith(f'/{action}') and 'project' in form.fields)
    return next(form for form in forms if form['project'].value == str(made.id))


def test_somebody_chooses_looks_over_and_casts(browser, make):
    place, projects = city(make)
    browser.login('ana')
    page = browser.get(make.url(place, 'booth'))
    assert 'Spend' not in said(page)
    assert all(title in said(page) for title in PRICES)
    page = form_of(page, projects['Shade'], 'choose').submit().follow()
    assert '€60,000 left of €100,000' in said(page)
    assert 'Choose projects for €30,000 more' in said(page)
    page = form_of(page, projects['Benches'], 'choose').submit().follow()
    assert 'Your ballot is complete.' in said(page)
    assert 'It costs €20,000 more than you have left.' in said(page)  # the lights
    browser.reset()
    browser.login('ana')  # elsewhere, later: the cart is there
    page = browser.get(make.url(place, 'ballot'))
    assert 'Shade' in said(page) and 'the keys destroyed' in said(page)
    page = press(page, 'cast').follow()
    assert 'Your vote is cast. Thank you.' in said(page)
    assert 'Shade' not in page.html.find('main').get_text()
    page = browser.get(make.url(place, 'ballot'))
    assert 'Your vote is cast and counts.' in said(page)


def test_a_vote_is_changed_and_cancelled(browser, make):
    place, projects = city(make)
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    browser.login('ana')
    page = form_of(browser.get(make.url(place, 'booth')), projects['Benches'], 'leave-out').submit().follow()
    assert 'counts as it was until you cast the changed one' in said(page)
    page = form_of(page, projects['Lights'], 'choose').submit().follow()
    page = press(browser.get(make.url(place, 'ballot')), 'cast').follow()
    assert 'The new one counts' in said(page)
    with make.open(place) as found:
        assert found.number_of_ballots == 1
    page = press(browser.get(make.url(place, 'cancel')), 'cancel').follow()
    assert 'Your vote is cancelled' in said(page)
    with make.open(place) as found:
        assert found.number_of_ballots == 0


def test_points_are_shared_out_and_a_ranking_is_put_in_order(browser, make):
    place, projects = city(make, slug='points', settings={'ballot': 'cumulative', 'points_each': 5})
    browser.login('ana')
    form = form_of(browser.get(make.url(place, 'booth')), projects['Shade'], 'choose')
    form['points'] = '4'
    page = form.submit().follow()
    assert '1 point left' in said(page)
    form = form_of(page, projects['Lights'], 'choose')
    form['points'] = '2'
    assert 'not so many points left' in said(form.submit().follow())
    ranking = budget(make, 'Ranked', at=budgets(make, 'ranked', settings={'ballot': 'ranking'}))
    first, second = (project(make, title, 10_00, at=ranking) for title in ('One', 'Two'))
    for one in (first, second):
        form_of(browser.get(make.url(ranking, 'booth')), one, 'choose').submit()
    page = form_of(browser.get(make.url(ranking, 'ballot')), second, 'earlier').submit().follow()
    assert said(page).index('1. Two') < said(page).index('2. One')


@pytest.fixture
def ballot_box(browser, make):
    """A budget in which Ana has put shade and benches on her ballot: `act(verb, **fields)` posts, and gives what the page says."""
    place, projects = city(make)
    projects['Elsewhere'] = project(make, 'Elsewhere', 10_00, at=budget(make, 'Another', at=budgets(make)))
    browser.login('ana')
    page = browser.get(make.url(place, 'booth'))
    token = page.html.find('input', attrs={'name': 'csrf_token'})['value']

    def act(verb, **about):
        return said(browser.post(make.url(place, verb), {'csrf_token': token, **about}).maybe_follow())

    for title in ('Shade', 'Benches'):
        act('choose', project=projects[title].id)
    return place, projects, act


def on_the_ballot(make, place):
    """What Ana has in her cart: {title}; and how many ballots are cast."""
    with make.open(place) as found:
        person = make.participant('ana').id
        cart = found.component.cart(found, person)
        return {found.project(number).title['en'] for number, _points in cart.lines} if cart else set(), found.number_of_ballots


def test_over_the_budget_is_refused(make, ballot_box):
    place, projects, act = ballot_box
    assert 'There is not enough money left' in act('choose', project=projects['Lights'].id, to='booth')
    assert on_the_ballot(make, place) == ({'Shade', 'Benches'}, 0)


def test_a_duplicate_project_is_refused(make, ballot_box):
    place, projects, act = ballot_box
    assert 'This project is on your ballot already.' in act('choose', project=projects['Shade'].id)
    assert on_the_ballot(make, place) == ({'Shade', 'Benches'}, 0)


def test_a_foreign_project_is_refused(make, ballot_box):
    place, projects, act = ballot_box
    for foreign in (projects['Elsewhere'].id, 'x', '', 7):
        assert 'This project is not one of this budget.' in act('choose', project=foreign)
    assert on_the_ballot(make, place) == ({'Shade', 'Benches'}, 0)


def test_points_that_are_no_number_are_refused(make, ballot_box):
    place, projects, act = ballot_box
    for points in ('-3', '0', 'many', ''):
        assert 'Write a number of points.' in act('choose', project=projects['Fountain'].id, points=points)
    assert on_the_ballot(make, place) == ({'Shade', 'Benches'}, 0)


def test_a_second_checkout_is_refused(make, ballot_box):
    place, _projects, act = ballot_box
    assert 'Your vote is cast.' in act('cast')
    assert 'Your vote was cast already, and counts once.' in act('cast')
    assert on_the_ballot(make, place) == (set(), 1)


@pytest.mark.parametrize('votes', ['disabled', 'finished'])
def test_in_a_phase_without_a_vote_everything_is_refused(make, ballot_box, votes):
    place, projects, act = ballot_box
    act('cast')
    with make.open(place) as found:
        phases = found.component.space.phases
        phases.set_settings(phases.active, found.component, {'votes': votes})
    for verb in ('choose', 'leave-out', 'cast', 'cancel'):
        assert 'The vote is not open. Nothing was changed.' in act(verb, project=projects['Fountain'].id)
    assert on_the_ballot(make, place) == (set(), 1)


def test_after_the_end_everything_is_refused(make, ballot_box):
    place, projects, act = ballot_box
    act('cast')
    end(make, place)
    for verb in ('choose', 'leave-out', 'cast', 'cancel'):
        assert 'The vote is not open. Nothing was changed.' in act(verb, project=projects['Fountain'].id)
    assert on_the_ballot(make, place) == (set(), 1)


def test_a_visitor_is_led_to_the_login_and_back(browser, make):
    place, projects = city(make)
    page = browser.get(make.url(place))
    assert 'Sign in to vote' in said(page)
    assert not [form for form in page.forms.values() if form.action.endswith('choose')]
    assert '/en/login?back=' in page.text
    assert browser.get(make.url(projects['Shade'])).status_int == 200


def test_lists_filter_sort_and_search(browser, make):
    place, _projects = city(make)
    page = browser.get(make.url(place) + '?order=lowest_cost')
    titles = [each.get_text(strip=True) for each in page.html.select('.item h3')]
    assert titles == ['Fountain', 'Benches', 'Shade', 'Lights']
    page = browser.get(make.url(place) + '?text=fountain')
    assert [each.get_text(strip=True) for each in page.html.select('.item h3')] == ['Fountain']
    assert browser.get(make.url(place, 'print')).status_int == 200


def test_several_budgets_stand_in_a_list(browser, make):
    at = budgets(make)
    places = [budget(make, title, at=at) for title in ('Harbour', 'Station')]
    one = project(make, 'Pier', 80_000_00, at=places[0])
    vote(make, places[0], 'ana', one)
    browser.login('ana')
    page = browser.get(make.url(at))
    assert 'You voted' in said(page) and 'Not yours' in said(page)
    page = browser.get(make.url(places[1], 'booth'))
    assert 'you have voted in another one' in said(page)
    assert '/ballot' in page.click('See or cancel your vote in “Harbour”').request.path


def test_who_may_not_vote_in_a_budget_is_shown_the_one_that_was_drawn(browser, make):
    at = budgets(make, settings={'workflow': 'random', 'vote_rule': 'minimum'})
    places = [budget(make, f'District {number}', at=at) for number in range(3)]
    ana = browser.login('ana')
    with make.open(at) as component:
        drawn = drawn_for(component, ana.id).id
    other = next(each for each in places if each.id != drawn)
    page = browser.get(make.url(other, 'booth'))
    assert 'drawn by lot, and this is not yours' in said(page)
    page = page.click('Vote in “District')
    assert 'not yours' not in said(page)
    assert page.request.path == make.url(next(each for each in places if each.id == drawn), 'booth')


def test_where_districts_count_everybody_reads_that_nobody_checks_them(browser, make):
    at = budgets(make, settings={'workflow': 'own', 'vote_rule': 'minimum'})
    port, old = (budget(make, title, at=at, terms=(number,)) for number, title in enumerate(('Port', 'Old town'), 1))
    pier, well = project(make, 'Pier', 10_00, at=port), project(make, 'Well', 10_00, at=old)
    browser.login('ana')
    page = form_of(browser.get(make.url(port, 'booth')), pier, 'choose').submit().follow()
    assert 'Nobody checks where you live' in said(page)
    page = browser.get(make.url(port, 'ballot'))
    assert 'Nobody checks it. From now on this district counts as yours' in said(page)
    assert 'Say that you live in this district' in said(press(page, 'cast').follow())
    form = next(form for form in page.forms.values() if form.action.endswith('/cast'))
    form['lives_here'] = True
    assert 'Your vote is cast' in said(form.submit().follow())
    assert 'another district, which counts as yours' in said(browser.get(make.url(old, 'booth')))
    press(browser.get(make.url(port, 'cancel')), 'cancel')
    page = form_of(browser.get(make.url(old, 'booth')), well, 'choose').submit().follow()
    assert 'which counts as yours' not in said(page)
    make.participant('root', role='admin')
    browser.login('root')
    assert 'Nobody checks where people live' in said(browser.get(make.url(at, 'edit')))


def test_a_phase_that_says_finished_ends_the_vote(make):
    place, projects = city(make)
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    with make.open(place) as found:
        phases = found.component.space.phases
        phases.set_settings(phases.active, found.component, {'votes': 'finished'})
    worker = Worker(make.registry, make.database)
    worker.tick()
    worker.drain()
    with make.open(place) as found:
        assert found.outcome is not None
