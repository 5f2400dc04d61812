"""The browser's own site works."""


def test_a_visitor_sees_the_home_page_and_templates_are_noted(site, opened):
    site.begin_noting()
    page = opened()
    page.goto('/en/')
    assert page.locator('h1').count() == 1
    assert {'front/home.pt', 'layout.pt', 'spaces/frame.pt'} <= site.rendered


def test_people_of_the_demonstration_are_signed_in(opened):
    for who in ('administrator', 'editor', 'moderator', 'participant'):
        page = opened(who)
        page.goto('/en/account')
        assert page.locator('h1').count() == 1
        assert page.url.endswith('/en/account')
