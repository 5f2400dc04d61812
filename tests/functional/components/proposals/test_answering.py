"""The institution answers: drafted, published, changed and taken back (11 §9, §22)."""

from decimal import Decimal

import pytest

from isegoria.components.proposals.answers import ANSWERS
from isegoria.components.proposals.events import Answered, StateChanged
from tests.functional.components.proposals.pages import button, choose, errors, has_button, has_link, said, titles


@pytest.fixture
def office(browser, make):
    """Somebody who answers for the institution."""
    make.participant('root', role='admin')
    browser.login('root')
    return browser


def answer(browser, make, proposal, state='accepted', words='We plant them in March.', **costs):
    form = choose(browser.get(make.url(proposal, 'answer')).forms['answerproposal'], state)
    fields = form.fields.get('en', [])
    for field, text in zip(fields, [words, costs.get('cost_report'), costs.get('execution_period')], strict=False):
        field.value = text or ''
    if 'cost' in costs:
        form['cost'] = costs['cost']
    return form.submit('save', status='*')


def look(make, proposal):
    with make.open(proposal) as found:
        return found


def test_an_answer_is_public_at_once_where_the_phase_says_so(office, make, told):
    trees = make.proposal()
    page = answer(office, make, trees).follow()
    assert 'The answer is public.' in said(page)
    office.logout()
    public = said(office.get(make.url(trees)))
    assert 'This proposal was accepted.' in public
    assert 'We plant them in March.' in public
    assert len(told(StateChanged)) == len(told(Answered)) == 1


def test_internal_state_accepted_while_the_public_state_is_empty_no_notice_and_the_author_still_edits(office, make, told):
    make.proposals(publish_answers_immediately=False)
    trees = make.proposal(author='ana')
    page = answer(office, make, trees).follow()
    assert 'The answer is kept as a draft.' in said(page)
    assert 'The answer is not public yet' in said(page)
    proposal = look(make, trees)
    assert proposal.state_token == 'accepted'
    assert proposal.state_published is None
    assert told(StateChanged) == []
    office.login('ana')
    page = office.get(make.url(trees))
    assert 'March' not in said(page)
    assert has_link(page, 'Edit')
    assert titles(office.get(make.url(make.proposals()), {'state': 'not_answered'})) == ['More trees on the main square']


def test_a_drafted_answer_is_published_later_and_told_then(office, make, told):
    make.proposals(publish_answers_immediately=False)
    trees = make.proposal()
    answer(office, make, trees)
    page = button(office.get(make.url(trees, 'admin')), 'publish-answer').submit().follow()
    assert 'The answer is public.' in said(page)
    assert not has_button(page, 'publish-answer')
    assert [event.before for event in told(StateChanged)] == [None]
    assert look(make, trees).public_state.token == 'accepted'


def test_a_published_answer_that_is_changed_is_seen_at_once_whatever_the_setting(office, make):
    make.proposals(publish_answers_immediately=False)
    trees = make.proposal(state_token='accepted', state_published=1, answered=1)
    assert 'what you change is seen by everybody at once' in said(office.get(make.url(trees, 'answer')))
    answer(office, make, trees, words='Not before next year.')
    assert 'Not before next year.' in said(office.get(make.url(trees)))
    assert look(make, trees).state_published == 1


def test_re_answering_a_published_one_with_a_new_state_notifies_again_the_same_state_does_not(office, make, told):
    trees = make.proposal()
    answer(office, make, trees)
    answer(office, make, trees, words='We plant them in April.')
    assert len(told(StateChanged)) == 1
    answer(office, make, trees, state='rejected', words='There is no water.')
    assert [event.before for event in told(StateChanged)] == [None, 'accepted']


def test_no_answer_clears_state_and_dates_and_notifies_nobody(office, make, told):
    trees = make.proposal()
    answer(office, make, trees)
    page = answer(office, make, trees, state='not_answered').follow()
    assert 'has no answer now' in said(page)
    proposal = look(make, trees)
    assert (proposal.state_token, proposal.answered, proposal.state_published) == (None, None, None)
    assert len(told(StateChanged)) == 1
    assert 'March' not in said(office.get(make.url(trees)))


def test_rejected_without_text_is_invalid(office, make):
    trees = make.proposal()
    page = answer(office, make, trees, state='rejected', words='')
    assert page.status_int == 422
    assert errors(page)
    assert look(make, trees).state_token is None


def test_evaluating_without_text_is_fine(office, make):
    trees = make.proposal()
    assert answer(office, make, trees, state='evaluating', words='').status_int == 303


def test_accepted_without_cost_is_valid_only_if_costs_are_off(office, make):
    make.proposals(answers_with_costs=True)
    trees = make.proposal()
    page = answer(office, make, trees)
    assert page.status_int == 422
    assert any('Say what it will cost.' in error for error in errors(page))
    page = answer(office, make, trees, cost='1.200,50', cost_report='<p>By weight.</p>', execution_period='<p>In spring.</p>')
    assert page.status_int == 303
    proposal = look(make, trees)
    assert proposal.cost == Decimal('1200.50')
    assert proposal.execution_period == {'en': '<p>In spring.</p>'}
    assert answer(office, make, trees, state='rejected', words='No.').status_int == 303
    make.proposals('other')
    lamps = make.proposal('Lamps along the river', at=make.proposals('other'))
    assert answer(office, make, lamps).status_int == 303


@pytest.mark.parametrize('cost', ['much', '12 apples'])
def test_a_cost_is_an_amount(office, make, cost):
    make.proposals(answers_with_costs=True)
    assert answer(office, make, make.proposal(), cost=cost, cost_report='x', execution_period='x').status_int == 422


def test_what_an_answer_says_is_cleaned(office, make):
    trees = make.proposal()
    answer(office, make, trees, words='<p>Yes</p><script>alert(1)</script><img src=x onerror=alert(2)>')
    assert 'alert(1)' not in office.get(make.url(trees)).text
    assert 'onerror' not in office.get(make.url(trees)).text


@pytest.mark.parametrize('off', [{'proposal_answering_enabled': False}, 'component'])
def test_where_answering_is_off_nobody_answers(office, make, off):
    if off == 'component':
        make.proposals(settings={'proposal_answering_enabled': False})
    else:
        make.proposals(**off)
    trees = make.proposal()
    office.get(make.url(trees, 'answer'), status=403)
    assert not has_link(office.get(make.url(trees, 'admin')), 'Answer')


def test_a_state_change_shows_in_history_only_once_published_and_then_in_the_version_that_publishes_it(office, make):
    make.proposals(publish_answers_immediately=False)
    trees = make.proposal()
    answer(office, make, trees)
    assert 'Version 1 of 1' in said(office.get(make.url(trees)))
    assert 'Accepted' not in said(office.get(make.url(trees, 'versions')))
    button(office.get(make.url(trees, 'admin')), 'publish-answer').submit()
    page = office.get(make.url(trees, 'versions'))
    assert 'version 2 of 2' in said(page)
    assert 'State' in said(page) and 'Accepted' in said(page)
    assert 'We plant them in March.' in said(page)
    assert 'Root' not in said(page)  # the institution speaks, not the person who typed


def test_an_imported_answer_stands_where_it_is_in_the_workflow(office, make):
    trees = make.proposal(state_token='evaluating', state_published=1, answered=1)
    page = office.get(make.url(trees, 'admin'))
    assert page.html.select_one('.flow [aria-current=step]').text.strip() == 'Published'
    answer(office, make, trees)
    assert [step.transition for step in ANSWERS.history(look(make, trees))] == [None, 'answer']
    assert 'Taken over from elsewhere' in said(office.get(make.url(trees, 'admin')))


def test_every_step_of_an_answer_is_remembered_with_who_and_when(office, make):
    make.proposals(publish_answers_immediately=False)
    trees = make.proposal()
    answer(office, make, trees)
    button(office.get(make.url(trees, 'admin')), 'publish-answer').submit()
    history = ANSWERS.history(look(make, trees))
    assert [step.transition for step in history] == ['draft', 'publish']
    assert {step.who for step in history} == {make.participant('root').id}
    assert 'Root' in said(office.get(make.url(trees, 'admin')))


def test_two_people_who_publish_at_once_publish_once(office, make):
    make.proposals(publish_answers_immediately=False)
    trees = make.proposal()
    answer(office, make, trees)
    form = button(office.get(make.url(trees, 'admin')), 'publish-answer')
    form.submit()
    assert 'moved on meanwhile' in said(form.submit().follow())


# Several at once


def bulk(office, make, action, *proposals, at=None):
    listed = make.url(at or make.proposals(), 'admin')
    return office.get(listed, {'action': action, 'chosen': [str(each.id) for each in proposals]}, status='*')


def test_answers_are_published_in_bulk_each_told_once_and_the_others_stay(office, make, told):
    make.proposals(publish_answers_immediately=False)
    drafted = [make.proposal(f'Answered proposal {number}') for number in range(2)]
    public, empty = make.proposal('Public already', state_token='accepted', state_published=1), make.proposal('Without an answer')
    for proposal in drafted:
        answer(office, make, proposal)
    page = bulk(office, make, 'publish', *drafted, public, empty)
    assert 'These 2 change' in said(page)
    assert 'It has no answer.' in said(page)
    assert 'public already' in said(page)
    page = page.forms['bulk'].submit('yes').follow()
    assert '2 rows were changed.' in said(page)
    assert len(told(StateChanged)) == 2
    assert all(look(make, proposal).state_published for proposal in drafted)


def test_an_empty_selection_is_an_error(office, make):
    make.proposal()
    page = bulk(office, make, 'publish').follow()
    assert 'Choose at least one row first.' in said(page)


def test_drafted_answers_are_a_filter_of_the_list(office, make):
    make.proposals(publish_answers_immediately=False)
    trees = make.proposal('With a drafted answer')
    make.proposal('Without an answer')
    listed = make.url(make.proposals(), 'admin')
    assert 'Without an answer' not in office.get(listed, {'answer': 'drafted'}).text
    answer(office, make, trees)
    page = office.get(listed, {'answer': 'drafted'})
    assert 'With a drafted answer' in page.text
    assert 'Without an answer' not in page.text
    button(office.get(make.url(trees, 'admin')), 'publish-answer').submit()
    assert 'With a drafted answer' not in office.get(listed, {'answer': 'drafted'}).text
    assert 'With a drafted answer' in office.get(listed, {'answer': 'public'}).text
