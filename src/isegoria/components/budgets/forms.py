"""Forms of administration: a budget, a project."""

import colander
import deform
from colander import Boolean, Decimal, Float, Integer, Range, SchemaNode, String
from deform.widget import TextInputWidget

from isegoria.admin.forms import CONFIRM, FORM, DeskForm, Question
from isegoria.components.budgets import permissions as may
from isegoria.components.budgets.budget import Budget
from isegoria.components.budgets.component import Budgets
from isegoria.components.budgets.project import SETTLED, Project
from isegoria.events import Changed, Created, Published, Trashed
from isegoria.forms import Refused, Schema, form_view
from isegoria.i18n import _
from isegoria.schemas import Translated
from isegoria.spaces.fields import LONGEST_TITLE, Terms
from isegoria.templating import address, text
from isegoria.uploads import PictureWidget, picture_from
from isegoria.widgets import MoneyWidget

MOST_MONEY = 10**13  # in cents
PICTURE = (1200, 800)
SHOWN = ('title', 'body', 'amount', 'terms', 'reference', 'address', 'latitude', 'longitude', 'alternative', 'picture_shows')


class Money(SchemaNode):
    """An amount, typed as people type it; in the data it is whole cents."""

    schema_type = Decimal

    def __init__(self, *arguments, **about):
        about.setdefault('widget', MoneyWidget())
        super().__init__(*arguments, **about)

    def serialize(self, appstruct=colander.null):
        from decimal import Decimal as Exactly

        return super().serialize(appstruct if appstruct in (colander.null, None) else Exactly(appstruct) / 100)

    def deserialize(self, cstruct=colander.null):
        found = super().deserialize(cstruct)
        if found in (colander.null, None):
            return found
        cents = int(found * 100)
        if not 0 < cents < MOST_MONEY:
            raise colander.Invalid(self, _('Write an amount above zero.'))
        return cents


class BudgetForm(Schema):
    title = Translated(title=_('Title'), required_in_default=True, longest=LONGEST_TITLE)
    total = Money(title=_('Money that there is'))
    description = Translated(title=_('Description'), rich=True)
    terms = Terms(
        title=_('District'),
        description=_('None for the whole city. Where people vote in one district, this says which one the budget is for.'),
    )
    weight = SchemaNode(Integer(), title=_('Place in the list'), default=0, missing=0, validator=Range(min=0))


class ProjectForm(Schema):
    title = Translated(title=_('Title'), required_in_default=True, longest=LONGEST_TITLE)
    body = Translated(title=_('Description'), rich=True, required_in_default=True)
    amount = Money(title=_('What it costs'))
    terms = Terms()
    reference = SchemaNode(String(), title=_('Reference'), missing='', validator=colander.Length(max=80), widget=TextInputWidget())
    address = SchemaNode(String(), title=_('Place'), missing='', validator=colander.Length(max=200), widget=TextInputWidget())
    latitude = SchemaNode(Float(), title=_('Latitude'), missing=None, validator=Range(min=-90, max=90))
    longitude = SchemaNode(Float(), title=_('Longitude'), missing=None, validator=Range(min=-180, max=180))
    alternative = SchemaNode(
        String(),
        title=_('Group of alternatives'),
        description=_('Projects with the same word here exclude each other, where the counting rule minds it.'),
        missing='',
        validator=colander.Length(max=80),
        widget=TextInputWidget(),
    )
    picture = SchemaNode(
        deform.FileData(), title=_('Picture'), description=_('PNG, JPEG or WebP, up to 5 MB.'), widget=PictureWidget(), missing=None
    )
    picture_shows = Translated(title=_('What the picture shows'), longest=200)
    remove_picture = SchemaNode(Boolean(), title=_('Take the picture away'), missing=False)

    def after_bind(self, node, bound):
        if getattr(bound['context'], 'picture', None) is None:
            del node['remove_picture']

    def validator(self, node, data):
        if (data['latitude'] is None) != (data['longitude'] is None):
            errors = colander.Invalid(node)
            errors['longitude'] = _('Give both coordinates, or none.')
            raise errors
        if data['picture'] and not data['picture_shows']:
            errors = colander.Invalid(node)
            errors['picture_shows'] = _('Say what the picture shows, for those who do not see it.')
            raise errors


def with_picture(data) -> dict:
    """What a form says of a project, its upload drawn anew; Refused beside the field when it is no picture that we take."""
    upload, removed = data.pop('picture'), data.pop('remove_picture', False)
    if removed:
        data['picture'] = None
    if upload:
        data['picture'] = picture_from(upload, 'picture', PICTURE)
    return data


def first_language(request, texts) -> str:
    default = request.site.default_language
    return default if default in texts else next(iter(texts))


@form_view(context=Budgets, name='new-budget', permission=may.EDIT, renderer=FORM)
class NewBudget(DeskForm):
    """Money for a district, or for the whole city."""

    schema, title = BudgetForm, _('New budget')

    def save(self, data):
        if self.context.has_ended:
            raise Refused(_('The vote here has ended. Begin a new component for the next one.'))
        budget = Budget(data.pop('title'), data.pop('total'))
        budget.language = first_language(self.request, budget.title)
        self.context.add_budget(budget)
        budget.rewrite(data)
        self.request.registry.notify(Created(budget, self.request))
        return self.done(budget, 'admin', message=_('The budget was added. Now add its projects.'))


@form_view(context=Budget, name='edit', permission=may.EDIT, renderer=FORM)
class EditBudget(DeskForm):
    schema, title = BudgetForm, _('Edit the budget')

    def appstruct(self):
        return {name: getattr(self.context, name) for name in ('title', 'total', 'description', 'terms', 'weight')}

    def save(self, data):
        if data['total'] != self.context.total and self.context.number_of_ballots:
            raise Refused(_('Ballots were cast about this sum, so it stays.'), 'total')
        self.context.rewrite(data)
        self.request.registry.notify(Changed(self.context, self.request))
        return self.done(self.context, 'admin', message=_('The budget was changed.'))


@form_view(context=Budget, name='trash', permission=may.COUNT, renderer=CONFIRM)
class TrashBudget(Question):
    question, yes, danger = _('Put this budget in the trash?'), _('Put in the trash'), True
    words = _('It leaves every page.')

    def back(self):
        return address(self.request, self.context.component, 'admin')

    def reason_against(self):
        return _('It has projects, so it stays.') if self.context.projects() else ''

    def do(self):
        self.context.trash()
        self.request.registry.notify(Trashed(self.context, self.request))
        return _('The budget is in the trash.')


@form_view(context=Budget, name='new-project', permission=may.EDIT, renderer=FORM)
class NewProject(DeskForm):
    schema, title = ProjectForm, _('New project')

    def save(self, data):
        budget = self.context
        refuse_after_first_ballot(budget)
        with_picture(data)
        project = Project(data.pop('title'), data.pop('amount'))
        project.language = first_language(self.request, project.title)
        budget.add_project(project)
        project.rewrite(data)
        for event in (Created, Published):
            self.request.registry.notify(event(project, self.request))
        return self.done(budget, 'admin', message=dear(budget, [project]) or _('The project was added.'))


def refuse_after_first_ballot(budget):
    if budget.is_settled:
        raise Refused(SETTLED)


def dear(budget, projects):
    """A warning about a project that alone costs more than there is."""
    if any(project.amount > budget.total for project in projects):
        return _('Added. Mind that a project costs more than the whole budget: it can never be chosen.')
    return None


@form_view(context=Project, name='edit', permission=may.EDIT, renderer=FORM)
class EditProject(DeskForm):
    schema = ProjectForm

    @property
    def title(self):
        return _('Edit “${title}”', mapping={'title': text(self.request, self.context.title)})

    def appstruct(self):
        return {name: getattr(self.context, name) for name in SHOWN}

    def save(self, data):
        try:
            self.context.rewrite(with_picture(data))
        except ValueError as refused:
            raise Refused(refused.args[0], 'amount') from None
        self.request.registry.notify(Changed(self.context, self.request))
        return self.done(self.context.budget, 'admin', message=_('The project was changed.'))
