"""What waits at the desk for those who edit pages: texts to be reviewed, planted pages to be completed."""

from isegoria.editorial.course import COURSE, REVIEW
from isegoria.editorial.resource import PUBLISH
from isegoria.i18n import _, plural
from isegoria.security import EDIT
from isegoria.templating import address, text


def needs(request) -> list[dict]:
    pages = request.site['pages']
    all_pages = [page for page, _depth in pages.all()] if request.has_permission(EDIT, pages) else []
    found = []
    if request.has_permission(PUBLISH, pages):
        found += [row(request, page, _('Review'), 'eye') for page in all_pages if COURSE.state(page).name == REVIEW]
    return found + to_be_completed(request, pages, [page for page in all_pages if page.to_be_completed])


def to_be_completed(request, pages, found) -> list[dict]:
    """One row for all planted pages that nobody has confirmed yet."""
    if not found:
        return []
    one, many = 'A page that came with the site waits to be completed', '${n} pages that came with the site wait to be completed'
    names = ', '.join(text(request, page.draft.title) for page in found)
    verb = request.localizer.translate(_('Complete'))
    title = plural(request, one, many, len(found))
    return [{'verb': verb, 'sign': 'pen-line', 'title': title, 'words': names, 'url': address(request, pages, 'admin')}]


def row(request, page, verb, sign) -> dict:
    title = text(request, page.draft.title)
    words = request.localizer.translate(verb)
    lang = title.language if title.language != request.language else None
    return {'verb': words, 'sign': sign, 'title': title, 'url': address(request, page, 'edit'), 'lang': lang}


def in_review(request) -> int | None:
    """How many pages wait for review, beside the desk's section."""
    pages = request.site['pages']
    return sum(COURSE.state(page).name == REVIEW for page, _depth in pages.all()) or None
