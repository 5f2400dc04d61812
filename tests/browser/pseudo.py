"""Two languages nobody speaks: one whose words are long, and one that is read from the right. They find what breaks in others."""

import re
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from pyramid.interfaces import ITranslationDirectories

LOCALE = Path(__file__).parents[2] / 'src/isegoria/locale'
LONG, RIGHT = 'de', 'ar'  # their catalogues are made here; Arabic has none, so that English words stand in it
KEEP = re.compile(r'(\$\{\w+\}|\{\w+\}|<[^>]+>)')
FILLING = ' über außerordentliche Straßenangelegenheiten'


def longer(words: str) -> str:
    """The same text, half as long again; what stands for names and numbers stays."""
    least = max(3, len(KEEP.sub('', words)) // 2)
    return words + (FILLING * (least // len(FILLING) + 1))[:least].rstrip()


def catalogue() -> Catalog:
    with (LOCALE / 'es/LC_MESSAGES/isegoria.po').open('rb') as lines:
        known = read_po(lines)
    made = Catalog(locale=LONG, domain='isegoria')
    for message in known:
        if message.id:
            one = message.id
            made.add(one, tuple(map(longer, one)) if isinstance(one, tuple) else longer(one), context=message.context)
    return made


@contextmanager
def spoken(site, folder: Path):
    """As long as the block lasts, the site speaks both."""
    path = folder / LONG / 'LC_MESSAGES'
    path.mkdir(parents=True, exist_ok=True)
    with (path / 'isegoria.mo').open('wb') as compiled:
        write_mo(compiled, catalogue())
    site.registry.getUtility(ITranslationDirectories).append(str(folder))
    with site.make.site() as found:
        before, found.languages = found.languages, (*found.languages, LONG, RIGHT)
    try:
        yield
    finally:
        with site.make.site() as found:
            found.languages = before
