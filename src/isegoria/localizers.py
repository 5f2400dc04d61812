"""The words of the interface in a language: translated once, and said as the site says them (wordings/)."""

import copy

from pyramid.i18n import Localizer, Translator, make_localizer
from pyramid.interfaces import ILocalizer, ITranslationDirectories
from pyramid.threadlocal import get_current_request
from pyramid_chameleon.interfaces import IChameleonTranslate

from isegoria.i18n import DOMAIN, LANGUAGES

MOST_OWN = 100  # languages of sites with words of their own
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
        self.translate = translate

    def __call__(self, msgid, domain=None, mapping=None, context=None, target_language=None, default=None):
        request = get_current_request()
        if request is None or mapping or type(msgid) is not str or (default is not None and type(default) is not str):
            return self.translate(msgid, domain, mapping, context, target_language, default)
        known, key = request.localizer.in_templates, (msgid, domain, context, default)
        found = known.get(key)
        if found is None:
            found = known[key] = self.translate(msgid, domain, mapping, context, target_language, default)
        return found


def remember(registry):
    for language in LANGUAGES:
        common_localizer(registry, language)
    registry.registerUtility(InTemplates(registry.getUtility(IChameleonTranslate)), IChameleonTranslate)


def made(localizer: Localizer) -> Localizer:
    """With what it remembers."""
    localizer.translator, localizer.in_templates = Remembered(Translator(localizer.translations)), {}
    return localizer


def common_localizer(registry, language) -> Localizer:
    """The words of a language as the catalogues have them; one that has none speaks English."""
    found = registry.queryUtility(ILocalizer, name=language)
    if found is None:
        found = made(make_localizer(language, registry.queryUtility(ITranslationDirectories, default=[])))
        registry.registerUtility(found, ILocalizer, name=language)
    return found


def localizer_of(registry, language, site=None) -> Localizer:
    """The words of a language, as a site says them (wordings/)."""
    said = site.wordings.get(language) if site is not None else None
    common = common_localizer(registry, language)
    if not said:
        return common
    key = site.id, language, site.wordings_version
    found = registry.own_localizers.get(key)
    if found is None:
        if len(registry.own_localizers) >= MOST_OWN:
            registry.own_localizers.clear()
        found = registry.own_localizers[key] = made(Localizer(language, with_wordings(common.translations, said)))
    return found


def with_wordings(translations, said: dict):
    """The same catalogue with some texts said otherwise."""
    found = copy.copy(translations)
    domain = copy.copy(translations._domains.get(DOMAIN, translations))
    domain._catalog = {**domain._catalog, **said}
    found._domains = {**translations._domains, DOMAIN: domain}
    return found


def localizer(request) -> Localizer:
    """The words of the page's language, as the site of the page says them."""
    return localizer_of(request.registry, request.locale_name, request.site)


def includeme(config):
    config.registry.own_localizers = {}
    config.add_request_method(localizer, reify=True)
    config.action('isegoria.localizers', lambda: remember(config.registry), order=LATE)
