"""Phases at the desk: their order, their dates, what they open, and moving on."""

from datetime import UTC, datetime

import pytest

from isegoria.events import PhaseActivated
from isegoria.security import ADMIN, COLLABORATOR
from tests.desk import errors, press, write


@pytest.fixture
def process(make):
    return make.process()


@pytest.fixture
def sam(browser, make, process):
    make.participant('sam', role=ADMIN, at=process)
    browser.login('sam')
    return browser


def phases(make, process) -> dict:
    with make.open(process) as found:
        return {phase.title['en']: phase for phase in found.phases}


def url(make, process, title, *rest):
    return make.url(process, 'phases', str(phases(make, process)[title].id), *rest)


def active(make, process):
    with make.open(process) as found:
        return found.phases.active.title['en']


def button(browser, make, process, address, status=303):
    return press(browser, make.url(process, 'phases'), address, status)


def test_the_list_says_which_phase_is_active_and_what_each_opens(sam, make, process):
    make.proposals()
    rows = [row.get_text(' ', strip=True) for row in sam.get(make.url(process, 'phases')).html.select('tbody tr')]
    assert [row.split()[0] for row in rows] == ['Inform', 'Propose', 'Decide']
    assert 'Active' in rows[1] and 'Proposals: Propose, Support' in rows[1]
    assert 'Support' not in rows[0]


def test_a_new_phase_comes_last(sam, make, process):
    form = write(sam.get(make.url(process, 'phases', 'new')).forms['newphase'], 'Follow up')
    assert 'Say what it opens' in form.submit('save').follow()
    assert list(phases(make, process)) == ['Inform', 'Propose', 'Decide', 'Follow up']
    assert active(make, process) == 'Propose'


def test_a_phase_is_moved_by_buttons_and_stays_at_the_ends_of_the_row(sam, make, process):
    button(sam, make, process, url(make, process, 'Decide', 'up'))
    assert list(phases(make, process)) == ['Inform', 'Decide', 'Propose']
    button(sam, make, process, url(make, process, 'Inform', 'up'))
    button(sam, make, process, url(make, process, 'Propose', 'down'))
    assert list(phases(make, process)) == ['Inform', 'Decide', 'Propose']


def times(form):
    return [field for name, field in form.field_order if name in ('date', 'time')]


def test_dates_are_entered_in_the_time_zone_of_the_organization(sam, make, process):
    form = write(sam.get(url(make, process, 'Decide', 'edit')).forms['editphase'], 'Decide')
    for field, value in zip(times(form), ('2026-07-01', '10:00', '2026-07-31', '20:30'), strict=True):
        field.value = value
    form.submit('save', status=303)
    phase = phases(make, process)['Decide']
    assert phase.starts == datetime(2026, 7, 1, 8, tzinfo=UTC)  # Madrid is two hours ahead in summer
    form = sam.get(url(make, process, 'Decide', 'edit')).forms['editphase']
    assert [field.value for field in times(form)] == ['2026-07-01', '10:00:00', '2026-07-31', '20:30:00']


@pytest.mark.parametrize('ends', ['2026-07-01', '2026-06-30'])
def test_a_phase_that_starts_when_it_ends_or_later_is_refused(sam, make, process, ends):
    form = sam.get(url(make, process, 'Decide', 'edit')).forms['editphase']
    for field, value in zip(times(form), ('2026-07-01', '10:00', ends, '10:00'), strict=True):
        field.value = value
    page = form.submit('save', status=422)
    assert 'A phase starts before it ends.' in errors(page)


@pytest.mark.parametrize('path', ['/abs', 'http://example.org', '//example.org', '1st', 'a b', 'javascript:x'])
def test_a_button_that_leads_out_of_the_process_is_refused(sam, make, process, path):
    form = sam.get(url(make, process, 'Decide', 'edit')).forms['editphase']
    form['cta_path'] = path
    assert 'The part of the address' in errors(form.submit('save', status=422))


def test_a_button_that_leads_to_a_component_is_kept(sam, make, process):
    form = sam.get(url(make, process, 'Decide', 'edit')).forms['editphase']
    form['cta_path'] = 'proposals/new'
    form.submit('save', status=303)
    assert phases(make, process)['Decide'].cta_path == 'proposals/new'


def test_the_active_phase_cannot_be_removed_while_there_are_others(sam, make, process):
    assert 'cannot be removed' in sam.get(url(make, process, 'Propose', 'remove'))
    page = button(sam, make, process, url(make, process, 'Propose', 'remove')).follow()
    assert 'cannot be removed' in page
    assert len(phases(make, process)) == 3


def test_another_phase_is_removed_and_the_positions_close_up(sam, make, process):
    button(sam, make, process, url(make, process, 'Inform', 'remove'))
    with make.open(process) as found:
        assert [found.phases.position(phase) for phase in found.phases] == [0, 1]


def test_the_only_phase_can_be_removed(sam, make, process):
    for title in ('Inform', 'Decide', 'Propose'):
        button(sam, make, process, url(make, process, title, 'remove'))
    assert phases(make, process) == {}


def test_moving_on_says_first_what_opens_and_closes_in_each_component(sam, make, process):
    make.proposals()
    page = sam.get(url(make, process, 'Decide', 'activate'))
    facts = page.html.find('dl', class_='facts').get_text(' ', strip=True)
    assert 'Proposals' in facts and 'Closes: Propose, Support' in facts and 'Stays open:' in facts
    assert active(make, process) == 'Propose'


def test_moving_on_opens_and_closes_at_once_and_tells_it(sam, make, process, app):
    proposals, told = make.proposals(), []
    app.registry.registerHandler(told.append, (PhaseActivated,))
    try:
        button(sam, make, process, url(make, process, 'Decide', 'activate'))
    finally:
        app.registry.unregisterHandler(told.append, (PhaseActivated,))
    assert active(make, process) == 'Decide'
    assert len(told) == 1
    with make.open(proposals) as found:
        assert not found.is_open('create')


def test_moving_on_to_the_active_phase_is_refused(sam, make, process):
    assert 'active already' in sam.get(url(make, process, 'Propose', 'activate'))
    assert 'active already' in button(sam, make, process, url(make, process, 'Propose', 'activate')).follow()


def test_following_the_dates_is_switched_off_and_on(sam, make, process):
    for expected in (False, True):
        button(sam, make, process, make.url(process, 'phases', 'follow-dates'))
        with make.open(process) as found:
            assert found.phases.follow_dates is expected


def test_what_a_phase_opens_is_set_in_a_form_made_from_the_manifest(sam, make, process):
    proposals = make.proposals()
    form = sam.get(url(make, process, 'Decide', 'proposals')).forms['phasesettings']
    assert not form['creation_enabled'].checked
    form['creation_enabled'].checked = True
    form['votes_hidden'].checked = True
    form.submit('save', status=303)
    phase = phases(make, process)['Decide']
    assert phase.settings[proposals.id]['creation_enabled'] is True
    with make.open(process) as found:
        found.phases.activate(found.phases.all[2])
    with make.open(proposals) as found:
        assert found.is_open('create') and found.in_phase('votes_hidden') and not found.is_open('support')


def test_a_new_phase_has_the_defaults(sam, make, process):
    make.proposals()
    write(sam.get(make.url(process, 'phases', 'new')).forms['newphase'], 'Later').submit('save')
    form = sam.get(url(make, process, 'Later', 'proposals')).forms['phasesettings']
    assert not form['creation_enabled'].checked and form['likes_enabled'].checked


def test_only_administrators_touch_phases(browser, make, process):
    make.participant('ed', role=COLLABORATOR, at=process)
    browser.login('ed')
    for address in (make.url(process, 'phases'), url(make, process, 'Decide', 'edit'), url(make, process, 'Decide', 'activate')):
        browser.get(address, status=403)
    assert active(make, process) == 'Propose'
