"""Answers: what the institution says to a proposal, drafted and published by the one workflow engine (11 §9)."""

import colander
from colander import Decimal, SchemaNode, String
from deform.widget import RadioChoiceWidget

from isegoria import clock, outbox
from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.events import Answered, StateChanged
from isegoria.components.proposals.states import NOT_ANSWERED
from isegoria.content import above
from isegoria.forms import Schema
from isegoria.i18n import _
from isegoria.schemas import Translated
from isegoria.templating import text
from isegoria.widgets import MoneyWidget
from isegoria.workflow import NOWHERE, Fired, State, Transition, Workflow

COSTS = ('cost', 'cost_report', 'execution_period')


class AnswerForm(Schema):
    """State, words and costs; what must be said follows from the flags of the state."""

    state = SchemaNode(String(), title=_('State'), widget=RadioChoiceWidget())
    answer = Translated(title=_('Answer'), description=_('What was decided, and why.'), rich=True)
    cost = SchemaNode(Decimal(), title=_('Estimated cost'), widget=MoneyWidget(), missing=None)
    cost_report = Translated(title=_('How the cost was worked out'), rich=True)
    execution_period = Translated(title=_('When it will be done'), rich=True)

    def after_bind(self, node, bound):
        from isegoria.components.proposals.component import Proposals

        request = bound['request']
        self.component, self.default_language = above(bound['context'], Proposals), request.site.default_language
        values = [(state.token, text(request, state.title)) for state in self.component.states]
        values.append((NOT_ANSWERED, _('No answer')))
        node['state'].widget = RadioChoiceWidget(values=values)
        node['state'].validator = colander.OneOf([value for value, _title in values])
        if not self.component.in_phase('answers_with_costs'):
            for name in COSTS:
                del node[name]

    def validator(self, node, data):
        state = self.component.state(data['state'])
        errors = colander.Invalid(node)
        if state is not None and state.answer_required:
            self._require_text(node, data, 'answer', errors)
        if state is not None and state.costs_apply and 'cost' in data:
            if data['cost'] is None:
                errors['cost'] = _('Say what it will cost.')
            for name in ('cost_report', 'execution_period'):
                self._require_text(node, data, name, errors)
        if errors.children:
            raise errors

    def _require_text(self, node, data, name, errors):
        """A text in the language of the site, which is the least that everybody can read."""
        if not data[name].get(self.default_language):
            missing = colander.Invalid(node[name])
            missing[self.default_language] = _('Required')
            errors.add(missing, node.children.index(node[name]))


def _write(proposal, step, data):
    """What the form says becomes the proposal's; the state is not public by this alone."""
    proposal.state_token = data['state']
    proposal.answered = clock.microseconds(step.when)
    for name in ('answer', *COSTS):
        if name in data:
            setattr(proposal, name, data[name] or None)


def _make_public(proposal, step, _data):
    """From now on everybody sees it, and it stands in the history of the proposal."""
    if proposal.state_published is None:
        proposal.state_published = clock.microseconds(step.when)
    proposal.keep_first_version()
    proposal.record_version(None, {'state': proposal.state_token, 'answer': proposal.answer or {}}, step.when)


def _clear(proposal, step, _data):
    was_public = proposal.state_published is not None
    proposal.state_token = proposal.answered = proposal.state_published = None
    if was_public:
        proposal.record_version(None, {'state': '', 'answer': {}}, step.when)


def _note(proposal, _step, _data):
    """Keep the list of drafted answers, and the row."""
    drafted = proposal.component.drafted_answers
    if proposal.state_token is not None and proposal.state_published is None:
        drafted.insert(proposal.id)
    elif proposal.id in drafted:
        drafted.remove(proposal.id)
    outbox.changed(proposal)


ANSWERED_STATES = ('drafted', 'published')
ANSWERS = Workflow(
    'answer',
    states=(State('not_answered', _('No answer')), State('drafted', _('Drafted')), State('published', _('Published'))),
    transitions=(
        Transition(
            'draft', _('Keep the answer as a draft'), ('not_answered', 'drafted'), 'drafted',
            permission=may.ANSWER, form=AnswerForm, effects=(_write, _note), event=Answered,
        ),
        Transition(
            'answer', _('Publish the answer'), ('not_answered', *ANSWERED_STATES), 'published',
            permission=may.ANSWER, form=AnswerForm, effects=(_write, _make_public, _note), event=Answered,
        ),
        Transition(
            'publish', _('Publish the drafted answer'), ('drafted',), 'published',
            permission=may.PUBLISH_ANSWERS, effects=(_make_public, _note), event=Answered,
        ),
        Transition(
            'take_back', _('Take the answer back'), ANSWERED_STATES, 'not_answered',
            permission=may.ANSWER, form=AnswerForm, effects=(_clear, _note), event=Answered,
        ),
    ),
)  # fmt: skip


def take_in(proposal):
    """Bring a proposal that was answered elsewhere, by an import, to where it stands in the workflow."""
    if proposal.state_token is not None and ANSWERS.name not in getattr(proposal, 'workflows', NOWHERE):
        state = 'published' if proposal.state_published is not None else 'drafted'
        ANSWERS.put(proposal, state, None, clock.moment(proposal.answered or proposal.published or proposal.created))


def answer(proposal, data: dict, request) -> Fired | None:
    """Answer as a checked form says; public at once where the phase wants that, or where an answer is public already."""
    take_in(proposal)
    here = ANSWERS.state(proposal).name
    if data['state'] == NOT_ANSWERED:
        return _fire(proposal, 'take_back', data, request) if here != 'not_answered' else None
    public = here == 'published' or proposal.component.in_phase('publish_answers_immediately')
    return _fire(proposal, 'answer' if public else 'draft', data, request)


def publish_answer(proposal, request) -> Fired:
    """Show everybody an answer that was drafted."""
    take_in(proposal)
    return _fire(proposal, 'publish', {}, request)


def _fire(proposal, name, data, request) -> Fired:
    before = proposal.public_state
    fired = ANSWERS.fire(
        proposal, name, actor=request.identity.id, data=data, now=clock.now(), permits=request.has_permission, checked=True
    )
    request.registry.notify(fired.event(proposal, request))
    after = proposal.public_state
    if after is not None and after != before:
        request.registry.notify(StateChanged(proposal, request, before=before.token if before is not None else None))
    return fired
