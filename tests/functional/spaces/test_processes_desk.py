"""Processes at the desk: made, changed, published, put in the trash and taken out of it."""

import pytest

from isegoria.security import ADMIN, COLLABORATOR, MODERATOR
from isegoria.spaces.processes.resource import Process
from tests.desk import choose, press, take, write


@pytest.fixture
def eva(browser, make):
    make.participant('eva', role=ADMIN)
    browser.login('eva')
    return browser


def new_process(browser, slug='parks', **about):
    form = browser.get('/en/processes/new').forms['newprocess']
    form['slug'] = slug
    return write(form, 'Parks', 'For all', 'In short', 'A **long** story').submit('save', **about)


def slugs(make):
    with make.site() as site:
        return sorted(site['processes'])


def test_a_process_is_made_with_one_active_phase_and_is_not_public(eva, make):
    page = new_process(eva).follow()
    assert 'The process is made' in page
    with make.site() as site:
        process = site['processes']['parks']
        assert [phase.title['en'] for phase in process.phases] == ['Introduction']
        assert process.phases.active is process.phases.all[0]
        assert not process.is_published
        assert process.description == {'en': '<p>A <strong>long</strong> story</p>'}
    eva.logout()
    eva.get('/en/processes/parks', status=404)


@pytest.mark.parametrize('slug', ['1abc', 'a', 'a b', 'ñu', 'admin', 'new'])
def test_a_slug_that_is_no_good_is_refused_beside_its_field(eva, make, slug):
    page = new_process(eva, slug, status=422)
    assert page.html.find('input', attrs={'name': 'slug', 'aria-invalid': 'true'})['value'] == slug
    assert slugs(make) == []


def test_the_same_slug_twice_is_refused(eva, make):
    new_process(eva, 'a1')
    assert 'has this address already' in new_process(eva, 'a1', status=422)


def test_what_is_missing_is_said_and_nothing_is_made(eva, make):
    form = eva.get('/en/processes/new').forms['newprocess']
    form['slug'] = 'parks'
    page = form.submit('save', status=422)
    assert 'Fill in' in page and page.html.find(role='alert')
    assert slugs(make) == []


def test_the_settings_of_a_process_are_changed(eva, make):
    process = make.process(subtitle={'en': 'Sub'}, short_description={'en': 'Short'}, description={'en': '<p>Long</p>'})
    form = eva.get(make.url(process, 'edit')).forms['editprocess']
    form['promoted'].checked = True
    form['weight'] = '7'
    page = form.submit('save').follow()
    assert 'The settings are saved' in page
    with make.open(process) as found:
        assert (found.promoted, found.weight, found.subtitle) == (True, 7, {'en': 'Sub'})


def edit(browser, make, process):
    return write(browser.get(make.url(process, 'edit')).forms['editprocess'], 'Trees', 'For all', 'In short', 'A story')


def test_the_last_day_cannot_come_before_the_first(eva, make):
    form = edit(eva, make, make.process())
    dates = [field for name, field in form.field_order if name == 'date' or name in ('starts', 'ends')]
    dates[0].value, dates[1].value = '2026-05-02', '2026-05-01'
    assert 'The last day comes before the first' in form.submit('save', status=422)


def test_an_earlier_slug_leads_to_the_process_and_to_what_is_in_it(eva, make):
    process = make.process()
    proposal = make.proposal()
    form = edit(eva, make, process)
    form['slug'] = 'green'
    form.submit('save')
    eva.logout()
    assert eva.get('/en/processes/trees?a=1', status=301).location.endswith('/en/processes/green?a=1')
    answer = eva.get(make.url(proposal), status=301)
    assert answer.location.endswith(make.url(proposal).replace('/trees/', '/green/'))
    assert 'More trees' in answer.follow()
    assert 'More trees' in eva.get('/en/search?term=trees')


def test_what_was_for_members_is_opened_only_with_a_tick(eva, make):
    process = make.process(access='restricted')
    form = edit(eva, make, process)
    choose(form, 'open')
    page = form.submit('save', status=422)
    form = page.forms['editprocess']
    form['open_to_everybody'].checked = True
    form.submit('save', status=303)
    with make.open(process) as found:
        assert found.access == 'open'


def test_related_processes_name_each_other(eva, make):
    parks, trees = make.process('parks', title={'en': 'Parks'}), make.process()
    form = edit(eva, make, trees)
    choose(form, 'parks').submit('save')
    with make.open(parks) as found:
        assert found.related == ('trees',)


def test_a_space_administrator_changes_their_process_but_makes_none_and_bins_none(browser, make):
    process, other = make.process(published=False), make.process('parks', title={'en': 'Parks'})
    make.participant('sam', role=ADMIN, at=process)
    browser.login('sam')
    page = browser.get('/en/processes/admin')
    assert 'Trees for everybody' in page and 'Parks' not in page and 'New process' not in page
    browser.get('/en/processes/new', status=403)
    assert 'Group' not in [legend.get_text(strip=True) for legend in browser.get(make.url(process, 'edit')).html.find_all('label')]
    browser.get(make.url(process, 'trash'), status=403)
    browser.get(make.url(other, 'edit'), status=403)
    edit(browser, make, process).submit('save', status=303)


def test_a_group_posted_by_a_space_administrator_is_ignored(browser, make):
    process = make.process()
    make.participant('sam', role=ADMIN, at=process)
    browser.login('sam')
    form = edit(browser, make, process)
    browser.post(make.url(process, 'edit'), [*form.submit_fields('save'), ('group', 'mine')], status=303)
    with make.open(process) as found:
        assert found.group is None


@pytest.mark.parametrize('role', [COLLABORATOR, MODERATOR])
def test_other_roles_see_their_process_and_change_no_settings(browser, make, role):
    process = make.process(published=False)
    make.participant('kim', role=role, at=process)
    browser.login('kim')
    assert 'Trees for everybody' in browser.get('/en/processes/admin')
    browser.get(make.url(process), status=200)
    browser.get(make.url(process, 'edit'), status=403)


def button(browser, make, process, name):
    return press(browser, make.url(process, 'edit'), make.url(process, name))


def test_publishing_twice_is_refused_and_says_so(eva, make):
    process = make.process(published=False)
    assert 'It is published.' in button(eva, make, process, 'publish').follow()
    assert 'It is published already.' in button(eva, make, process, 'publish').follow()


def test_an_unpublished_process_is_seen_by_those_with_a_role_and_not_found_by_others(browser, make):
    process = make.process(published=False)
    make.participant('mo', role=MODERATOR, at=process)
    browser.get(make.url(process), status=404)
    browser.login('ana')
    browser.get(make.url(process), status=404)
    browser.login('mo')
    browser.get(make.url(process), status=200)


def test_a_published_process_is_not_put_in_the_trash(eva, make):
    process = make.process()
    assert 'Unpublish it first.' in eva.get(make.url(process, 'trash'))
    assert 'Unpublish it first.' in button(eva, make, process, 'trash').follow()
    with make.open(process) as found:
        assert found.trashed is None


def test_a_process_is_unpublished_binned_and_taken_out_again_unpublished(eva, make):
    process = make.process()
    assert 'Nothing is lost' in eva.get(make.url(process, 'unpublish'))
    button(eva, make, process, 'unpublish')
    assert 'It is in the trash.' in button(eva, make, process, 'trash').follow()
    eva.get(make.url(process), status=404)
    page = eva.get('/en/processes/admin?state=trash')
    assert 'Trees for everybody' in page
    with make.site() as site:
        (name,) = site['processes']
        again = type(process)(process.id, f'/processes/{name}')
    button(eva, make, again, 'restore')
    with make.open(process) as found:
        assert found.trashed is None and not found.is_published


def test_a_slug_in_the_trash_is_free_and_the_restored_one_takes_the_next(eva, make):
    process = make.process(published=False)
    button(eva, make, process, 'trash')
    new_process(eva, 'trees', status=303)
    with make.site() as site:
        trashed = next(each for each in site['processes'].values() if each.trashed)
        trashed.restore()
    assert slugs(make) == ['trees', 'trees-2']


def test_what_lies_in_a_trashed_process_is_not_editable(eva, make):
    process = make.process()
    proposals = make.proposals()
    with make.open(process) as found:
        found.published = None
        found.trash()
        path = f'/processes/{found.slug}'
    inside = type(process)(proposals.id, f'{path}/proposals')
    page = make.url(inside, 'edit')
    assert 'in the trash' in eva.get(page)
    press(eva, page, page, status=403)
    press(eva, page, make.url(inside, 'publish'), status=403)


def test_several_processes_are_published_at_once_with_what_was_not_and_why(eva, make):
    trees, parks = make.process(published=False), make.process('parks', title={'en': 'Parks'})
    page = take(eva, '/en/processes/admin', 'publish', trees, parks)
    assert 'It is not waiting to be published.' in page
    page = page.forms['bulk'].submit('yes').follow()
    assert '1 row was changed.' in page
    assert 'Not changed: “Parks”' in page


def test_a_bulk_action_with_foreign_ids_changes_nothing(browser, make):
    mine, foreign = make.process(published=False), make.process('parks', published=False, title={'en': 'Parks'})
    make.participant('sam', role=ADMIN, at=mine)
    browser.login('sam')
    page = take(browser, '/en/processes/admin', 'publish', foreign).follow()
    assert 'Choose at least one row' in page
    page = take(browser, '/en/processes/admin', 'publish', mine, foreign)
    assert 'Parks' not in page
    page.forms['bulk'].submit('yes')
    with make.open(foreign) as found:
        assert not found.is_published
    with make.open(mine) as found:
        assert found.is_published


def test_what_is_done_with_a_process_is_in_the_log(eva, make):
    process = make.process(published=False)
    button(eva, make, process, 'publish')
    page = eva.get('/en/log?did=publish')
    assert 'Eva' in page and 'Trees for everybody' in page


def test_many_processes_keep_a_page_size_that_is_not_the_usual_one_across_pages(eva, make):
    with make.site() as site:
        for number in range(60):
            site['processes'].add(f'p{number}-x', Process(f'p{number}-x', {'en': f'Process {number}'}))
    page = eva.get('/en/processes/admin?per_page=50&sort=title')
    assert len(page.html.select('tbody tr')) == 50
    page = page.click('Next')
    assert page.request.GET['per_page'] == '50'
    assert len(page.html.select('tbody tr')) == 10
    assert len(eva.get('/en/processes/admin?per_page=7').html.select('tbody tr')) == 20
    assert len(eva.get('/en/processes/admin?per_page=5000').html.select('tbody tr')) == 60
