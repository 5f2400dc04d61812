"""Official proposals: what the institution itself proposes, written by its staff in every language of the site (11 §4)."""

import colander

from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.resource import HTML, OFFICIAL, Proposal, Proposals
from isegoria.components.proposals.schema import LONGEST_TITLE, SHORTEST, Letters, Topics
from isegoria.events import Changed, Created, Published
from isegoria.forms import FormView, Schema, form_view
from isegoria.i18n import _
from isegoria.schemas import Translated

PAGES = 'isegoria:templates/components/proposals/'


def of_good_length(node, titles):
    """Each title that is given has the length of any other; no etiquette, and the text may be as long as it likes."""
    errors = colander.Invalid(node)
    for child in node.children:
        if titles.get(child.name):
            try:
                Letters(SHORTEST, LONGEST_TITLE)(child, titles[child.name])
            except colander.Invalid as wrong:
                errors.add(wrong, node.children.index(child))
    if errors.children:
        raise errors


class OfficialText(Schema):
    """The form of the staff."""

    title = Translated(title=_('Title'), required_in_default=True, validator=of_good_length)
    body = Translated(title=_('Text'), required_in_default=True, rich=True)
    terms = Topics(title=_('Topics'))

    def after_bind(self, node, bound):
        if not node['terms'].children:
            del node['terms']


@form_view(context=Proposals, name='new-official', permission=may.CREATE_OFFICIAL, renderer=PAGES + 'desk_form.pt')
class NewOfficial(FormView):
    """Published at once, also while citizens cannot propose."""

    schema = OfficialText
    title = _('New official proposal')
    buttons = ((_('Publish'), 'save'),)

    def save(self, data):
        languages = tuple(data['title'])
        default = self.request.site.default_language
        proposal = Proposal(
            data['title'], data['body'], origin=OFFICIAL, language=default if default in languages else languages[0]
        )
        proposal.markup, proposal.terms = HTML, data.get('terms', ())
        self.context.add_content(proposal)
        proposal.publish()
        registry = self.request.registry
        registry.notify(Created(proposal, self.request))
        registry.notify(Published(proposal, self.request))
        return self.done(proposal, message=_('The proposal is published.'))


@form_view(context=Proposal, name='edit-official', permission=may.EDIT_OFFICIAL, renderer=PAGES + 'desk_form.pt')
class EditOfficial(FormView):
    """Only while nobody supports it."""

    schema = OfficialText
    title = _('Edit the official proposal')

    def appstruct(self):
        topics = self.schema()['terms']
        return {
            'title': self.context.title,
            'body': self.context.body,
            'terms': topics.chosen(self.context, self.request.site.taxonomies),
        }

    def save(self, data):
        self.context.rewrite(data['title'], data['body'], None, data.get('terms'))
        self.request.registry.notify(Changed(self.context, self.request))
        return self.done(self.context, message=_('The proposal was changed.'))
