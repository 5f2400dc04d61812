"""Reports that add up hide something for the time being; a person decides about it first of all."""

import pytest

from tests.functional.moderation.steps import cases_in, decide, enter, open_case, report, text_of, words

THREE = ('carla', 'eve', 'fay')


@pytest.fixture
def three(neighbour):
    for nickname in THREE:
        neighbour(nickname)
    return THREE


def set_up(make, **settings):
    from isegoria.moderation.cases import cases_of

    with make.site() as site:
        cases_of(site).settings = settings


def is_hidden(make, thing):
    with make.open(thing) as found:
        return found.hidden


def report_by(browser, make, thing, people, **about):
    return [report(browser, make, thing, by=nickname, **about) for nickname in people]


def test_the_third_report_hides_and_the_item_is_gone_from_list_and_search(browser, make, three, moderator):
    proposal = make.proposal('Cheap pills for everybody', 'Order the zebra pills here.', author='dan')
    report_by(browser, make, proposal, three[:2])
    assert not is_hidden(make, proposal)
    answer = report(browser, make, proposal, by='fay')
    assert answer.location == 'http://localhost/en/processes/trees/proposals'
    assert 'this is hidden until we decide' in answer.follow()
    enter(browser, None)
    assert 'Cheap pills' not in browser.get('/en/processes/trees/proposals')
    assert 'Nothing has these words' in browser.get('/en/search?term=zebra')
    browser.get(make.url(proposal), status=410)


def test_author_and_moderators_are_notified_once(browser, make, three, moderator, pills, deliver):
    report_by(browser, make, pills, three)
    letters = deliver()
    statements = [text_of(letter) for letter in letters.to('dan@example.org')]
    assert len(statements) == 1
    assert 'hidden for the time being' in statements[0]
    assert 'hidden automatically when there were 3 reports' in statements[0]
    subjects = [letter['Subject'] for letter in letters.to('mod@example.org')]
    assert subjects.count('Something was hidden by reports; decide about it') == 1
    assert subjects.count('Something was reported') == 3


def test_reports_of_young_accounts_do_not_count(browser, make, neighbour, moderator, pills):
    neighbour('carla'), neighbour('eve')
    make.participant('fay')  # confirmed just now
    report_by(browser, make, pills, THREE)
    assert not is_hidden(make, pills)
    assert 'Reports 3' in words(open_case(browser, by='mod'))


def test_official_content_is_never_hidden_by_reports(browser, make, three, moderator):
    from isegoria.components.proposals.resource import OFFICIAL

    official = make.proposal('The new tram line of the city', origin=OFFICIAL)
    spoken = make.comment(make.proposal('Longer benches in the park'), 'The office answers.', author='office')
    make.participant('office')
    with make.site() as site:
        site['participants'].get_by_nickname('office').official = True
    for thing in (official, spoken):
        report_by(browser, make, thing, three)
        assert not is_hidden(make, thing)


def test_what_a_moderator_has_kept_is_not_hidden_by_reports(browser, make, three, moderator, pills):
    report(browser, make, pills, by='carla')
    decide(open_case(browser, by='mod'), 'keep', 'It only speaks of pills.')
    for nickname in ('gil', 'hal', 'ida'):
        make.participant(nickname, confirmed=1)
    report_by(browser, make, pills, ('gil', 'hal', 'ida'))
    assert not is_hidden(make, pills)
    assert 'Reports 3' in words(open_case(browser, by='mod'))


def test_an_organization_sets_how_many_reports_hide_or_that_none_do(browser, make, three, moderator, pills):
    set_up(make, reports_before_hiding=0)
    report_by(browser, make, pills, three)
    assert not is_hidden(make, pills)
    set_up(make, reports_before_hiding=1)
    other = make.comment(make.proposal('Longer benches in the park'), 'Buy my lion pills.', author='dan')
    report(browser, make, other, by='carla')
    assert is_hidden(make, other)


def test_the_settings_are_a_form_of_administrators(browser, make, moderator, pills):
    enter(browser, 'mod')
    browser.get('/en/moderation/settings', status=403)
    make.participant('root', role='admin')
    enter(browser, 'root')
    form = browser.get('/en/moderation/settings').forms['settingsform']
    form['reports_before_hiding'], form['authorities'] = '5', 'police@example.org'
    form.submit(status=303)
    form = browser.get('/en/moderation/settings').forms['settingsform']
    assert (form['reports_before_hiding'].value, form['authorities'].value) == ('5', 'police@example.org')
    form['reports_before_hiding'] = 'many'
    assert form.submit(status=422).forms['settingsform']['reports_before_hiding'].value == 'many'


def test_an_automatic_hiding_is_provisional_and_stands_at_the_top_of_the_queue(browser, make, three, moderator, pills):
    first = make.proposal('Longer benches in the park', author='dan')
    report(browser, make, first, by='carla')
    report_by(browser, make, pills, three)
    enter(browser, 'mod')
    queue = browser.get('/en/moderation')
    assert next(link.text for link in cases_in(queue)).startswith('Comment')
    assert 'Hidden by reports' in words(queue)


def test_personal_data_goes_to_the_top_of_the_queue(browser, make, moderator, pills):
    address = make.comment(make.proposal('Longer benches in the park'), 'He lives at number 14.', author='dan')
    report(browser, make, pills, by='carla', reason='offensive')
    report(browser, make, address, by='carla', reason='personal_data')
    enter(browser, 'mod')
    assert 'Longer benches' in cases_in(browser.get('/en/moderation'))[0].text


def test_what_was_hidden_by_reports_and_kept_is_shown_again_and_its_author_told(browser, make, three, moderator, pills, deliver):
    proposal = make.proposal('More trees on the main square')
    report_by(browser, make, pills, three)
    assert is_hidden(make, pills)
    decide(open_case(browser, by='mod'), 'keep', 'It is a joke about zebras.')
    assert not is_hidden(make, pills)
    letters = deliver()
    assert letters.to('dan@example.org')[-1]['Subject'] == 'What you published is shown again'
    assert all('It stays' in text_of(letters.to(f'{nickname}@example.org')[-1]) for nickname in three)
    assert proposal is not None


def test_three_reports_hide_an_admin_hides_at_once_and_unhide_restores_the_count(browser, make, three, moderator):
    proposal = make.proposal()
    comments = [make.comment(proposal, f'Buy my pills number {number}.', author='dan') for number in range(3)]

    def counted():
        enter(browser, None)
        return browser.get(make.url(proposal)).html.find(id='comments-title').text

    assert counted() == '3 comments'
    report_by(browser, make, comments[0], three)
    assert counted() == '2 comments'
    report(browser, make, comments[1], by='mod', details='It sells pills, and this is no shop.', then='hide')
    assert counted() == '1 comment'
    decide(open_case(browser, by='mod', where='/en/moderation/decided'), 'restore', 'It was a joke after all.')
    assert counted() == '2 comments'
    decide(open_case(browser, by='mod'), 'keep')
    assert counted() == '3 comments'
