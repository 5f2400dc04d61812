"""From an idea to money: proposed, accepted, a project, voted, closed, counted, explained, and counted again by somebody else."""

from isegoria.components.budgets.tally import pabulib
from isegoria.components.budgets.tally.own import tally_file
from tests.desk import choose, press, write
from tests.factories import made
from tests.functional.components.budgets.making import budget, budgets, project, vote
from tests.functional.components.budgets.test_administration import form_of
from tests.functional.components.budgets.test_voting import form_of as choice
from tests.functional.components.proposals.pages import said

NEIGHBOURS = 11


def test_an_idea_becomes_a_project_that_the_neighbours_choose(browser, make):
    idea = make.proposal('Shade for the schoolyard', author='ana')
    place = budget(
        make, 'Neighbourhood', 50_000_00, at=budgets(make, settings={'tally_rule': 'equalshares/add1u', 'vote_rule': 'minimum'})
    )
    lights = project(make, 'Lights', 45_000_00, at=place)
    make.participant('root', role='admin')

    browser.login('root')
    form = choose(form_of(browser.get(make.url(idea, 'answer')), 'answer'), 'accepted')
    write(form, 'Yes: it is hot there.')
    form.submit().follow()
    form = form_of(browser.get(make.url(place, 'from-proposals')), 'from-proposals')
    form['checkbox'], form['amount'] = [str(idea.id)], '20000'
    form.submit().follow()
    with make.open(place) as found:
        shade = made(next(each for each in found.projects() if each.id != lights.id))
    assert 'What came of it' in said(browser.get(make.url(idea)))
    assert make.url(shade) in browser.get(make.url(idea)).text

    for number in range(NEIGHBOURS):
        vote(make, place, f'neighbour{number}', shade if number % 3 else lights)
    browser.login('bob')
    choice(browser.get(make.url(place, 'booth')), shade, 'choose').submit()
    page = browser.get(make.url(place, 'ballot'))
    page = next(form for form in page.forms.values() if form.action.endswith('/cast')).submit().follow()
    assert 'Your vote is cast. Thank you.' in said(page)
    browser.get(make.url(place, 'results'), status=404)

    browser.login('root')
    press(browser, make.url(budgets(make), 'end-vote'), make.url(budgets(make), 'end-vote'))
    with make.open(place):
        pass  # the worker

    browser.logout()
    page = browser.get(make.url(place, 'results'))
    assert 'Shade for the schoolyard' in said(page)
    assert 'It was chosen in round' in said(browser.get(make.url(shade, 'why')))
    assert 'It was not chosen' in said(browser.get(make.url(lights, 'why')))
    again = tally_file(pabulib.parse(browser.get(make.url(place, 'ballots.pb')).text))
    with make.open(place) as found:
        assert set(again.winners) == {found.project(number).code for number in found.outcome.winners}
        assert shade.id in found.outcome.winners
