"""A link that a participant wrote leads over a page that shows where it goes."""

from urllib.parse import quote

import pytest


def test_a_link_in_a_comment_leads_over_a_page_that_shows_the_host(browser, make):
    trees = make.proposal()
    make.comment(trees, 'Read https://example.org/trees?a=1&b=2#shade')
    page = browser.get(make.url(trees))
    page = browser.get(page.html.select_one('.says a')['href'])
    assert page.html.select_one('.quote strong').text == 'example.org'
    link = page.html.select_one('main a.btn')
    assert link['href'] == 'https://example.org/trees?a=1&b=2#shade'
    assert 'noopener' in link['rel']
    assert page.headers['X-Robots-Tag'] == 'none'


@pytest.mark.parametrize(
    'url',
    [
        '',
        'javascript:alert(1)',
        '//example.org',
        'ftp://example.org',
        'https://',
        'https://bank.example@evil.example/',
        'https://a:b/',
        'https://evil.example\\.bank.example/',
        'https://evil\n.example/',
        'https://evil.example/\t/../bank',
    ],
)
def test_what_is_no_web_address_leads_home_with_a_message(browser, database, url):
    page = browser.get(f'/en/link?external_url={quote(url)}', status=303).follow()
    assert 'This address cannot be opened.' in page


def test_an_address_is_shown_as_text(browser, database):
    page = browser.get(f'/en/link?external_url={quote("https://example.org/<script>alert(1)</script>")}')
    assert '<script>alert' not in page
