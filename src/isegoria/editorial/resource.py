"""Page and Pages: texts of the organization; pages nest, topics group them in the footer."""

from dataclasses import dataclass, field, replace

from isegoria import clock
from isegoria.content import Folder, Named
from isegoria.markdown import to_markdown
from isegoria.security import ADMIN, COLLABORATOR, Allow
from isegoria.spaces.space import Publishable
from isegoria.text import markdown
from isegoria.texts import by_language
from isegoria.traits.versions import Versioned
from isegoria.visibility import PUBLIC, staff_of

PUBLISH = 'pages.publish'

# Planted with every site, open even when sign-in is forced, never deleted (01 §5).
LEGAL = ('terms-of-service', 'privacy', 'legal-notice', 'accessibility', 'moderation-rules', 'open-data')


@dataclass(frozen=True)
class Writing:
    """What editors work on: titles and Markdown by language, and when each language was last written."""

    title: dict
    source: dict
    written: dict = field(default_factory=dict)


class Page(Publishable, Versioned, Named):
    """A text with a title; its body is cleaned HTML by language. Editors work beside it until it is published anew."""

    type = 'page'
    writing: Writing | None = None
    source = None  # {language: Markdown} of what is public; None: only its HTML is known
    written: dict[str, int] = {}  # when each language of what is public was last written
    publish_at = None  # aware datetime, while it is scheduled
    topic = ''
    weight = 0
    to_be_completed = False  # planted and not yet confirmed by an editor
    changed_notably = None  # of the terms: microseconds, since when everybody is asked again (01 §5.1)

    def __init__(self, slug, title, body, **about):
        super().__init__(slug, **about)
        self.title, self.body = title, body

    # Writing

    @property
    def draft(self) -> Writing:
        """What editors see and change: their own text, else what is public."""
        return self.writing or Writing(dict(self.title or {}), self.public_source, dict(self.written))

    @property
    def public_source(self) -> dict:
        """The Markdown of what everybody reads, made of its HTML where nobody wrote any."""
        return {code: (self.source or {}).get(code) or to_markdown(words) for code, words in (self.body or {}).items()}

    def write(self, language: str, title: str, source: str) -> bool:
        """Change one language of what editors work on; False when it said the same."""
        before = self.draft
        after = replace(before, title=with_text(before.title, language, title), source=with_text(before.source, language, source))
        if after == before:
            return False
        self.writing = replace(after, written={**before.written, language: clock.microseconds()})
        return True

    def bring_out(self, who: int | None):
        """What editors worked on is what everybody reads, and one more version."""
        writing = self.writing
        if writing is not None:
            self.keep_first_version()
            bodies = {code: markdown(words) for code, words in writing.source.items()}
            self.title, self.body, self.source, self.written = writing.title, bodies, writing.source, writing.written
            self.writing = None
            self.record_version(who, {'title': self.title, 'body': self.source})
            self.touch()
        if not self.is_published:
            self.publish()
        self.publish_at = None
        self.tell()

    def tell(self):
        """With the pages below, for who sees it sees them."""
        super().tell()
        for page in self.values():
            page.tell()

    def _versioned_values(self):
        return {'title': self.title, 'body': self.public_source}

    # What it is

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
    editors_publish = False  # may editors publish without asking?

    def __acl__(self):
        yield Allow, f'role:{ADMIN}', PUBLISH
        if self.editors_publish:
            yield Allow, f'role:{COLLABORATOR}', PUBLISH

    def row(self):
        return None

    def all(self) -> list[tuple[Page, int]]:
        """Every page with its depth, those below behind their page."""
        return list(_descend(self, 0))

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


def _descend(folder, depth):
    for page in sorted(folder.values(), key=lambda each: (each.weight, each.created)):
        yield page, depth
        yield from _descend(page, depth + 1)


def with_text(texts: dict, language: str, words: str) -> dict:
    """Texts with one more or another, or without it when there are no words."""
    kept = {code: text for code, text in texts.items() if code != language}
    return {**kept, language: words} if words else kept
