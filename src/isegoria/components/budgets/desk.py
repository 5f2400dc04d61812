"""Administration of budgets: the list of them, the projects of each, the end of the vote."""

import colander
from deform.widget import SelectWidget

from isegoria.admin.classifying import Classification, classified
from isegoria.admin.collection import BulkAction, CatalogCollection, Cell, Column, Filter, ListCollection, collection
from isegoria.admin.forms import CONFIRM, Question
from isegoria.components.budgets import permissions as may
from isegoria.components.budgets.budget import Budget
from isegoria.components.budgets.component import Budgets
from isegoria.components.budgets.project import SELECTED, SETTLED, TRASHED, Project
from isegoria.components.budgets.shown import badge_of, topics_of
from isegoria.components.budgets.words import money
from isegoria.events import Changed, Trashed, Untrashed
from isegoria.forms import Refused, Schema, form_view
from isegoria.i18n import _
from isegoria.spaces.fields import Terms
from isegoria.templating import address, text


def links_of(request, place, offered) -> list[dict]:
    return [
        {'title': title, 'url': address(request, place, *path), 'sign': sign, 'main': main}
        for permission, title, path, sign, main in offered
        if request.has_permission(permission, place)
    ]


@collection(context=Budgets, name='admin', permission=may.ADMINISTER)
class BudgetsDesk(ListCollection):
    """The budgets of a component."""

    title = _('Budgets')
    nothing = _('There is no budget here yet.')
    columns = (
        Column('title', _('Budget'), sort=lambda budget: next(iter(budget.title.values()), '')),
        Column('total', _('Money'), sort=lambda budget: budget.total, figures=True),
        Column('projects', _('Projects'), figures=True),
        Column('ballots', _('Ballots'), sort=lambda budget: budget.number_of_ballots, figures=True),
        Column('carts', _('Begun, not cast'), figures=True),
        Column('state', _('State')),
    )

    def resources(self):
        return self.context.every_budget()

    def links(self):
        component = self.context
        offered = [
            (may.EDIT, _('New budget'), ('new-budget',), 'plus', True),
            (may.EDIT, _('Import a vote (.pb)'), ('import-pb',), 'upload', False),
            (may.EXPORT, _('Projects (CSV)'), ('projects.csv',), 'download', False),
            (may.ADMINISTER, _('Public page'), (), 'eye', False),
        ]
        if not component.has_ended and any(budget.number_of_ballots for budget in component.budgets()):
            offered.insert(1, (may.COUNT, _('End the vote and count'), ('end-vote',), 'lock', False))
        links = links_of(self.request, component, offered)
        if component.is_open('vote') and self.request.has_permission(may.COUNT, component):
            url = address(self.request, component, 'remind')
            links.append({'title': _('Remind who has not cast their ballot'), 'url': url, 'sign': 'mail', 'post': True})
        return links

    def title_cell(self, budget):
        title = text(self.request, budget.title)
        return Cell(title, url=address(self.request, budget, 'admin'), lang=title.language)

    def total_cell(self, budget):
        return money(self.request, self.context, budget.total)

    def projects_cell(self, budget):
        return len(budget.projects())

    def ballots_cell(self, budget):
        return budget.number_of_ballots

    def carts_cell(self, budget):
        return budget.number_of_carts if budget.carts is not None else ''

    def state_cell(self, budget):
        if budget.trashed is not None:
            return Cell(_('In the trash'), badge=('trash-2', None))
        if budget.outcome is not None:
            return Cell(_('Counted'), badge=('circle-check-big', 'ok'))
        if self.context.has_ended:
            return Cell(_('Being counted'), badge=('hourglass', 'wait'))
        return (
            Cell(_('Open for votes'), badge=('vote', 'warm'))
            if self.context.is_open('vote')
            else Cell(_('Not open'), badge=('lock', None))
        )


@form_view(context=Budgets, name='end-vote', permission=may.COUNT, renderer=CONFIRM)
class EndVote(Question):
    """The one button that cannot be taken back."""

    question, yes, danger = _('End the vote, and count?'), _('End the vote'), True
    words = _(
        'Nobody can vote here any more. Ballots and people are parted for good, then the votes are counted under the published '
        'rule. Backups made while the vote was open still hold the link: destroy them.'
    )

    def back(self):
        return address(self.request, self.context, 'admin')

    def reason_against(self):
        return _('The vote has ended already.') if self.context.has_ended else ''

    def do(self):
        self.context.end_vote()
        self.request.registry.notify(Changed(self.context, self.request))
        return _('The vote has ended. The ballots are being counted.')


@colander.deferred
def other_budgets(_node, bound):
    """The budgets of the same component that are open for projects."""
    here, request = bound['context'], bound['request']
    found = [each for each in here.component.budgets() if each is not here and each.box is not None]
    return SelectWidget(values=[(str(each.id), text(request, each.title)) for each in found])


class MoveForm(Schema):
    budget = colander.SchemaNode(colander.Integer(), title=_('To the budget'), widget=other_budgets)


class ProjectsClassification(Classification):
    terms = Terms()


@collection(context=Budget, name='admin', permission=may.EDIT)
class ProjectsDesk(CatalogCollection):
    """The projects of a budget."""

    types, searched, sort = (Project.type,), True, 'title'
    nothing = _('There is no project here yet.')
    filters = (Filter('state', _('State')),)
    actions = (
        BulkAction('select', _('Mark as chosen'), _('Mark these projects as chosen?'), permission=may.COUNT,
                   words=_('What the count decided stays on the results page; this says what is really carried out.')),
        BulkAction('leave', _('Mark as not chosen'), _('Mark these projects as not chosen?'), permission=may.COUNT),
        BulkAction(
            'classify', _('Change the topics'), _('Change the topics of these projects?'), permission=may.EDIT,
            form=ProjectsClassification,
        ),
        BulkAction(
            'move', _('Move to another budget'), _('Move these projects to another budget?'), permission=may.EDIT, form=MoveForm
        ),
        BulkAction('trash', _('Move to the trash'), _('Move these projects to the trash?'), permission=may.EDIT, danger=True),
        BulkAction('restore', _('Restore from the trash'), _('Restore these projects?'), permission=may.EDIT),
    )  # fmt: skip
    columns = (
        Column('title', _('Project'), sort='title'),
        Column('amount', _('Cost'), sort='weight', figures=True),
        Column('votes', _('Votes'), sort='supports', figures=True),
        Column('topics', _('Topics')),
        Column('state', _('State')),
    )

    @property
    def title(self):
        return text(self.request, self.context.title)

    def conditions(self):
        return {'origins': (str(self.context.id),)}

    def links(self):
        budget = self.context
        offered = [
            (may.EDIT, _('New project'), ('new-project',), 'plus', True),
            (may.EDIT, _('From accepted proposals'), ('from-proposals',), 'lightbulb', False),
            (may.EDIT, _('Edit the budget'), ('edit',), 'square-pen', False),
            (may.COUNT, _('Compare rules'), ('compare',), 'scale', False),
            (may.EDIT, _('Projects (CSV)'), ('projects.csv',), 'download', False),
            (may.COUNT, _('Put in the trash'), ('trash',), 'trash-2', False),
        ]
        if budget.outcome is not None:
            offered.append((may.EDIT, _('Results'), ('results',), 'chart-column', False))
        return links_of(self.request, budget, offered)

    def state_choices(self):
        return [(SELECTED, _('Will be done')), (TRASHED, _('In the trash'))]

    def state_conditions(self, value):
        return {'states': (value,)}

    def asked(self):
        asked = super().asked()
        if 'states' not in asked:
            asked['not_states'] = (TRASHED,)
        return asked

    def title_cell(self, project):
        title = text(self.request, project.title)
        return Cell(title, url=address(self.request, project, 'edit'), note=project.reference or project.code, lang=title.language)

    def amount_cell(self, project):
        return money(self.request, project.component, project.amount)

    def votes_cell(self, project):
        return '' if project.votes is None else project.votes

    def topics_cell(self, project):
        return ', '.join(topics_of(self.request, project))

    def state_cell(self, project):
        if project.trashed is not None:
            return Cell(_('In the trash'), badge=('trash-2', None))
        found = badge_of(self.request, project)
        return Cell(found[0], badge=(found[1], found[2])) if found else ''

    # What is done with several

    def do_select(self, project, _data):
        self._mark(project, True)

    def do_leave(self, project, _data):
        self._mark(project, False)

    def _mark(self, project, yes):
        project.select(yes)
        self.request.registry.notify(Changed(project, self.request))

    def select_refused(self, project):
        return _('It is chosen already.') if project.selected is not None else None

    def leave_refused(self, project):
        return _('It is not chosen.') if project.selected is None else None

    def do_classify(self, project, data):
        project.rewrite({'terms': classified(project.terms, data)})
        self.request.registry.notify(Changed(project, self.request))

    def do_move(self, project, data):
        other = self.context.component.contents.get(data['budget'])
        if not isinstance(other, Budget) or other.trashed is not None:
            raise Refused(_('There is no such budget here.'))
        try:
            self.context.give_project(project, other)
        except ValueError as refused:
            raise Refused(refused.args[0]) from None
        self.request.registry.notify(Changed(project, self.request))

    def trash_refused(self, project):
        if self.context.is_settled:
            return SETTLED
        return _('It is in the trash already.') if project.trashed is not None else None

    def do_trash(self, project, _data):
        project.trash()
        self.request.registry.notify(Trashed(project, self.request))

    def restore_refused(self, project):
        return _('It is not in the trash.') if project.trashed is None else None

    def do_restore(self, project, _data):
        project.restore()
        self.request.registry.notify(Untrashed(project, self.request))
