"""Long words and a script that is read from the right: pages keep their shape."""

import pytest

from tests.browser.pseudo import LONG, RIGHT, spoken
from tests.browser.test_states import DOUBLED, NARROW, WIDE, WIDER

PAGES = {
    'home': ('visitor', '/'),
    'process': ('visitor', '/processes/streets'),
    'proposals': ('visitor', '/processes/streets/proposals'),
    'answers': ('visitor', '/processes/old-harbour/proposals?left_out=shown'),
    'search': ('visitor', '/search?term=harbour'),
    'sign in': ('visitor', '/login'),
    'register': ('visitor', '/register'),
    'wizard': ('participant', '/processes/streets/proposals/new'),
    'account': ('participant', '/account'),
    'overview': ('administrator', '/admin'),
    'proposals at the desk': ('administrator', '/processes/streets/proposals/admin'),
    'settings': ('administrator', '/settings'),
    'cases': ('moderator', '/moderation'),
}


@pytest.fixture(scope='module', autouse=True)
def both(site, tmp_path_factory):
    with spoken(site, tmp_path_factory.mktemp('pseudo')):
        yield


def sideways(page):
    found = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        found.append(page.evaluate(WIDER))
    page.set_viewport_size(WIDE)
    page.evaluate(DOUBLED)
    return [each for each in (*found, page.evaluate(WIDER)) if each]


@pytest.mark.parametrize('name', PAGES)
def test_long_words_fit(opened, name):
    who, address = PAGES[name]
    page = opened(who)
    page.goto(f'/{LONG}{address}')
    assert 'über' in page.locator('body').inner_text()
    assert not sideways(page)


@pytest.mark.parametrize('name', PAGES)
def test_a_page_is_read_from_the_right(opened, name):
    who, address = PAGES[name]
    page = opened(who)
    page.goto(f'/{RIGHT}{address}')
    assert page.locator('html').get_attribute('dir') == 'rtl'
    assert page.locator('html').get_attribute('lang') == RIGHT
    start, end = page.evaluate("""() => {
      const box = (selector) => document.querySelector(selector).getBoundingClientRect()
      return [box('.site-head .brand').right, box('.site-head .wrap:last-of-type').right]
    }""")
    assert start > 640, 'the mark of the site stands at the right'
    assert end >= start
    assert not sideways(page)
