"""People support and like: the button in all its states, in lists and on the page (11 §7, §8)."""

import pytest

from isegoria.components.proposals.events import Liked, Supported, SupportTakenBack
from tests.functional.components.proposals.pages import button, has_button, has_link, link, said, titles, token


def press(browser, make, proposal, what):
    return button(browser.get(make.url(proposal)), what).submit()


def total(make, proposal):
    with make.open(proposal) as found:
        return found.supports_total


def test_a_neighbour_supports_a_proposal_and_takes_it_back(browser, make, told):
    trees = make.proposal(author='ana')
    browser.login('bob')
    page = press(browser, make, trees, 'support').follow()
    assert 'Thank you. Your support counts.' in said(page)
    assert '1 support ' in said(page)
    assert 'You support this' in said(page)
    page = press(browser, make, trees, 'take-back').follow()
    assert '0 supports' in said(page)
    assert [len(told(kind)) for kind in (Supported, SupportTakenBack)] == [1, 1]


def test_one_person_twice_is_counted_once(browser, make, told):
    trees = make.proposal()
    browser.login('bob')
    form = button(browser.get(make.url(trees)), 'support')
    form.submit()
    form.submit()
    assert total(make, trees) == 1
    assert len(told(Supported)) == 1


def test_who_supports_is_on_no_page(browser, make):
    trees = make.proposal(author='ana')
    browser.login('bob')
    press(browser, make, trees, 'support')
    make.participant('root', role='admin')
    for nickname in ('ana', 'root'):
        browser.login(nickname)
        for rest in ((), ('likers',), ('versions',)):
            assert 'Bob' not in browser.get(make.url(trees, *rest)).text
    assert 'Bob' not in browser.get(make.url(make.proposals(), 'export.csv')).text


def test_a_visitors_button_leads_to_the_login_and_back_to_the_proposal(browser, make):
    trees = make.proposal()
    address = link(browser.get(make.url(trees)), 'Sign in to support')
    assert address.startswith('/en/login?back=')
    assert make.url(trees).replace('/', '%2F') in address
    posted = browser.post(make.url(trees, 'support'), {'csrf_token': 'x'}, status='*')
    assert posted.status_int in (303, 400)
    assert total(make, trees) == 0


def test_from_a_list_one_comes_back_to_the_list_at_the_card(browser, make):
    trees = make.proposal()
    browser.login('bob')
    page = browser.get(make.url(make.proposals()), {'order': 'recent'})
    answer = button(page, 'support').submit()
    assert answer.location.endswith(f'/proposals?order=recent#p-{trees.id}')
    assert 'Supported' in said(answer.follow())
    assert has_button(answer.follow(), 'take-back')


@pytest.mark.parametrize(
    'back', ['https://example.org/', '//example.org', '/en/', 'javascript:alert(1)', '\r\nX: y', '/en/processes/treesy']
)
def test_the_way_back_never_leads_elsewhere(browser, make, back):
    trees = make.proposal()
    browser.login('bob')
    answer = browser.post(make.url(trees, 'support'), {'csrf_token': token(browser, make), 'back': back})
    assert answer.location == f'http://localhost{make.url(trees)}'


def test_what_is_left_is_said_and_at_the_limit_every_other_button_becomes_words(browser, make):
    at = make.proposals(settings={'vote_limit': 1})
    trees, _lamps = make.proposal('Trees on the main square', at=at), make.proposal('Lamps along the river', at=at)
    browser.login('bob')
    assert 'You have 1 support left of 1.' in said(browser.get(make.url(at)))
    press(browser, make, trees, 'support')
    page = browser.get(make.url(at))
    assert 'You have 0 supports left of 1.' in said(page)
    assert 'No supports left' in said(page)
    assert not has_button(page, 'support')
    assert has_button(page, 'take-back')


def test_at_the_limit_the_page_says_so_and_the_server_refuses(browser, make):
    at = make.proposals(settings={'vote_limit': 1})
    trees, lamps = make.proposal('Trees on the main square', at=at), make.proposal('Lamps along the river', at=at)
    browser.login('bob')
    late = button(browser.get(make.url(lamps)), 'support')
    press(browser, make, trees, 'support')
    page = browser.get(make.url(lamps))
    assert 'You have used all your supports' in said(page)
    assert titles(browser.get(link(page, 'See what you support'))) == ['Trees on the main square']
    assert 'You have used all your supports' in said(late.submit().follow())
    assert total(make, lamps) == 0


def test_vote_on_a_threshold_full_proposal_is_refused(browser, make):
    make.proposals(settings={'threshold_per_proposal': 1})
    trees = make.proposal()
    browser.login('bob')
    late = button(browser.get(make.url(trees)), 'support')
    with make.open(trees) as found:
        found.component.support(found, 99)
    page = browser.get(make.url(trees))
    assert 'It has all the supports it needs.' in said(page)
    assert 'It needs 1 support.' in said(page)
    assert not has_button(page, 'support')
    assert 'has all the supports it needs' in said(late.submit().follow())
    assert total(make, trees) == 1
    assert 'Supports complete' in said(browser.get(make.url(make.proposals())))


def test_below_the_minimum_one_is_told_how_many_are_missing(browser, make):
    at = make.proposals(settings={'minimum_votes_per_user': 3})
    trees = make.proposal(at=at)
    browser.login('bob')
    page = press(browser, make, trees, 'support').follow()
    assert 'Support 2 more proposals, so that your supports count.' in said(page)
    assert '0 supports' in said(page)
    assert 'Support 2 more proposals' in said(browser.get(make.url(at)))


def test_rules_are_said_while_one_can_support_and_only_then(browser, make):
    rules = {'vote_limit': 10, 'minimum_votes_per_user': 3, 'threshold_per_proposal': 300, 'proposal_limit': 5}
    at = make.proposals(settings=rules)
    trees = make.proposal(at=at)
    for page in (browser.get(make.url(at)), browser.get(make.url(trees))):
        for rule in (
            'You have 10 supports to give.',
            'as soon as you have given 3',
            'needs 300 supports',
            'You can make 5 proposals.',
        ):
            assert rule in said(page)
    closed = make.proposals('closed', votes_blocked=True, settings=rules)
    assert 'Rules for supporting' not in said(browser.get(make.url(closed)))
    plain = make.proposals('plain')
    assert 'Rules for supporting' not in said(browser.get(make.url(plain)))


def test_closed_says_so_without_a_dead_button(browser, make):
    make.proposals(votes_blocked=True)
    trees = make.proposal()
    bob = browser.login('bob')
    page = browser.get(make.url(trees))
    assert 'Supporting is closed now.' in said(page)
    assert not has_button(page, 'support')
    with make.open(trees) as found:
        found.component._give(bob.id, (found.id,))
    page = browser.get(make.url(trees))
    assert 'You supported this.' in said(page)
    assert not has_button(page, 'take-back')
    for what in ('support', 'take-back'):
        browser.post(make.url(trees, what), {'csrf_token': token(browser, make)}, status=403)


def test_where_supporting_is_not_offered_nothing_is_said_of_it(browser, make):
    make.proposals(votes_enabled=False)
    trees = make.proposal()
    page = browser.get(make.url(trees))
    assert 'support' not in said(page).lower()


def test_rejected_in_public_means_no_button_and_the_server_refuses(browser, make):
    trees = make.proposal(state_token='rejected', state_published=1)
    browser.login('bob')
    assert not has_button(browser.get(make.url(trees)), 'support')
    browser.post(make.url(trees, 'support'), {'csrf_token': token(browser, make)}, status=403)


@pytest.mark.parametrize('about', [{'withdrawn': 1}, {'hidden': True}, {'trashed': 1}])
def test_withdrawn_hidden_and_trashed_ones_are_refused_too(browser, make, about):
    trees = make.proposal(**about)
    browser.login('bob')
    browser.post(make.url(trees, 'support'), {'csrf_token': token(browser, make)}, status=403 if 'withdrawn' in about else 404)


def test_in_a_place_that_is_not_open_only_members_support_and_others_read_why_not(browser, make):
    make.process(access='transparent')
    trees = make.proposal()
    browser.login('bob')
    page = browser.get(make.url(trees))
    assert 'Only the members of this process can support.' in said(page)
    browser.post(make.url(trees, 'support'), {'csrf_token': token(browser, make)}, status=403)
    browser.get(make.url(make.proposals(), 'new'), status=403)
    cel = browser.login('cel')
    with make.site() as site:
        site['processes']['trees'].members.add(cel.id)
    assert has_button(browser.get(make.url(trees)), 'support')


def test_authors_may_support_and_like_their_own(browser, make):
    trees = make.proposal(author='ana')
    browser.login('ana')
    press(browser, make, trees, 'support')
    press(browser, make, trees, 'like')
    with make.open(trees) as found:
        assert (found.supports_total, len(found.likes)) == (1, 1)


def test_a_like_is_public_by_name_which_the_button_says_and_independent_of_supports(browser, make, told):
    trees = make.proposal(author='ana')
    browser.login('bob')
    assert 'A like is public and carries your name.' in said(browser.get(make.url(trees)))
    page = press(browser, make, trees, 'like').follow()
    assert '1 person likes this' in said(page)
    assert has_link(page, 'Bob')
    assert total(make, trees) == 0
    page = press(browser, make, trees, 'unlike').follow()
    assert '0 people like this' in said(page)
    assert len(told(Liked)) == 1


@pytest.mark.parametrize('closed', [{'likes_enabled': False}, {'likes_blocked': True}])
def test_liking_is_refused_where_it_is_off_or_over(browser, make, closed):
    make.proposals(**closed)
    trees = make.proposal()
    browser.login('bob')
    assert not has_button(browser.get(make.url(trees)), 'like')
    browser.post(make.url(trees, 'like'), {'csrf_token': token(browser, make)}, status=403)


def test_nothing_is_written_on_get(browser, make):
    trees = make.proposal()
    browser.login('bob')
    for what in ('support', 'take-back', 'like', 'unlike', 'publish'):
        browser.get(make.url(trees, what), status=404)
    assert total(make, trees) == 0


def test_a_forged_request_supports_nothing(browser, make):
    trees = make.proposal()
    browser.login('bob')
    browser.post(make.url(trees, 'support'), status=400)
    assert total(make, trees) == 0
