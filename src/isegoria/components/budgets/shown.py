"""What every page about budgets needs to show a project: its price, badge, topics, the first words."""

from functools import partial

from isegoria.components.budgets.project import NOT_SELECTED, SELECTED
from isegoria.components.budgets.words import money
from isegoria.i18n import _
from isegoria.templating import text
from isegoria.text import excerpt, plain

EXCERPT = 180
BADGES = {
    SELECTED: (_('Will be done'), 'circle-check-big', 'ok'),
    NOT_SELECTED: (_('Not chosen'), 'circle-x', None),
}


def showing(request, component) -> dict:
    """Functions for the templates, by the names that `parts.pt` wants."""
    return {
        'money': partial(money, request, component),
        'excerpt': lambda words: excerpt(plain(words), EXCERPT),
        'badge_of': partial(badge_of, request),
        'topics_of': partial(topics_of, request),
    }


def badge_of(request, project):
    """(word, icon, tone) of what was decided; None before."""
    found = BADGES.get(project.row_state)
    return (request.localizer.translate(found[0]), *found[1:]) if found else None


def topics_of(request, project) -> list[str]:
    terms = (request.site.taxonomies.get(number) for number in project.terms)
    return [str(text(request, term.title)) for term in terms if term is not None]
