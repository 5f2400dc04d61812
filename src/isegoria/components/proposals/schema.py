"""What is typed for a proposal, and the rules that a participant's text keeps (11 §5)."""

import colander
from colander import SchemaNode, String
from deform.widget import SelectWidget, TextAreaWidget, TextInputWidget

from isegoria.components.proposals.etiquette import Etiquette
from isegoria.components.proposals.listing import trees
from isegoria.components.proposals.resource import Proposals
from isegoria.content import above
from isegoria.forms import Schema
from isegoria.i18n import _
from isegoria.templating import text
from isegoria.text import length, plain, tidy

SHORTEST, LONGEST_TITLE = 15, 150
INDENT = '\u2013 '


class Letters(colander.Length):
    """How long a text may be, in letters as its reader counts them, markup left aside."""

    def __call__(self, node, value):
        super().__call__(node, ' ' * length(plain(value)))


def not_the_template(component):
    """The text that a new proposal starts with must be changed."""
    templates = {tidy(plain(words)) for words in (component.setting('new_proposal_body_template') or {}).values()}

    def check(node, value):
        if tidy(plain(value)) in templates:
            raise colander.Invalid(node, _('Write your own text in the place of the one that stood here.'))

    return check


def etiquette(component) -> list:
    return [Etiquette()] if component.setting('etiquette') else []


@colander.deferred
def title_rules(_node, bound):
    component = above(bound['context'], Proposals)
    return colander.All(Letters(SHORTEST, LONGEST_TITLE), *etiquette(component))


@colander.deferred
def body_rules(_node, bound):
    component = above(bound['context'], Proposals)
    longest = component.setting('proposal_length') or None
    return colander.All(Letters(SHORTEST, longest), not_the_template(component), *etiquette(component))


class Topics(colander.SchemaNode):
    """One choice for each taxonomy that the component classifies by; gives the ids of the chosen terms."""

    schema_type = colander.Mapping
    missing = ()

    def after_bind(self, node, bound):
        request, component = bound['request'], above(bound['context'], Proposals)
        for root, terms in trees(request.site.taxonomies, component.setting('taxonomy_filters')):
            values = [('', _('None'))] + [(str(term.id), INDENT * depth + text(request, term.title)) for term, depth in terms]
            node.add(
                SchemaNode(
                    String(),
                    name=str(root.id),
                    title=text(request, root.title),
                    widget=SelectWidget(values=values),
                    validator=colander.OneOf([value for value, _title in values if value]),
                    missing='',
                )
            )

    def deserialize(self, cstruct=colander.null):
        found = super().deserialize(cstruct)
        return tuple(sorted(int(number) for number in found.values() if number)) if isinstance(found, dict) else ()

    def chosen(self, proposal, taxonomies) -> dict:
        """What a proposal is classified by, as the form shows it."""
        terms = [taxonomies.get(number) for number in proposal.terms]
        return {str(taxonomies.root_of(term).id): str(term.id) for term in terms if term is not None}


class ProposalText(Schema):
    """The public form."""

    title = SchemaNode(
        String(),
        title=_('Title'),
        description=_('Say in one sentence what should change.'),
        preparer=tidy,
        validator=title_rules,
        widget=TextInputWidget(),
    )
    body = SchemaNode(
        String(),
        title=_('Your proposal'),
        description=_('Tell what happens today, what you propose, and whom it would help. No technical data are needed.'),
        preparer=tidy,
        validator=body_rules,
        widget=TextAreaWidget(rows=10),
    )
    terms = Topics(title=_('Topics'))

    def after_bind(self, node, bound):
        if not node['terms'].children:
            del node['terms']
