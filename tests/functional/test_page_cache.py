"""Pages kept for visitors are never anybody's own, and never older than a change."""

import pytest
from webob import Request


@pytest.fixture
def kept(app):
    """The kept pages, empty at first."""
    app.registry.pages.clear()
    return app.registry.pages


def visit(browser, address, **headers):
    return browser.get(address, headers=headers)


def test_the_second_visitor_gets_the_page_that_was_kept(browser, make, kept):
    make.proposals()
    for _visit in range(3):
        page = visit(browser, '/en/processes/trees')
    assert kept.hits >= 1
    assert 'Trees for everybody' in page


def test_a_change_is_seen_at_the_next_visit(browser, make, kept):
    proposals = make.proposals()
    for _visit in range(3):
        visit(browser, make.url(proposals))
    make.proposal('A fountain for the market')
    assert 'A fountain for the market' in visit(browser, make.url(proposals))
    with make.open(make.process()) as process:
        process.title = {'en': 'Trees and fountains'}
        make.changed(process)
    assert 'Trees and fountains' in visit(browser, '/en/processes/trees')


def test_who_is_signed_in_neither_gets_nor_leaves_a_kept_page(browser, make, kept):
    make.proposals()
    browser.login('ana')
    page = visit(browser, '/en/processes/trees')
    assert page.headers['Cache-Control'] == 'private, no-store'
    assert not kept.kept
    browser.logout()
    for _visit in range(3):
        assert 'Ana' not in visit(browser, '/en/processes/trees').html.header.text


def test_a_page_with_a_form_of_somebodys_is_not_kept(browser, make, kept):
    browser.get('/en/login')
    browser.get('/en/login')
    assert not [key for key in kept.kept if key[1] == '/en/login']


def test_two_languages_and_encodings_are_pages_of_their_own(app, make, kept):
    make.proposals()
    for _visit in range(2):
        for language in ('en', 'ca'):
            assert f'lang="{language}"' in answer(app, f'/{language}/processes/trees').text
        for encoding in ('gzip', 'br'):
            assert answer(app, '/en/processes/trees', encoding).content_encoding == encoding
        assert answer(app, '/en/processes/trees').content_encoding is None


def answer(app, address, encoding='identity'):
    """The answer as it travels: WebTest would unpack it."""
    return Request.blank(address, headers={'Accept-Encoding': encoding}).get_response(app)


def test_an_unchanged_page_is_not_sent_again(browser, make, kept):
    make.proposals()
    visit(browser, '/en/processes/trees')
    etag = visit(browser, '/en/processes/trees').headers['ETag']
    answer = browser.get('/en/processes/trees', headers={'If-None-Match': etag}, status=304)
    assert not answer.body


def test_a_hidden_proposal_leaves_the_kept_list(browser, make, kept):
    proposal = make.proposal('Something unkind')
    for _visit in range(3):
        visit(browser, make.url(make.proposals()))
    with make.open(proposal) as found:
        found.hidden = True
        make.changed(found)
    assert 'Something unkind' not in visit(browser, make.url(make.proposals()))


def test_a_page_with_a_form_is_not_kept_since_its_token_is_one_persons(app, make):
    from tests.conftest import Browser

    first, second = Browser(app, make).get('/en/login'), Browser(app, make).get('/en/login')
    assert first.forms['signin']['csrf_token'].value != second.forms['signin']['csrf_token'].value
    assert 'isegoria-token' in second.headers['Set-Cookie']
