"""Commands about the languages of the interface: collect its texts into the catalogues, and say how complete each one is."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from isegoria.i18n import DOMAIN, LANGUAGES
from isegoria.scripts.extracting import Fault, in_python, in_template

PACKAGE = Path(__file__).parents[1]
LOCALE = PACKAGE / 'locale'
TEMPLATES = next(folder for folder in (PACKAGE / 'templates', PACKAGE.parents[1] / 'templates') if folder.is_dir())
SAME = LOCALE / 'same.txt'
SOURCE = 'en'
NAMED = re.compile(r'\$\{(\w+)\}')


@click.command()
def messages():
    """Collect the texts of the interface into the catalogues of all languages, and compile them.

    Translations stay; texts that nothing shows any more go.
    """
    template, faults = collect()
    for fault in faults:
        click.echo(f'{shown(fault.path)}: a value is put in before this is looked up: {fault.begins}', err=True)
    for code in catalogue_codes():
        catalogue = read(code)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        with path_of(code).open('wb') as file:
            write_po(file, catalogue, width=132, sort_output=True, ignore_obsolete=True, include_lineno=False)
        compile_catalogue(code)
    click.echo(f'{len(template)} texts in {len(catalogue_codes())} languages')
    if faults:
        raise SystemExit(1)


def collect() -> tuple[Catalog, list[Fault]]:
    """Every text of the interface, and what can never be translated."""
    template, faults = Catalog(domain=DOMAIN), []
    for root, pattern, find in ((PACKAGE, '**/*.py', in_python), (TEMPLATES, '**/*.pt', in_template)):
        for path in sorted(root.glob(pattern)):
            for found in find(path):
                if isinstance(found, Fault):
                    faults.append(found)
                else:
                    identity = (found.text, found.plural) if found.plural else found.text
                    template.add(identity, locations=[(shown(path), 0)])
    return template, faults


def shown(path: Path) -> str:
    for above in (PACKAGE.parents[1], PACKAGE.parent):
        if path.is_relative_to(above):
            return path.relative_to(above).as_posix()
    return path.as_posix()


def catalogue_codes() -> list[str]:
    return sorted(path.parts[-3] for path in LOCALE.glob(f'*/LC_MESSAGES/{DOMAIN}.po'))


def path_of(code) -> Path:
    return LOCALE / code / 'LC_MESSAGES' / f'{DOMAIN}.po'


def read(code) -> Catalog:
    with path_of(code).open('rb') as file:
        return read_po(file, locale=code, domain=DOMAIN)


def compile_catalogue(code):
    with path_of(code).with_suffix('.mo').open('wb') as file:
        write_mo(file, read(code))


@click.command()
@click.option('--list', 'wanted', metavar='LANGUAGE', help='Show the texts that this language misses.')
@click.option('--strict', is_flag=True, help='End with status 1 when a language is not complete.')
def languages(wanted, strict):
    """Say how complete each language is.

    A language is complete when every text has its own words, all plurals, and the same values in it. A text that is the same as
    in English counts as missing unless locale/same.txt lists it.
    """
    template, _faults = collect()
    complete = True
    for code in catalogue_codes():
        if code == SOURCE:
            continue
        missing = list(what_is_missing(code, template))
        complete = complete and not missing
        total = len(template)
        share = (total - len(missing)) / total if total else 1
        click.echo(f'{code}  {LANGUAGES.get(code, code):<10} {share:6.1%}  {total - len(missing)} of {total} texts')
        if code == wanted:
            for text, why in missing:
                click.echo(f'    {why}: {text}')
    if strict and not complete:
        raise SystemExit(1)


def what_is_missing(code, template) -> Iterator[tuple[str, str]]:
    """Pairs (English text, why it does not count as translated)."""
    catalogue, same = read(code), same_in(code)
    for message in template:
        if not message.id:
            continue
        text = message.id[0] if message.pluralizable else message.id
        translated = catalogue.get(message.id)
        why = fault_of(message, translated, catalogue.num_plurals, text in same)
        if why:
            yield text, why


def fault_of(message, translated, plurals, may_be_same) -> str:
    """Why a translation does not count; '' when it does."""
    words = translated.string if translated is not None else ''
    given = (words,) if isinstance(words, str) else tuple(words)
    if not all(given) or not given or (message.pluralizable and len(given) < plurals):
        return 'missing'
    originals = message.id if message.pluralizable else (message.id,)
    if 'fuzzy' in translated.flags:
        return 'to be looked at'
    if not may_be_same and any(each in originals for each in given):
        return 'the same as in English'
    named = set(NAMED.findall(originals[-1]))
    # One may be said without its number: "one person".
    if any(set(NAMED.findall(each)) - named or (named - {'n'}) - set(NAMED.findall(each)) for each in given):
        return 'other values than in English'
    return ''


def same_in(code) -> set[str]:
    """Texts that this language says as English does: lines `ca fr: Text` of locale/same.txt."""
    found = set()
    for line in SAME.read_text(encoding='utf-8').splitlines() if SAME.is_file() else ():
        codes, colon, text = line.partition(': ')
        if colon and not line.startswith('#') and code in codes.split():
            found.add(text.strip())
    return found


COMMANDS = [messages, languages]
