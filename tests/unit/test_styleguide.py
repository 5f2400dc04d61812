"""The style page shows every macro, and what it shows is sound HTML."""

import gzip
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from chameleon import PageTemplate, PageTemplateLoader
from chameleon.utils import Markup
from translationstring import ChameleonTranslate

from isegoria.icons import icon
from isegoria.pictures import cover
from isegoria.styleguide import sample

TEMPLATES = Path(__file__).parents[2] / 'templates'


def spoken(words):
    return words.interpolate() if hasattr(words, 'interpolate') else words


REQUEST = SimpleNamespace(localizer=SimpleNamespace(translate=spoken))
FRAME = SimpleNamespace(
    edit_links=[], desk_crumbs=[('Administration', '/en/admin')], in_trash=False,
    crumbs=[('Home', '/en')],
    flashes=[{'kind': 'status', 'text': 'Your proposal is published.'}],
    theme=None,
    logo=None,
    desk=[{'title': '', 'links': [{'title': 'Overview', 'url': '/desk', 'icon': 'layout-dashboard', 'current': True, 'count': 0}, {'title': 'Moderation', 'url': '/m', 'icon': 'shield', 'current': False, 'count': 14}]}],
)  # fmt: skip
STRIP = {
    'languages': [
        {'code': code, 'name': name, 'url': f'/{code}', 'current': code == 'en'}
        for code, name in (('ca', 'Català'), ('en', 'English'))
    ],
    'links': [{'title': 'My profile', 'url': '/en/me', 'post': False}, {'title': 'Sign out', 'url': '/en/logout', 'post': True}],
}
PARTS = {
    'links': {'canonical': 'https://example.org/en/styleguide', 'others': [('ca', '/ca/styleguide')], 'theme': None},
    'bar': {
        'sections': [
            {'title': title, 'url': f'/en/{title.lower()}', 'current': title == 'Processes'}
            for title in ('Processes', 'Assemblies', 'Initiatives', 'Budgets', 'Meetings', 'Results')
        ]
    },
    'foot': {
        'groups': [
            {'title': 'Take part', 'links': [{'title': 'Processes', 'url': '/en/processes'}]},
            {'title': 'Help', 'links': [{'title': 'Common questions', 'url': '/en/help'}]},
        ]
    },
}
SITE = SimpleNamespace(description="Everyone has the floor.", title='Parlem Vallmar', organization='Vallmar City Council', organization_url='https://vallmar.example', address='pl. de la Llotja, 4', phone='900 100 418')  # fmt: skip


@cache
def loaded():
    return PageTemplateLoader(str(TEMPLATES), boolean_attributes={'checked', 'selected', 'hidden', 'required', 'novalidate'})


def given(**more) -> dict:
    """What templating.py gives to every template, without an application."""
    about = without_frame(**more)
    person = about['participant']
    strip = {**STRIP, 'signed_in': person is not None, 'name': person.name if person else ''}
    parts = {
        name: Markup(about['templates'][f'frame/{name}.pt'].render(**{**about, **values}))
        for name, values in {**PARTS, 'strip': strip}.items()
    }
    about['frame'] = SimpleNamespace(**vars(FRAME), **parts)
    return about


def without_frame(**more) -> dict:
    templates = loaded()
    return {
        'request': REQUEST, 'context': None, 'site': SITE, 'language': 'en', 'frame': FRAME, 'icon': icon, 'cover': cover,
        'participant': SimpleNamespace(name='Aina'), 'csrf_token': 'token', 'layout': templates['layout.pt'], 'desk': templates['admin/layout.pt'],
        'macros': templates['macros.pt'].macros, 'static': lambda path: f'/static/{path}', 'text': spoken, 'say': spoken, 'translate': ChameleonTranslate(spoken),
        'url': lambda resource, *elements, **query: '/en/' + '/'.join(elements), 'number': lambda n: f'{n:,}', 'templates': templates, **more,
    }  # fmt: skip


def style_page(**more) -> str:
    """The style page as it is served."""
    about = given(**more)
    return about['templates']['styleguide.pt'].render(**{**about, **sample(REQUEST)})


@pytest.fixture(scope='module')
def page():
    return BeautifulSoup(style_page(), 'html.parser')


def test_every_macro_is_shown():
    defined = set(re.findall(r'metal:define-macro="([a-z-]+)"', (TEMPLATES / 'macros.pt').read_text(encoding='utf-8')))
    shown = set(re.findall(r"macros\['([a-z-]+)'\]", (TEMPLATES / 'styleguide.pt').read_text(encoding='utf-8')))
    within = {'face', 'name', 'alignment'}  # parts of other macros
    assert defined - shown - within == set()


def test_every_macro_says_what_it_wants():
    text = (TEMPLATES / 'macros.pt').read_text(encoding='utf-8')
    told = set(re.findall(r'<!--\? ([a-z-]+): ', text))
    assert set(re.findall(r'metal:define-macro="([a-z-]+)"', text)) <= told | {'face', 'name'}


def test_no_id_is_used_twice_and_every_reference_leads_somewhere(page):
    ids = [tag['id'] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids)), [name for name in ids if ids.count(name) > 1]
    for attribute in ('aria-labelledby', 'aria-describedby', 'for'):
        for tag in page.find_all(attrs={attribute: True}):
            for name in tag[attribute] if isinstance(tag[attribute], list) else tag[attribute].split():
                assert name in ids, (tag.name, attribute, name)


def test_comments_of_templates_stay_with_us(page):
    assert '<!--' not in style_page()


def test_one_main_one_first_heading_and_a_way_to_it(page):
    assert len(page.find_all('main')) == 1
    assert page.select_one('.skips a')['href'] == '#' + page.main['id']
    assert page.find_all('h1')[0].get_text() == 'Everyone has the floor.'


def test_a_page_says_first_that_it_has_errors():
    page = BeautifulSoup(style_page(errors_prefix=True), 'html.parser')
    assert page.title.get_text(' ', strip=True).startswith('Error:')


def test_who_is_not_signed_in_is_offered_the_ways_in():
    page = BeautifulSoup(style_page(participant=None), 'html.parser')
    assert page.select_one('.top a[href="/en/me"]') and not page.select_one('.top form')


def test_signing_out_is_a_post_with_a_token(page):
    form = page.select_one('.top form')
    assert form['method'] == 'post' and form.select_one('[name=csrf_token]')['value'] == 'token'


def test_every_form_that_writes_carries_the_token_against_forged_requests(page):
    for form in page.select('form[method=post]'):
        if (form.get('data-bulk') is None and 'form' not in form.get('class', [])) or 'support' in form.get('action', ''):
            assert form.select_one('[name=csrf_token]'), form.get('action')


def test_the_desk_has_its_frame():
    about = given(here='Proposals')
    source = '<html metal:use-macro="desk.macros[\'page\']"><tal:t metal:fill-slot="title">Proposals</tal:t><tal:t metal:fill-slot="main"><h1>Proposals</h1></tal:t></html>'
    page = BeautifulSoup(PageTemplate(source).render(**about), 'html.parser')
    assert page.select_one('.desk > nav [aria-current]').get_text() == 'Overview'
    assert page.select_one('.desk main h1') and page.select_one('.count').get_text() == '14'
    assert page.title.get_text(' ', strip=True) == 'Proposals · Parlem Vallmar'


def test_styles_fit_in_their_budget():
    static = Path(__file__).parents[2] / 'src' / 'isegoria' / 'static'
    css = sum(len(gzip.compress((static / name).read_bytes())) for name in ('tokens.css', 'site.css', 'desk.css'))
    assert css < 16_000, 'a phone on a bad line waits for this'
    assert len(gzip.compress((static / 'app.js').read_bytes())) < 12_000
