"""Administration of one proposal: what is known of it, where it stands among the others, and its answer (11 §19)."""

from functools import cached_property

from pyramid.view import view_config

from isegoria.catalog.finding import query
from isegoria.catalog.query import DEEPEST
from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.answers import ANSWERS, COSTS, AnswerForm, answer, publish_answer
from isegoria.components.proposals.badges import internal_badge
from isegoria.components.proposals.desk import ProposalsDesk
from isegoria.components.proposals.hidden_counts import shows_counts
from isegoria.components.proposals.resource import Proposal
from isegoria.components.proposals.show import shown
from isegoria.components.proposals.states import NOT_ANSWERED, NOT_LISTED, WITHDRAWN
from isegoria.forms import FormView, form_view, go
from isegoria.i18n import _
from isegoria.templating import address, text
from isegoria.workflow import Refused as WorkflowRefused

PAGES = 'isegoria:templates/components/proposals/'
FIRST_LIKERS = 20


@view_config(context=Proposal, name='admin', permission=may.ADMINISTER, renderer=PAGES + 'desk_show.pt')
class ProposalDesk:
    """Its text, figures with their ranks, likers, answer and history; the way to its neighbours in the list one came from."""

    def __init__(self, proposal, request):
        self.proposal, self.request = proposal, request
        self.component = proposal.component
        self.list_of = ProposalsDesk(self.component, request)

    def __call__(self):
        proposal, request = self.proposal, self.request
        before, after = self.neighbours()
        return {
            **shown(proposal, request),
            'state_badge': internal_badge(request, proposal),
            'waiting': proposal.state_token is not None and proposal.state_published is None,
            'figures': self.figures(),
            'likers': [request.person(number) for number in proposal.likers(FIRST_LIKERS)],
            'history': [(self.name_of(step), step, request.person(step.who)) for step in self.history],
            'flow': flow(proposal, request),
            'may_answer': request.has_permission(may.ANSWER, proposal),
            'may_publish': request.has_permission(may.PUBLISH_ANSWERS, proposal),
            'may_edit_official': request.has_permission(may.EDIT_OFFICIAL, proposal),
            'hidden_counts': not shows_counts(request, self.component)
            and request.has_permission(may.SEE_HIDDEN_COUNTS, self.component),
            'said': self.list_of.question.said,
            'before': before,
            'after': after,
        }

    @property
    def history(self):
        return ANSWERS.history(self.proposal)

    def name_of(self, step) -> str:
        """What was done, in words."""
        return ANSWERS.transition(step.transition).title if step.transition else _('Taken over from elsewhere')

    def figures(self) -> list[tuple]:
        """(figure, words, rank) for supports, likes and comments."""
        request, translate = self.request, self.request.localizer.translate
        counted = [('likes', len(self.proposal.likes), _('likes')), ('comments', self.proposal.comment_count.value, _('comments'))]
        if shows_counts(request, self.component):
            counted.insert(0, ('supports', self.proposal.supports_total, _('supports')))
        return [(number, translate(words), self.rank(field)) for field, number, words in counted]

    def rank(self, field) -> str:
        """Which one it is of how many, by this number; equal ones share the better rank."""
        ids = self.ids(sort=f'-{field}', not_states=(WITHDRAWN, *NOT_LISTED))
        if self.proposal.id not in ids:
            return ''
        about = {'rank': ids.index(self.proposal.id) + 1, 'all': len(ids)}
        return self.request.localizer.translate(_('${rank} of ${all}', mapping=about))

    def ids(self, **conditions) -> tuple[int, ...]:
        asked = query(self.request, self.component, Proposal.type, limit=DEEPEST, **conditions)
        return self.request.registry.catalog.find(asked).ids

    def neighbours(self) -> tuple:
        """The addresses of the one before and the one after in the list that the address still asks for."""
        ids = self.ids(sort=self.list_of.order, **self.list_of.asked())
        if self.proposal.id not in ids:
            return None, None
        at = ids.index(self.proposal.id)
        return self.address_of(ids[at - 1] if at else None), self.address_of(ids[at + 1] if at + 1 < len(ids) else None)

    def address_of(self, number):
        found = self.component.contents.get(number) if number is not None else None
        return address(self.request, found, 'admin', **self.list_of.question.said) if found is not None else None


def flow(proposal, request) -> list[dict]:
    """Where the answer stands, for the workflow bar."""
    here = ANSWERS.state(proposal).name
    if proposal.state_token is not None and here == 'not_answered':
        here = 'published' if proposal.state_published is not None else 'drafted'
    return [{'title': request.localizer.translate(state.title), 'current': state.name == here} for state in ANSWERS.states]


@form_view(context=Proposal, name='answer', permission=may.ANSWER, renderer=PAGES + 'desk_answer.pt')
class AnswerProposal(FormView):
    """State, words and costs of the answer."""

    schema = AnswerForm

    @property
    def title(self):
        return _('Answer “${title}”', mapping={'title': text(self.request, self.context.title)})

    @cached_property
    def is_public(self) -> bool:
        return self.context.state_published is not None

    @property
    def buttons(self):
        at_once = self.is_public or self.context.component.in_phase('publish_answers_immediately')
        return ((_('Publish the answer') if at_once else _('Keep the answer as a draft'), 'save'),)

    def page(self, form, **about):
        proposal = self.context
        explained = {
            True: _('The answer is public: what you change is seen by everybody at once.'),
            False: _('In this phase answers are kept as drafts until somebody publishes them.'),
        }
        at_once = proposal.component.in_phase('publish_answers_immediately')
        return super().page(
            form,
            **shown(proposal, self.request) | {'title': self.title},
            flow=flow(proposal, self.request),
            explained=explained[True] if self.is_public else None if at_once else explained[False],
            **about,
        )

    def appstruct(self):
        proposal = self.context
        found = {name: getattr(proposal, name) for name in ('answer', *COSTS)}
        if not proposal.component.in_phase('answers_with_costs'):
            found = {'answer': proposal.answer}
        return {**found, 'state': proposal.state_token or NOT_ANSWERED}

    def save(self, data):
        answer(self.context, data, self.request)
        message = _('The answer is public.') if self.context.state_published is not None else _('The answer is kept as a draft.')
        if self.context.state_token is None:
            message = _('The proposal has no answer now.')
        return self.done(self.context, 'admin', message=message)


@view_config(context=Proposal, name='publish-answer', permission=may.PUBLISH_ANSWERS, request_method='POST')
def publish_drafted(proposal, request):
    """Show everybody the answer that was drafted."""
    try:
        publish_answer(proposal, request)
    except WorkflowRefused as refused:
        request.tm.doom()
        return go(request, proposal, 'admin', message=refused.reason, kind='alert')
    return go(request, proposal, 'admin', message=_('The answer is public.'))
