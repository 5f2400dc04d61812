"""Search: across everything a visitor may see, by kind, with the words' meaning rather than their letters."""

from pyramid.view import view_config

from isegoria import numbers
from isegoria.catalog import count, find
from isegoria.content import above
from isegoria.i18n import _
from isegoria.root import Site
from isegoria.security import VIEW
from isegoria.spaces.space import Space
from isegoria.templating import text
from isegoria.text import excerpt, plain

FIRST_OF_EACH = 4
LONGEST = 200
PAGE = 20
LAST_PAGE = 50


def kinds(registry) -> dict[str, str]:
    """The types that can be searched and their titles: spaces, what the components declare, comments, pages, people."""
    found = {'process': _('Processes')}
    for component in registry.components.values():
        found.update(component.search)
    return {**found, 'comment': _('Comments'), 'page': _('Pages'), 'participant': _('Participants')}


@view_config(context=Site, name='search', permission=VIEW, renderer='isegoria:templates/front/search.pt')
class Search:
    """`/search?term=...&kind=...`: a few of each kind, or the pages of one."""

    def __init__(self, site, request):
        self.site, self.request = site, request
        self.words = ' '.join(request.GET.get('term', '').split())[:LONGEST]
        self.kinds = kinds(request.registry)
        kind = request.GET.get('kind', '')
        self.kind = kind if kind in self.kinds else ''
        self.page = numbers.page(request.GET.get('page'), LAST_PAGE)

    def __call__(self):
        translate = self.request.localizer.translate
        sections = self.sections() if self.words else []
        totals = {section['kind']: section['total'] for section in sections}
        shown = [section for section in sections if section['total'] and self.kind in ('', section['kind'])]
        return {
            'words': self.words,
            'kind': self.kind,
            'kinds': [
                {'name': name, 'title': translate(title), 'total': totals.get(name, 0)} for name, title in self.kinds.items()
            ],
            'sections': shown,
            'total': sum(totals.values()),
            'page': self.page,
            'pages': min(-(-totals.get(self.kind, 0) // PAGE), LAST_PAGE) if self.kind else 1,
            'suggestion': None if any(totals.values()) or not self.words else self.suggestion(),
            'noindex': True,
        }

    def sections(self):
        translate = self.request.localizer.translate
        found = []
        for name, title in self.kinds.items():
            total = count(self.request, self.site, name, text=self.words)
            wanted = total and self.kind in ('', name)
            results = self.results(name) if wanted else []
            found.append({'kind': name, 'title': translate(title), 'total': total, 'results': results})
        return found

    def results(self, name):
        paging = {'page': self.page, 'limit': PAGE} if self.kind else {'limit': FIRST_OF_EACH}
        listing = find(self.request, self.site, name, text=self.words, sort='relevance', reader=self.request.language, **paging)
        return [self.result(resource) for resource in listing]

    def result(self, resource):
        subject = getattr(resource, 'subject', None)
        titled = subject if subject is not None else resource
        space = above(resource, Space)
        return {
            'resource': resource,
            'title': text(self.request, titled.title),
            'on': subject is not None,
            'space': space if space is not resource else None,
            'excerpt': excerpt(self.plain(resource), 220),
            'language': resource.language,
        }

    def plain(self, resource) -> str:
        for name in ('plain_text', 'plain_body'):
            if hasattr(resource, name):
                return getattr(resource, name)
        for name in ('short_description', 'description', 'body'):
            words = text(self.request, getattr(resource, name, None) or {})
            if words:
                return plain(words)
        return getattr(resource, 'about', '')

    def suggestion(self):
        keys = self.request.viewer.keys(self.site)
        return self.request.registry.catalog.suggest(self.words, self.site.languages, site=self.site.id, keys=keys)
