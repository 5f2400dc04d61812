"""Reading budgets: the list of them, a budget with its projects, a project."""

from pyramid.httpexceptions import HTTPFound
from pyramid.view import view_config

from isegoria.catalog.finding import facets
from isegoria.components.budgets import permissions as may
from isegoria.components.budgets.budget import Budget
from isegoria.components.budgets.choosing import Choosing
from isegoria.components.budgets.component import Budgets
from isegoria.components.budgets.listing import Listing
from isegoria.components.budgets.plan import placed
from isegoria.components.budgets.project import TRASHED, Project
from isegoria.components.budgets.shown import badge_of, showing, topics_of
from isegoria.components.budgets.words import rules_of, where
from isegoria.i18n import _
from isegoria.security import VIEW
from isegoria.templating import address, text
from isegoria.text import clean, excerpt, plain
from isegoria.traits.comments.panel import comments_panel
from isegoria.traits.links import INCLUDED, made_from
from isegoria.uploads import picture_response

PAGES = 'isegoria:templates/components/budgets/'


@view_config(context=Budgets, permission=VIEW, renderer=PAGES + 'index.pt')
def index(component, request):
    """The budgets; of a single one, its projects at once."""
    budgets = [budget for budget in component.budgets() if request.viewer.sees(budget)]
    administers = bool(request.has_permission(may.ADMINISTER, component))
    if len(budgets) == 1 and not administers:
        return HTTPFound(address(request, budgets[0]))
    return {
        'component': component,
        'budgets': [(budget, Choosing(request, budget)) for budget in budgets],
        'states': {budget.id: standing(request, Choosing(request, budget)) for budget in budgets},
        'numbers': facets(request, component, 'origin', Project.type, not_states=(TRASHED,)),
        'where': where(request, component),
        'announcements': announcements(request, component),
        'administers': administers,
        'has_results': any(budget.outcome is not None for budget in budgets),
        **showing(request, component),
    }


def standing(request, choosing):
    """(word, icon, tone): what this person did here, or can."""
    if choosing.budget.outcome is not None:
        found = (_('Results'), 'chart-column', 'info')
    elif choosing.has_voted:
        found = (_('You voted'), 'circle-check-big', 'ok')
    elif not choosing.is_open:
        found = (_('Voting is not open'), 'lock', None)
    elif choosing.lines:
        found = (_('Begun, not cast'), 'file-pen', 'wait')
    elif choosing.reason_against:
        found = (_('Not yours'), 'lock', None)
    else:
        found = (_('Open for votes'), 'vote', 'warm')
    return (request.localizer.translate(found[0]), *found[1:])


@view_config(context=Budget, permission=VIEW, renderer=PAGES + 'budget.pt')
def budget_page(budget, request):
    """Its projects, filtered and sorted as the address says, and the ballot beside them."""
    choosing = Choosing(request, budget)
    listing = Listing(budget, request, choosing)
    return {
        'budget': budget,
        'component': budget.component,
        'listing': listing,
        'choosing': choosing,
        'rules': rules_of(request, budget) if choosing.is_open else (),
        'more_information': text(request, budget.component.setting('more_information')),
        'announcements': announcements(request, budget.component),
        'administers': bool(request.has_permission(may.ADMINISTER, budget.component)),
        'description': clean(text(request, budget.description), by_editor=True) if budget.description else '',
        'has_plan': bool(placed(budget.projects())),
        'siblings': [each for each in budget.component.budgets() if each is not budget],
        **showing(request, budget.component),
    }


@view_config(context=Project, permission=VIEW, renderer=PAGES + 'project.pt')
def project_page(project, request):
    """A project to read and to talk about."""
    budget, component = project.budget, project.component
    body = text(request, project.body)
    return {
        'project': project,
        'budget': budget,
        'choosing': Choosing(request, budget),
        'title': text(request, project.title),
        'body': clean(body, by_editor=True),
        'body_language': body.language,
        'description': excerpt(plain(body), 160),
        'badge': badge_of(request, project),
        'topics': topics_of(request, project),
        'facts': facts(project, request),
        'picture': picture_of(project, request),
        'origins': [(text(request, each.title), address(request, each)) for each in made_from(project, INCLUDED, request.viewer)],
        'may_edit': bool(request.has_permission(may.EDIT, project)),
        **showing(request, component),
        **comments_panel(project, request),
    }


def facts(project, request) -> list[tuple[str, str]]:
    translate = request.localizer.translate
    found = [(translate(_('Number on the ballot')), project.code)]
    if project.reference:
        found.append((translate(_('Reference')), project.reference))
    if project.address:
        found.append((translate(_('Place')), project.address))
    if project.alternative:
        found.append((translate(_('One of the alternatives')), project.alternative))
    if project.latitude is not None:
        found.append((translate(_('Coordinates')), f'{project.latitude:.5f}, {project.longitude:.5f}'))
    return found


def picture_of(project, request) -> dict | None:
    """{url, shows, picture} of a project's picture."""
    picture = project.picture
    if picture is None:
        return None
    shows = text(request, project.picture_shows)
    return {'url': address(request, project, 'picture', picture.file_name), 'shows': shows, 'picture': picture}


@view_config(context=Project, name='picture', permission=VIEW, request_method='GET')
def picture(project, request):
    """`picture/<digest>.png`."""
    return picture_response(project.picture, request)


def announcements(request, component) -> list:
    found = (text(request, component.setting('announcement')), text(request, component.in_phase('announcement')))
    return [words for words in found if words]
