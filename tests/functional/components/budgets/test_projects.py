"""Projects have pictures and places, and may be alternatives of each other."""

import io

import pytest
from PIL import Image
from webtest import Upload

from isegoria.components.budgets.plan import HIGHEST, MARGIN, WIDTH, plan_of
from isegoria.components.budgets.project import Project
from tests.functional.components.budgets import making


@pytest.fixture
def desk(browser, make):
    make.participant('ada', role='admin')
    browser.login('ada')
    return browser


def png(size=(300, 200)) -> bytes:
    made = io.BytesIO()
    Image.new('RGB', size, 'green').save(made, 'PNG')
    return made.getvalue()


def form_with(desk, make, project, data: bytes, shows=''):
    """The form of a project with a picture chosen."""
    form = desk.get(make.url(project, 'edit')).forms['editproject']
    form['upload'] = Upload('shade.png', data)
    form.fields['en'][-1].value = shows  # after title and description
    return form


def test_a_picture_is_drawn_anew_and_said_in_words(desk, make):
    _place, projects = making.city(make)
    shade = projects['Shade']
    assert 'Say what the picture shows' in form_with(desk, make, shade, png()).submit('save', status=422)
    form_with(desk, make, shade, png(), 'Trees over benches').submit('save', status=303)
    page = desk.get(make.url(shade))
    picture = page.html.find('img', class_='picture')
    assert picture['alt'] == 'Trees over benches' and (picture['width'], picture['height']) == ('300', '200')
    answer = desk.get(picture['src'])
    assert answer.content_type == 'image/png' and Image.open(io.BytesIO(answer.body)).size == (300, 200)
    piece = desk.get(picture['src'], headers={'Range': 'bytes=1-3'}, status=206)
    assert piece.body == b'PNG' and piece.headers['Content-Range'] == f'bytes 1-3/{len(answer.body)}'
    desk.get(picture['src'].replace('.png', '0.png'), status=404)


def test_what_is_no_picture_is_refused_beside_its_field(desk, make):
    _place, projects = making.city(make)
    form = form_with(desk, make, projects['Shade'], b'<svg onload="alert(1)"/>', 'Trees')
    assert 'no picture that can be read' in form.submit('save', status=422)


def test_the_map_has_a_mark_for_each_place_and_says_the_same_as_a_list(browser, make):
    place, projects = making.city(make)
    browser.get(make.url(place, 'plan'), status=404)
    for number, title in enumerate(('Shade', 'Benches')):
        with make.open(projects[title]) as found:
            found.latitude, found.longitude = 41.1 + number / 100, 2.1
            make.changed(found)
    page = browser.get(make.url(place)).click('On the map')
    assert [each.get_text() for each in page.html.select('svg.plan a text')] == ['1', '2']
    listed = [each.get_text() for each in page.html.select('ol a')]
    assert {'Shade', 'Benches'} <= set(listed)
    assert {'Lights', 'Fountain'} <= {each.get_text() for each in page.html.select('main ul a')}


@pytest.mark.parametrize(
    'spots',
    [[(41.0, 2.0)], [(41.0, 2.0)] * 3, [(41.0, 2.0), (41.0, 2.5)], [(-80.0, 0.0), (80.0, 0.1)], [(0.0, -180.0), (10.0, 180.0)]],
)
def test_every_mark_lies_on_the_plan_and_north_is_up(spots):
    projects = []
    for latitude, longitude in spots:
        project = Project({'en': 'A place'}, 1)
        project.latitude, project.longitude = latitude, longitude
        projects.append(project)
    plan = plan_of(projects)
    assert plan.height <= HIGHEST and 0 < plan.scale <= WIDTH
    for mark in plan.marks:
        assert MARGIN - 1 <= mark.x <= WIDTH - MARGIN + 1 and MARGIN - 1 <= mark.y <= plan.height - MARGIN + 1
    for one in plan.marks:
        for other in plan.marks:
            assert (one.project.latitude > other.project.latitude) <= (one.y <= other.y)


def ballots(make, place, projects):
    for number in range(12):
        chosen = ['Shade', 'Benches'] if number % 3 else ['Shade', 'Lights', 'Fountain'][: 1 if number else 2]
        making.vote(make, place, f'neighbour{number}', *(projects[title] for title in chosen))
    making.end(make, place)


def winners(make, place) -> set:
    with make.open(place) as found:
        return {found.project(number).title['en'] for number in found.outcome.winners}


def test_of_alternatives_the_one_with_most_votes_is_built(browser, make):
    place, projects = making.city(make, settings={'vote_rule': 'minimum', 'tally_rule': 'greedy-exclusive'})
    for title in ('Shade', 'Benches'):
        with make.open(projects[title]) as found:
            found.alternative = 'The square'
            make.changed(found)
    ballots(make, place, projects)
    assert 'Shade' in winners(make, place) and 'Benches' not in winners(make, place)
    assert 'Shade' in browser.get(make.url(projects['Benches'], 'why')).html.main.get_text()
    recounted(browser, make, place)


def test_what_has_too_few_votes_is_not_built_though_there_is_money(browser, make):
    place, projects = making.city(make, settings={'vote_rule': 'minimum', 'tally_rule': 'greedy-threshold', 'tally_least': 5})
    ballots(make, place, projects)
    assert winners(make, place) == {'Shade', 'Benches'}
    assert '5' in browser.get(make.url(projects['Lights'], 'why')).html.main.get_text()
    recounted(browser, make, place)


def test_a_file_tells_no_condition_that_its_rule_does_not_ask_about(browser, make):
    place, projects = making.city(make, settings={'vote_rule': 'minimum', 'tally_rule': 'greedy', 'tally_least': 5})
    ballots(make, place, projects)
    recounted(browser, make, place)


def recounted(browser, make, place):
    """Anybody who counts the file finds the same winners."""
    from isegoria.components.budgets.tally import pabulib
    from isegoria.components.budgets.tally.own import tally_file

    written = pabulib.parse(browser.get(make.url(place, 'ballots.pb')).text)
    with make.open(place) as found:
        codes = {found.project(number).code for number in found.outcome.winners}
    assert set(tally_file(written).winners) == codes
