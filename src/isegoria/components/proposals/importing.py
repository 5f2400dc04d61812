"""Taking proposals over from elsewhere: limits of the public form do not apply, nothing is announced."""

from isegoria.components.proposals.resource import Proposal, Proposals
from isegoria.components.proposals.states import ProposalState
from isegoria.contribution import Contribution
from isegoria.outbox import changed


def take_over(proposals: Proposals, given: Contribution) -> Proposal:
    """A proposal with what was given, published unless it is a draft."""
    made = Proposal(
        given.title, given.body, authors=given.authors, origin=given.origin, language=given.language, created=given.created
    )
    if given.is_draft:
        made.terms = given.terms
        return proposals.start_draft(made, given.authors[0])
    made.published = given.created
    made.markup, made.original_id, made.reference = given.markup, given.original_id, given.reference
    made.terms, made.votes_carried_over, made.hidden = given.terms, given.supports, given.hidden
    if given.state:
        made.state_token = state_for(proposals, given.state).token
        made.state_published, made.answered = given.state_published, given.answered
        made.answer = given.answer or None
        made.cost, made.cost_report = given.cost, given.cost_report or None
        made.execution_period = given.execution_period or None
    proposals.add_content(made)
    changed(made)
    return made


def state_for(proposals: Proposals, token: str) -> ProposalState:
    """The component's state with this token; an unknown one becomes a state without flags (11 §1)."""
    state = proposals.state(token)
    if state is None:
        title = {'en': token.replace('_', ' ').capitalize()}
        state = ProposalState(token, title, title)
        proposals.add_state(state)
    return state
