"""Proposals as rows: for the CSV of administration, and for open data (11 §16)."""

from pyramid.view import view_config

from isegoria import clock
from isegoria.catalog.finding import query
from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.desk import ProposalsDesk
from isegoria.components.proposals.resource import MEETING, Proposal, Proposals
from isegoria.components.proposals.states import NOT_ANSWERED
from isegoria.content import above
from isegoria.exports import csv_response
from isegoria.root import Site
from isegoria.text import plain
from isegoria.visibility import PUBLIC

AT_ONCE = 500
TRANSLATED = ('title', 'body', 'answer', 'cost_report', 'execution_period')
COLUMNS = (
    'id', 'author/id', 'author/name', 'author/url', 'taxonomies/id', 'taxonomies/name',
    'participatory_space/id', 'participatory_space/url', 'component/id', 'title', 'body', 'address', 'latitude', 'longitude',
    'state', 'state_published_at', 'reference', 'answer', 'answered_at', 'votes', 'votes_carried_over',
    'likes/total_count', 'likes/user_likes', 'comments', 'attachments', 'follows_count', 'published_at', 'url',
    'meeting_urls', 'related_proposals', 'is_amend', 'original_proposal/title', 'original_proposal/url',
    'withdrawn', 'withdrawn_at', 'created_at', 'updated_at', 'created_in_meeting', 'coauthorships_count',
    'cost', 'cost_report', 'execution_period', 'fingerprint',
)  # fmt: skip


def columns(languages) -> tuple[str, ...]:
    """The columns for a site that speaks these languages: one of each translated text for each language."""
    found = []
    for name in COLUMNS:
        found += [f'{name}/{language}' for language in languages] if name in TRANSLATED else [name]
    return tuple(found)


class Addresses:
    """How a row names things of the site: whole addresses, made without a request, so that they can be made while it is sent."""

    def __init__(self, host_url, language):
        self.base = f'{host_url}/{language}'

    def __call__(self, resource) -> str:
        from pyramid.traversal import resource_path

        return self.base + resource_path(resource)


def proposal_row(proposal: Proposal, addresses: Addresses) -> dict:
    """What everybody may know of a proposal; an answer or costs that are not public are left out."""
    component, site = proposal.component, above(proposal, Site)
    counted = not component.in_phase('votes_hidden')
    answered, public = proposal.state_published is not None, proposal.public_state
    return {
        'id': proposal.id,
        'author': authors(proposal, site, addresses),
        'taxonomies': taxonomies(proposal, site),
        'participatory_space': {'id': component.space.id, 'url': addresses(component.space)},
        'component': {'id': component.id},
        'title': proposal.title,
        'body': {language: plain(text) for language, text in proposal.body.items()} if proposal.markup == 'html' else proposal.body,
        'state': public.token if public is not None else NOT_ANSWERED,
        'state_published_at': moment(proposal.state_published),
        'reference': proposal.reference,
        'votes': len(proposal.supports) if counted else None,
        'votes_carried_over': proposal.votes_carried_over if counted else None,
        'likes': {
            'total_count': len(proposal.likes),
            'user_likes': liker_names(proposal, site) if component.setting('likes_show_names') else (),
        },
        'comments': proposal.comment_count.value,
        'attachments': 0,
        'follows_count': 0,
        'published_at': moment(proposal.published),
        'url': addresses(proposal),
        'is_amend': False,
        'withdrawn': proposal.withdrawn is not None,
        'withdrawn_at': moment(proposal.withdrawn),
        'created_at': moment(proposal.created),
        'updated_at': moment(proposal.updated or proposal.published),
        'created_in_meeting': proposal.origin == MEETING,
        'coauthorships_count': len(proposal.authors) or 1,
        'fingerprint': proposal.fingerprint.value,
        **(answer_columns(proposal) if answered else {}),
    }


def answer_columns(proposal) -> dict:
    def words(texts):
        return {language: plain(text) for language, text in (texts or {}).items()}

    return {
        'answer': words(proposal.answer),
        'answered_at': moment(proposal.answered),
        'cost': str(proposal.cost) if proposal.cost is not None else None,
        'cost_report': words(proposal.cost_report),
        'execution_period': words(proposal.execution_period),
    }


def authors(proposal, site, addresses) -> dict:
    """Lists over the authors; the institution where there is none, and no address of whoever left."""
    people = [site['participants'].get_by_id(number) for number in proposal.authors]
    if not people:
        name = next(iter((site.organization or site.title).values()), '') if proposal.is_official else ''
        return {'id': (), 'name': (name,) if name else (), 'url': (addresses(site),) if proposal.is_official else ()}
    there = [person for person in people if person is not None and person.deleted is None]
    return {
        'id': proposal.authors,
        'name': tuple(person.name for person in there),
        'url': tuple(addresses(person) for person in there if person.has_profile),
    }


def liker_names(proposal, site) -> tuple:
    people = (site['participants'].get_by_id(number) for number in proposal.likers())
    return tuple(person.name for person in people if person is not None and person.deleted is None and person.blocked is None)


def taxonomies(proposal, site) -> dict:
    terms = [term for term in map(site.taxonomies.get, proposal.terms) if term is not None]
    return {'id': tuple(term.id for term in terms), 'name': tuple(next(iter(term.title.values()), '') for term in terms)}


def moment(microseconds):
    return clock.moment(microseconds) if microseconds is not None else None


@view_config(context=Proposals, name='export.csv', permission=may.EXPORT)
def export(component, request):
    """What the list of administration shows now, as far as it is public, as CSV."""
    asked = ProposalsDesk(component, request).asked()
    keys, catalog = frozenset({PUBLIC}), request.registry.catalog
    question = query(request, component, Proposal.type, sort='created', limit=AT_ONCE, **asked)
    addresses = Addresses(request.host_url + request.environ.get('isegoria.script_name', ''), request.language)

    def rows(found):
        for proposal in everything(found, catalog, question, keys):
            yield proposal_row(proposal, addresses)

    return csv_response(request, component, f'{component.slug}-proposals', columns(request.site.languages), rows)


def everything(component, catalog, question, keys):
    """Page by page, so that memory does not grow; the object has the last word on whether it is public."""
    from dataclasses import replace

    question = replace(question, keys=keys)
    while True:
        found = catalog.find(question)
        for number in found.ids:
            proposal = component.contents.get(number)
            if proposal is not None and proposal.visibility == PUBLIC:
                yield proposal
        if found.next is None:
            return
        question = replace(question, after=found.next)
