"""Shared fields of forms: texts in every language of the site, roots of taxonomies, terms, moments."""

import colander
from deform.widget import CheckboxChoiceWidget, MappingWidget, TextAreaWidget, TextInputWidget

from isegoria.i18n import LANGUAGES
from isegoria.texts import in_language


class TranslatedWidget(MappingWidget):
    """The main language first; the others open below it."""

    template = 'translated'


class Translated(colander.SchemaNode):
    """One text for each language of the site, as {language: text}; the default language is required unless `missing` is given.

    `rich=True` for longer texts, written in Markdown or HTML, which are made into cleaned HTML when they are saved.
    """

    schema_type = colander.Mapping
    rich = False
    lines = 1
    required_in_default = False
    longest = None

    def __init__(self, *arguments, **about):
        for name in ('rich', 'lines', 'required_in_default', 'longest'):
            if name in about:
                setattr(self, name, about.pop(name))
        about.setdefault('default', {})
        about.setdefault('missing', {})
        super().__init__(*arguments, **about)
        self.widget = TranslatedWidget()

    def after_bind(self, node, bound):
        request = bound.get('request')
        languages = request.site.languages if request is not None else tuple(LANGUAGES)
        default = request.site.default_language if request is not None else 'en'
        ordered = (default, *(code for code in languages if code != default))
        for code in ordered:
            must = self.required_in_default and code == default
            node.add(self._in_language(code, colander.required if must else ''))

    def _in_language(self, code, missing):
        if self.rich:
            widget = TextAreaWidget(rows=6, css_class='rich')
        elif self.lines > 1:
            widget = TextAreaWidget(rows=self.lines)
        else:
            widget = TextInputWidget()
        widget.attributes = {'lang': code}
        rules = colander.Length(max=self.longest) if self.longest else None
        title = LANGUAGES.get(code, code)
        return colander.SchemaNode(colander.String(), name=code, title=title, widget=widget, missing=missing, validator=rules)

    def serialize(self, appstruct=colander.null):
        if self.rich and isinstance(appstruct, dict):
            from isegoria.markdown import to_markdown

            appstruct = {code: to_markdown(words or '') for code, words in appstruct.items()}
        return super().serialize(appstruct)

    def deserialize(self, cstruct=colander.null):
        found = super().deserialize(cstruct)
        if not isinstance(found, dict):
            return found
        if self.rich:
            from isegoria.text import markdown

            found = {code: markdown(words).strip() for code, words in found.items()}
        return {code: words for code, words in found.items() if words}


class TermRoots(colander.SchemaNode):
    """Some roots of taxonomies, as a tuple of ids."""

    schema_type = colander.Set
    default = ()
    missing = ()

    def after_bind(self, node, bound):
        request = bound.get('request')
        roots = request.site.taxonomies.roots() if request is not None else ()
        language = request.language if request is not None else 'en'
        node.widget = CheckboxChoiceWidget(values=[(str(root.id), in_language(root.title, language)) for root in roots])

    def serialize(self, appstruct=colander.null):
        if appstruct in (colander.null, None):
            appstruct = ()
        return super().serialize({str(number) for number in appstruct})

    def deserialize(self, cstruct=colander.null):
        found = super().deserialize(cstruct)
        return tuple(sorted(int(number) for number in found)) if found else ()
