"""Process groups at the desk."""

import pytest

from isegoria.security import ADMIN
from tests.desk import choose, errors, press, write


@pytest.fixture
def eva(browser, make):
    make.participant('eva', role=ADMIN)
    browser.login('eva')
    return browser


def new_group(browser, *processes, slug='green', **values):
    form = write(browser.get('/en/process-groups/new').forms['newgroup'], 'Green city', 'All that grows')
    form['slug'] = slug
    for name, value in values.items():
        form[name] = value
    for process in processes:
        choose(form, process)
    return form.submit('save', expect_errors=True)


def groups_of(make):
    with make.site() as site:
        return {process.slug: process.group for process in site['processes'].values()}


def test_a_group_is_made_with_its_processes_and_its_page_lists_them(eva, make):
    make.process()
    make.process('parks', title={'en': 'Parks'})
    new_group(eva, 'trees', group_url='example.org')
    assert groups_of(make) == {'trees': 'green', 'parks': None}
    page = eva.get('/en/process-groups/green')
    assert 'Trees for everybody' in page and 'Parks' not in page
    with make.site() as site:
        assert site['process-groups']['green'].group_url == 'https://example.org'


def test_the_group_stands_on_the_index_in_place_of_its_processes(eva, make):
    make.process()
    new_group(eva, 'trees')
    links = [link['href'] for link in eva.get('/en/processes?status=all').html.select('main a[href]')]
    assert any(link.endswith('/process-groups/green') for link in links)


def test_a_process_is_in_one_group_at_most(eva, make):
    make.process()
    new_group(eva, 'trees')
    new_group(eva, 'trees', slug='other')
    assert groups_of(make) == {'trees': 'other'}


def test_a_group_keeps_its_processes_when_its_slug_changes_and_the_old_address_leads_on(eva, make):
    make.process()
    new_group(eva, 'trees')
    form = eva.get('/en/process-groups/green/edit').forms['editgroup']
    form['slug'] = 'greener'
    form.submit('save', status=303)
    assert groups_of(make) == {'trees': 'greener'}
    assert eva.get('/en/process-groups/green', status=301).location.endswith('/process-groups/greener')


def test_removing_a_group_leaves_its_processes(eva, make):
    make.process()
    new_group(eva, 'trees')
    press(eva, '/en/process-groups/green/edit', '/en/process-groups/green/remove')
    assert groups_of(make) == {'trees': None}
    eva.get('/en/process-groups/green', status=404)


def test_a_web_page_with_a_strange_scheme_is_refused(eva):
    assert 'https://' in errors(new_group(eva, group_url='ftp://example.org'))


def test_only_administrators_of_the_site_manage_groups(browser, make, eva):
    new_group(eva)
    make.participant('sam', role=ADMIN, at=make.process())
    browser.login('sam')
    for page in ('admin', 'new', 'green/edit', 'green/remove'):
        browser.get(f'/en/process-groups/{page}', status=403)
