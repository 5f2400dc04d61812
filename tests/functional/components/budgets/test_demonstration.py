"""A newcomer sees a vote that is over and one that is open."""

from isegoria.demonstration.budgeting import KIND, plant_budgets
from isegoria.demonstration.planting import plant_town
from tests.factories import made
from tests.functional.components.proposals.pages import said


def test_the_town_has_results_and_an_open_vote(browser, make):
    with make.site() as site:
        plant_town(site)
        plant_budgets(site, make.registry.components[KIND])
        finished = made(site['processes']['town-money']['last-year'].budgets()[0])
        opened = made(site['processes']['town-money']['budgets'])
    page = browser.get(make.url(finished, 'results'))
    assert 'will be done' in said(page) and 'Why not' in said(page)
    assert 'Open for votes' in said(browser.get(make.url(opened)))
    assert browser.get(make.url(finished, 'ballots.pb')).status_int == 200
    with make.open(opened) as component:
        assert sorted(budget.number_of_ballots > 0 for budget in component.budgets()) == [False, True]
