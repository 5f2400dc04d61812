"""Projects from accepted proposals: whatever components of the space offer can become projects of a budget (21 A10)."""

from decimal import Decimal

import colander
from colander import SchemaNode
from deform.widget import CheckboxChoiceWidget

from isegoria.admin.forms import FORM, DeskForm
from isegoria.components.budgets import permissions as may
from isegoria.components.budgets.budget import Budget
from isegoria.components.budgets.forms import Money, dear, refuse_after_first_ballot
from isegoria.components.budgets.project import Project
from isegoria.components.budgets.words import money
from isegoria.events import Created, Published
from isegoria.forms import Refused, Schema, form_view
from isegoria.i18n import _
from isegoria.templating import text
from isegoria.traits.links import INCLUDED, link, linked_from


def offered(request, budget) -> list:
    """What may still be taken: not what is a project of this component already."""
    component, found = budget.component, []
    for other in component.space.components():
        if other.manifest.offers is not None and request.viewer.sees(other):
            found += [offer for offer in other.manifest.offers(request, other) if not is_taken(component, offer.resource)]
    return found


def is_taken(component, resource) -> bool:
    return any(name == INCLUDED and number in component.contents for name, _type, number in linked_from(resource))


class TakingForm(Schema):
    chosen = SchemaNode(colander.Set(), title=_('Accepted proposals'), validator=colander.Length(min=1))
    amount = Money(title=_('What those cost that state no costs'), missing=None)

    def after_bind(self, node, bound):
        request, budget = bound['request'], bound['context']
        self.offers = {str(offer.resource.id): offer for offer in offered(request, budget)}
        node['chosen'].widget = CheckboxChoiceWidget(
            values=[(key, label(request, budget, offer)) for key, offer in self.offers.items()]
        )

    def validator(self, node, data):
        chosen = [self.offers[key] for key in data['chosen'] if key in self.offers]
        if data['amount'] is None and any(offer.amount is None for offer in chosen):
            errors = colander.Invalid(node)
            errors['amount'] = _('Write what those cost whose answer states no costs.')
            raise errors


def label(request, budget, offer) -> str:
    title = text(request, offer.title)
    return f'{title} ({money(request, budget.component, cents(offer.amount))})' if offer.amount is not None else title


def cents(amount: Decimal) -> int:
    return int(amount * 100)


@form_view(context=Budget, name='from-proposals', permission=may.EDIT, renderer=FORM)
class TakeProposals(DeskForm):
    schema, title = TakingForm, _('Projects from accepted proposals')
    explanation = _(
        'Title, text, topics and costs are copied. The project says which proposal it comes from, and the proposal what came of it.'
    )
    buttons = ((_('Make projects of them'), 'save'),)

    def save(self, data):
        budget = self.context
        refuse_after_first_ballot(budget)
        offers = {str(offer.resource.id): offer for offer in offered(self.request, budget)}
        chosen = [offers[key] for key in sorted(data['chosen']) if key in offers]
        if not chosen:
            raise Refused(_('These are projects already.'), 'chosen')
        made = [self.make(offer, data['amount']) for offer in sorted(chosen, key=lambda each: each.resource.created)]
        message = _('${n} projects were made.', mapping={'n': len(made)})
        return self.done(budget, 'admin', message=dear(budget, made) or message)

    def make(self, offer, amount) -> Project:
        project = Project(offer.title, cents(offer.amount) if offer.amount is not None else amount)
        project.body, project.terms, project.language = offer.body, offer.terms, offer.resource.language
        self.context.add_project(project)
        link(project, INCLUDED, offer.resource)
        for event in (Created, Published):
            self.request.registry.notify(event(project, self.request))
        return project
