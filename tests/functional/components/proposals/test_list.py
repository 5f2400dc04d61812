"""The list of proposals, as a visitor reads it (11 §18)."""

import pytest

from isegoria import clock
from tests.functional.components.proposals.pages import chips, has_link, link, numbers, said, titles


@pytest.fixture
def three(make):
    """Three proposals, one of them accepted and one rejected."""
    make.proposals()
    make.proposal('Trees on the main square')
    make.proposal('Benches along the river', state_token='accepted', state_published=clock.microseconds())
    make.proposal('A motorway to the beach', state_token='rejected', state_published=clock.microseconds())


@pytest.fixture
def listed(browser, make):
    def look(**query):
        return browser.get(make.url(make.proposals()), query)

    return look


def test_what_is_published_is_listed_and_rejected_ones_are_left_out_with_a_line_that_shows_them(three, listed, browser):
    page = listed()
    assert sorted(titles(page)) == ['Benches along the river', 'Trees on the main square']
    assert '1 proposal is left out of this list because of its answer.' in said(page)
    everything = browser.get(link(page, 'Show all'))
    assert len(titles(everything)) == 3
    assert 'left out' not in said(everything)


def test_states_are_filtered_and_counted_and_combine_by_or(three, listed):
    page = listed()
    assert {name: n for name, n in numbers(page).items() if n} == {'Accepted': 1, 'Rejected': 1, 'No answer yet': 1}
    assert titles(listed(state='rejected')) == ['A motorway to the beach']
    assert titles(listed(state='not_answered')) == ['Trees on the main square']
    assert len(titles(listed(state=['rejected', 'accepted']))) == 2


def test_an_unpublished_answer_falls_under_not_answered(make, listed):
    make.proposal('Trees on the main square', state_token='accepted')
    page = listed(state='not_answered')
    assert titles(page) == ['Trees on the main square']
    assert 'Accepted' not in page.html.select_one('article.item').text
    assert numbers(page)['Accepted'] == 0


def test_a_filter_in_use_stands_above_the_list_and_is_taken_away_by_a_click(three, listed, browser):
    page = listed(state='rejected', text='motorway')
    assert chips(page) == ['“motorway”', 'Rejected']
    assert chips(browser.get(link(page, 'Rejected'))) == ['“motorway”']


def test_words_are_found_in_title_and_text_folded_and_by_their_beginning(make, listed):
    make.proposal('Más árboles en la plaza', body='Sombra para los que juegan.')
    make.proposal('Benches along the river')
    for words in ('arboles', 'árb', 'sombra', '"árboles en la plaza"'):
        assert titles(listed(text=words)) == ['Más árboles en la plaza'], words
    assert 'No proposal fits' in said(listed(text='submarine'))


def test_filters_combine_with_and_across_and_or_within(make, listed):
    with make.site() as site:
        districts = site.taxonomies.add({'en': 'Districts'})
        north = site.taxonomies.add({'en': 'North'}, districts)
        hill = site.taxonomies.add({'en': 'Hill'}, north)
        south = site.taxonomies.add({'en': 'South'}, districts)
        topics = site.taxonomies.add({'en': 'Topics'})
        green = site.taxonomies.add({'en': 'Green'}, topics)
        ids = {name: term.id for name, term in locals().items() if hasattr(term, 'code')}
    make.proposals(settings={'taxonomy_filters': (ids['districts'], ids['topics'])})
    make.proposal('Trees on the hill', terms=(ids['hill'], ids['green']))
    make.proposal('Lamps in the north', terms=(ids['north'],))
    make.proposal('Trees in the south', terms=(ids['south'], ids['green']))
    assert sorted(titles(listed(term=ids['north']))) == [
        'Lamps in the north',
        'Trees on the hill',
    ]  # a parent finds its descendants
    assert titles(listed(term=[ids['north'], ids['green']])) == ['Trees on the hill']
    assert len(titles(listed(term=[ids['north'], ids['south']]))) == 3
    counted = numbers(listed(term=ids['green']))
    assert {name: counted[name] for name in ('North', 'Hill', 'South', 'Green')} == {'North': 1, 'Hill': 1, 'South': 1, 'Green': 2}
    assert [pick['class'] for pick in listed().html.select('.pick') if pick.label.text == 'Hill'] == [['pick', 'd1']]


def test_a_term_of_a_taxonomy_that_the_component_does_not_filter_by_filters_nothing(make, listed):
    with make.site() as site:
        number = site.taxonomies.add({'en': 'North'}, site.taxonomies.add({'en': 'Districts'})).id
    make.proposal()
    assert len(titles(listed(term=number))) == 1


def test_origins_are_filtered(make, listed):
    make.proposal('Trees on the main square')
    make.proposal('A plan of the council', origin='official')
    assert titles(listed(origin='official')) == ['A plan of the council']
    assert titles(listed(origin='participants')) == ['Trees on the main square']
    assert numbers(listed())['The institution'] == 1


def test_withdrawn_ones_are_listed_only_when_somebody_asks_for_them(make, listed, browser):
    make.proposal('Trees on the main square')
    make.proposal('Benches along the river', withdrawn=clock.microseconds())
    page = listed()
    assert titles(page) == ['Trees on the main square']
    withdrawn = browser.get(link(page, 'See withdrawn proposals'))
    assert titles(withdrawn) == ['Benches along the river']
    assert 'availability=withdrawn' in withdrawn.request.url


@pytest.mark.parametrize('gone', [{'hidden': True}, {'trashed': 1}])
@pytest.mark.parametrize('nickname', ['bob', 'mod', 'root'])
def test_hidden_and_trashed_ones_are_in_no_list_count_or_facet_for_anybody(make, listed, browser, gone, nickname):
    make.participant('mod', role='moderator')
    make.participant('root', role='admin')
    make.proposal('Trees on the main square')
    make.proposal('Buy my lamps at half price', **gone)
    browser.login(nickname)
    page = listed()
    assert titles(page) == ['Trees on the main square']
    assert '1 proposal ' in said(page)
    assert numbers(page)['No answer yet'] == 1
    assert titles(listed(text='lamps')) == []
    assert 'lamps' not in listed(availability='withdrawn').text


def test_drafts_are_in_no_list_not_even_their_authors(make, listed, browser):
    make.proposal('Nobody may read this yet', draft=True, author='ana')
    browser.login('ana')
    page = listed()
    assert titles(page) == []
    assert titles(listed(text='nobody')) == []
    assert 'You have a draft here' in said(page)
    browser.login('bob')
    assert 'Nobody may read this' not in listed().text


def test_somebody_who_is_signed_in_narrows_the_list_to_their_own_and_to_what_they_support(make, listed, browser):
    make.proposal('Trees by Ana', author='ana')
    lamps = make.proposal('Lamps by Bob', author='bob')
    assert titles(listed(activity='mine')) != [] and not has_link(listed(), 'My proposals')  # a visitor has none
    ana = browser.login('ana')
    with make.open(lamps) as found:
        found.component.support(found, ana.id)
    assert titles(browser.get(link(listed(), 'My proposals'))) == ['Trees by Ana']
    assert titles(browser.get(link(listed(), 'Supported by me'))) == ['Lamps by Bob']
    browser.login('cel')
    assert titles(listed(activity='mine')) == []


def test_each_order_says_how_it_is_made_and_ties_do_not_move(make, listed):
    made = [make.proposal(f'Proposal number {number}') for number in range(5)]
    with make.open(made[3]) as found:
        found.component.support(found, 11)
        found.like(12)
    make.comment(made[1])
    assert titles(listed(order='most_voted'))[0] == 'Proposal number 3'
    assert titles(listed(order='most_liked'))[0] == 'Proposal number 3'
    assert titles(listed(order='most_commented'))[0] == 'Proposal number 1'
    assert titles(listed(order='recent')) == [f'Proposal number {number}' for number in (4, 3, 2, 1, 0)]
    for order in ('random', 'recent', 'most_voted', 'most_liked', 'most_commented', 'with_more_authors'):
        page = listed(order=order)
        assert page.html.select_one('#list .why').get_text(strip=True)
        assert titles(page) == titles(listed(order=order))


def test_carried_over_supports_count_in_the_order(make, listed):
    make.proposal('With supports of elsewhere', votes_carried_over=2)
    here = make.proposal('With one support of here')
    with make.open(here) as found:
        found.component.support(found, 11)
    make.proposal('Without any support')
    assert titles(listed(order='most_voted')) == ['With supports of elsewhere', 'With one support of here', 'Without any support']


def test_most_supported_is_offered_while_supports_are_counted_in_public(make, listed, browser):
    make.proposals(votes_hidden=True)
    make.proposal()
    assert 'Most supported' not in said(listed())
    assert 'Most discussed' in said(listed())


def test_by_itself_the_list_is_drawn_by_lot_and_once_supporting_is_over_the_most_supported_come_first(make, browser):
    drawn = make.proposals()
    over = make.proposals('over', votes_blocked=True)
    chosen = make.proposals('chosen', settings={'default_sort_order': 'most_commented'})
    in_phase = make.proposals('phase', settings={'default_sort_order': 'recent'}, default_sort_order='most_liked')
    without = make.proposals('without', settings={'default_sort_order': 'most_voted'}, votes_enabled=False)
    for at, first in (
        (drawn, 'random'),
        (over, 'most_voted'),
        (chosen, 'most_commented'),
        (in_phase, 'most_liked'),
        (without, 'random'),
    ):
        select = browser.get(make.url(at)).html.select_one('select[name=order]')
        assert select.select('option')[0]['value'] == first
        assert select.select_one('option[selected]')['value'] == first


def test_the_draw_is_the_same_across_pages_and_its_seed_stands_in_the_address(make, listed, browser):
    made = {f'Proposal number {number:02}' for number in range(45)}
    at = make.proposals()
    for title in sorted(made):
        make.proposal(title, at=at)
    page, seen = listed(), []
    seen += titles(page)
    while has_link(page, 'Next'):
        address = link(page, 'Next')
        assert 'seed=' in address
        page = browser.get(address)
        seen += titles(page)
    assert len(seen) == 45
    assert set(seen) == made
    assert titles(listed(seed=7)) != titles(listed(seed=39))
    assert titles(listed(seed=7)) == titles(listed(seed=7))


@pytest.mark.parametrize('seed', ['64', '-1', 'x', '9999999999', ''])
def test_a_seed_that_is_none_draws_nothing_strange(make, listed, seed):
    make.proposal()
    assert len(titles(listed(seed=seed))) == 1


@pytest.mark.parametrize(('asked', 'given'), [('', 20), ('20', 20), ('50', 50), ('7', 20), ('35', 50), ('1000', 100), ('x', 20)])
def test_page_sizes_are_clamped(make, listed, asked, given):
    at = make.proposals()
    for number in range(25):
        make.proposal(f'Proposal number {number:02}', at=at)
    assert len(titles(listed(per_page=asked, order='recent'))) == min(given, 25)


def test_filters_survive_on_the_next_page_and_in_another_order(make, listed, browser):
    at = make.proposals()
    for number in range(25):
        make.proposal(f'Lamps number {number:02}', at=at)
    make.proposal('Trees on the main square', at=at)
    page = browser.get(link(listed(text='lamps', order='recent'), 'Next'))
    assert titles(page) == [f'Lamps number {number:02}' for number in (4, 3, 2, 1, 0)]
    form = page.forms[next(name for name, form in page.forms.items() if 'order' in form.fields)]
    form['order'] = 'most_voted'
    assert 'Trees on the main square' not in form.submit().text


def test_a_contribution_in_another_language_says_which(make, listed):
    with make.open(make.proposal()) as found:
        found.title, found.body, found.language = {'ca': 'Més arbres a la plaça'}, {'ca': 'Ombra per a tothom.'}, 'ca'
    card = listed().html.select_one('article.item')
    assert card.select_one('h3')['lang'] == card.select_one('.text')['lang'] == 'ca'


def test_a_page_beyond_the_last_one_says_that_nothing_is_there(make, listed):
    make.proposal()
    assert listed(page='40', order='recent').status_int == 200
    assert listed(page='999999999999').status_int == 200
    assert listed(page='-3').status_int == 200


def test_texts_of_people_are_escaped(make, listed):
    make.proposal('<script>alert(1)</script> in a title', body='<img src=x onerror=alert(2)> in a text')
    page = listed()
    assert '<script>alert' not in page.text
    assert '<img src=x' not in page.text
    assert '&lt;script&gt;alert(1)' in page.text


def test_an_announcement_of_the_component_and_one_of_the_phase_stand_above_the_list(make, listed):
    make.proposals(settings={'announcement': {'en': '<p>We read everything.</p>'}}, announcement={'en': '<p>Until Sunday.</p>'})
    page = listed()
    assert 'We read everything.' in said(page)
    assert 'Until Sunday.' in said(page)
