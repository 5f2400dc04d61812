"""`/wordings`: the texts of the interface, and those that the organization says in words of its own."""

from isegoria import clock, outbox
from isegoria.i18n import LANGUAGES, _
from isegoria.visibility import PUBLIC
from isegoria.wordings.texts import InterfaceText, interface_texts


class Wordings:
    """All texts of the interface; made when it is asked for."""

    __name__ = 'wordings'
    title = _('Wordings')
    visibility = PUBLIC

    def __init__(self, site):
        self.__parent__ = self.site = site

    def __getitem__(self, name):
        return Wording(self, interface_texts()[name])

    def __iter__(self):
        return (Wording(self, text) for text in interface_texts().values())


class Wording:
    """One text: what the product says, and what this site says instead."""

    def __init__(self, wordings: Wordings, text: InterfaceText):
        self.__parent__, self.site, self.text = wordings, wordings.site, text
        self.__name__ = text.name

    @property
    def title(self) -> dict:
        return {code: self.text.words(code, self.text.forms(code)[0]) for code in LANGUAGES}

    def own(self, language) -> dict:
        """form -> words of the organization, where there are any."""
        said = self.site.wordings.get(language, {})
        return {form: said[form] for form in self.text.forms(language) if form in said}

    @property
    def languages(self) -> list[str]:
        """In which it is said otherwise."""
        return [language for language in self.site.languages if self.own(language)]

    def say(self, said: dict[str, dict]):
        """Take these words, {language: {form: words}}; what is empty, or as the product says it, is the product's again."""
        changed = {language: dict(known) for language, known in self.site.wordings.items()}
        for language, forms in said.items():
            known = changed.setdefault(language, {})
            for form in self.text.forms(language):
                known.pop(form, None)
                words = forms.get(form, '')
                if words and words != self.text.words(language, form):
                    known[form] = words
        self.site.wordings = {language: known for language, known in changed.items() if known}
        self.site.wordings_version = clock.microseconds()
        outbox.put(self.site, outbox.PLACE)

    def forget(self):
        """Say it as the product does, in every language."""
        self.say({language: {} for language in self.site.wordings})
