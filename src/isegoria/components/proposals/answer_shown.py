"""The answer of the institution as everybody reads it: nothing of it before it is published."""

from isegoria import formats
from isegoria.components.proposals.badges import TONES, sign_of
from isegoria.templating import text
from isegoria.text import clean

CURRENCY = 'EUR'


def answer_shown(proposal, request) -> dict | None:
    """The state, the words, when, and the costs where the phase shows them; None while nothing is public."""
    state = proposal.public_state
    if state is None:
        return None
    words = text(request, proposal.answer)
    return {
        'heading': text(request, state.announcement_title) or text(request, state.title),
        'tone': TONES.get(state.colour),
        'sign': sign_of(state),
        'who': request.person(None).name,
        'when': formats.date(proposal.state_published, request.language, request.site.time_zone),
        'words': clean(words, by_editor=True) if words else '',
        'language': words.language,
        'costs': costs(proposal, request) if proposal.component.in_phase('answers_with_costs') else None,
    }


def costs(proposal, request) -> dict | None:
    """What it will cost, how that was worked out and how long it takes; None where nothing was said."""
    report, period = text(request, proposal.cost_report), text(request, proposal.execution_period)
    if proposal.cost is None and not report and not period:
        return None
    amount = formats.money(proposal.cost, CURRENCY, request.language) if proposal.cost is not None else ''
    return {'amount': amount, 'report': clean(report, by_editor=True), 'period': clean(period, by_editor=True)}
