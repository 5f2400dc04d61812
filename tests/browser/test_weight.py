"""What a page costs: few requests, small scripts and styles, nothing from elsewhere, and kept by the browser afterwards."""

import pytest

SCRIPTS, STYLES, REQUESTS = 60_000, 40_000, 12  # bytes as they travel; requests of a first page
PAGES = {
    'home': ('visitor', '/en/'),
    'process': ('visitor', '/en/processes/streets'),
    'list': ('visitor', '/en/processes/streets/proposals'),
    'answers': ('visitor', '/en/processes/old-harbour/proposals?left_out=shown'),
    'sign in': ('visitor', '/en/login'),
    'wizard': ('participant', '/en/processes/streets/proposals/new'),
    'desk': ('administrator', '/en/processes/streets/proposals/admin'),
}


def loaded(page, address):
    """The requests of a page: (type, address, bytes that travelled)."""
    finished = []
    page.on('requestfinished', lambda request: finished.append(request))
    page.goto(address, wait_until='networkidle')
    return [(each.resource_type, each.url, each.sizes()['responseBodySize']) for each in finished]


@pytest.mark.parametrize('name', PAGES)
def test_a_first_page_is_light(site, opened, name):
    who, address = PAGES[name]
    requests = loaded(opened(who), address)
    assert all(url.startswith(site.top) for _kind, url, _size in requests)
    assert len(requests) <= REQUESTS, requests
    assert sum(size for kind, _url, size in requests if kind == 'script') <= SCRIPTS
    assert sum(size for kind, _url, size in requests if kind == 'stylesheet') <= STYLES


def test_styles_scripts_and_fonts_are_fetched_once(opened):
    page = opened()
    loaded(page, '/en/')
    again = loaded(page, '/en/processes')
    assert {kind for kind, _url, size in again if size > 0} <= {'document', 'image'}, again
