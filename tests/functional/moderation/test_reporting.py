"""Reporting: anybody says what is wrong, a person reads it, and nobody learns who said it."""

import pytest

from isegoria.accounts.registration import Opened
from isegoria.throttle import Throttle
from tests.functional.moderation.steps import cases_in, choose, enter, open_case, report, text_of, words

NOTICE = {'law': 'Penal code, article 510', 'details': 'It calls for violence against a neighbour.', 'good_faith': True}


def test_a_neighbour_reports_a_comment_and_a_moderator_finds_it_in_the_queue(browser, make, neighbour, moderator, pills):
    neighbour('carla')
    answer = report(browser, make, pills, by='carla', details='It sells pills.')
    assert answer.location.startswith(f'http://localhost{make.url(pills)}')
    assert 'Your report has arrived' in answer.follow()
    enter(browser, 'mod')
    queue = browser.get('/en/moderation')
    assert [link.text for link in cases_in(queue)] == ['Comment: “More trees on the main square”']
    case = words(open_case(browser))
    assert 'Buy my zebra pills now.' in case
    assert 'It sells pills.' in case
    assert 'Carla' in case


def test_pages_lead_to_the_form_of_what_others_wrote_and_of_nothing_of_ones_own(browser, make, pills):
    proposal = make.proposal('Longer benches in the park', author='ana')
    for address in (make.url(proposal), make.url(pills), '/en/participants/dan'):
        enter(browser, 'eve')
        assert browser.get(address).html.find('a', href=lambda href: href and href.endswith('/report')) is not None
    enter(browser, 'ana')
    assert browser.get(make.url(proposal)).html.find('a', href=f'{make.url(proposal)}/report') is None
    assert 'This is yours' in browser.get(make.url(proposal, 'report'))


def test_the_reason_is_required_and_what_was_typed_is_kept(browser, make, pills):
    enter(browser, 'carla')
    form = browser.get(make.url(pills, 'report')).forms['reportform']
    form['details'] = 'It sells pills.'
    page = form.submit(status=422)
    assert 'Choose an answer for “What is wrong with it?”' in page
    assert page.forms['reportform']['details'].value == 'It sells pills.'


def test_second_report_by_the_same_user_is_refused(browser, make, moderator, pills):
    report(browser, make, pills, by='carla')
    page = browser.get(make.url(pills, 'report'))
    assert 'You have reported this already' in page
    assert 'reportform' not in page.forms


def test_a_repeat_is_an_error_message_and_no_crash(browser, make, moderator, pills):
    enter(browser, 'carla')
    once, twice = (browser.get(make.url(pills, 'report')).forms['reportform'] for _tab in range(2))
    for form in (once, twice):
        choose(form, 'spam')
    once.submit(status=303)
    assert 'You have reported this already' in twice.submit(status=422)
    assert 'Reports 1' in words(open_case(browser, by='mod'))


def test_what_was_edited_since_it_was_kept_can_be_reported_again(browser, make, moderator, pills):
    from tests.functional.moderation.steps import decide

    report(browser, make, pills, by='carla')
    decide(open_case(browser, by='mod'), 'keep')
    enter(browser, 'carla')
    assert 'You have reported this already' in browser.get(make.url(pills, 'report'))
    with make.open(pills) as comment:
        comment.edit('Buy my lion pills now.', comment.author)
    assert report(browser, make, pills, by='carla').status_int == 303
    page = open_case(browser, by='mod')
    assert 'Buy my lion pills now.' in words(page)
    assert 'Reports 1' in words(page), 'the counter begins anew'


def test_moderators_see_what_was_reported_even_if_it_is_edited_afterwards(browser, make, moderator, pills):
    report(browser, make, pills, by='carla')
    with make.open(pills) as comment:
        comment.edit('I like this proposal.', comment.author)
    case = words(open_case(browser, by='mod'))
    assert 'Buy my zebra pills now.' in case
    assert 'It was edited after it was reported. Now it says: I like this proposal.' in case


def test_there_is_one_case_for_each_reported_thing_and_its_text_is_taken_at_each_report(browser, make, moderator, pills):
    report(browser, make, pills, by='carla')
    with make.open(pills) as comment:
        comment.edit('Buy my lion pills now.', comment.author)
    report(browser, make, pills, by='eve', reason='offensive')
    enter(browser, 'mod')
    assert len(cases_in(browser.get('/en/moderation'))) == 1
    case = words(open_case(browser))
    assert 'Buy my lion pills now.' in case
    assert 'Reports 2' in case


# Without an account


def visit(browser, make, thing, reason='illegal', **typed):
    enter(browser, None)
    form = browser.get(make.url(thing, 'report')).forms['reportform']
    choose(form, reason)
    for name, value in {'name': 'Rosa', 'email': 'rosa@example.org', **typed}.items():
        form[name] = value
    return form.submit(expect_errors=True)


@pytest.fixture
def slowly(monkeypatch):
    """Forms are filled in as people do it."""
    monkeypatch.setattr(Opened, 'seconds', lambda _self, mark: 60.0 if mark else None)


def test_a_visitor_reports_what_is_illegal_and_gets_a_receipt(browser, make, moderator, pills, slowly, deliver):
    assert visit(browser, make, pills, **NOTICE).status_int == 303
    receipt = deliver().to('rosa@example.org')[-1]
    assert 'We have your report' in text_of(receipt)
    case = words(open_case(browser, by='mod'))
    assert 'Penal code, article 510' in case
    assert 'Rosa' in case and 'rosa@example.org' in case


def test_a_visitor_reports_nothing_but_what_is_illegal_and_personal_data(browser, make, pills):
    page = browser.get(make.url(pills, 'report'))
    offered = [field.get('value') for field in page.html.find_all('input', type='radio')]
    assert offered == ['personal_data', 'illegal']
    assert 'sign in' in words(page)


@pytest.mark.parametrize(
    ('left_out', 'said'),
    [
        ({'law': ''}, 'Name the law that it is against.'),
        ({'details': ''}, 'Say why it is against the law.'),
        ({'good_faith': False}, 'Tick that what you say is true, to the best of your knowledge.'),
        ({'name': ''}, 'Write your name.'),
        ({'email': ''}, 'Write your email address.'),
    ],
)
def test_a_notice_of_illegal_content_says_which_law_why_and_who(browser, make, pills, slowly, left_out, said):
    page = visit(browser, make, pills, **{**NOTICE, **left_out})
    assert page.status_int == 422
    assert said in page
    with make.site() as site:
        assert site.cases is None, 'nothing is half saved'


def test_who_reports_the_abuse_of_a_child_need_not_say_who_they_are(browser, make, moderator, pills, slowly):
    assert visit(browser, make, pills, **NOTICE, name='', email='', children=True).status_int == 303
    assert 'without a name' in words(open_case(browser, by='mod'))


def test_a_robot_that_fills_in_what_people_do_not_see_reports_nothing(browser, make, pills, slowly):
    visit(browser, make, pills, **NOTICE, website='https://example.com').mustcontain('There is no page')
    with make.site() as site:
        assert site.cases is None


def test_a_form_that_comes_back_at_once_is_sent_again_by_a_person(browser, make, pills):
    page = visit(browser, make, pills, **NOTICE)
    assert page.status_int == 422
    assert 'quicker than people write' in page
    assert page.forms['reportform']['law'].value == 'Penal code, article 510'


def test_the_same_address_does_not_report_a_thing_twice(browser, make, moderator, pills, slowly):
    visit(browser, make, pills, **NOTICE)
    assert 'You have reported this already' in visit(browser, make, pills, **NOTICE)


def test_nobody_sends_many_reports_in_a_short_time(browser, make, app, pills, moderator):
    app.registry.throttle = Throttle.from_settings({'isegoria.throttle.report': 'person 1 per hour'})
    other = make.comment(make.proposal('Longer benches in the park'), 'Buy my lion pills.', author='dan')
    assert report(browser, make, pills, by='carla').status_int == 303
    page = report(browser, make, other)
    assert page.status_int == 429
    assert 'You sent many reports in a short time' in page


# Who reported


def test_its_author_never_learns_who_reported(browser, make, neighbour, moderator, pills, deliver):
    from tests.functional.moderation.steps import hide

    neighbour('carla', name='Carla Quintana')
    hide(browser, make, pills, reporter='carla')
    told = ' '.join(text_of(letter) for letter in deliver().to('dan@example.org'))
    enter(browser, 'dan')
    seen = [browser.get('/en/decisions'), browser.get('/en/decisions').click('Comment'), browser.get(make.url(pills, 'reason'))]
    for what in (told, *(page.text for page in seen)):
        assert 'Carla' not in what and 'carla' not in what


def test_the_log_does_not_say_who_reported(browser, make, moderator, pills):
    report(browser, make, pills, by='carla')
    with make.site() as site:
        carla = site['participants'].get_by_nickname('carla').id
        assert not [record for record in site.activity.latest(100) if record.who == carla] if site.activity else True


def test_what_cannot_be_seen_cannot_be_reported(browser, make):
    draft = make.proposal('A draft that nobody sees yet', draft=True)
    enter(browser, 'eve')
    browser.get(make.url(draft, 'report'), status=404)
