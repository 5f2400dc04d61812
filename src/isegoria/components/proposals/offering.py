"""Accepted proposals, offered to what is made of them: projects of a budget, results."""

from isegoria.catalog.finding import find
from isegoria.catalog.query import DEEPEST
from isegoria.components.proposals.resource import HTML, Proposal
from isegoria.manifest import Offer
from isegoria.text import clean, render_plain


def accepted(request, component) -> list[Offer]:
    """Those whose published answer counts as accepted, the oldest first."""
    states = tuple(state.token for state in component.states if state.counts_as_accepted)
    if not states:
        return []
    return [offer(proposal) for proposal in find(request, component, Proposal.type, states=states, sort='created', limit=DEEPEST)]


def offer(proposal) -> Offer:
    shown = (lambda words: clean(words, by_editor=False)) if proposal.markup == HTML else render_plain
    body = {language: shown(words) for language, words in proposal.body.items()}
    return Offer(proposal, dict(proposal.title), body, proposal.terms, proposal.cost)
