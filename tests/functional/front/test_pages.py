"""Reading a site: its addresses, its languages, what is going on."""

import pytest


def test_a_visitor_is_led_to_their_language(browser):
    answer = browser.get('/', headers={'Accept-Language': 'fr-CH, ca;q=0.5'}, status=302)
    assert answer.headers['Location'] == 'http://localhost/fr/'
    assert 'Accept-Language' in answer.headers['Vary']
    browser.set_cookie('language', 'ca')
    assert browser.get('/processes?status=all', status=302).headers['Location'] == 'http://localhost/ca/processes?status=all'


def test_every_page_names_its_other_languages_and_its_own_address(browser):
    page = browser.get('/ca/processes')
    links = {link.get('hreflang'): link.get('href') for link in page.html.find_all('link', rel='alternate')}
    assert links['fr'] == 'http://localhost/fr/processes'
    assert page.html.find('link', rel='canonical')['href'] == 'http://localhost/ca/processes'
    assert page.html.html['lang'] == 'ca'


def test_the_home_page_says_what_one_can_do_today(browser, make):
    make.proposals()
    page = browser.get('/en/')
    assert 'Trees for everybody' in page
    assert page.html.find(class_='todo').find('a')['href'].startswith('/en/processes/trees/proposals')


def test_a_process_shows_its_phases_and_what_is_open(browser, make):
    make.proposals()
    page = browser.get('/en/processes/trees')
    phases = page.html.find('ol', class_='phases')
    assert [item.b.text for item in phases.find_all('li')] == ['Inform', 'Propose', 'Decide']
    assert phases.find('li', attrs={'aria-current': 'step'}).b.text == 'Propose'
    assert page.html.find(class_='todo') is not None
    assert 'Propose' in browser.get('/en/processes/trees/steps')


def test_a_stale_slug_redirects_to_the_present_address(browser, make):
    proposal = make.proposal()
    stale = make.url(proposal).replace('more-trees', 'fewer-trees')
    assert browser.get(stale, status=301).headers['Location'].endswith(make.url(proposal))


def test_unknown_addresses_get_a_helpful_page(browser):
    page = browser.get('/en/nowhere/at/all', status=404)
    assert page.html.find('input', attrs={'name': 'term'}) is not None
    assert 'Traceback' not in page
    browser.get('/en/processes/trees/proposals/edit', status=404)


def test_an_unknown_host_gets_a_plain_page_when_hosts_are_strict(browser, app):
    app.registry.settings['isegoria.strict_hosts'] = True
    try:
        answer = browser.get('/en/', status=404)
        assert answer.content_type == 'text/plain'
        assert 'Talk' not in answer
    finally:
        app.registry.settings['isegoria.strict_hosts'] = False


def test_search_finds_words_whatever_their_accents_and_says_where(browser, make):
    make.proposal('Més participació als barris', 'Volem que tothom hi participi.')
    page = browser.get('/en/search?term=participacio')
    assert 'Més participació als barris' in page
    assert 'Nothing has these words' in browser.get('/en/search?term=submarine')


def test_legal_pages_are_planted_and_linked(browser):
    page = browser.get('/en/pages')
    for slug in ('terms-of-service', 'privacy', 'legal-notice', 'accessibility'):
        assert page.html.find('a', href=f'/en/pages/{slug}') is not None
        browser.get(f'/en/pages/{slug}')


def test_no_page_has_inline_script_or_style(browser, make):
    make.proposal()
    for address in ('/en/', '/en/processes', '/en/processes/trees', '/en/search?term=trees', '/en/pages'):
        page = browser.get(address)
        assert page.html.find(style=True) is None
        assert all(script.get('src') for script in page.html.find_all('script'))
        assert "script-src 'self'" in page.headers['Content-Security-Policy']


def test_a_page_for_a_visitor_sets_no_cookie(browser, make):
    make.proposal()
    for address in ('/en/', '/en/processes/trees', '/en/search?term=trees'):
        assert 'Set-Cookie' not in browser.get(address).headers


def test_bytes_that_are_no_text_are_refused(browser):
    browser.get('/en/search?term=%ff%fe', status=400)
    browser.get('/en/processes?status=%ff', status=400)


@pytest.mark.parametrize('address', ['search?term=trees&page=', 'processes?term='])
def test_an_endless_number_in_an_address_counts_as_none(browser, make, address):
    make.process()
    browser.get(f'/en/{address}{"9" * 5000}', status=200)
