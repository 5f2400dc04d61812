"""Components at the desk: added, ordered, set, published, put in the trash."""

import pytest

from isegoria.security import ADMIN, COLLABORATOR
from tests.desk import choose, press, take, write


@pytest.fixture
def process(make):
    return make.process()


@pytest.fixture
def sam(browser, make, process):
    make.participant('sam', role=ADMIN, at=process)
    browser.login('sam')
    return browser


def add(browser, make, process, *words):
    form = browser.get(make.url(process, 'new-component')).forms['newcomponent']
    return write(choose(form, 'proposals'), *words).submit('save')


def slugs(make, process):
    with make.open(process) as found:
        return [component.slug for component in found.components()]


def button(browser, make, component, name):
    return press(browser, make.url(component, 'edit'), make.url(component, name))


def test_a_component_is_called_as_its_kind_in_every_language_and_its_slug_gets_a_number(sam, make, process):
    assert 'Look at its settings' in add(sam, make, process).follow()
    add(sam, make, process, 'Ideas')
    assert slugs(make, process) == ['proposals', 'proposals-2']
    with make.open(process) as found:
        assert set(found['proposals'].title) == {'en', 'ca', 'es', 'fr'}
        assert found['proposals-2'].title == {'en': 'Ideas'}
        assert not found['proposals'].is_published


def test_the_form_of_its_settings_is_made_from_the_manifest(sam, make):
    proposals = make.proposals(settings={'vote_limit': 3})
    form = sam.get(make.url(proposals, 'edit')).forms['editcomponent']
    assert form['vote_limit'].value == '3' and form['proposal_length'].value == '500'
    form['vote_limit'] = '10'
    form['official_proposals_enabled'].checked = False
    form.submit('save', status=303)
    with make.open(proposals) as found:
        assert (found.setting('vote_limit'), found.setting('official_proposals_enabled')) == (10, False)
        assert found.setting('proposal_length') == 500


def test_a_setting_that_is_no_number_is_refused_and_what_was_typed_is_kept(sam, make):
    proposals = make.proposals()
    form = sam.get(make.url(proposals, 'edit')).forms['editcomponent']
    form['vote_limit'] = 'many'
    page = form.submit('save', status=422)
    assert page.forms['editcomponent']['vote_limit'].value == 'many'


def test_a_component_gets_another_slug_and_the_old_address_leads_on(sam, make):
    proposal = make.proposal()
    proposals = make.proposals()
    form = sam.get(make.url(proposals, 'edit')).forms['editcomponent']
    form['slug'] = 'ideas'
    form.submit('save', status=303)
    assert sam.get(make.url(proposal), status=301).location.endswith(make.url(proposal).replace('/proposals/', '/ideas/'))
    form = sam.get('/en/processes/trees/ideas/edit').forms['editcomponent']
    form['slug'] = 'components'
    assert 'part of the addresses of the site' in form.submit('save', status=422)


def test_the_order_of_the_menu_is_changed_by_buttons(sam, make, process):
    for _number in range(3):
        add(sam, make, process)
    with make.open(process) as found:
        third = found['proposals-3']
        made = type(process)(third.id, '/processes/trees/proposals-3')
    button(sam, make, made, 'up')
    assert slugs(make, process) == ['proposals', 'proposals-3', 'proposals-2']
    with make.open(process) as found:
        assert [each.weight for each in found.components()] == [1, 2, 3]


def test_an_unpublished_component_is_not_found_by_participants(browser, make, process):
    proposals = make.proposals(published=False)
    browser.login('ana')
    browser.get(make.url(proposals), status=404)
    make.participant('sam', role=ADMIN, at=process)
    browser.login('sam')
    assert 'It is published.' in button(browser, make, proposals, 'publish').follow()
    browser.login('ana')
    browser.get(make.url(proposals), status=200)


def test_publishing_a_component_twice_does_not_count_as_the_first_time_again(sam, make):
    proposals = make.proposals(published=False)
    button(sam, make, proposals, 'publish')
    with make.open(proposals) as found:
        first = found.first_published
    button(sam, make, proposals, 'unpublish')
    button(sam, make, proposals, 'publish')
    assert 'It is published already.' in button(sam, make, proposals, 'publish').follow()
    with make.open(proposals) as found:
        assert found.first_published == first < found.published


def test_a_component_left_out_of_the_menu_is_reached_by_its_address(sam, make, process):
    proposals = make.proposals()
    take(sam, make.url(process, 'components'), 'hide', proposals).forms['bulk'].submit('yes')
    sam.logout()
    page = sam.get(make.url(process))
    assert not [link for link in page.html.select('.tabs a') if link['href'].endswith('/proposals')]
    sam.get(make.url(proposals), status=200)


def test_a_component_that_holds_anything_stays(sam, make):
    proposals = make.proposals(published=False)
    make.proposal(draft=True)
    assert 'It holds contributions' in sam.get(make.url(proposals, 'trash'))
    press(sam, make.url(proposals, 'edit'), make.url(proposals, 'trash'))
    with make.open(proposals) as found:
        assert found.trashed is None


def test_a_published_component_is_not_put_in_the_trash(sam, make):
    assert 'Unpublish it first.' in sam.get(make.url(make.proposals(), 'trash'))


def test_an_empty_component_goes_to_the_trash_and_comes_back_unpublished(sam, make, process):
    proposals = make.proposals(published=False)
    button(sam, make, proposals, 'trash')
    assert slugs(make, process) == []
    page = take(sam, make.url(process, 'components'), 'restore', proposals)
    assert '1 row was changed.' in page.forms['bulk'].submit('yes').follow()
    assert slugs(make, process) == ['proposals']
    with make.open(proposals) as found:
        assert not found.is_published


def test_editors_change_no_components(browser, make, process):
    proposals = make.proposals()
    make.participant('ed', role=COLLABORATOR, at=process)
    browser.login('ed')
    for address in (make.url(process, 'components'), make.url(process, 'new-component'), make.url(proposals, 'edit')):
        browser.get(address, status=403)
