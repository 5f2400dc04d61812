"""Appeals: free of charge, for six months, by the author or by who reported, decided by somebody else."""

import re

import pytest

from isegoria.moderation.spans import months_after
from tests.functional.moderation.steps import decide, enter, hide, open_case, report, text_of, words

WHY = 'My zebra pills are part of this debate.'
APPEALS = '/en/moderation/appeals'


def link_in(letter) -> str:
    """The address of the decision in a letter, as a path of the site."""
    return re.search(r'^https?://[^/\s]+(/\S+)$', letter.get_body(('plain',)).get_content(), re.MULTILINE)[1]


def appeal(page):
    form = page.click('Appeal').forms['appealform']
    form['text'] = WHY
    return form.submit(status=303).follow()


@pytest.fixture
def hidden(browser, make, moderator, pills):
    """Mod has hidden dan's comment, which carla had reported."""
    make.participant('ora', role='moderator')
    hide(browser, make, pills)
    return pills


def is_hidden(make, thing):
    with make.open(thing) as found:
        return found.hidden


def test_the_author_appeals_and_somebody_else_gives_it_back(browser, make, hidden, deliver):
    enter(browser, 'dan')
    page = appeal(browser.get('/en/decisions').click('Comment'))
    assert 'Your appeal has arrived' in page
    page = open_case(browser, by='ora', where=APPEALS)
    assert WHY in words(page)
    decide(page, 'give_back', 'It is about the proposal after all.')
    assert not is_hidden(make, hidden)
    letters = deliver()
    for nickname in ('dan', 'carla'):
        letter = text_of(letters.to(f'{nickname}@example.org')[-1])
        assert 'It is shown again.' in letter, 'a reversal is told to both'
    assert 'It is about the proposal after all.' in text_of(letters.to('dan@example.org')[-1])
    enter(browser, None)
    assert 'Buy my zebra pills now.' in browser.get('/en/search?term=zebra')


def test_the_author_appeals_by_the_link_of_the_letter_without_signing_in(browser, make, hidden, deliver):
    address = link_in(deliver().to('dan@example.org')[-1])
    enter(browser, None)
    page = browser.get(address)
    assert page.headers['Cache-Control'] == 'private, no-store'
    assert 'It sells pills, and this is no shop.' in words(page)
    assert 'Your appeal has arrived' in appeal(page)
    with make.site() as site:
        assert next(iter(site.cases.values())).state == 'appealed'


def test_only_those_concerned_read_a_decision(browser, make, hidden, deliver):
    address = link_in(deliver().to('dan@example.org')[-1])
    bare = address.partition('?')[0]
    enter(browser, None)
    assert browser.get(bare, status=303).location.startswith('http://localhost/en/login')
    browser.get(f'{bare}?key=made-up', status=303)
    enter(browser, 'eve')
    browser.get(bare, status=404)
    browser.get(bare.replace('author', 'report-1'), status=404)
    browser.get(bare.replace('author', 'report-2'), status=404)
    enter(browser, 'dan')
    browser.get(bare)
    browser.get(bare.replace('author', 'report-1'), status=404)
    enter(browser, 'carla')
    browser.get(bare.replace('author', 'report-1'))
    browser.get(bare, status=404)


def test_a_key_opens_one_side_of_one_case(browser, make, hidden, deliver):
    key = link_in(deliver().to('carla@example.org')[-1]).partition('?')[2]
    authors = link_in(deliver().to('dan@example.org')[-1]).partition('?')[0]
    enter(browser, None)
    browser.get(f'{authors}?{key}', status=303)


def test_whoever_decided_does_not_decide_the_appeal(browser, make, hidden):
    enter(browser, 'dan')
    appeal(browser.get('/en/decisions').click('Comment'))
    page = open_case(browser, by='mod', where=APPEALS)
    assert 'You decided this before. Somebody else looks at the appeal.' in words(page)
    assert 'casepage' not in page.forms
    assert decide(open_case(browser, by='ora', where=APPEALS), 'uphold', 'Pills are not spoken of here.').status_int == 303
    assert is_hidden(make, hidden)


def test_where_there_is_only_one_moderator_an_administrator_decides(browser, make, moderator, pills):
    make.participant('root', role='admin')
    hide(browser, make, pills)
    enter(browser, 'dan')
    appeal(browser.get('/en/decisions').click('Comment'))
    assert 'casepage' not in open_case(browser, by='mod', where=APPEALS).forms
    assert decide(open_case(browser, by='root', where=APPEALS), 'uphold', 'Pills are not spoken of here.').status_int == 303


def test_where_there_is_nobody_else_the_same_person_decides_and_the_statement_says_so(browser, make, moderator, pills, deliver):
    report(browser, make, pills, by='carla')
    decide(open_case(browser, by='mod'), 'keep', 'It is about the proposal.')
    enter(browser, 'carla')
    appeal(browser.get('/en/decisions').click('Comment'))
    decide(open_case(browser, by='mod', where=APPEALS), 'hide_after_all', 'It sells pills, and this is no shop.')
    statement = text_of(deliver().to('dan@example.org')[-1])
    assert 'It is the same person who decided before' in statement


def test_who_reported_in_vain_appeals_and_it_is_hidden_after_all(browser, make, moderator, pills, deliver):
    make.participant('ora', role='moderator')
    report(browser, make, pills, by='carla')
    decide(open_case(browser, by='mod'), 'keep', 'It is about the proposal.')
    enter(browser, None)
    appeal(browser.get(link_in(deliver().to('carla@example.org')[-1])))
    page = open_case(browser, by='ora', where=APPEALS)
    assert 'give_back' not in [field['value'] for field in page.html.select('form#casepage input[type=radio]')]
    decide(page, 'hide_after_all', 'It sells pills, and this is no shop.')
    assert is_hidden(make, pills)
    letters = deliver()
    assert 'Nobody sees it any more' in text_of(letters.to('dan@example.org')[-1])
    assert 'It was hidden.' in text_of(letters.to('carla@example.org')[-1])
    enter(browser, 'dan')
    assert 'Appeal' in words(browser.get('/en/decisions').click('Comment')), 'its author may appeal against that'


def test_who_reported_what_was_hidden_has_nothing_to_appeal_against(browser, make, hidden, deliver):
    enter(browser, 'carla')
    page = browser.get('/en/decisions').click('Comment')
    assert 'It was hidden.' in words(page)
    assert page.html.find('a', string='Appeal') is None
    address = page.request.path
    assert 'There is nothing here that can be appealed' in browser.get(f'{address}/appeal').follow()


def test_after_six_months_nobody_can_appeal(browser, make, hidden, tick, deliver):
    address = link_in(deliver().to('dan@example.org')[-1])
    with make.site() as site:
        case = next(iter(site.cases.values()))
        days = (months_after(case.decision.when, 6) - case.decision.when).days
    tick(days=days + 1)
    with make.site() as site:
        assert next(iter(site.cases.values())).state == 'closed'
    enter(browser, None)
    page = browser.get(address)
    assert 'It sells pills, and this is no shop.' in words(page)
    assert page.html.find('a', string='Appeal') is None


def test_an_appeal_is_decided_once(browser, make, hidden, deliver):
    enter(browser, 'dan')
    address = browser.get('/en/decisions').click('Comment').request.path
    appeal(browser.get(address))
    decide(open_case(browser, by='ora', where=APPEALS), 'uphold', 'Pills are not spoken of here.')
    letter = text_of(deliver().to('dan@example.org')[-1])
    assert 'The decision stays as it was.' in letter
    assert 'The courts are open to you in any case.' in letter
    enter(browser, 'dan')
    browser.get(f'{address}/appeal', status=303)


def test_an_appeal_says_why(browser, make, hidden):
    enter(browser, 'dan')
    form = browser.get('/en/decisions').click('Comment').click('Appeal').forms['appealform']
    form['text'] = 'Unfair!'
    page = form.submit(status=422)
    assert page.forms['appealform']['text'].value == 'Unfair!'


def test_a_decision_can_be_looked_at_again_without_an_appeal(browser, make, moderator, pills):
    report(browser, make, pills, by='carla')
    decide(open_case(browser, by='mod'), 'keep')
    page = open_case(browser, where='/en/moderation/decided')
    page.forms[next(at for at, form in page.forms.items() if form.action.endswith('/look-again'))].submit(status=303)
    assert decide(open_case(browser), 'hide', 'It sells pills, and this is no shop.').status_int == 303
    assert is_hidden(make, pills)
