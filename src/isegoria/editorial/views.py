"""Reading pages."""

from pyramid.view import view_config

from isegoria.editorial import accessibility
from isegoria.editorial.resource import Page, Pages
from isegoria.security import VIEW

PAGES = 'isegoria:templates/editorial/'


@view_config(context=Pages, permission=VIEW, renderer=PAGES + 'pages.pt')
def pages(pages, request):
    """All pages by their topics."""
    groups = [(topic, [page for page in found if request.viewer.sees(page)]) for topic, found in pages.by_topic()]
    return {'groups': [(topic, found) for topic, found in groups if found]}


@view_config(context=Page, permission=VIEW, renderer=PAGES + 'page.pt')
def page(page, request):
    """One page, with those of its topic beside it."""
    siblings = [each for each in page.__parent__.values() if page.topic and getattr(each, 'topic', None) == page.topic]
    shown = [each for each in siblings if request.viewer.sees(each)]
    return {'page': page, 'siblings': shown, 'tested': accessibility.tested() if page.__name__ == accessibility.PAGE else None}
