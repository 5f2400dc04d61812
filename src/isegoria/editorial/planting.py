"""The pages that every site begins with; their texts wait to be completed by an editor (01 §5)."""

from isegoria import clock, outbox
from isegoria.editorial.resource import LEGAL, Page


def plant_pages(site):
    """Make the legal pages that are missing."""
    for slug in LEGAL:
        if slug not in site['pages']:
            page = Page(slug, dict.fromkeys(site.languages, slug), {})
            page.published = clock.microseconds()
            site['pages'].add_page(page)
            outbox.changed(page)
