"""Administration of proposals: the list, the page of one, states, official proposals, trash and export (11 §1, §4, §16, §19)."""

import csv
import io

import pytest

from isegoria.components.proposals.events import CountsShown
from isegoria.events import Trashed
from tests.functional.components.proposals.pages import (
    button,
    choose,
    errors,
    has_button,
    has_link,
    link,
    said,
    tells,
    titles,
    token,
)


@pytest.fixture
def office(browser, make):
    make.participant('root', role='admin')
    browser.login('root')
    return browser


def listed(page) -> list[str]:
    return [row.select_one('th a').text for row in page.html.select('tbody tr')]


def rows(page) -> list[dict]:
    return list(csv.DictReader(io.StringIO(page.text), delimiter=';'))


def several(office, make, action, *proposals):
    """The page that shows what will change."""
    query = {'action': action, 'chosen': [str(each.id) for each in proposals]}
    return office.get(make.url(make.proposals(), 'admin'), query, status='*')


# The list


def test_the_list_shows_everything_but_drafts_and_what_is_out_of_the_way(office, make):
    make.proposal('Trees on the main square')
    make.proposal('Lamps along the river', withdrawn=1)
    make.proposal('A hidden one', hidden=True)
    make.proposal('One in the trash', trashed=1)
    make.proposal('A draft of somebody', draft=True)
    page = office.get(make.url(make.proposals(), 'admin'))
    assert sorted(listed(page)) == ['Lamps along the river', 'Trees on the main square']
    for state, title in (('withdrawn', 'Lamps along the river'), ('trashed', 'One in the trash'), ('hidden', 'A hidden one')):
        assert listed(office.get(make.url(make.proposals(), 'admin'), {'state': state})) == [title]
    assert 'draft of somebody' not in office.get(make.url(make.proposals(), 'admin'), {'text': 'draft'}).text


def test_hidden_ones_are_the_business_of_moderators(browser, make):
    make.participant('editor', role='collaborator')
    make.proposal('A hidden one', hidden=True)
    browser.login('editor')
    page = browser.get(make.url(make.proposals(), 'admin'), {'state': 'hidden'})
    assert 'A hidden one' not in page.text


def test_the_list_is_searched_sorted_and_filtered(office, make):
    trees, lamps = make.proposal('Trees on the main square'), make.proposal('Lamps along the river')
    with make.open(lamps) as found:
        found.component.support(found, 99)
    make.comment(trees)
    address = make.url(make.proposals(), 'admin')
    assert listed(office.get(address, {'text': 'lamps'})) == ['Lamps along the river']
    assert listed(office.get(address, {'sort': '-supports'}))[0] == 'Lamps along the river'
    assert listed(office.get(address, {'sort': '-comments'}))[0] == 'Trees on the main square'
    assert listed(office.get(address, {'sort': 'title'})) == ['Lamps along the river', 'Trees on the main square']
    assert listed(office.get(address, {'state': 'not_answered'})) != []
    assert office.get(address, {'state': 'accepted'}).html.select('tbody tr') == []


def test_the_page_of_a_proposal_tells_its_rank_and_leads_to_its_neighbours_in_the_filtered_list(office, make):
    first, second, third = (make.proposal(f'Lamps number {number}') for number in range(3))
    make.proposal('Trees on the main square')
    with make.open(second) as found:
        found.component.support(found, 99)
    page = office.get(make.url(second, 'admin'), {'text': 'lamps'})
    assert '1 of 4' in said(page)
    assert link(page, 'Previous').startswith(make.url(third, 'admin'))
    assert link(page, 'Next').startswith(make.url(first, 'admin'))
    assert 'text=lamps' in link(page, 'Next')
    assert 'text=lamps' in link(page, 'Back to the list')
    assert not has_link(office.get(make.url(first, 'admin'), {'text': 'lamps'}), 'Next')


def test_hidden_counts_are_hidden_from_administrators_too_unless_they_ask_which_is_noted(office, make, told):
    make.proposals(votes_hidden=True)
    trees = make.proposal(votes_carried_over=777)
    for address in (make.url(make.proposals(), 'admin'), make.url(trees, 'admin')):
        assert not tells(office.get(address), 777)
    button(office.get(make.url(trees, 'admin')), 'show-counts').submit()
    assert tells(office.get(make.url(make.proposals(), 'admin')), 777)
    assert tells(office.get(make.url(trees, 'admin')), 777)
    assert len(told(CountsShown)) == 1
    with make.site() as site:
        assert 'see_hidden_counts' in [record.action for record in site.activity.latest(10)]
    assert not tells(office.get(make.url(trees)), 777)


# Topics


@pytest.fixture
def terms(make):
    with make.site() as site:
        root = site.taxonomies.add({'en': 'Districts'})
        found = {name: site.taxonomies.add({'en': name}, root).id for name in ('North', 'South')}
        number = root.id
    make.proposals(settings={'taxonomy_filters': (number,)})
    return {**found, 'root': number}


@pytest.mark.parametrize(('how', 'before', 'after'), [
    ('add', ('South',), ('North', 'South')), ('remove', ('North', 'South'), ('South',)), ('replace', ('South',), ('North',)),
])  # fmt: skip
def test_topics_are_added_taken_away_or_replaced_for_several_at_once(office, make, terms, how, before, after):
    trees = make.proposal()
    with make.open(trees) as found:
        found.classify(sorted(terms[name] for name in before))
    form = several(office, make, 'classify', trees).forms['bulk']
    form[str(terms['root'])] = str(terms['North'])
    choose(form, how)
    assert '1 row was changed.' in said(form.submit('yes').follow())
    with make.open(trees) as found:
        assert found.terms == tuple(sorted(terms[name] for name in after))
        assert len(found.versions) == 3
    page = office.get(make.url(trees, 'versions'))
    assert 'Topics' in said(page)
    changed = {each.text for each in page.html.select('.diff ins, .diff del')}
    assert any('North' in words for words in changed)


def test_those_that_have_the_topics_already_are_reported_as_unchanged_and_no_topic_is_an_error(office, make, terms):
    trees = make.proposal(terms=(terms['North'],))
    form = several(office, make, 'classify', trees).forms['bulk']
    form[str(terms['root'])] = str(terms['North'])
    assert 'It is unchanged' in said(form.submit('yes').follow())
    form = several(office, make, 'classify', trees).forms['bulk']
    assert 'No topic was chosen.' in said(form.submit('yes').follow())


# Trash


def test_administrators_of_the_organization_move_proposals_to_the_trash_and_back(office, make, told):
    trees = make.proposal(author='ana')
    several(office, make, 'trash', trees).forms['bulk'].submit('yes')
    assert len(told(Trashed)) == 1
    assert titles(office.get(make.url(make.proposals()))) == []
    office.login('ana')
    assert office.get(make.url(trees), status='*').status_int in (404, 410)
    assert 'More trees' not in office.get('/en/search', {'term': 'trees'}).text
    office.login('root')
    several(office, make, 'restore', trees).forms['bulk'].submit('yes')
    assert titles(office.get(make.url(make.proposals()))) == ['More trees on the main square']


def test_administrators_of_a_process_have_no_trash(browser, make):
    trees = make.proposal()
    make.participant('head', role='admin', at=make.process())
    browser.login('head')
    assert 'Move to the trash' not in browser.get(make.url(make.proposals(), 'admin')).text
    several(browser, make, 'trash', trees)
    with make.open(trees) as found:
        assert found.trashed is None


# Official proposals


def official(office, make, title='Trees for the whole avenue', body='<p>The council proposes trees.</p>', **more):
    form = office.get(make.url(make.proposals(), 'new-official')).forms['newofficial']
    ((titled, bodied),) = [form.fields['en']]
    titled.value, bodied.value = title, body
    for language, words in more.items():
        form.fields[language][0].value = words
    return form.submit('save', status='*')


def test_the_office_proposes_in_all_languages_and_it_is_published_at_once_also_when_citizens_cannot(office, make):
    make.proposals(creation_enabled=False)
    page = official(office, make, ca='Arbres per a tota l’avinguda').follow()
    assert 'The proposal is published.' in said(page)
    assert 'Official proposal' in said(page)
    assert 'The council proposes trees.' in said(page)
    assert 'Arbres per a tota l’avinguda' in office.get(page.request.path.replace('/en/', '/ca/'), status='*').text


@pytest.mark.parametrize(
    ('title', 'body'), [('', 'x'), ('Short', '<p>Long enough a text.</p>'), ('Trees for the whole avenue', '')]
)
def test_title_and_text_are_needed_in_the_default_language(office, make, title, body):
    page = official(office, make, title, body)
    assert page.status_int == 422
    assert errors(page)


def test_a_title_in_another_language_has_the_same_length_and_no_etiquette_is_asked(office, make):
    assert official(office, make, ca='Curt').status_int == 422
    assert official(office, make, 'TREES FOR THE WHOLE AVENUE!!', '<p>' + 'Long. ' * 500 + '</p>').status_int == 303


def test_an_official_proposal_is_edited_only_while_it_has_zero_votes(office, make):
    place = official(office, make).location
    form = office.get(place + '/edit-official').forms['editofficial']
    form.fields['en'][0].value = 'Trees for both sides of the avenue'
    page = form.submit('save').follow()
    assert 'Trees for both sides' in said(page)
    assert 'Version 2 of 2' in said(page)
    with make.open(make.proposals()) as component:
        (proposal,) = component.contents.values()
        component.support(proposal, 99)
        place = place.rpartition('/')[0] + '/' + proposal.__name__
    office.get(place + '/edit-official', status=403)


def test_what_participants_wrote_is_nobodys_to_edit_as_official(office, make):
    office.get(make.url(make.proposal(), 'edit-official'), status=403)


def test_without_official_proposals_there_is_no_form(office, make):
    make.proposals(settings={'official_proposals_enabled': False})
    office.get(make.url(make.proposals(), 'new-official'), status=403)


# States


def test_a_state_is_added_and_its_token_never_changes_with_its_title(office, make):
    at = make.proposals()
    form = office.get(make.url(at, 'states', 'new')).forms['newstate']
    form.fields['en'][0].value = 'Accepted'
    form['colour'] = 'blue'
    form['blocks_voting'] = True
    form.submit('save')
    with make.open(at) as component:
        state = component.states[-1]
        assert (state.token, state.colour, state.blocks_voting, state.hidden_by_default) == ('accepted_0', 'blue', True, False)
    form = office.get(make.url(at, 'states', 'accepted_0')).forms['editstate']
    assert form.fields['en'][0].value == 'Accepted'
    form.fields['en'][0].value = 'Accepted in part'
    assert 'Accepted in part' in said(form.submit('save').follow())
    with make.open(at) as component:
        assert component.states[-1].token == 'accepted_0'
        assert component.states[-1].title == {'en': 'Accepted in part'}


def test_a_state_needs_a_title_in_the_default_language(office, make):
    form = office.get(make.url(make.proposals(), 'states', 'new')).forms['newstate']
    assert errors(form.submit('save', status=422))


@pytest.mark.parametrize('published', [1, None])
def test_a_state_is_deleted_only_while_no_proposal_uses_it_a_default_one_too(office, make, published):
    at = make.proposals()
    trees = make.proposal(state_token='accepted', state_published=published)
    assert '1 proposal has this state.' in said(office.get(make.url(at, 'states', 'accepted')))
    assert not has_button(office.get(make.url(at, 'states', 'accepted')), 'delete')
    page = office.post(make.url(at, 'states', 'accepted', 'delete'), {'csrf_token': token(office, make)}).follow()
    assert 'A proposal has this state' in said(page)
    with make.open(trees) as found:
        found.state_token = None
    button(office.get(make.url(at, 'states', 'accepted')), 'delete').submit()
    with make.open(at) as component:
        assert [state.token for state in component.states] == ['evaluating', 'rejected']
    assert office.get(make.url(at)).status_int == 200


def test_flags_decide_not_names(office, make):
    at = make.proposals()
    form = office.get(make.url(at, 'states', 'rejected')).forms['editstate']
    form['hidden_by_default'] = form['blocks_voting'] = False
    form.submit('save')
    trees = make.proposal(state_token='rejected', state_published=1)
    assert titles(office.get(make.url(at))) == ['More trees on the main square']
    with make.open(trees) as found:
        assert found.can_be_supported


def test_an_unknown_state_is_not_found(office, make):
    office.get(make.url(make.proposals(), 'states', 'nothing'), status=404)


# Export


def test_the_export_has_a_row_for_each_public_proposal(office, make):
    trees = make.proposal('Trees on the main square', author='ana', reference='TLK-1', votes_carried_over=40)
    bob = make.participant('bob')
    with make.open(trees) as found:
        found.component.support(found, 99)
        found.like(bob.id)
    make.proposal('Withdrawn by its author', withdrawn=1)
    make.proposal('A hidden one', hidden=True)
    make.proposal('One in the trash', trashed=1)
    make.proposal('A draft of somebody', draft=True)
    page = office.get(make.url(make.proposals(), 'export.csv'))
    assert page.content_type == 'text/csv'
    found = {row['title/en']: row for row in rows(page)}
    assert set(found) == {'Trees on the main square', 'Withdrawn by its author'}
    row = found['Trees on the main square']
    assert (row['id'], row['author/name'], row['reference'], row['state']) == (str(trees.id), 'Ana', 'TLK-1', 'not_answered')
    assert (row['votes'], row['votes_carried_over'], row['likes/total_count'], row['likes/user_likes']) == ('1', '40', '1', 'Bob')
    assert row['url'] == f'http://localhost{make.url(trees)}'
    assert row['withdrawn'] == 'false'
    assert found['Withdrawn by its author']['withdrawn'] == 'true'
    assert found['Withdrawn by its author']['state'] == 'not_answered'
    assert len(row['fingerprint']) == 64


def test_exports_hide_votes_when_votes_hidden(office, make):
    make.proposals(votes_hidden=True)
    make.proposal(votes_carried_over=777)
    (row,) = rows(office.get(make.url(make.proposals(), 'export.csv')))
    assert (row['votes'], row['votes_carried_over']) == ('', '')


def test_an_unpublished_answer_and_its_costs_are_not_exported(office, make):
    about = {'state_token': 'accepted', 'answered': 1, 'answer': {'en': '<p>In March.</p>'}, 'cost': 12, 'cost_report': {'en': 'x'}}
    make.proposal('Trees on the main square', **about)
    make.proposal('Lamps along the river', state_published=1, **about)
    found = {row['title/en']: row for row in rows(office.get(make.url(make.proposals(), 'export.csv')))}
    silent, told = found['Trees on the main square'], found['Lamps along the river']
    assert [silent[name] for name in ('state', 'answer/en', 'answered_at', 'cost', 'cost_report/en')] == [
        'not_answered',
        '',
        '',
        '',
        '',
    ]
    assert (told['state'], told['answer/en'], told['cost']) == ('accepted', 'In March.', '12')


def test_what_a_spreadsheet_would_compute_is_written_as_text(office, make):
    make.proposal('=HYPERLINK("https://example.org")', body='+1 for everything that is green')
    (row,) = rows(office.get(make.url(make.proposals(), 'export.csv')))
    assert row['title/en'].startswith("'=")
    assert row['body/en'].startswith("'+")


def test_the_export_follows_the_filters_of_the_list_and_goes_on_beyond_a_page(office, make, monkeypatch):
    monkeypatch.setattr('isegoria.components.proposals.export.AT_ONCE', 3)
    for number in range(8):
        make.proposal(f'Lamps number {number}')
    make.proposal('Trees on the main square')
    address = link(office.get(make.url(make.proposals(), 'admin'), {'text': 'lamps'}), 'Export')
    assert sorted(row['title/en'] for row in rows(office.get(address))) == [f'Lamps number {number}' for number in range(8)]


def test_a_deleted_author_has_no_address_in_the_export(office, make):
    make.proposal(author='ana')
    with make.site() as site:
        site['participants'].get_by_nickname('ana').deleted = 1
    (row,) = rows(office.get(make.url(make.proposals(), 'export.csv')))
    assert (row['author/name'], row['author/url']) == ('', '')
