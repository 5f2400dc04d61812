"""The page of a proposal, and the pages about it: versions, fingerprint, who likes it (11 §1, §13; 12 §14, §16, §17)."""

import hashlib
from decimal import Decimal

import pytest

from isegoria import clock
from tests.functional.components.proposals.pages import has_button, has_link, link, said, tells


def test_a_visitor_reads_a_proposal_and_who_wrote_it(browser, make):
    trees = make.proposal('More trees on the main square', author='ana')
    page = browser.get(make.url(trees))
    assert page.html.select_one('h1').text == 'More trees on the main square'
    assert 'We want shade where children play.' in said(page)
    assert link(page, 'Ana') == '/en/participants/ana'
    assert 'csrf' not in page.text  # nothing personal: the page can be kept for everybody


def test_carried_over_supports_show_in_the_total_told_apart(browser, make):
    trees = make.proposal(votes_carried_over=350)
    with make.open(trees) as found:
        found.component.support(found, 11)
    page = browser.get(make.url(trees))
    assert '351 supports' in said(page)
    assert '350 of them were carried over' in said(page)
    assert '351' in browser.get(make.url(make.proposals())).html.select_one('.vote').text


def test_carried_over_supports_are_shown_also_where_nobody_can_support(browser, make):
    make.proposals(votes_enabled=False)
    trees = make.proposal(votes_carried_over=1234)
    assert '1,234 supports' in said(browser.get(make.url(trees)))
    assert '1,234' in browser.get(make.url(make.proposals())).html.select_one('.vote').text


def test_hidden_counts_are_nowhere(browser, make):
    make.proposals(votes_hidden=True, settings={'threshold_per_proposal': 900})
    trees = make.proposal(votes_carried_over=777)
    ana = browser.login('ana')
    with make.open(trees) as found:
        found.component.support(found, ana.id)
    for page in (browser.get(make.url(trees)), browser.get(make.url(make.proposals()))):
        assert not tells(page, 777)
        assert not tells(page, 778)
    assert 'You support this' in said(browser.get(make.url(trees)))


def test_a_published_answer_stands_on_the_page_with_its_heading_state_and_text(browser, make):
    about = {'state_token': 'accepted', 'state_published': clock.microseconds(), 'answer': {'en': '<p>We plant them in March.</p>'}}
    page = browser.get(make.url(make.proposal(**about)))
    assert 'This proposal was accepted.' in said(page)
    assert 'We plant them in March.' in said(page)
    assert page.html.select_one('.badge')['data-s'] == 'ok'


def test_of_an_answer_that_is_not_public_nothing_is_seen(browser, make):
    about = {'state_token': 'rejected', 'answered': 1, 'answer': {'en': '<p>Never.</p>'}, 'cost': Decimal('12345')}
    make.proposals(answers_with_costs=True)
    trees = make.proposal(**about)
    for page in (browser.get(make.url(trees)), browser.get(make.url(trees, 'versions'))):
        assert 'Never.' not in page.text
        assert '12,345' not in page.text
        assert 'Rejected' not in said(page)


@pytest.mark.parametrize('shown', [True, False])
def test_costs_are_shown_where_the_phase_says_so(browser, make, shown):
    make.proposals(answers_with_costs=shown)
    about = {
        'state_token': 'accepted',
        'state_published': 1_800_000_000_000_000,
        'cost': Decimal('48000'),
        'execution_period': {'en': 'In spring.'},
    }
    page = said(browser.get(make.url(make.proposal(**about))))
    assert ('48,000' in page) is shown
    assert ('In spring.' in page) is shown


def test_a_withdrawn_proposal_stays_readable_and_says_so_without_a_button(browser, make):
    trees = make.proposal(withdrawn=clock.microseconds())
    browser.login('bob')
    page = browser.get(make.url(trees))
    assert 'Its author withdrew this proposal' in said(page)
    assert not has_button(page, 'support')
    assert not has_button(page, 'like')


@pytest.mark.parametrize('gone', [{'hidden': True}, {'trashed': 1}])
@pytest.mark.parametrize('rest', [(), ('versions',), ('versions', '1'), ('fingerprint',), ('likers',)])
def test_of_hidden_and_trashed_proposals_there_is_no_page_and_no_version(browser, make, gone, rest):
    trees = make.proposal(**gone)
    assert browser.get(make.url(trees, *rest), status='*').status_int in (404, 410)


def test_a_stale_slug_leads_to_the_proposal(browser, make):
    with make.open(make.proposal()) as found:
        found.title = {'en': 'Fewer cars on the main square'}
        name = found.__name__
    old = name.replace('fewer-cars', 'more-trees')
    page = browser.get(f'{make.url(make.proposals())}/{old}')
    assert page.location.endswith(name)


def test_official_proposals_have_no_profile(browser, make):
    page = browser.get(make.url(make.proposal('A plan of the council', origin='official')))
    assert 'Official proposal' in said(page)
    assert '/participants/' not in page.html.select_one('.article header').decode()


def test_an_imported_proposal_from_a_meeting_says_a_meeting(browser, make):
    assert 'A meeting' in said(browser.get(make.url(make.proposal(origin='meeting'))))


def test_addresses_in_a_text_are_linked_and_one_of_a_proposal_becomes_its_title(browser, make):
    lamps = make.proposal('Lamps along the river')
    trees = make.proposal(body=f'As in http://localhost{make.url(lamps)} and on https://example.org/trees')
    page = browser.get(make.url(trees))
    assert link(page, 'Lamps along the river').endswith(make.url(lamps))
    assert has_link(page, 'https://example.org/trees')


def test_html_that_an_import_brought_is_cleaned(browser, make):
    trees = make.proposal(
        markup='html', body='<p>Shade <strong>now</strong></p><script>alert(1)</script><img src=x onerror=alert(2)>'
    )
    page = browser.get(make.url(trees))
    assert page.html.select_one('.prose strong').text == 'now'
    assert 'alert(1)' not in page.text
    assert 'onerror' not in page.text


def test_versions_are_compared_word_by_word_in_one_text_or_side_by_side(browser, make):
    trees = make.proposal(body='We want shade where children play.')
    with make.open(trees) as found:
        found.rewrite(found.title, {'en': 'We want shade where everybody waits.'}, found.author)
    page = browser.get(make.url(trees))
    assert 'Version 2 of 2' in said(page)
    page = browser.get(link(page, 'Version 2 of 2'))
    assert [each.text for each in page.html.select('.diff ins')] and 'everybody' in page.html.select_one('.diff ins').text
    assert 'children' in page.html.select_one('.diff del').text
    assert 'Text (English)' in said(page)
    beside = browser.get(link(page, 'Side by side'))
    before, after = beside.html.select('.diff')
    assert before.select('del') and not before.select('ins')
    assert after.select('ins') and not after.select('del')
    assert 'We want shade where children play.' in said(browser.get(make.url(trees, 'versions', '1')))


@pytest.mark.parametrize('number', ['0', '3', '-1', 'x', '99999999999999999999'])
def test_a_version_that_is_none_is_not_found(browser, make, number):
    browser.get(make.url(make.proposal(), 'versions', number), status=404)


def test_version_count_after_publishing_is_exactly_one(browser, make):
    assert 'Version 1 of 1' in said(browser.get(make.url(make.proposal())))


def test_the_fingerprint_can_be_computed_again_from_what_stands_beside_it(browser, make):
    page = browser.get(make.url(make.proposal('Més arbres / més ombra'), 'fingerprint'))
    source = page.html.select_one('pre').text
    assert source == '{"body":{"en":"We want shade where children play."},"title":{"en":"Més arbres / més ombra"}}'
    assert hashlib.sha256(source.encode()).hexdigest() == page.html.select_one('code').text


def test_who_likes_it_is_public_first_ones_first_and_while_blocked_stays_visible(browser, make):
    make.proposals(likes_blocked=True)
    trees = make.proposal()
    people = [make.participant(name) for name in ('bob', 'cel', 'dan')]
    with make.open(trees) as found:
        for at, person in enumerate(people):
            found.likes.add(person.id, at)
    page = browser.get(make.url(trees))
    assert '3 people like this' in said(page)
    assert 'Bob , Cel , Dan' in said(page)
    assert not has_link(page, 'Sign in to like')
    listed = browser.get(make.url(trees, 'likers'))
    assert [each.text for each in listed.html.select('main li strong')] == ['Bob', 'Cel', 'Dan']


def test_a_component_may_show_the_number_of_likes_only(browser, make):
    make.proposals(settings={'likes_show_names': False})
    trees, bob = make.proposal(), make.participant('bob')
    with make.open(trees) as found:
        found.like(bob.id)
    page = browser.get(make.url(trees))
    assert '1 person likes this' in said(page)
    assert 'Bob' not in page.text
    browser.get(make.url(trees, 'likers'), status=404)


def test_comments_stand_on_the_page(browser, make):
    trees = make.proposal()
    make.comment(trees, 'I agree with every leaf.')
    assert 'I agree with every leaf.' in said(browser.get(make.url(trees)))


def test_reference_and_topics_are_facts_of_the_page(browser, make):
    with make.site() as site:
        north = site.taxonomies.add({'en': 'North'}, site.taxonomies.add({'en': 'Districts'}))
        number = north.id
    make.proposals(settings={'taxonomy_filters': (number,)})
    page = browser.get(make.url(make.proposal(reference='TLK-PROP-2026-11-1', terms=(number,))))
    assert 'Reference TLK-PROP-2026-11-1' in said(page)
    assert 'Districts North' in said(page)


def test_a_title_of_250_letters_and_one_of_4_are_borne(browser, make):
    long = 'Very long words ' * 16
    for title in (long.strip(), 'Pool'):
        trees = make.proposal(title)
        assert browser.get(make.url(trees)).html.select_one('h1').text == title


def test_a_version_with_an_endless_number_is_not_found(browser, make):
    browser.get(make.url(make.proposal(), 'versions', '9' * 5000), status=404)
