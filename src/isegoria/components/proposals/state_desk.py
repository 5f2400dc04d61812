"""Administration of states: what the institution can answer here, in words, colours and flags (11 §1)."""

import colander
from colander import Boolean, SchemaNode, String
from deform.widget import CheckboxWidget, SelectWidget
from pyramid.view import view_config

from isegoria.admin.collection import Cell, Column, ListCollection, collection
from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.badges import TONES, sign_of
from isegoria.components.proposals.states import COLOURS, FLAGS, ProposalState, StateList, StateOf, new_token
from isegoria.forms import FormView, Schema, form_view, go
from isegoria.i18n import _
from isegoria.schemas import Translated
from isegoria.templating import address, text
from isegoria.traits.support import NotPossible

PAGES = 'isegoria:templates/components/proposals/'
COLOUR_TITLES = {
    'gray': _('Gray'), 'blue': _('Blue'), 'green': _('Green'), 'yellow': _('Yellow'),
    'orange': _('Orange'), 'red': _('Red'), 'pink': _('Pink'), 'purple': _('Purple'),
}  # fmt: skip
FLAG_TITLES = {
    'counts_as_accepted': _('Counts as accepted in statistics'),
    'blocks_voting': _('Nobody can support any more'),
    'answer_required': _('The answer must have a text'),
    'hidden_by_default': _('Left out of the list unless somebody asks for it'),
    'costs_apply': _('The answer states the costs, where the phase wants them'),
}


def flag(name):
    return SchemaNode(Boolean(), name=name, title=FLAG_TITLES[name], widget=CheckboxWidget(), missing=False, default=False)


class StateForm(Schema):
    title = Translated(title=_('Title'), description=_('One or two words, for the badge.'), required_in_default=True, longest=60)
    announcement_title = Translated(title=_('Heading of the answer'), longest=200)
    colour = SchemaNode(
        String(),
        title=_('Colour'),
        default='gray',
        widget=SelectWidget(values=[(colour, COLOUR_TITLES[colour]) for colour in COLOURS]),
        validator=colander.OneOf(COLOURS),
    )
    counts_as_accepted, blocks_voting, answer_required, hidden_by_default, costs_apply = (flag(name) for name in FLAGS)


@collection(context=StateList, permission=may.EDIT_STATES)
class StatesDesk(ListCollection):
    """The states of a component."""

    title = _('States')
    explanation = _('What proposals can be answered with. What follows from a state stands in its flags, not in its name.')
    columns = (Column('title', _('Title')), Column('flags', _('What follows')), Column('uses', _('Proposals'), figures=True))

    def resources(self):
        return [StateOf(self.context, state) for state in self.context.component.states]

    def key(self, resource):
        return resource.state.token

    def title_cell(self, resource):
        state = resource.state
        title = text(self.request, state.title)
        return Cell(title, url=address(self.request, resource), badge=None, lang=title.language)

    def flags_cell(self, resource):
        state, translate = resource.state, self.request.localizer.translate
        said = [translate(FLAG_TITLES[name]) for name in FLAGS if getattr(state, name)]
        return Cell(text(self.request, state.title), badge=(sign_of(state), TONES.get(state.colour)), note=' · '.join(said))

    def uses_cell(self, resource):
        return self.context.component.uses_of(resource.state)

    def links(self):
        return [{'title': _('New state'), 'url': address(self.request, self.context, 'new'), 'sign': 'plus', 'main': True}]


@form_view(context=StateList, name='new', permission=may.EDIT_STATES, renderer=PAGES + 'desk_form.pt')
class NewState(FormView):
    """Its token is made once, from the title, and never changes."""

    schema = StateForm
    title = _('New state')

    def save(self, data):
        component, default = self.context.component, self.request.site.default_language
        token = new_token(data['title'][default], {state.token for state in component.states})
        component.add_state(ProposalState(token, **data))
        return self.done(self.context, message=_('The state was added.'))


@form_view(context=StateOf, permission=may.EDIT_STATES, renderer=PAGES + 'state.pt')
class EditState(FormView):
    """Words, colour and flags; all proposals that have it follow at once."""

    schema = StateForm

    @property
    def title(self):
        return text(self.request, self.context.state.title)

    def page(self, form, **about):
        return super().page(form, state=self.context.state, uses=self.context.component.uses_of(self.context.state), **about)

    def appstruct(self):
        state = self.context.state
        return {name: getattr(state, name) for name in ('title', 'announcement_title', 'colour', *FLAGS)}

    def save(self, data):
        self.context.component.change_state(ProposalState(self.context.state.token, **data))
        return self.done(self.context.__parent__, message=_('The state was changed.'))


@view_config(context=StateOf, name='delete', permission=may.EDIT_STATES, request_method='POST')
def delete_state(state_of, request):
    """Only while no proposal has it."""
    try:
        state_of.component.remove_state(state_of.state)
    except NotPossible as refused:
        request.tm.doom()
        return go(request, state_of.__parent__, message=refused.args[0], kind='alert')
    return go(request, state_of.__parent__, message=_('The state was deleted.'))
