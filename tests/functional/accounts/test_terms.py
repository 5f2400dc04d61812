"""Terms of use that changed notably, and the terms of administration."""

import pytest

from isegoria import clock


@pytest.fixture
def changed(make):
    with make.site() as site:
        page = site['pages']['terms-of-service']
        page.body = {'en': '<p>Be kind. This is new.</p>'}

    def change():
        with make.site() as site:
            site['pages']['terms-of-service'].changed_notably = clock.microseconds()

    return change


def accept(page):
    return next(form for form in page.forms.values() if 'version' in form.fields).submit()


def test_whoever_is_signed_in_is_asked_and_comes_back_to_where_they_wanted(browser, make, changed):
    make.participant('ana')
    browser.login('ana')
    assert browser.get('/en/processes').status_int == 200
    changed()
    answer = browser.get('/en/processes?status=past')
    assert answer.status_int == 303 and '/en/account/terms?back=' in answer.headers['Location']
    page = answer.follow()
    assert 'The terms of use have changed' in page and 'Be kind. This is new.' in page
    assert accept(page).headers['Location'].endswith('/en/processes?status=past')
    assert browser.get('/en/processes').status_int == 200


def test_not_accepting_blocks_everything_but_deleting_the_account_and_leaving(browser, make, changed):
    trees = make.proposal('More trees on the main square')
    browser.login('bob')
    changed()
    for path in ('/en', '/en/account', '/en/account/email', make.url(trees)):
        assert '/account/terms' in browser.get(path).headers['Location']
    for path in ('/en/account/delete', '/en/account/password', '/en/pages/terms-of-service', '/en/pages/privacy'):
        assert browser.get(path).status_int == 200
    page = browser.get('/en/account/terms')
    sign_out = next(form for form in page.forms.values() if form.action.endswith('/logout'))
    assert 'You are signed out.' in sign_out.submit().follow()
    assert browser.get('/en/processes').status_int == 200


def test_a_form_that_was_being_written_waits_until_the_terms_are_accepted(browser, make, changed):
    trees = make.proposal('More trees on the main square')
    browser.login('bob')
    form = browser.get(make.url(trees)).forms['write']
    form['body'] = 'Plane trees, please.'
    changed()
    page = form.submit().follow()
    page = accept(page).follow()
    assert 'Plane trees, please.' in page
    next(form for form in page.forms.values() if 'body' in form.fields).submit()
    assert 'Plane trees, please.' in browser.get(make.url(trees))


def test_feeds_and_answers_to_scripts_are_not_interrupted(browser, make, changed):
    browser.login('bob')
    changed()
    assert browser.get('/en/processes', headers={'Accept': 'application/json'}, status='*').status_int != 303


def test_terms_that_change_once_more_while_one_reads_are_shown_again(browser, make, changed):
    browser.login('bob')
    changed()
    page = browser.get('/en').follow()
    changed()
    page = accept(page).follow()
    assert 'changed while you were reading' in page


def test_each_accepted_version_is_kept_with_its_time(browser, make, changed):
    bob = browser.login('bob')
    changed()
    accept(browser.get('/en').follow())
    with make.open(bob) as person:
        assert len(person.accepted_terms) == 2
        assert all(version and when for version, when in person.accepted_terms)


def test_visitors_are_never_asked(browser, changed):
    changed()
    assert browser.get('/en').status_int == 200


def test_a_role_counts_once_the_terms_of_administration_are_accepted(browser, make):
    make.process('trees')
    with make.site() as site:
        site.admin_terms, site.admin_terms_version = {'en': '<p>Keep what you see to yourself.</p>'}, clock.microseconds()
    eva = make.participant('eva', role='admin', admin_terms_accepted=0)
    with make.site() as site:
        person = site['participants'].get_by_id(eva.id)
        assert not person.may_act_in_roles(site)
    browser.login('eva')
    page = browser.get('/en/account/admin-terms?back=/en/processes')
    assert 'Keep what you see to yourself.' in page
    answer = next(form for form in page.forms.values() if 'version' in form.fields).submit()
    assert answer.headers['Location'].endswith('/en/processes')
    with make.site() as site:
        assert site['participants'].get_by_id(eva.id).may_act_in_roles(site)
