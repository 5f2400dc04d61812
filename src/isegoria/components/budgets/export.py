"""Budgets as files: projects as CSV, ballots as `.pb`, which anybody can count again."""

from pyramid.httpexceptions import HTTPNotFound
from pyramid.response import Response
from pyramid.view import view_config

from isegoria import clock
from isegoria.components.budgets.budget import Budget
from isegoria.components.budgets.component import Budgets
from isegoria.components.budgets.counting import FEWEST_BALLOTS, as_ballot, election
from isegoria.components.budgets.tally import pabulib
from isegoria.content import above
from isegoria.exports import csv_response
from isegoria.root import Site
from isegoria.security import VIEW, Viewer
from isegoria.text import plain
from isegoria.texts import in_language
from isegoria.traits.links import INCLUDED, made_from

TRANSLATED = ('title', 'description', 'budget/title')
COLUMNS = (
    'id', 'code', 'taxonomies/id', 'taxonomies/name', 'participatory_space/id', 'participatory_space/url', 'component/id',
    'title', 'description', 'budget/id', 'budget/title', 'budget/url', 'budget_amount', 'confirmed_votes', 'comments',
    'created_at', 'url', 'address', 'updated_at', 'selected_at', 'reference', 'latitude', 'longitude',
    'related_proposals', 'related_proposal_titles', 'related_proposal_urls',
)  # fmt: skip


def columns(languages) -> tuple[str, ...]:
    found = []
    for name in COLUMNS:
        found += [f'{name}/{language}' for language in languages] if name in TRANSLATED else [name]
    return tuple(found)


class Addresses:
    """Whole addresses, made without a request, so that rows can be made while they are sent."""

    def __init__(self, request):
        self.base = f'{request.host_url}{request.environ.get("isegoria.script_name", "")}/{request.language}'

    def __call__(self, resource) -> str:
        from pyramid.traversal import resource_path

        return self.base + resource_path(resource).rstrip('/')


def project_row(project, addresses) -> dict:
    """What everybody may know of a project; votes only where the phase shows them."""
    budget, component, site = project.budget, project.component, above(project, Site)
    terms = [term for term in map(site.taxonomies.get, project.terms) if term is not None]
    related = made_from(project, INCLUDED, Viewer(None, site))
    return {
        'id': project.id,
        'code': project.code,
        'taxonomies': {
            'id': tuple(term.id for term in terms),
            'name': tuple(next(iter(term.title.values()), '') for term in terms),
        },
        'participatory_space': {'id': component.space.id, 'url': addresses(component.space)},
        'component': {'id': component.id},
        'title': project.title,
        'description': {language: plain(words) for language, words in (project.body or {}).items()},
        'budget': {'id': budget.id, 'title': budget.title, 'url': addresses(budget)},
        'budget_amount': decimal(project.amount),
        'confirmed_votes': project.votes,
        'comments': project.comment_count.value,
        'created_at': clock.moment(project.created),
        'url': addresses(project),
        'address': project.address,
        'updated_at': clock.moment(project.updated or project.created),
        'selected_at': clock.moment(project.selected) if project.selected is not None else None,
        'reference': project.reference,
        'latitude': project.latitude,
        'longitude': project.longitude,
        'related_proposals': tuple(each.id for each in related),
        'related_proposal_titles': tuple(next(iter(each.title.values()), '') for each in related),
        'related_proposal_urls': tuple(addresses(each) for each in related),
    }


def decimal(cents: int) -> str:
    """An amount in whole units, with a point before the cents where there are any."""
    return f'{cents // 100}.{cents % 100:02}' if cents % 100 else str(cents // 100)


@view_config(context=Budgets, name='projects.csv', permission=VIEW)
def all_projects(component, request):
    """The projects of every budget."""
    addresses = Addresses(request)

    def rows(found):
        for budget in found.budgets():
            yield from (project_row(project, addresses) for project in budget.projects())

    return csv_response(request, component, f'{component.slug}-projects', columns(request.site.languages), rows)


@view_config(context=Budget, name='projects.csv', permission=VIEW)
def projects(budget, request):
    addresses = Addresses(request)

    def rows(found):
        return (project_row(project, addresses) for project in found.projects())

    return csv_response(request, budget, 'projects', columns(request.site.languages), rows)


@view_config(context=Budget, name='ballots.pb', permission=VIEW)
def ballots(budget, request):
    """All ballots of a vote that is over, nobody's and in no order; not where there are so few that one could be recognized."""
    if budget.outcome is None or len(budget.urn.ballots) < FEWEST_BALLOTS:
        raise HTTPNotFound('single ballots are not published')
    response = Response(pabulib.write(as_file(budget, request)), content_type='text/plain', charset='utf-8')
    response.content_disposition = 'attachment; filename="ballots.pb"'
    return response


def as_file(budget, request) -> pabulib.PabulibFile:
    """The vote as a file. Votes and selection stand in it to be read; no rule looks at them."""
    outcome = budget.outcome
    default = request.site.default_language
    codes = {project.id: project.code for project in budget.projects()}
    more = {
        project.code: {
            'name': in_language(project.title, default),
            'votes': str(outcome.votes[project.id]),
            'selected': '1' if project.id in outcome.winners else '0',
        }
        for project in budget.projects()
    }
    kind = budget.ballot_kind
    voters = (
        pabulib.Voter(str(number), as_ballot(kind, [(codes[one], points) for one, points in lines if one in codes]), {})
        for number, lines in enumerate(budget.urn.ballots, 1)
    )
    return pabulib.compose(election(budget, outcome.rule), meta(budget, request), more, voters)


def meta(budget, request) -> dict[str, str]:
    if budget.imported is not None:
        return {**budget.imported.meta, 'rule': budget.outcome.rule}
    default, component = request.site.default_language, budget.component
    ends = clock.moment(budget.closed).date()
    phase = component.space.phase
    begins = phase.starts.date() if phase is not None and phase.starts else ends
    return {
        'description': f'{in_language(component.space.title, default)}: {in_language(budget.title, default)}',
        'country': 'unknown',
        'unit': in_language(request.site.organization or request.site.title, default),
        'instance': str(ends.year),
        'rule': budget.outcome.rule,
        'currency': component.setting('currency'),
        'date_begin': f'{min(begins, ends):%d.%m.%Y}',
        'date_end': f'{ends:%d.%m.%Y}',
    }
