"""What makes pages quick: texts of the interface are translated once, and Chameleon copies its variables as C does."""

from chameleon.utils import Scope
from pyramid.i18n import Translator, make_localizer
from pyramid.interfaces import ILocalizer, ITranslationDirectories
from pyramid.threadlocal import get_current_request
from pyramid_chameleon.interfaces import IChameleonTranslate

from isegoria.i18n import LANGUAGES

LATE = 2000  # after pyramid_chameleon has put its own translation in place


class Remembered:
    """A translator of one language that remembers what has no names in it; there are as many as the interface has texts."""

    def __init__(self, translate):
        self.translate, self.known = translate, {}

    def __call__(self, words, domain=None, mapping=None, context=None):
        if mapping or getattr(words, 'mapping', None) or not hasattr(words, 'default'):
            return self.translate(words, domain=domain, mapping=mapping, context=context)
        key = (words, words.domain or domain, words.context or context, words.default)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self.translate(words, domain=domain, context=context)
        return found


class InTemplates:
    """How templates translate: as they did, and what has no names in it from memory."""

    def __init__(self, translate):
        self.translate, self.known = translate, {}

    def __call__(self, msgid, domain=None, mapping=None, context=None, target_language=None, default=None):
        request = get_current_request()
        if request is None or mapping or type(msgid) is not str or (default is not None and type(default) is not str):
            return self.translate(msgid, domain, mapping, context, target_language, default)
        key = (request.locale_name, msgid, domain, context, default)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self.translate(msgid, domain, mapping, context, target_language, default)
        return found


def copy(scope: Scope) -> Scope:
    """The variables of a template for a macro in it. Chameleon's own way asks for each of them in Python, seventy times a macro."""
    made = Scope(dict.items(scope))
    made._root = getattr(scope, '_root', scope)
    return made


def remember(registry):
    folders = registry.queryUtility(ITranslationDirectories, default=[])
    for language in LANGUAGES:
        localizer = make_localizer(language, folders)
        localizer.translator = Remembered(Translator(localizer.translations))
        registry.registerUtility(localizer, ILocalizer, name=language)
    registry.registerUtility(InTemplates(registry.getUtility(IChameleonTranslate)), IChameleonTranslate)


def includeme(config):
    Scope.copy = copy
    config.action('isegoria.rendering', lambda: remember(config.registry), order=LATE)
