"""Settings and appearance of the organization."""

import io

import pytest
from PIL import Image

from isegoria.root import plant
from isegoria.security import ADMIN, COLLABORATOR, MODERATOR
from isegoria.theme import derive
from tests.desk import errors, write


@pytest.fixture
def eva(browser, make):
    make.participant('eva', role=ADMIN)
    browser.login('eva')
    return browser


def settings(browser, **values):
    form = browser.get('/en/settings').forms['settings']
    form['reference_prefix'] = 'VLM'
    for name, value in values.items():
        form[name] = value
    return form


def test_the_settings_are_shown_as_they_are_and_saved(eva, make):
    form = write(
        settings(eva, phone='+34 900 000 000', comments_max_length='500'), 'Talk', 'City of Vallmar', 'Everyone has the floor'
    )
    page = form.submit('save').follow()
    assert 'The settings are saved.' in page
    with make.site() as site:
        assert site.organization == {'en': 'City of Vallmar'}
        assert (site.phone, site.comments_max_length, site.reference_prefix) == ('+34 900 000 000', 500, 'VLM')
        assert site.languages == ('ca', 'es', 'fr', 'en')
    assert 'City of Vallmar' in eva.get('/en/')


def test_a_web_site_that_is_written_without_its_scheme_is_a_link_to_it_and_not_below_our_own_pages(eva):
    settings(eva, organization_url='www.vallmar.example').submit('save')
    assert eva.get('/en/').html.find('a', href='http://www.vallmar.example') is not None


def test_the_name_in_the_main_language_is_required(eva):
    page = write(settings(eva), '').submit('save', status=422)
    assert 'Fill in' in errors(page)


@pytest.mark.parametrize(
    ('field', 'value', 'words'),
    [
        ('host', 'not a host', 'the name of a host'),
        ('reference_prefix', 'a b', 'letters, digits and hyphens'),
        ('email', 'nobody', 'email address'),
        ('organization_url', 'javascript:alert(1)', 'web address'),
        ('comments_max_length', '-1', '0 or more'),
        ('secondary_hosts', 'x_y', 'the name of a host'),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(eva, field, value, words):
    page = settings(eva, **{field: value}).submit('save', status=422)
    assert words in errors(page)
    assert page.forms['settings'][field].value == value


def test_the_main_language_is_one_of_the_languages(eva, make):
    form = settings(eva, default_language='ca')
    for name, field in form.field_order:
        if name == 'checkbox' and field._value == 'ca':
            field.checked = False
    assert 'one of the languages' in errors(form.submit('save', status=422))


def test_the_name_and_the_host_of_another_site_are_refused_in_whatever_language(eva, make):
    with make.site() as site:
        other = plant(site._p_jar, 'other', {'ca': 'Vallmar Parla', 'en': 'Vallmar Speaks'})
        other.host = 'other.example.org'
        site.host = 'localhost'
    assert 'Another site has this name.' in errors(write(settings(eva), 'VALLMAR PARLA').submit('save', status=422))
    assert 'Another site has this host.' in errors(settings(eva, host='other.example.org').submit('save', status=422))


def test_a_further_host_leads_to_the_main_one(eva, make):
    settings(eva, host='localhost', secondary_hosts='old.example.org').submit('save', status=303)
    answer = eva.get('/en/processes?a=1', headers={'Host': 'old.example.org'}, status=302)
    assert answer.location == 'http://localhost/en/processes?a=1'


def test_new_terms_of_administration_are_asked_of_everybody_again(eva, make):
    form = settings(eva)
    form['ask_again'].checked = True
    form.submit('save', status=303)
    assert '/account/admin-terms' in eva.get('/en/settings', status=303).location


def test_a_visitor_sees_new_settings_at_once(eva, make):
    eva.get('/en/')
    eva.logout()
    eva.get('/en/')
    eva.login('eva')
    write(settings(eva), 'Another name').submit('save', status=303)
    eva.logout()
    assert 'Another name' in eva.get('/en/')


@pytest.mark.parametrize('role', [COLLABORATOR, MODERATOR])
@pytest.mark.parametrize('page', ['settings', 'appearance'])
def test_only_administrators_change_settings(browser, make, role, page):
    make.participant('kim', role=role)
    browser.login('kim')
    browser.get(f'/en/{page}', status=403)


def test_a_space_administrator_does_not_change_the_site(browser, make):
    make.participant('sam', role=ADMIN, at=make.process())
    browser.login('sam')
    for page in ('settings', 'appearance', 'log', 'roles'):
        browser.get(f'/en/{page}', status=403)


# Appearance


def appearance(browser, colour, logo=None):
    form = browser.get('/en/appearance').forms['appearance']
    form['colour'] = colour
    if logo:
        form['upload'] = logo
    return form


def test_a_colour_is_fitted_and_both_are_shown_with_the_contrasts(eva, make):
    page = appearance(eva, '#FFB300').submit('save').follow()
    assert derive('#ffb300').fitted in page and '#ffb300' in page
    assert len(page.html.find('tbody').find_all('tr')) == len(derive('#ffb300').pairs())
    with make.site() as site:
        assert site.colour == '#ffb300'


def test_the_stylesheet_of_the_colour_is_served_for_a_year_and_an_old_one_is_gone(eva):
    def sheet():
        return [link['href'] for link in eva.get('/en/').html.find_all('link', rel='stylesheet') if '/theme/' in link['href']]

    assert sheet() == []
    appearance(eva, '#00857c').submit('save')
    (first,) = sheet()
    answer = eva.get(first)
    assert 'max-age=31536000' in answer.headers['Cache-Control'] and '--primary' in answer.text
    appearance(eva, '#d6001c').submit('save')
    assert sheet() != [first]
    eva.get(first, status=404)


def test_what_is_no_colour_is_refused(eva):
    assert 'Write a colour' in errors(appearance(eva, 'red').submit('save', status=422))


def picture(kind='PNG', size=(1200, 320)):
    written = io.BytesIO()
    Image.new('RGB', size, '#00857c').save(written, kind)
    return written.getvalue()


def test_a_logo_is_drawn_anew_and_served_under_its_digest(eva, make):
    page = appearance(eva, '#00857c', ('logo.jpg', picture('JPEG'))).submit('save').follow()
    address = page.html.find('a', class_='brand').img['src']
    answer = eva.get(address)
    assert answer.content_type == 'image/png' and 'max-age=31536000' in answer.headers['Cache-Control']
    assert Image.open(io.BytesIO(answer.body)).size == (600, 160)
    eva.get(address.replace('.png', 'x.png'), status=404)
    form = appearance(eva, '#00857c')
    form['remove_logo'].checked = True
    form.submit('save')
    eva.get(address, status=404)
    assert eva.get('/en/').html.find('a', class_='brand').img is None


@pytest.mark.parametrize(
    ('name', 'data', 'words'),
    [
        ('logo.svg', b'<svg/>', 'Choose a file whose name ends in'),
        ('logo.png', b'nothing', 'no picture that can be read'),
        ('logo.png', picture('JPEG'), 'by its content'),
        ('logo.png', picture(size=(4000, 10)), 'pixels'),
        ('logo.png', b'x' * 9001, 'larger than'),
    ],
)
def test_a_file_that_is_no_good_is_refused_with_its_own_reason_and_nothing_is_changed(eva, make, monkeypatch, name, data, words):
    monkeypatch.setattr('isegoria.uploads.MOST_BYTES', 9000)
    page = appearance(eva, '#d6001c', (name, data)).submit('save', status=422)
    assert words in errors(page)
    with make.site() as site:
        assert site.logo is None and site.colour != '#d6001c'
