"""The desk: budgets and projects are made and changed, proposals become projects, votes are ended, imported, compared."""

import csv
import io

import pytest
from webtest import Upload

from isegoria.components.budgets.tally import pabulib
from isegoria.shards import ObjectShards
from tests.desk import choose, errors, press, take, write
from tests.factories import made
from tests.functional.components.budgets.making import begin, budget, budgets, city, end, vote
from tests.functional.components.proposals.pages import said

ELECTION = """META
key;value
description;Harbour 2020
country;Spain
unit;Aiguaclara
instance;2020
num_projects;3
num_votes;4
budget;1000
vote_type;approval
rule;greedy
date_begin;01.01.2020
date_end;31.01.2020
PROJECTS
project_id;cost;name
a;600;Pier
b;500;Cranes
c;400.50;Gulls
VOTES
voter_id;vote
1;a,b
2;a
3;a,c
4;b,c
"""


@pytest.fixture
def desk(browser, make):
    make.participant('root', role='admin')
    browser.login('root')
    return browser


def form_of(page, end):
    return next(
        form
        for form in page.forms.values()
        if (form.action or page.request.path).split('?')[0].endswith(end) and len(form.fields) > 2
    )


def rows(text) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text), delimiter=';'))


def test_a_budget_and_its_projects_are_made(desk, make):
    at = budgets(make, votes='disabled')
    form = form_of(desk.get(make.url(at, 'new-budget')), 'new-budget')
    write(form, 'Harbour')
    form['total'] = '10.000,50'
    page = form.submit().follow()
    assert 'Now add its projects' in said(page)
    with make.open(at) as component:
        place = made(component.budgets()[0])
        assert component.budgets()[0].total == 10_000_50
    form = form_of(desk.get(make.url(place, 'new-project')), 'new-project')
    write(form, 'Pier', 'A place to sit.')
    form['amount'] = '20000'
    form['latitude'] = '41.4'
    page = form.submit(status=422)
    assert 'both coordinates' in errors(page)
    form = form_of(page, 'new-project')
    form['longitude'] = '2.1'
    page = form.submit().follow()
    assert 'it can never be chosen' in said(page)
    assert 'Pier' in said(page)


def test_what_was_voted_about_does_not_change(desk, make):
    place, projects = city(make)
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    form = form_of(desk.get(make.url(projects['Shade'], 'edit')), 'edit')
    form['amount'] = '1'
    assert 'Ballots were cast at this price' in said(form.submit(status=422))
    page = take(desk, make.url(place, 'admin'), 'trash', projects['Lights'])
    assert 'Ballots were cast, so the list of projects stays as it is.' in said(page)


def test_accepted_proposals_become_projects_once(desk, make):
    trees = make.proposal('Trees in the harbour', _state_token='accepted', state_published=1)
    make.proposal('Nobody answered')
    place = budget(make, at=budgets(make, votes='disabled'))
    page = desk.get(make.url(place, 'from-proposals'))
    assert 'Trees in the harbour' in said(page) and 'Nobody answered' not in said(page)
    form = form_of(page, 'from-proposals')
    form['checkbox'] = [str(trees.id)]
    assert 'states no costs' in said(form.submit(status=422))
    form['amount'] = '5000'
    assert '1 projects were made' in said(form.submit().follow())
    with make.open(place) as found:
        only = found.projects()[0]
        assert only.links == {'included_proposals': (trees.id,)}
        project_url = make.url(made(only))
    assert 'Trees in the harbour' in said(desk.get(project_url))
    assert make.url(trees) in desk.get(project_url).text
    assert 'Trees in the harbour' not in said(desk.get(make.url(place, 'from-proposals')))
    (row,) = rows(desk.get(make.url(place, 'projects.csv')).text)
    assert (row['related_proposals'], row['related_proposal_titles']) == (str(trees.id), 'Trees in the harbour')
    assert row['related_proposal_urls'].endswith(make.url(trees))
    with make.open(trees) as found:
        found.hidden = True
        make.changed(found)
    (row,) = rows(desk.get(make.url(place, 'projects.csv')).text)
    assert not any(value for name, value in row.items() if name.startswith('related_'))


def test_the_vote_is_ended_by_a_question(desk, make):
    place, projects = city(make)
    at = budgets(make)
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    page = desk.get(make.url(at, 'end-vote'))
    assert 'Backups made while the vote was open' in said(page)
    assert 'The ballots are being counted' in said(press(desk, make.url(at, 'end-vote'), make.url(at, 'end-vote')).follow())
    with make.open(place) as found:
        pass
    with make.open(place) as found:
        assert found.outcome is not None
    assert 'ended already' in said(desk.get(make.url(at, 'end-vote')))
    assert 'ended already' in said(press(desk, '/en/account', make.url(at, 'end-vote')).follow())


def test_a_file_becomes_a_finished_budget_that_counts_the_same(desk, make):
    at = budgets(make, votes='disabled')
    form = form_of(desk.get(make.url(at, 'import-pb')), 'import-pb')
    form['upload'] = Upload('harbour.pb', ELECTION.encode())
    form.submit().follow()
    with make.open(at):
        pass
    with make.open(at) as component:
        imported = component.budgets()[0]
        assert imported.outcome.rule == 'greedy'
        assert [component.contents[number].code for number in imported.outcome.winners] == ['a']
        assert imported.project(imported.outcome.winners[0]).selected
        place = made(imported)
    assert 'Why not “Cranes”?' in said(desk.get(make.url(place, 'results')))
    page = press(desk, make.url(place, 'compare'), make.url(place, 'compare')).follow()
    with make.open(at):
        pass
    page = desk.get(make.url(place, 'compare'))
    assert 'the rule of this vote' in said(page) and 'Saving up together' in said(page)


@pytest.mark.parametrize(
    ('old', 'new', 'reason'),
    [
        ('3;a,c', '3;a,d', 'line 23'),
        ('budget;1000', 'budget;lots', 'line 9'),
        ('b;500;Cranes', 'a;500;Cranes', 'line 17'),
        ('c;400.50', 'c;400.505', 'more than two decimals'),
    ],
)
def test_a_file_with_a_mistake_imports_nothing_and_names_the_line(desk, make, old, new, reason):
    at = budgets(make, votes='disabled')
    form = form_of(desk.get(make.url(at, 'import-pb')), 'import-pb')
    form['upload'] = Upload('harbour.pb', ELECTION.replace(old, new).encode())
    page = form.submit(status=422)
    assert reason in said(page)
    with make.open(at) as component:
        assert not len(component.contents)


def test_a_file_that_reckons_ranks_in_an_unknown_way_is_not_taken(desk, make):
    at = budgets(make, votes='disabled')
    form = form_of(desk.get(make.url(at, 'import-pb')), 'import-pb')
    text = ELECTION.replace('vote_type;approval', 'vote_type;ordinal\nscoring_fn;Dowdall')
    form['upload'] = Upload('harbour.pb', text.encode())
    assert 'harbour.pb: the file gives points to ranks by' in said(form.submit(status=422))
    with make.open(at) as component:
        assert not len(component.contents)


def test_nobody_counts_while_people_vote(desk, make):
    place, projects = city(make)
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    page = desk.get(make.url(place, 'compare'))
    assert 'While people vote, nobody counts' in said(page)
    assert 'Nothing is counted before' in said(press(desk, make.url(place, 'booth'), make.url(place, 'compare')).follow())


def test_only_the_desk_comes_to_the_desk(browser, make):
    place, _projects = city(make)
    browser.login('ana')
    for name in ('admin', 'edit', 'new-project', 'compare', 'from-proposals'):
        assert browser.get(make.url(place, name), status='*').status_int in (303, 302, 403)
    assert browser.get(make.url(budgets(make), 'admin'), status='*').status_int in (303, 302, 403)


def test_an_export_is_imported_again(desk, make):
    place, projects = city(make, settings={'tally_rule': 'equalshares/add1u'})
    for number in range(12):
        vote(make, place, f'n{number}', projects['Shade'], projects['Lights' if number % 2 else 'Benches'])
    end(make, place)
    text = desk.get(make.url(place, 'ballots.pb')).text
    assert pabulib.parse(text).rule == 'equalshares/add1u'
    at = budgets(make, 'again', votes='disabled')
    form = form_of(desk.get(make.url(at, 'import-pb')), 'import-pb')
    form['upload'] = Upload('ballots.pb', text.encode())
    form.submit().follow()
    with make.open(at):
        pass
    with make.open(at) as component, make.open(place) as before:
        again = component.budgets()[0]
        codes = {before.project(number).code for number in before.outcome.winners}
        assert {again.project(number).code for number in again.outcome.winners} == codes


def test_the_rules_of_a_vote_stay_once_somebody_has_voted(desk, make):
    place, projects = city(make)
    address = make.url(budgets(make), 'edit')
    form = form_of(desk.get(address), 'edit')
    form['tally_rule'] = 'phragmen'
    form.submit().follow()
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    form = form_of(desk.get(address), 'edit')
    assert 'tally_rule' not in form.fields and 'ballot' not in form.fields
    data = [*form.submit_fields(), ('tally_rule', 'greedy'), ('ballot', 'ranking'), ('vote_threshold_percent', '1')]
    desk.post(address, data).follow()
    with make.open(place) as found:
        assert found.component.setting('tally_rule') == 'phragmen'
        assert found.component.setting('ballot') == 'knapsack'
        assert found.component.setting('vote_threshold_percent') == 70


def test_projects_move_to_another_budget_until_somebody_chooses(desk, make):
    place, projects = city(make)
    other = budget(make, 'Harbour', at=budgets(make))
    form = form_of(take(desk, make.url(place, 'admin'), 'move', projects['Lights']), 'admin')
    form['budget'] = str(other.id)
    form.submit().follow()
    page = desk.get(make.url(other, 'admin'))
    assert 'Lights' in said(page)
    assert 'Lights' not in said(desk.get(make.url(place, 'admin')))
    with make.open(other) as found:
        assert [each.code for each in found.projects()] == ['1']
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    assert 'Ballots were cast, so the list of projects stays' in moved(desk, make, projects['Fountain'], place, other)


def test_what_is_settled_in_one_vote_can_be_chosen_in_another(desk, make):
    place, projects = city(make)
    vote(make, place, 'ana', projects['Shade'], projects['Benches'])
    assert 'tally_rule' not in form_of(desk.get(make.url(budgets(make), 'edit')), 'edit').fields
    form = form_of(desk.get(make.url(budgets(make, 'next-year'), 'edit')), 'edit')
    assert {'tally_rule', 'workflow', 'ballot', 'vote_rule'} <= set(form.fields)


def test_the_topics_of_several_projects_are_changed_at_once(desk, make):
    place, projects = city(make)
    with make.site() as site:
        topics = site.taxonomies.add({'en': 'Topics'})
        green, water = (site.taxonomies.add({'en': title}, topics).id for title in ('Green', 'Water'))
    both = projects['Shade'], projects['Fountain']
    for how, term, left in (('add', green, (green,)), ('add', water, (green, water)), ('remove', green, (water,))):
        form = choose(form_of(take(desk, make.url(place, 'admin'), 'classify', *both), 'admin'), how)
        form['checkbox'] = [str(term)]
        assert '2 rows were changed.' in said(form.submit('yes').follow())
        with make.open(place) as found:
            assert {found.project(one.id).terms for one in both} == {tuple(sorted(left))}
    form = choose(form_of(take(desk, make.url(place, 'admin'), 'classify', *both), 'admin'), 'add')
    form['checkbox'] = [str(water)]
    assert 'It is unchanged' in said(form.submit('yes').follow())


def moved(desk, make, project, place, other) -> str:
    """What the desk says when a project is to move."""
    form = form_of(take(desk, make.url(place, 'admin'), 'move', project), 'admin')
    form['budget'] = str(other.id)
    return said(form.submit(status='*').maybe_follow())


def test_a_project_does_not_move_while_somebody_has_it_in_a_cart(desk, make):
    place, projects = city(make)
    other = budget(make, 'Harbour', at=budgets(make))
    begin(make, place, 'ana', projects['Lights'])
    assert 'Somebody has it on a ballot that is not cast yet.' in moved(desk, make, projects['Lights'], place, other)
    with make.open(place) as found:
        assert found.project(projects['Lights'].id) is not None
    moved(desk, make, projects['Benches'], place, other)
    with make.open(place) as found:
        assert found.project(projects['Benches'].id) is None
        found.component.leave_out(found, make.participant('ana').id, found.project(projects['Lights'].id))
    moved(desk, make, projects['Lights'], place, other)
    with make.open(other) as found:
        assert {each.title['en'] for each in found.projects()} == {'Benches', 'Lights'}


def test_the_desk_says_how_many_have_begun_and_looks_at_no_voter(desk, make, monkeypatch):
    place, projects = city(make)
    begin(make, place, 'ana', projects['Shade'])
    begin(make, place, 'bob', projects['Shade'], projects['Benches'])
    vote(make, place, 'eva', projects['Shade'], projects['Benches'])
    bob = make.participant('bob').id
    with make.open(place) as found:
        found.component.cast(found, bob)
    for walk in ('__iter__', 'items', 'values', 'stretch'):
        monkeypatch.setattr(ObjectShards, walk, None)
    cells = [cell.get_text(strip=True) for cell in desk.get(make.url(budgets(make), 'admin')).html.select('tbody td')]
    assert cells[-3:-1] == ['2', '1']
    monkeypatch.undo()
    with make.open(place) as found:
        found.component.stop_changing(found, make.participant('ana').id)
        assert found.number_of_carts == 0
