"""Every template compiles, shows no program and no style inside itself, and can be translated."""

import re
from pathlib import Path

import pytest

from isegoria.scripts.extracting import Fault, in_template

TEMPLATES = Path(__file__).parents[2] / 'templates'
ALL = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob('*.pt'))
# Mail has no security policy, and mail programs know no style sheets.
PAGES = [name for name in ALL if not name.startswith('mail/')]
INLINE = re.compile(
    r'<script(?![^>]*\bsrc=)(?![^>]*type="application/(?:ld\+)?json")|<style|\sstyle="|\son[a-z]+="|javascript:', re.IGNORECASE
)


@pytest.mark.parametrize('name', PAGES)
def test_nothing_in_it_needs_an_exception_from_the_security_policy(name):
    found = INLINE.search((TEMPLATES / name).read_text(encoding='utf-8'))
    assert found is None, f'{found[0]} in {name}'


@pytest.mark.parametrize('name', ALL)
def test_it_compiles_and_its_texts_can_be_looked_up(name):
    faults = [found.begins for found in in_template(TEMPLATES / name) if isinstance(found, Fault)]
    assert not faults, f'a value is put into these before they are translated (give it i18n:name): {faults}'


@pytest.mark.parametrize('name', [name for name in ALL if not name.startswith('form/')])
def test_it_says_its_texts_in_the_language_of_the_page(name):
    """`say` knows the catalogues; the `translate` that every template has does not. Forms are given one that does."""
    assert not re.search(r'\btranslate\(', (TEMPLATES / name).read_text(encoding='utf-8'))


def test_there_are_templates():
    assert 'layout.pt' in ALL
