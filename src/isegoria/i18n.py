"""The words of the interface: marked here, translated where they are shown."""

from pyramid.i18n import TranslationStringFactory, get_localizer

DOMAIN = 'isegoria'
LANGUAGES = {'ca': 'Català', 'es': 'Español', 'fr': 'Français', 'en': 'English'}
_ = TranslationStringFactory(DOMAIN)


def plural(request, one: str, many: str, n: int, **mapping) -> str:
    """`one` or `many` in the page's language by its own plural rule; `${n}` in them is the number."""
    from isegoria.formats import number

    mapping = {'n': number(n, request.language), **mapping}
    return get_localizer(request).pluralize(one, many, n, domain=DOMAIN, mapping=mapping)


def includeme(config):
    config.add_translation_dirs('isegoria:locale/')
    config.set_locale_negotiator(lambda request: request.language)
