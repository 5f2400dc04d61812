"""The public page of a participant."""

import pytest

from isegoria.accounts import blocking


def test_everybody_sees_who_it_is_and_what_they_wrote(browser, make):
    make.participant('ines', name='Inés M.', about='Night nurse.')
    trees = make.proposal('More trees on the main square', author='ines')
    make.comment(trees, 'Benches too.', author='ines')
    page = browser.get('/en/participants/ines')
    for shown in ('Inés M.', '@ines', 'Night nurse.', 'More trees on the main square', 'Proposals', 'Comments'):
        assert shown in page
    assert 'ines@example.org' not in page
    comments = browser.get('/en/participants/ines?kind=comment')
    assert 'Benches too.' in comments and 'On “More trees on the main square”' in comments


def test_the_address_of_a_profile_is_written_in_any_case(browser, make):
    make.participant('ines')
    assert browser.get('/en/participants/INES').headers['Location'].endswith('/en/participants/ines')


def test_search_engines_are_asked_not_to_list_people(browser, make):
    make.participant('ines')
    page = browser.get('/en/participants/ines')
    assert page.headers['X-Robots-Tag'] == 'noindex' and '<meta name="robots" content="noindex"/>' in page


def test_official_people_have_a_mark_with_their_own_words(browser, make):
    make.participant('mayor', official=True, official_as={'en': 'Mayor of Vallmar'})
    assert 'Mayor of Vallmar' in browser.get('/en/participants/mayor')
    make.participant('clerk', official=True)
    assert 'Official' in browser.get('/en/participants/clerk')


def test_somebody_without_contributions_has_a_page_too(browser, make):
    make.participant('ines')
    assert 'Nothing is written here yet.' in browser.get('/en/participants/ines')


@pytest.mark.parametrize(
    'about', [{'blocked': 1}, {'deleted': 1}, {'closes': 10**17}, {'confirmed': None, 'unconfirmed_email': 'x@example.org'}]
)
def test_blocked_deleted_closed_and_unconfirmed_people_have_no_page(browser, make, about):
    make.participant('ines', **about)
    missing = browser.get('/en/participants/nobody', status=404)
    assert browser.get('/en/participants/ines', status=404).text.replace('/ines', '/nobody') == missing.text
    assert browser.get('/en/participants/INES', status=404)


def test_administrators_see_the_page_of_a_blocked_person(browser, make):
    make.participant('ines', blocked=1)
    make.participant('root', role='admin')
    browser.login('root')
    assert 'Blocked' in browser.get('/en/participants/ines')


def test_what_is_hidden_withdrawn_from_public_or_a_draft_is_not_on_the_page(browser, make):
    make.proposal('This one is hidden away', author='ines', hidden=True)
    make.proposal('This one is a mere draft', author='ines', draft=True)
    page = browser.get('/en/participants/ines')
    assert 'hidden away' not in page and 'mere draft' not in page


def test_many_contributions_are_paged(browser, make):
    for number in range(21):
        make.proposal(f'Proposal with the number {number}', author='ines')
    page = browser.get('/en/participants/ines')
    assert page.text.count('Proposal with the number') == 20
    assert 'number 0<' in browser.get('/en/participants/ines?kind=proposal&page=2')
    assert browser.get('/en/participants/ines?page=99999').status_int == 200
    assert browser.get('/en/participants/ines?page=x&kind=unknown').status_int == 200


def test_ones_own_page_leads_to_the_account(browser, make):
    browser.login('ines')
    assert '/en/account"' in browser.get('/en/participants/ines').html.find(class_='profile').decode()


def test_authors_are_shown_by_name_deleted_and_blocked_ones_without(browser, make):
    trees = make.proposal('More trees on the main square', author='ines')
    page = browser.get(make.url(trees))
    assert 'Ines' in page and '/en/participants/ines' in page
    with make.site() as site:
        blocking.block(
            site, site['participants'].get_by_nickname('ines'), by=None, reason='spam', statement='The same offer, forty times.'
        )
    page = browser.get(make.url(trees))
    assert 'Blocked participant' in page and '/en/participants/ines' not in page and 'Ines' not in page


def test_imported_people_have_a_page_but_are_not_found_by_name(browser, make):
    from isegoria import outbox
    from isegoria.accounts.resource import Participant

    with make.site() as site:
        outbox.changed(site['participants'].add(Participant('Associació de Veïns', 'veins')))
    assert 'Associació de Veïns' in browser.get('/en/participants/veins')
    assert 'Nothing has these words.' in browser.get('/en/search', {'term': 'veïns'})


def test_blocked_and_unconfirmed_people_are_found_by_nobody_but_staff(browser, make):
    make.participant('zacharias', blocked=1)
    assert 'Nothing has these words.' in browser.get('/en/search?term=zacharias')
