"""Administration of taxonomies: trees of terms, each with a code that imports and exports know (01 §8.1)."""

import colander
from pyramid.view import view_config

from isegoria import outbox
from isegoria.admin.collection import Button, Cell, Column, ListCollection, collection
from isegoria.admin.forms import CONFIRM, FORM, DeskForm, Question
from isegoria.catalog import count_all
from isegoria.events import Changed, Created, Removed
from isegoria.forms import Refused, Schema, form_view, go
from isegoria.i18n import _
from isegoria.schemas import Translated
from isegoria.security import ORGANIZATION
from isegoria.spaces.fields import INDENT
from isegoria.spaces.taxonomies import Taxonomies, Term
from isegoria.spaces.terms_job import forget_terms
from isegoria.templating import address, text

CODE = r'^[A-Za-z0-9._-]{0,60}$'


def told(taxonomies):
    """Filters and topics stand on pages of the whole site."""
    outbox.put(taxonomies.__parent__, outbox.PLACE)


def uses(request, term: Term) -> int:
    """How many contents and spaces have the term or one below it."""
    return count_all(request, request.site, terms=((term.id,),)) if term.parent is not None else 0


def uses_of_all(request, terms) -> int:
    """The same for a root, which itself classifies nothing."""
    numbers = tuple(term.id for term in terms)
    return count_all(request, request.site, terms=(numbers,)) if numbers else 0


@collection(context=Taxonomies, permission=ORGANIZATION)
class TaxonomiesDesk(ListCollection):
    title, searched = _('Taxonomies'), True
    explanation = _('Trees of terms by which spaces and contributions are classified. The roots only hold the terms together.')
    nothing = _('There is no taxonomy yet.')
    columns = (Column('title', _('Term')), Column('code', _('Code')), Column('uses', _('Uses'), figures=True))

    def links(self):
        url = address(self.request, self.context, 'new')
        return [{'title': _('New taxonomy'), 'url': url, 'sign': 'plus', 'main': True}]

    def resources(self):
        return [term for root in self.context.roots() for term in (root, *self.context.descendants(root))]

    def words_of(self, term):
        return ' '.join([term.code, *term.title.values()])

    def buttons(self, term):
        siblings, url = self.context.siblings(term), address(self.request, term)
        return [
            Button(_('Earlier'), f'{url}/up', 'arrow-up', disabled=term is siblings[0]),
            Button(_('Later'), f'{url}/down', 'arrow-down', disabled=term is siblings[-1]),
        ]

    def title_cell(self, term):
        title, depth = text(self.request, term.title), len(self.context.ancestors(term))
        return Cell(INDENT * depth + title, url=address(self.request, term, 'edit'), lang=title.language)

    def code_cell(self, term):
        return term.code

    def uses_cell(self, term):
        return uses(self.request, term) if term.parent is not None else ''


class TermSchema(Schema):
    title = Translated(title=_('Name'), required_in_default=True, longest=100)
    code = colander.SchemaNode(
        colander.String(),
        title=_('Code'),
        description=_('A short key that stays when the name changes; imports and exports use it.'),
        missing='',
        validator=colander.Regex(CODE, msg=_('Use letters without accents, digits, points, hyphens; 60 at most.')),
    )


class TermForm(DeskForm):
    schema = TermSchema

    def check_code(self, root, code, own=None):
        """A code names one term of its tree."""
        if not code:
            return
        terms = self.taxonomies.roots() if root is None else self.taxonomies.descendants(root)
        if any(term.code == code and term is not own for term in terms):
            raise Refused(_('Another term has this code.'), 'code')

    @property
    def taxonomies(self):
        return self.request.site.taxonomies

    def add(self, parent, data):
        self.check_code(self.taxonomies.root_of(parent) if parent else None, data['code'])
        try:
            term = self.taxonomies.add(data['title'], parent, data['code'])
        except ValueError as refused:
            raise Refused(refused.args[0]) from None
        told(self.taxonomies)
        self.request.registry.notify(Created(term, self.request))
        return self.done(self.taxonomies, message=_('The term is added.'))


@form_view(context=Taxonomies, name='new', permission=ORGANIZATION, renderer=FORM)
class NewRoot(TermForm):
    title = _('New taxonomy')
    explanation = _('Districts, for example, or topics. Its terms come next.')

    def save(self, data):
        return self.add(None, data)


@form_view(context=Term, name='new', permission=ORGANIZATION, renderer=FORM)
class NewTerm(TermForm):
    @property
    def title(self):
        return _('New term in “${term}”', mapping={'term': text(self.request, self.context.title)})

    def save(self, data):
        return self.add(self.context, data)


@form_view(context=Term, name='edit', permission=ORGANIZATION, renderer=FORM)
class EditTerm(TermForm):
    title = _('Term')

    def links(self):
        term, request = self.context, self.request
        return [
            {'title': _('Add a term below'), 'url': address(request, term, 'new'), 'sign': 'plus'},
            {'title': _('Remove'), 'url': address(request, term, 'remove'), 'sign': 'trash-2'},
        ]

    def appstruct(self):
        return {'title': self.context.title, 'code': self.context.code}

    def save(self, data):
        term = self.context
        self.check_code(self.taxonomies.root_of(term) if term.parent is not None else None, data['code'], own=term)
        term.title, term.code = data['title'], data['code']
        told(self.taxonomies)
        self.request.registry.notify(Changed(term, self.request))
        return self.done(self.taxonomies, message=_('The term is saved.'))


@view_config(context=Term, name='up', request_method='POST', permission=ORGANIZATION)
@view_config(context=Term, name='down', request_method='POST', permission=ORGANIZATION)
def move(term, request):
    taxonomies = term.__parent__
    taxonomies.move(term, -1 if request.view_name == 'up' else 1)
    told(taxonomies)
    return go(request, taxonomies, message=_('The order is changed.'))


@form_view(context=Term, name='remove', permission=ORGANIZATION, renderer=CONFIRM)
class RemoveTerm(Question):
    words = _('What is classified by it stays, without it. This cannot be taken back.')
    yes, danger = _('Remove'), True

    @property
    def question(self):
        return _('Remove “${term}”?', mapping={'term': text(self.request, self.context.title)})

    @property
    def below(self) -> list:
        return self.context.__parent__.descendants(self.context)

    def back(self):
        return address(self.request, self.context.__parent__ or self.request.site.taxonomies)

    def facts(self):
        term = self.context
        number = uses(self.request, term) if term.parent is not None else uses_of_all(self.request, self.below)
        return [(_('Terms below it'), str(len(self.below))), (_('Contents and spaces that have it'), str(number))]

    def do(self):
        term, taxonomies = self.context, self.context.__parent__
        gone = [term.id, *(each.id for each in self.below)]
        self.request.registry.notify(Removed(term, self.request))
        taxonomies.remove(term)
        forget_terms(self.request.site, gone)
        told(taxonomies)
        return _('The term is removed.')
