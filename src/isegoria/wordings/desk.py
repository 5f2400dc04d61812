"""Administration of wordings: find a text of the interface, say it otherwise, take that back."""

import colander
from deform.widget import TextAreaWidget

from isegoria.admin.collection import Cell, Column, Filter, ListCollection, collection
from isegoria.admin.forms import CONFIRM, FORM, DeskForm, Question
from isegoria.events import Changed
from isegoria.forms import Schema, form_view
from isegoria.i18n import LANGUAGES, _
from isegoria.security import ORGANIZATION
from isegoria.templating import address
from isegoria.text import tidy
from isegoria.wordings.resource import Wording, Wordings

LONGEST = 1_000
OWN, PRODUCT = 'own', 'product'


@collection(context=Wordings, permission=ORGANIZATION)
class WordingsDesk(ListCollection):
    title = _('Wordings')
    explanation = _('Every text of the interface can be said in your own words. Search for what you see on a page.')
    columns = (Column('words', _('Text')), Column('changed', _('In your words')))
    filters = (Filter('said', _('Said')),)
    searched = True

    def resources(self):
        return list(self.context)

    def key(self, wording):
        return wording.__name__

    def label(self, wording):
        return ' / '.join(self.said_in(wording, self.request.language))

    @staticmethod
    def said_in(wording, language) -> list[str]:
        own = wording.own(language)
        return [own.get(form) or wording.text.words(language, form) for form in wording.text.forms(language)]

    def words_of(self, wording):
        languages = self.request.site.languages
        return ' '.join((wording.text.english, *(words for code in languages for words in self.said_in(wording, code))))

    def said_choices(self):
        return [(OWN, _('In your words')), (PRODUCT, _('As the product says it'))]

    def said_matches(self, wording, value):
        return bool(wording.languages) == (value == OWN)

    def words_cell(self, wording):
        return Cell(self.label(wording), url=address(self.request, wording, 'edit'))

    def changed_cell(self, wording):
        return ', '.join(LANGUAGES.get(code, code) for code in wording.languages)


def fits(text, language, form):
    """Words keep the places of values, and have no sign that could become markup."""

    def check(node, value):
        signs, lacking, unknown = text.faults(value, language, form)
        if signs:
            raise colander.Invalid(node, _('Leave out these signs: ${signs}', mapping={'signs': ' '.join(sorted(signs))}))
        if lacking:
            raise colander.Invalid(
                node, _('This must stay in the text, for a value stands there: ${names}', mapping={'names': listed(lacking)})
            )
        if unknown:
            raise colander.Invalid(node, _('No value stands for this here: ${names}', mapping={'names': listed(unknown)}))

    return check


def listed(names) -> str:
    return ' '.join(sorted(names))


class WordingSchema(Schema):
    """A field for each language and plural form; empty where the product's own words are right."""

    def after_bind(self, node, bound):
        request, wording = bound['request'], bound['context']
        for language in request.site.languages:
            for at, form in enumerate(wording.text.forms(language)):
                node.add(self._field(request, wording.text, language, at, form))

    @staticmethod
    def _field(request, text, language, at, form):
        translate, title = request.localizer.translate, LANGUAGES.get(language, language)
        if text.is_counted:
            title = f'{title}, {translate(_("for one") if at == 0 else _("for several"))}'
        return colander.SchemaNode(
            colander.String(),
            name=f'{language}-{at}',
            title=title,
            description=_('The product says: ${words}', mapping={'words': text.words(language, form)}),
            widget=TextAreaWidget(rows=2, attributes={'lang': language}),
            preparer=tidy,
            missing='',
            validator=colander.All(colander.Length(max=LONGEST), fits(text, language, form)),
        )


@form_view(context=Wording, name='edit', permission=ORGANIZATION, renderer=FORM)
class EditWording(DeskForm):
    schema, title = WordingSchema, _('Wording')
    explanation = _('Write what this text should say on your site. An empty field leaves the words of the product.')

    def links(self):
        if not self.context.languages:
            return []
        return [{'title': _('As the product says it'), 'url': address(self.request, self.context, 'reset'), 'sign': 'undo-2'}]

    def appstruct(self):
        return {
            f'{language}-{at}': self.context.own(language).get(form)
            for language in self.request.site.languages
            for at, form in enumerate(self.context.text.forms(language))
        }

    def save(self, data):
        text = self.context.text
        self.context.say(
            {
                language: {form: data[f'{language}-{at}'] for at, form in enumerate(text.forms(language))}
                for language in self.request.site.languages
            }
        )
        self.request.registry.notify(Changed(self.request.site, self.request))
        return self.done(self.context.__parent__, message=_('The wording is saved.'))


@form_view(context=Wording, name='reset', permission=ORGANIZATION, renderer=CONFIRM)
class ResetWording(Question):
    question = _('Say this as the product does?')
    words = _('Your own words for it are dropped in every language.')
    yes = _('Drop them')

    def back(self):
        return address(self.request, self.context.__parent__)

    def facts(self):
        return [(LANGUAGES.get(code, code), ' / '.join(self.context.own(code).values())) for code in self.context.languages]

    def do(self):
        self.context.forget()
        self.request.registry.notify(Changed(self.request.site, self.request))
        return _('The text is the product’s again.')
