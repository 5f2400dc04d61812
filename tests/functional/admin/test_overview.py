"""The overview of the desk, and who may enter it."""

from isegoria import clock
from isegoria.activity import Record, activity_of
from isegoria.events import Published
from isegoria.security import ADMIN, COLLABORATOR, MODERATOR


def sections(page):
    return [link.get_text(strip=True) for link in page.html.select('.desk > nav a')]


def test_a_visitor_is_led_to_the_login_page_and_back(browser):
    answer = browser.get('/en/admin', status=303)
    assert answer.headers['Location'].endswith('/en/login?back=%2Fen%2Fadmin')


def test_a_participant_without_a_role_is_told_what_it_takes(browser):
    browser.login('ana')
    browser.get('/en/admin', status=403)
    assert 'Administration' not in browser.get('/en/')


def test_whoever_has_a_role_somewhere_finds_the_desk_in_the_account_menu(browser, make):
    make.participant('mo', role=MODERATOR, at=make.process())
    browser.login('mo')
    page = browser.get('/en/').click('Administration', index=0)
    assert 'Mo' in page.html.h1.text
    assert page.html.find('a', string='Public site') or 'Public site' in page


def test_a_space_moderator_sees_only_their_spaces(browser, make):
    make.process('parks', title={'en': 'Parks'})
    make.participant('mo', role=MODERATOR, at=make.process())
    browser.login('mo')
    page = browser.get('/en/admin')
    spaces = page.html.find(id='spaces').find_parent('section').get_text()
    assert 'Trees for everybody' in spaces and 'Parks' not in spaces


def test_sections_appear_only_for_those_who_may_open_them(browser, make):
    make.participant('eva', role=ADMIN)
    make.participant('ed', role=COLLABORATOR)
    browser.login('eva')
    assert 'Activity log' in sections(browser.get('/en/admin'))
    browser.login('ed')
    assert 'Activity log' not in sections(browser.get('/en/admin'))
    browser.get('/en/log', status=403)


def test_without_accepted_terms_the_desk_is_closed_and_the_deep_link_returns_after_accepting(browser, make):
    with make.site() as site:
        site.admin_terms, site.admin_terms_version = {'en': '<p>Be fair.</p>'}, clock.microseconds()
    make.participant('eva', role=ADMIN, admin_terms_accepted=0)
    browser.login('eva')
    assert sections(browser.get('/en/')) == []
    deep = '/en/log?text=' + 'long' * 300
    answer = browser.get(deep, status=303)
    assert '/en/account/admin-terms?back=' in answer.headers['Location']
    page = answer.follow()
    assert 'Be fair.' in page
    form = next(form for form in page.forms.values() if 'version' in form.fields)
    assert form.submit().headers['Location'].endswith(deep)
    assert 'Activity log' in sections(browser.get('/en/admin'))


def test_a_participant_without_a_role_is_never_asked_for_the_terms_of_administration(browser, make):
    with make.site() as site:
        site.admin_terms_version = clock.microseconds()
    make.participant('ana', admin_terms_accepted=0)
    browser.login('ana')
    browser.get('/en/log', status=403)


def test_the_overview_says_what_came_in_and_what_happened(browser, make, app):
    make.participant('eva', role=ADMIN)
    proposal = make.proposal()
    make.comment(proposal)
    with make.site() as site:
        app.registry.notify(Published(site['processes']['trees']))
    browser.login('eva')
    page = browser.get('/en/admin')
    figures = {each.dt.get_text(strip=True): each.dd.get_text(strip=True) for each in page.html.select('.stats > div')}
    assert any(words.startswith('Proposals in 7 days') and n == '1' for words, n in figures.items())
    table = page.html.find(id='happened').find_parent('section').get_text(' ', strip=True)
    assert 'Published' in table and 'Trees for everybody' in table and 'The site itself' in table
    assert page.html.find('svg', class_='plot') is not None
    assert page.html.find('figure').find('table') is not None


def test_the_log_names_people_as_they_are_called_now(browser, make):
    person, process = make.participant('ana'), make.process()
    make.participant('eva', role=ADMIN)
    changed = Record(clock.microseconds(), person.id, 'update', 'process', process.id, None, process.id)
    with make.site() as site:
        activity_of(site).add(changed)
    browser.login('eva')
    assert 'Ana' in browser.get('/en/log')
    with make.open(person) as ana:
        ana.deleted = clock.microseconds()
    assert 'Deleted participant' in browser.get('/en/log')


def test_the_breadcrumb_of_the_desk_leads_through_the_desk(browser, make):
    process = make.process()
    make.participant('eva', role=ADMIN)
    browser.login('eva')
    crumbs = browser.get(make.url(process, 'components')).html.find(class_='crumbs')
    assert [link['href'] for link in crumbs.find_all('a')] == ['/en/admin', '/en/processes/admin', make.url(process, 'edit')]
    assert crumbs.find('li', attrs={'aria-current': 'page'}).text == 'Components'


def bar(page):
    return [link['href'] for link in page.html.select('nav.sunk a')]


def test_who_has_a_role_finds_the_way_to_edit_above_public_pages(browser, make):
    process = make.process()
    proposals = make.proposals()
    make.participant('sam', role=ADMIN, at=process)
    browser.login('sam')
    assert bar(browser.get(make.url(process))) == [make.url(process, 'edit')]
    assert bar(browser.get(make.url(proposals))) == [make.url(proposals, 'admin'), make.url(process, 'edit')]
    proposal = make.proposal()
    assert bar(browser.get(make.url(proposal)))[0] == make.url(proposal, 'admin')
    assert bar(browser.get('/en/pages/privacy')) == []


def test_editors_find_the_way_to_edit_a_page_and_visitors_find_none(browser, make):
    assert bar(browser.get('/en/pages/privacy')) == []
    make.participant('ed', role=COLLABORATOR)
    browser.login('ed')
    assert bar(browser.get('/en/pages/privacy')) == ['/en/pages/privacy/edit']


def test_pages_begin_with_what_makes_browsers_keep_to_the_standards(browser, make):
    make.participant('eva', role=ADMIN)
    browser.login('eva')
    for address in ('/en/', '/en/admin', '/en/processes/admin', '/en/nowhere'):
        assert browser.get(address, expect_errors=True).text.lstrip().lower().startswith('<!doctype html>')


def todo(page):
    return [row.get_text(' ', strip=True) for row in page.html.select('.todo li')]


def test_proposals_without_an_answer_wait_for_those_who_may_answer(browser, make):
    process = make.process()
    proposals = make.proposals()
    make.proposal('More trees on the main square')
    make.proposal('A bench below each of the trees', state_token='accepted', answer={'en': '<p>Yes.</p>'})
    make.participant('sam', role=ADMIN, at=process)
    make.participant('mo', role=MODERATOR, at=process)
    browser.login('sam')
    page = browser.get('/en/admin')
    assert any('wait for an answer' in each or 'waits for an answer' in each for each in todo(page))
    link = next(link for link in page.html.select('.todo a') if 'answer' in link.text)
    assert link['href'].startswith(make.url(proposals, 'admin'))
    assert 'More trees' in browser.get(link['href'])
    browser.login('mo')
    assert not any('answer' in each for each in todo(browser.get('/en/admin')))
