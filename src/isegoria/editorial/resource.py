"""Page and Pages: texts of the organization; pages nest, topics group them in the footer."""

from isegoria.content import Folder, Named
from isegoria.spaces.space import Publishable
from isegoria.texts import by_language
from isegoria.visibility import PUBLIC, staff_of

# Planted with every site, open even when sign-in is forced, never deleted (01 §5).
LEGAL = ('terms-of-service', 'privacy', 'legal-notice', 'accessibility', 'moderation-rules', 'open-data')


class Page(Publishable, Named):
    """A text with a title; its body is cleaned HTML by language."""

    type = 'page'
    topic = ''
    weight = 0
    to_be_completed = False  # planted and not yet confirmed by an editor
    changed_notably = None  # of the terms: microseconds, since when everybody is asked again (01 §5.1)

    def __init__(self, slug, title, body, **about):
        super().__init__(slug, **about)
        self.title, self.body = title, body

    @property
    def is_legal(self):
        return self.slug in LEGAL

    @property
    def visibility(self):
        if self.is_published:
            return PUBLIC
        place = self.__parent__
        while not hasattr(place, 'roles'):
            place = place.__parent__
        return staff_of(place)

    def row(self):
        return {
            'texts': by_language(self.title, self.body),
            'created': self.published or self.created,
            'weight': self.weight,
        }


class Pages(Folder):
    """`/pages`: all pages of a site, and the topics that group them."""

    __name__ = 'pages'
    title = {'en': 'Pages', 'ca': 'Pàgines', 'es': 'Páginas', 'fr': 'Pages'}
    topics = ()  # dicts: slug, title, in_footer; in their order

    def row(self):
        return None

    def add_page(self, page: Page) -> Page:
        return self.add(page.slug, page)

    def find(self, number) -> Page | None:
        """The page with this id, at any depth."""
        pages = list(self.values())
        while pages:
            page = pages.pop()
            if page.id == number:
                return page
            pages += page.values()
        return None

    def by_topic(self):
        """Pairs (topic or None, its pages by weight), topics first."""
        pages = sorted(self.values(), key=lambda page: (page.weight, page.created))
        for topic in self.topics:
            yield topic, [page for page in pages if page.topic == topic['slug']]
        known = {topic['slug'] for topic in self.topics}
        yield None, [page for page in pages if page.topic not in known]
