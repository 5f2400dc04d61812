"""Making a proposal: write, look at similar ones, read it over, publish (11 §4)."""

from pyramid.view import view_config, view_defaults

from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.cards import Cards
from isegoria.components.proposals.resource import Proposal, Proposals
from isegoria.components.proposals.schema import LONGEST_TITLE, ProposalText
from isegoria.components.proposals.show import shown
from isegoria.components.proposals.states import NOT_LISTED, WITHDRAWN
from isegoria.components.proposals.supporting import Buttons, Supporting
from isegoria.events import Changed, Created, Published, Removed
from isegoria.forms import FormView, Refused, form_view, go
from isegoria.i18n import _, plural
from isegoria.templating import address, text
from isegoria.traits.support import NotPossible

PAGES = 'isegoria:templates/components/proposals/'
FIRST_SIMILAR = 5
STEPS = (_('Your idea'), _('Is it there already?'), _('Read it over and publish'))


class Writing(FormView):
    """The form in which a proposal is written, with the help beside it."""

    schema = ProposalText
    step = 1

    def page(self, form, **about):
        component = self.component
        return super().page(
            form,
            steps=[self.translate(step) for step in STEPS],
            step=self.step,
            help=text(self.request, component.setting('new_proposal_help_text')),
            already=self.already(),
            component=component,
            **{'draft': None, 'writes_draft': True, **about},
        )

    @property
    def component(self):
        return self.context

    def translate(self, words):
        return self.request.localizer.translate(words)

    def already(self) -> str:
        """How many of the proposals that each person may make are made."""
        limit = self.component.setting('proposal_limit')
        if not limit:
            return ''
        made = self.component.counted_for(self.request.identity.id)
        return plural(
            self.request,
            'You have made ${n} of ${limit} proposals.',
            'You have made ${n} of ${limit} proposals.',
            made,
            limit=limit,
        )

    def in_language(self, data):
        """Title and text as texts of the page's language; the other languages of the proposal stay."""
        language = self.request.language
        return {language: data['title']}, {language: data['body']}


@form_view(context=Proposals, name='new', permission=may.CREATE, renderer=PAGES + 'form.pt')
class NewProposal(Writing):
    """A first draft; whoever has one is led to it."""

    title = _('Write your proposal')
    buttons = ((_('Go on'), 'save'),)

    def show(self):
        draft = self.context.draft_of(self.request.identity.id)
        if draft is not None:
            return go(self.request, draft, 'edit')
        if not self.context.may_write_more(self.request.identity.id):
            return go(
                self.request,
                self.context,
                message=_('You have made all the proposals that each person may make here.'),
                kind='alert',
            )
        return super().show()

    def appstruct(self):
        return {'body': text(self.request, self.context.setting('new_proposal_body_template'))}

    def save(self, data):
        person = self.request.identity.id
        title, body = self.in_language(data)
        draft = Proposal(title, body, authors=(person,), language=self.request.language)
        draft.terms = data.get('terms', ())
        try:
            self.context.start_draft(draft, person)
        except NotPossible as refused:
            raise Refused(refused.args[0]) from None
        self.request.registry.notify(Created(draft, self.request))
        return go(self.request, draft, 'similar')


@form_view(context=Proposal, name='edit', permission=may.EDIT, renderer=PAGES + 'form.pt')
class EditProposal(Writing):
    """The same form for a draft and, while there is time, for what is published."""

    @property
    def component(self):
        return self.context.component

    @property
    def title(self):
        return _('Go on with your draft') if self.context.is_draft else _('Edit your proposal')

    @property
    def buttons(self):
        return ((_('Go on'), 'save'),) if self.context.is_draft else ((_('Publish the changes'), 'save'),)

    def page(self, form, **about):
        is_draft = self.context.is_draft
        return super().page(form, draft=self.context if is_draft else None, writes_draft=is_draft, **about)

    def appstruct(self):
        proposal, topics = self.context, self.schema()['terms']
        return {
            'title': text(self.request, proposal.title),
            'body': text(self.request, proposal.body),
            'terms': topics.chosen(proposal, self.request.site.taxonomies),
        }

    def save(self, data):
        proposal, person = self.context, self.request.identity.id
        try:
            self.component.check_limit(person, beside=proposal)
        except NotPossible as refused:
            raise Refused(refused.args[0]) from None
        language = text(self.request, proposal.title).language
        title, body = {**proposal.title, language: data['title']}, {**proposal.body, language: data['body']}
        proposal.rewrite(title, body, person, data.get('terms'))
        if proposal.is_draft:
            return go(self.request, proposal, 'similar')
        self.request.registry.notify(Changed(proposal, self.request))
        return self.done(proposal, message=_('Your changes are published.'))


@view_defaults(context=Proposal, permission=may.EDIT)
class Draft:
    """The steps of a draft after it is written."""

    def __init__(self, draft, request):
        self.draft, self.request = draft, request
        self.component = draft.component

    @view_config(name='similar', renderer=PAGES + 'similar.pt')
    def similar(self):
        """What stands there already and says much the same; a page of its own only where there is any."""
        if not self.draft.is_draft:
            return go(self.request, self.draft)
        found = similar_to(self.request, self.component, self.draft.title, self.draft.body, self.draft)
        if not found:
            return go(self.request, self.draft, 'preview')
        buttons = Buttons(Supporting(self.request, self.component), address(self.request, self.draft, 'similar'))
        cards = Cards(self.request)
        return {'draft': self.draft, 'cards': [buttons(cards(each)) for each in found], 'number': len(found), **self.steps(2)}

    @view_config(name='preview', renderer=PAGES + 'preview.pt')
    def preview(self):
        """The proposal as it will look, with two ways out."""
        if not self.draft.is_draft:
            return go(self.request, self.draft)
        return {
            **shown(self.draft, self.request),
            'draft': self.draft,
            'may_publish': self.request.has_permission(may.PUBLISH, self.draft),
            **self.steps(3),
        }

    def steps(self, step) -> dict:
        return {'steps': [self.request.localizer.translate(words) for words in STEPS], 'step': step}

    @view_config(name='publish', permission=may.PUBLISH, request_method='POST')
    def publish(self):
        """Make it public, if the limit and the phase still allow it."""
        try:
            self.component.check_writing_open()
            for person in self.draft.authors:
                self.component.check_limit(person, beside=self.draft)
        except NotPossible as refused:
            self.request.tm.doom()
            return go(self.request, self.draft, 'preview', message=refused.args[0], kind='alert')
        self.draft.publish()
        self.request.registry.notify(Published(self.draft, self.request))
        return go(self.request, self.draft, message=_('Your proposal is published.'))

    @view_config(name='discard', permission=may.DISCARD, request_method='GET', renderer=PAGES + 'confirm.pt')
    def ask_to_discard(self):
        translate = self.request.localizer.translate
        return {
            'confirm': {
                'question': translate(_('Discard this draft?')),
                'words': translate(_('Its text is deleted for good. Nobody but you has seen it.')),
                'url': address(self.request, self.draft, 'discard'),
                'yes': translate(_('Discard the draft')),
                'no': translate(_('Keep it')),
                'no_url': address(self.request, self.draft, 'edit'),
                'danger': True,
            }
        }

    @view_config(name='discard', permission=may.DISCARD, request_method='POST')
    def discard(self):
        """Delete it for good, and begin with an empty form."""
        component = self.component
        self.request.registry.notify(Removed(self.draft, self.request))
        component.discard(self.draft)
        further = ('new',) if self.request.has_permission(may.CREATE, component) else ()
        return go(self.request, component, *further, message=_('Your draft is discarded.'))


@view_config(context=Proposals, name='similar', permission=may.CREATE, request_method='GET', renderer=PAGES + 'similar_titles.pt')
def similar_titles(component, request):
    """What stands there already, for a script that asks while a title is typed."""
    title = ' '.join(request.GET.get('title', '').split())[:LONGEST_TITLE]
    language = request.language
    found = similar_to(request, component, {language: title}, {language: ''}) if title else []
    request.response.headers['Cache-Control'] = 'private, no-store'
    return {'found': [(text(request, each.title), address(request, each)) for each in found[:FIRST_SIMILAR]]}


def similar_to(request, component, title, body, exclude=None) -> list:
    """Published proposals of the component that share many words with a title and a text, the most similar first."""
    its_title, its_body = text(request, title), text(request, body)
    numbers = request.registry.catalog.similar(
        site=request.site.id,
        component=component.id,
        keys=request.viewer.keys(component),
        title=its_title,
        body=its_body,
        language=its_title.language,
        exclude=exclude.id if exclude is not None else None,
        types=(Proposal.type,),
        not_states=(WITHDRAWN, *NOT_LISTED),
    )
    found = (component.contents.get(number) for number in numbers)
    return [each for each in found if each is not None and request.viewer.sees(each)]
