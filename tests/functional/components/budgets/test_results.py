"""Results with reasons, and files with which anybody counts again."""

import pytest

from isegoria.components.budgets.agreement import row
from isegoria.components.budgets.settings import OFFERED
from isegoria.components.budgets.tally import pabulib, tally
from tests.functional.components.budgets.making import budget, budgets, city, end, project, vote
from tests.functional.components.proposals.pages import said

NEIGHBOURS = 12


def finished(make, rule='greedy', few=False, **settings):
    place, projects = city(make, settings={'tally_rule': rule, 'vote_rule': 'minimum', **settings})
    for number in range(3 if few else NEIGHBOURS):
        chosen = ('Shade', 'Benches') if number % 3 else ('Lights', 'Shade')
        vote(make, place, f'neighbour{number}', *(projects[title] for title in chosen))
    end(make, place)
    return place, projects


def test_results_are_hidden_until_the_end(browser, make):
    place, projects = city(make)
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    browser.get(make.url(place, 'results'), status=404)
    browser.get(make.url(place, 'ballots.pb'), status=404)
    assert '1 vote' not in said(browser.get(make.url(projects['Shade'])))


def test_the_results_say_what_will_be_done_and_why(browser, make):
    place, projects = finished(make)
    page = browser.get(make.url(place, 'results'))
    assert '2 projects will be done' in said(page)
    assert '€70,000' in said(page) and '€30,000' in said(page)
    assert 'Why not “Lights”?' in said(page)
    assert 'When its turn came, €30,000 was left and it costs €50,000: €20,000 was missing.' in said(page)
    page = browser.get(make.url(projects['Lights'], 'why'))
    assert 'The money that it needed went to “Benches”' in said(page)
    page = browser.get(make.url(place, 'rounds'))
    assert 'Did not fit' in said(page)
    assert 'Will be done' in said(browser.get(make.url(projects['Shade'])))
    assert [each.get_text(strip=True) for each in browser.get(make.url(place)).html.select('.item h3')] == ['Shade', 'Benches']


@pytest.mark.parametrize('rule', [name for name, _title in OFFERED])
@pytest.mark.parametrize('kind', ['knapsack', 'cumulative', 'ranking'])
def test_every_rule_explains_every_project(browser, make, rule, kind):
    place, projects = finished(make, rule, ballot=kind, points_each=2)
    for one in projects.values():
        assert 'chosen' in said(browser.get(make.url(one, 'why')))
    assert browser.get(make.url(place, 'rounds')).status_int == browser.get(make.url(place, 'results')).status_int == 200
    exported = pabulib.parse(browser.get(make.url(place, 'ballots.pb')).text)
    with make.open(place) as found:
        codes = {project.id: project.code for project in found.projects()}
        assert set(tally(exported.election, rule).winners) == {codes[number] for number in found.outcome.winners}
        assert exported.selected == {codes[number] for number in found.outcome.winners}


@pytest.mark.parametrize('rule', ['greedy', 'equalshares', 'equalshares-count/add1', 'phragmen'])
@pytest.mark.parametrize('kind', ['knapsack', 'cumulative', 'ranking'])
def test_the_academic_library_reads_the_ballots_and_finds_the_same_winners(browser, make, tmp_path, rule, kind):
    pytest.importorskip('pabutools')
    place, projects = city(make, settings={'tally_rule': rule, 'vote_rule': 'minimum', 'ballot': kind, 'points_each': 3})
    for number in range(NEIGHBOURS):  # each project is on some ballot: pabutools would fund what nobody chose
        chosen = (('Shade', 'Benches'), ('Lights', 'Shade'), ('Fountain', 'Benches', 'Shade'))[number % 3]
        vote(make, place, f'neighbour{number}', *(projects[title] for title in chosen))
    end(make, place)
    path = tmp_path / 'ballots.pb'
    path.write_bytes(browser.get(make.url(place, 'ballots.pb')).body)
    assert not row(path).differences


@pytest.mark.parametrize(
    ('rule', 'settings', 'words'),
    [
        ('greedy', {'ballot': 'cumulative', 'points_each': 2}, 'The votes of a project are the points that people give it.'),
        ('greedy-per-cost', {'ballot': 'ranking'}, 'In a ranking the first project has 4 points, the next one less, and so on.'),
        ('phragmen', {'ballot': 'ranking'}, 'counts the same there, whatever its points or its place.'),
        ('equalshares', {}, 'by those who chose it, in equal parts'),
        ('equalshares/add1u', {'ballot': 'cumulative', 'points_each': 2}, 'by those who gave it points, in proportion to these'),
        ('equalshares', {}, 'Each vote for a project is worth what the project costs.'),
        ('equalshares-count/add1u', {}, 'Each vote is worth the same, whatever the project costs.'),
        ('greedy-threshold', {'tally_least': 3}, 'A project with fewer than 3 votes is passed over.'),
        ('greedy-no-skip', {'tally_least': 3}, 'A project with fewer than 3 votes is passed over.'),
        ('greedy-exclusive', {}, 'Of projects that are alternatives of each other only one is funded'),
        ('greedy', {}, 'compared sign by sign: 10 before 9.'),
    ],
)
def test_how_votes_are_counted_is_said_before_the_vote_and_after_it(browser, make, rule, settings, words):
    place, projects = city(make, settings={'tally_rule': rule, 'vote_rule': 'minimum', **settings})
    title = dict(OFFERED)[rule]
    for page in (browser.get(make.url(place)), browser.get(make.url(place, 'booth'))):
        assert f'The votes are counted by this rule: {title}.' in said(page) and words in said(page)
    assert f'counted by this rule: {title}.' in said(browser.get(make.url(place, 'print')))
    vote(make, place, 'ana', projects['Shade'])
    end(make, place)
    assert words in said(browser.get(make.url(place, 'results')))


def test_ballots_of_few_are_not_published(browser, make):
    place, _projects = finished(make, few=True)
    assert 'single ballots are not published' in said(browser.get(make.url(place, 'results')))
    browser.get(make.url(place, 'ballots.pb'), status=404)


def test_districts_stand_side_by_side(browser, make):
    at = budgets(make, settings={'workflow': 'all', 'vote_rule': 'minimum'})
    for number, title in enumerate(('Harbour', 'Station')):
        place = budget(make, title, at=at)
        vote(make, place, 'ana', project(make, f'Pier {number}', 10_000_00 * (number + 1), at=place))
    end(make, at)
    page = browser.get(make.url(at, 'results'))
    assert '2 projects will be done' in said(page)
    rows = [[cell.get_text(strip=True) for cell in row.select('th, td')] for row in page.html.select('tbody tr')]
    assert ['Harbour', '1', '100%', '1', '€10,000', '€90,000'] in rows and [
        'Station',
        '1',
        '100%',
        '1',
        '€20,000',
        '€80,000',
    ] in rows
    rows = browser.get(make.url(at, 'projects.csv')).text.splitlines()
    assert len(rows) == 3
    assert 'budget_amount' in rows[0] and '10000' in rows[1]


def test_the_home_page_says_what_came_of_it(browser, make):
    finished(make)
    assert '12 people chose “Shade”' in said(browser.get('/en/'))
