"""The pages that every site begins with; an editor completes what the texts leave open (01 §5)."""

from pathlib import Path

from isegoria import clock, outbox
from isegoria.editorial.resource import LEGAL, Page
from isegoria.text import markdown

TEXTS = Path(__file__).parent / 'pages'  # <slug>.<language>.md: the title is its first line
FALLBACK = 'en'
TOPIC = {
    'slug': 'legal',
    'title': {'en': 'Rules and rights', 'ca': 'Normes i drets', 'es': 'Normas y derechos', 'fr': 'Règles et droits'},
    'in_footer': True,
}


def plant_pages(site):
    """Make the legal pages that are missing, in every language of the site, and the topic that brings them to the footer."""
    pages = site['pages']
    if not any(topic['slug'] == TOPIC['slug'] for topic in pages.topics):
        pages.topics = (*pages.topics, TOPIC)
    for weight, slug in enumerate(LEGAL):
        if slug not in pages:
            titles, bodies = read_texts(slug, site.languages)
            page = Page(slug, titles, bodies)
            page.topic, page.weight, page.to_be_completed = TOPIC['slug'], weight, True
            page.published = clock.microseconds()
            pages.add_page(page)
            outbox.changed(page)


def read_texts(slug: str, languages) -> tuple[dict, dict]:
    """Title and body of a page by language; in English for a language that we have no text in."""
    titles, bodies = {}, {}
    for code in languages:
        path = TEXTS / f'{slug}.{code}.md'
        if not path.is_file():
            code, path = FALLBACK, TEXTS / f'{slug}.{FALLBACK}.md'
        title, _newline, body = path.read_text(encoding='utf-8').partition('\n')
        titles[code], bodies[code] = title.removeprefix('# ').strip(), markdown(body)
    return titles, bodies
