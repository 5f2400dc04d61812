"""Administration of proposals: the list of a component, and what is done with several of them (11 §19)."""

from isegoria import formats
from isegoria.admin.classifying import Classification, classified
from isegoria.admin.collection import BulkAction, CatalogCollection, Cell, Column, Filter, collection
from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.answers import publish_answer
from isegoria.components.proposals.badges import internal_badge
from isegoria.components.proposals.hidden_counts import shows_counts
from isegoria.components.proposals.resource import Proposal, Proposals
from isegoria.components.proposals.schema import Topics
from isegoria.components.proposals.states import HIDDEN, NOT_ANSWERED, TRASHED, WITHDRAWN
from isegoria.events import Changed, Trashed, Untrashed
from isegoria.i18n import _
from isegoria.security import MODERATE
from isegoria.templating import address, text

DRAFTED, PUBLIC = 'drafted', 'public'


class ProposalsClassification(Classification):
    terms = Topics(title=_('Topics'))


@collection(context=Proposals, name='admin', permission=may.ADMINISTER)
class ProposalsDesk(CatalogCollection):
    """Everything in the component but drafts, which are their authors'."""

    types, searched = (Proposal.type,), True
    title = _('Proposals')
    nothing = _('There is no proposal here yet.')
    filters = (Filter('state', _('State')), Filter('answer', _('Answer')), Filter('term', _('Topic')))
    actions = (
        BulkAction(
            'publish', _('Publish the answers'), _('Publish these answers?'),
            words=_('Everybody will see them at once.'), permission=may.PUBLISH_ANSWERS,
        ),
        BulkAction(
            'classify', _('Change the topics'), _('Change the topics of these proposals?'),
            permission=may.CLASSIFY, form=ProposalsClassification,
        ),
        BulkAction(
            'trash', _('Move to the trash'), _('Move these proposals to the trash?'),
            words=_('They leave every page, and can be restored. Their authors are told.'), permission=may.TRASH, danger=True,
        ),
        BulkAction('restore', _('Restore from the trash'), _('Restore these proposals?'), permission=may.TRASH),
    )  # fmt: skip

    @property
    def columns(self):
        component = self.context
        columns = [Column('title', _('Proposal'), sort='title'), Column('state', _('State')), Column('topics', _('Topics'))]
        if component.in_phase('votes_enabled') and shows_counts(self.request, component):
            columns.append(Column('supports', _('Supports'), sort='supports', figures=True))
        if component.setting('comments_enabled'):
            columns.append(Column('comments', _('Comments'), sort='comments', figures=True))
        return (
            *columns,
            Column('likes', _('Likes'), sort='likes', figures=True),
            Column('published', _('Published'), sort='created'),
        )

    sort = '-published'

    @property
    def offered(self):
        """The trash is for the administrators of the organization (11 §3)."""
        offered = super().offered
        return [
            each
            for each in offered
            if each.permission != may.TRASH or self.request.has_permission('organization', self.request.site)
        ]

    def links(self):
        request, component = self.request, self.context
        links = [
            (may.CREATE_OFFICIAL, _('New official proposal'), address(request, component, 'new-official'), 'plus', True),
            (may.EDIT_STATES, _('States'), address(request, component, 'states'), 'tags', False),
            (may.EXPORT, _('Export'), address(request, component, 'export.csv', **self.question.said), 'download', False),
            (may.ADMINISTER, _('Public page'), address(request, component), 'eye', False),
        ]
        return [
            {'title': title, 'url': url, 'sign': sign, 'main': main}
            for permission, title, url, sign, main in links
            if request.has_permission(permission, component)
        ]

    # Filters

    def state_choices(self):
        titles = [(state.token, text(self.request, state.title)) for state in self.context.states]
        titles += [(NOT_ANSWERED, _('No answer yet')), (WITHDRAWN, _('Withdrawn')), (TRASHED, _('In the trash'))]
        return titles + ([(HIDDEN, _('Hidden'))] if self.request.has_permission(MODERATE, self.context) else [])

    def state_conditions(self, value):
        if value == HIDDEN:
            return {'states': (HIDDEN,), 'created_after': 0}  # what is hidden is in no count: these must be counted one by one
        return {'states': ('' if value == NOT_ANSWERED else value,)}

    def answer_choices(self):
        return [(DRAFTED, _('Answered, not public yet')), (PUBLIC, _('Answer is public'))]

    def answer_conditions(self, value):
        if value == DRAFTED:
            return {'ids': tuple(self.context.drafted_answers)}
        return {'states': tuple(state.token for state in self.context.states)}

    def term_choices(self):
        from isegoria.components.proposals.listing import trees

        found = trees(self.request.site.taxonomies, self.context.setting('taxonomy_filters'))
        return [(term.id, '\u2013 ' * depth + text(self.request, term.title)) for _root, terms in found for term, depth in terms]

    def term_conditions(self, value):
        return {'terms': ((int(value),),)}

    def asked(self):
        """What is in the trash, or hidden, is asked for; elsewhere it would be in the way."""
        asked = super().asked()
        if 'states' not in asked:
            asked['not_states'] = (TRASHED, HIDDEN)
        return asked

    # Cells

    def title_cell(self, proposal):
        title = text(self.request, proposal.title)
        where = address(self.request, proposal, 'admin', **self.question.said)
        return Cell(title, url=where, note=proposal.reference, lang=title.language)

    def state_cell(self, proposal):
        badge = internal_badge(self.request, proposal)
        waiting = proposal.state_token is not None and proposal.state_published is None
        return Cell(badge.word, badge=(badge.sign, badge.state), note=_('The answer is not public yet') if waiting else '')

    def topics_cell(self, proposal):
        terms = [self.request.site.taxonomies.get(number) for number in proposal.terms]
        return Cell(', '.join(text(self.request, term.title) for term in terms if term is not None))

    def supports_cell(self, proposal):
        return proposal.supports_total

    def comments_cell(self, proposal):
        return proposal.comment_count.value

    def likes_cell(self, proposal):
        return len(proposal.likes)

    def published_cell(self, proposal):
        return formats.date(proposal.published, self.request.language, self.request.site.time_zone, 'medium')

    # What is done with several

    def publish_refused(self, proposal):
        if proposal.state_token is None:
            return _('It has no answer.')
        return _('Its answer is public already.') if proposal.state_published is not None else None

    def do_publish(self, proposal, _data):
        publish_answer(proposal, self.request)

    def do_classify(self, proposal, data):
        proposal.classify(classified(proposal.terms, data))
        self.request.registry.notify(Changed(proposal, self.request))

    def trash_refused(self, proposal):
        return _('It is in the trash already.') if proposal.trashed is not None else None

    def do_trash(self, proposal, _data):
        proposal.trash()
        self.request.registry.notify(Trashed(proposal, self.request))

    def restore_refused(self, proposal):
        return _('It is not in the trash.') if proposal.trashed is None else None

    def do_restore(self, proposal, _data):
        proposal.restore()
        self.request.registry.notify(Untrashed(proposal, self.request))
