"""What parts of the application add to requests belongs to their class."""

from pyramid.events import NewRequest


def test_all_requests_are_of_one_class(app, browser):
    seen = []

    def look(event):
        seen.append(type(event.request))

    app.registry.registerHandler(look, (NewRequest,))
    try:
        browser.get('/en')
        browser.get('/en/search')
    finally:
        app.registry.unregisterHandler(look, (NewRequest,))
    assert len(seen) == 2 and len(set(seen)) == 1
    assert {'viewer', 'language', 'site', 'kept_part', 'tm'} <= set(vars(seen[0]))
