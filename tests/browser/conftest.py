"""One browser and one served demonstration for all tests of this folder; people who are signed in, with scripts and without."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from isegoria.demonstration.accounts import ACCOUNTS, PASSWORD
from tests.browser import steps
from tests.browser.served import Served
from tests.programs import want

ARGUMENTS = (
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-dev-shm-usage',
    '--disable-component-update',
)
PEOPLE = dict(zip(('administrator', 'editor', 'moderator', 'participant'), (account.email for account in ACCOUNTS), strict=True))
FAILED = pytest.StashKey[bool]()
SEEN = Path(__file__).parents[2] / 'build' / 'browser'  # what a test that failed saw last
PATIENCE = 20_000  # milliseconds; machines that test are busy


def pytest_collection_modifyitems(items):
    for item in items:
        if 'tests/browser/' in item.nodeid:
            item.add_marker(pytest.mark.chromium)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == 'call':
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope='session')
def site(tmp_path_factory):
    want('chromium')
    with Served(tmp_path_factory.mktemp('served')) as served:
        yield served


@pytest.fixture(scope='session')
def seen(site):
    """What the states have shown: their names, the templates, which of them were open to all, and the pages as they came."""
    (site.folder / 'pages').mkdir()
    return {'states': set(), 'templates': set(), 'open': [], 'pages': site.folder / 'pages'}


@pytest.fixture(scope='session')
def chromium():
    program = want('chromium')
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture(scope='session')
def signed_in(site, chromium):
    """The cookies of somebody of the demonstration, by what they are: `signed_in('moderator')`."""
    kept = {'visitor': None}

    def signed_in(who):
        if who not in kept:
            context = chromium.new_context(base_url=site.top)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.goto('/en/login')
            page.fill('input[name=email]', PEOPLE.get(who, f'{who}@example.org'))
            page.fill('input[name=password]', PASSWORD if who in PEOPLE else steps.PASSWORD)
            page.press('input[name=password]', 'Enter')
            page.wait_for_url(lambda address: not address.endswith('/login'))
            kept[who] = context.storage_state()
            context.close()
        return kept[who]

    return signed_in


def window(chromium, site, state, *, scripts=True, width=1280, height=900, **about):
    """A new window with the cookies of `state`."""
    context = chromium.new_context(
        base_url=site.top,
        storage_state=state,
        java_script_enabled=scripts,
        viewport={'width': width, 'height': height},
        reduced_motion='reduce',
        **about,
    )
    context.set_default_timeout(PATIENCE)
    return context.new_page()


@pytest.fixture
def opened(request, site, chromium, signed_in):
    """A new window for somebody: `opened('participant', scripts=False)`; what the page throws fails the test."""
    pages, thrown = [], []

    def opened(who='visitor', **about):
        page = window(chromium, site, signed_in(who), **about)
        page.on('pageerror', lambda error: thrown.append(str(error)))
        pages.append(page)
        return page

    yield opened
    if request.node.stash.get(FAILED, False):
        keep_what_was_seen(request.node.name, pages)
    for page in pages:
        page.context.close()
    assert not thrown


@pytest.fixture(scope='session')
def opened_for_long(site, chromium, signed_in):
    """Windows for what is prepared once."""
    pages = []

    def opened(who='visitor', **about):
        pages.append(window(chromium, site, signed_in(who), **about))
        return pages[-1]

    yield opened
    for page in pages:
        page.context.close()


@pytest.fixture(scope='session')
def windows(opened_for_long):
    """One window for each of the people, kept from test to test."""
    kept = {}

    def window_of(who):
        if who not in kept:
            kept[who] = opened_for_long(who)
        return kept[who]

    return window_of


@pytest.fixture
def window_of(request, windows):
    """The window of somebody; what it shows is kept when the test fails."""
    shown = []

    def window_of(who):
        shown.append(windows(who))
        return shown[-1]

    yield window_of
    if request.node.stash.get(FAILED, False):
        keep_what_was_seen(request.node.name, shown)


def keep_what_was_seen(test, pages):
    SEEN.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages):
        name = ''.join(sign if sign.isalnum() else '-' for sign in test)[:80]
        page.screenshot(path=SEEN / f'{name}-{number}.png', full_page=True)
        (SEEN / f'{name}-{number}.txt').write_text(f'{page.url}\n{page.locator("body").inner_text()}', encoding='utf-8')
