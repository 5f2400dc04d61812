"""Conversations are read: threads, orders, pages, links to one comment, what stands in the place of what is gone."""

import re

import pytest

from isegoria.originals import originals_of
from isegoria.root import installation
from isegoria.spaces.space import RESTRICTED, TRANSPARENT
from tests.factories import asked_of_catalogs, find


@pytest.fixture
def trees(make):
    return make.proposal()


def soup(page):
    """The page taken apart, once."""
    if not hasattr(page, 'taken_apart'):
        page.taken_apart = page.html
    return page.taken_apart


def article(page, comment):
    """The part of the page that shows a comment; None where it does not."""
    return soup(page).find('article', id=f'comment-{signs(comment)}')


def link(part, words):
    """The link that begins with these words, or None."""
    return next((each for each in part.find_all('a') if ' '.join(each.text.split()).startswith(words)), None)


def signs(comment):
    return comment.path.rsplit('/', 1)[1]


def depth(page, comment):
    """Under how many comments it stands."""
    return len(article(page, comment).find_parents('li')) - 1


def texts(page):
    return [said.get_text(strip=True) for said in soup(page).select('#comments .says')]


# Threads


def test_replies_are_nested_to_the_third_level(browser, make, trees):
    comments = [make.comment(trees, 'Level 0')]
    for level in (1, 2, 3):
        comments.append(make.comment(trees, f'Level {level}', reply_to=comments[-1]))
    page = browser.get(make.url(trees))
    assert [depth(page, comment) for comment in comments] == [0, 1, 2, 3]
    assert 'comments-title">4 comments' in page


def test_deeper_imported_ones_are_flat_under_their_ancestor_of_depth_3_oldest_first_each_with_a_link_in_reply_to(
    browser, make, trees
):
    comments = [make.comment(trees, 'Level 0')]
    for level in range(1, 7):
        comments.append(make.comment(trees, f'Level {level}', author=f'person{level}', reply_to=comments[-1]))
    page = browser.get(make.url(trees) + '?order=recent')
    assert [depth(page, comment) for comment in comments] == [0, 1, 2, 3, 4, 4, 4]
    assert texts(page) == [f'Level {level}' for level in range(7)]
    answered = link(article(page, comments[5]), 'In reply to Person4')
    assert answered['href'] == make.url(comments[4]) + f'#comment-{signs(comments[4])}'
    assert link(article(page, comments[3]), 'In reply to') is None


def test_a_comment_of_depth_3_offers_no_reply(browser, make, trees):
    comments = [make.comment(trees)]
    for _level in range(3):
        comments.append(make.comment(trees, reply_to=comments[-1]))
    browser.login('dora')
    page = browser.get(make.url(trees))
    assert article(page, comments[2]).find('a', href=re.compile('/reply$'))
    assert article(page, comments[3]).find('a', href=re.compile('/reply$')) is None


def test_a_badge_tells_who_is_in_favour_or_against_and_none_who_is_neutral(browser, make, trees):
    pro, neutral, against = (make.comment(trees, alignment=alignment) for alignment in (1, 0, -1))
    page = browser.get(make.url(trees))
    assert 'In favour' in article(page, pro).text
    assert 'Neutral' not in article(page, neutral).text
    assert 'Against' in article(page, against).text


def test_the_bar_counts_the_opinions_declared(browser, make, trees):
    for alignment in (1, 1, 1, 0, -1):
        make.comment(trees, alignment=alignment)
    page = browser.get(make.url(trees))
    assert soup(page).select_one('#comments .key').get_text(' ', strip=True) == '3 in favour 1 neutral 1 against'


def test_there_is_no_bar_where_nobody_took_a_side(browser, make, trees):
    make.comment(trees, alignment=0)
    assert browser.get(make.url(trees)).html.select_one('#comments .aligns') is None


def test_votes_are_shown_with_those_carried_over(browser, make, trees):
    comment, carla = make.comment(trees, up_carried_over=41, down_carried_over=3), make.participant('carla')
    with make.open(comment) as found:
        found.vote(carla.id, 1)
    page = browser.get(make.url(trees))
    assert [count.text for count in article(page, comment).select('.num')] == ['42', '3']


def test_the_authors_of_the_thing_and_officials_are_marked(browser, make, trees):
    make.participant('mayor', official=True)
    own, official = make.comment(trees, author='ana'), make.comment(trees, author='mayor')
    page = browser.get(make.url(trees))
    assert 'Author' in article(page, own).text
    assert 'Official' in article(page, official).text


def test_a_deleted_account_is_a_deleted_participant(browser, make, trees):
    comment = make.comment(trees, 'Still here', author='bob')
    with make.site() as site:
        site['participants'].get_by_nickname('bob').deleted = 1
    said = article(browser.get(make.url(trees)), comment)
    assert 'Deleted participant' in said.text
    assert 'Bob' not in said.text
    assert 'Still here' in said.text


def test_a_blocked_account_is_a_blocked_participant_without_link(browser, make, trees):
    comment = make.comment(trees, author='bob')
    with make.site() as site:
        site['participants'].get_by_nickname('bob').blocked = 1
    said = article(browser.get(make.url(trees)), comment)
    assert 'Blocked participant' in said.text
    assert said.find('a', href=re.compile('/participants/')) is None


# Orders


@pytest.fixture
def four(make, trees):
    """Four threads: the second best rated, the third most discussed two levels down."""
    made = [make.comment(trees, text) for text in ('one', 'two', 'three', 'four')]
    carla = make.participant('carla')
    with make.open(made[1]) as found:
        found.vote(carla.id, 1)
    with make.open(made[0]) as found:
        found.vote(carla.id, -1)
    reply = make.comment(trees, 'below', reply_to=made[2])
    make.comment(trees, 'further below', reply_to=reply)
    make.comment(trees, 'beside', reply_to=made[3])
    return made


def tops(page):
    return [said.get_text(strip=True) for said in soup(page).select('#comments .thread > li > article .says')]


@pytest.mark.parametrize(
    ('order', 'expected'),
    [
        ('older', ['one', 'two', 'three', 'four']),
        ('recent', ['four', 'three', 'two', 'one']),
        ('most_discussed', ['three', 'four']),
        ('nonsense', ['one', 'two', 'three', 'four']),
    ],
)
def test_the_order_is_in_the_address(browser, make, trees, four, order, expected):
    assert tops(browser.get(make.url(trees) + f'?order={order}'))[: len(expected)] == expected


def test_the_order_is_chosen_by_links(browser, make, trees, four):
    page = browser.get(make.url(trees)).click('Best rated')
    assert tops(page)[0] == 'two'
    assert tops(page)[-1] == 'one'
    assert link(soup(page), 'Best rated')['aria-current'] == 'true'
    assert tops(page.click('Most discussed'))[:2] == ['three', 'four']


def test_order_best_rated_with_equal_scores_is_stable(browser, make, trees):
    for number in range(6):
        make.comment(trees, f'equal {number}')
    first = tops(browser.get(make.url(trees) + '?order=best_rated'))
    make.comment(trees, 'more', reply_to=None)
    assert [text for text in tops(browser.get(make.url(trees) + '?order=best_rated')) if text != 'more'] == first


def test_most_discussed_counts_nested_replies(browser, make, trees):
    wide, deep = make.comment(trees, 'wide'), make.comment(trees, 'deep')
    for _reply in range(2):
        make.comment(trees, reply_to=wide)
    below = deep
    for _reply in range(3):
        below = make.comment(trees, reply_to=below)
    assert tops(browser.get(make.url(trees) + '?order=most_discussed')) == ['deep', 'wide']


def test_the_order_applies_within_each_thread_too(browser, make, trees):
    top = make.comment(trees, 'top')
    for text in ('first', 'second', 'third'):
        make.comment(trees, text, reply_to=top)
    assert texts(browser.get(make.url(trees) + '?order=recent')) == ['top', 'third', 'second', 'first']


# Pages


def test_20_threads_are_a_page_and_the_pager_keeps_the_order(browser, make, trees):
    for number in range(45):
        make.comment(trees, f'comment {number}')
    page = browser.get(make.url(trees) + '?order=recent')
    assert tops(page) == [f'comment {number}' for number in range(44, 24, -1)]
    page = page.click(linkid=None, href=re.compile(r'order=recent&page=3'), index=0)
    assert tops(page) == [f'comment {number}' for number in range(4, -1, -1)]


def test_a_page_beyond_the_last_one_shows_the_last_one(browser, make, trees):
    for number in range(21):
        make.comment(trees, f'comment {number}')
    for page in ('99', '-1', 'x', '0', '9' * 30):
        assert tops(browser.get(make.url(trees) + f'?page={page}'))


def test_10_first_replies_are_shown_and_a_link_shows_the_others(browser, make, trees):
    top = make.comment(trees, 'top')
    for number in range(1, 14):
        make.comment(trees, f'reply {number}', reply_to=top)
    page = browser.get(make.url(trees))
    assert texts(page) == ['top', *(f'reply {number}' for number in range(1, 11))]
    alone = page.click('Show the other 3 replies')
    assert [said.text for said in soup(alone).select('.says')] == ['top', *(f'reply {number}' for number in range(1, 14))]


def test_a_conversation_by_itself_has_pages_too(browser, make, trees):
    top = make.comment(trees, 'top')
    replies = [make.comment(trees, f'reply {number}', reply_to=top) for number in range(60)]
    page = browser.get(make.url(top, 'conversation'))
    assert len(soup(page).select('.says')) == 51
    page = page.click(href='page=2', index=0)
    assert article(page, replies[59])
    assert article(page, replies[0]) is None
    assert article(browser.get(make.url(replies[55], 'conversation')), replies[55])


# One comment's address


def test_a_permalink_opens_the_page_at_the_comment_at_depth_and_on_a_far_page_alike(browser, make, trees):
    for number in range(70):
        last = make.comment(trees, f'comment {number}')
    reply = last
    for _reply in range(12):
        make.comment(trees, 'reply', reply_to=last)
    for _level in range(3):
        reply = make.comment(trees, 'deep', reply_to=reply)
    for comment in (last, reply):
        page = browser.get(make.url(comment))
        assert 'More trees' in soup(page).find('h1').text
        marked = article(page, comment)
        assert 'marked' in marked['class']
        assert marked['tabindex'] == '-1'
        assert marked.has_attr('autofocus')
        assert soup(page).select_one('.pager [aria-current]').text.strip().endswith('4')
    assert depth(page, reply) == 3
    assert 'Only this conversation' in marked.text


def test_a_permalink_of_comments_of_one_moment_finds_the_right_page(browser, make, trees):
    made = [make.comment(trees, f'comment {number}', created=10) for number in range(45)]
    for comment in (made[0], made[20], made[44]):
        assert article(browser.get(make.url(comment)), comment)


def test_only_this_conversation_shows_that_comment_and_what_belongs_to_it(browser, make, trees):
    make.comment(trees, 'another one')
    top = make.comment(trees, 'top')
    reply = make.comment(trees, 'reply', reply_to=top)
    page = browser.get(make.url(reply)).click('Only this conversation')
    assert [said.text for said in soup(page).select('.says')] == ['top', 'reply']
    assert 'See all comments' in page
    assert soup(page).select_one('textarea') is None
    assert link(soup(page), 'Newest first') is None


def test_an_unknown_comment_or_one_of_another_thing_has_no_address(browser, make, trees):
    elsewhere = make.comment(make.proposal('Another one'))
    browser.get(make.url(trees, 'comments', signs(elsewhere)), status=404)
    browser.get(make.url(trees, 'comments', '00000000000'), status=404)


def test_the_place_of_comments_leads_to_the_page_of_the_thing(browser, make, trees):
    make.comment(trees)
    page = browser.get(make.url(trees, 'comments'))
    assert page.location.endswith(make.url(trees) + '#comments')


def test_old_links_with_a_comment_id_lead_to_the_comment(browser, make, trees):
    comment = make.comment(trees)
    with make.site() as site:
        originals_of(site['processes']['trees']['proposals']).keep('pam-2016', 'comment', 5519, comment.id)
    found = browser.get(make.url(trees) + '?commentId=5519', status=301)
    assert found.location.endswith(make.url(comment) + f'#comment-{signs(comment)}')


@pytest.mark.parametrize('original', ['4', 'x', '9' * 40, '-1', ''])
def test_an_unknown_comment_id_shows_all(browser, make, trees, original):
    make.comment(trees, 'here')
    assert texts(browser.get(make.url(trees) + f'?commentId={original}', status=200)) == ['here']


# What is gone


def hide(make, comment):
    with make.open(comment) as found:
        found.hide()


def delete(make, comment):
    with make.open(comment) as found:
        found.delete()


def test_a_hidden_comment_leaves_date_and_reason_and_its_replies_folded(browser, make, trees):
    top = make.comment(trees, 'a bad word')
    reply = make.comment(trees, 'a good word', reply_to=top)
    hide(make, top)
    page = browser.get(make.url(trees))
    assert 'a bad word' not in page
    place = article(page, top)
    assert 'Comment hidden by moderation on' in place.text
    assert link(place, 'Why it was hidden')
    assert 'a good word' in article(page, reply).text
    assert not article(page, reply).find_parent('details').has_attr('open')
    assert '1 comment<' in page


def test_a_deleted_comment_leaves_its_date_and_its_replies_stay_visible(browser, make, trees):
    top = make.comment(trees, 'a bad word')
    reply = make.comment(trees, 'a good word', reply_to=top)
    delete(make, top)
    page = browser.get(make.url(trees))
    assert 'a bad word' not in page
    assert 'Comment deleted by its author on' in article(page, top).text
    assert article(page, reply).find_parent('details').has_attr('open')
    assert '1 comment<' in page


@pytest.mark.parametrize('away', [hide, delete])
def test_a_reply_that_is_gone_without_replies_is_not_shown_but_at_the_top_it_is(browser, make, trees, away):
    top, other = make.comment(trees), make.comment(trees)
    reply = make.comment(trees, reply_to=top)
    below = make.comment(trees, reply_to=reply)
    for comment in (other, reply):
        away(make, comment)
    page = browser.get(make.url(trees))
    assert article(page, other)
    assert article(page, reply)
    away(make, below)
    page = browser.get(make.url(trees))
    assert article(page, reply) is None
    assert article(page, below) is None
    assert '1 comment<' in page


def test_unhiding_restores_the_text_the_place_and_the_count(browser, make, trees):
    top = make.comment(trees)
    reply = make.comment(trees, 'back again', reply_to=top)
    hide(make, reply)
    with make.open(reply) as found:
        found.unhide()
    page = browser.get(make.url(trees))
    assert 'back again' in article(page, reply).text
    assert '2 comments<' in page


@pytest.mark.parametrize('away', [hide, delete])
def test_the_permalink_of_what_is_gone_opens_its_placeholder(browser, make, trees, away):
    comment = make.comment(trees, reply_to=make.comment(trees), body='a bad word')
    away(make, comment)
    page = browser.get(make.url(comment))
    assert 'marked' in article(page, comment)['class']
    assert 'a bad word' not in page
    browser.get(make.url(comment, 'versions'), status=404)


def test_a_link_to_the_hidden_thread_is_unfolded_for_who_asks_for_a_reply_in_it(browser, make, trees):
    top = make.comment(trees)
    reply = make.comment(trees, reply_to=top)
    hide(make, top)
    assert article(browser.get(make.url(reply)), reply).find_parent('details').has_attr('open')


def test_a_hidden_comments_text_is_in_no_in_reply_to_and_no_version(browser, make, trees):
    comments = [make.comment(trees, 'word')]
    for level in range(1, 6):
        comments.append(make.comment(trees, f'level {level}', author=f'person{level}', reply_to=comments[-1]))
    with make.open(comments[4]) as found:
        found.edit('a bad word', found.author)
        found.hide()
    page = browser.get(make.url(trees))
    assert 'Person4' not in article(page, comments[5]).text
    assert 'In reply to an earlier comment' in article(page, comments[5]).text
    browser.get(make.url(comments[4], 'versions'), status=404)


# Where comments are off or closed to the reader


def test_disabled_the_block_is_absent_also_existing_comments(browser, make):
    trees = make.proposal(at=make.proposals(settings={'comments_enabled': False}))
    comment = make.comment(trees, 'nobody reads this')
    page = browser.get(make.url(trees))
    assert soup(page).find(id='comments') is None
    assert 'nobody reads this' not in page
    browser.get(make.url(comment), status=404)
    browser.get(make.url(comment, 'conversation'), status=404)


def test_the_comments_of_a_hidden_thing_are_hidden_with_it(browser, make, trees):
    comment = make.comment(trees)
    with make.open(trees) as found:
        found.hidden = True
    assert 'I agree.' not in browser.get(make.url(comment), expect_errors=True)
    assert browser.get(make.url(comment), expect_errors=True).status_int in (404, 410)
    browser.get(make.url(comment, 'conversation'), status=404)


def test_a_visitor_cannot_see_the_comments_of_a_restricted_space_but_those_of_a_transparent_one(browser, make, trees):
    comment = make.comment(trees, 'among us')
    with make.site() as site:
        site['processes']['trees'].access = RESTRICTED
    browser.get(make.url(comment), status=404)
    browser.get(make.url(trees), status=404)
    with make.site() as site:
        site['processes']['trees'].access = TRANSPARENT
    assert 'among us' in browser.get(make.url(comment))


def test_visitors_are_asked_to_sign_in_and_get_no_cookie(browser, make, trees):
    make.comment(trees)
    page = browser.get(make.url(trees))
    assert 'Sign in' in soup(page).find(id='comments').text
    assert soup(page).select_one('#comments textarea') is None
    assert page.headers.getall('Set-Cookie') == []


# Texts


@pytest.mark.parametrize(
    ('written', 'shown', 'not_shown'),
    [
        ('<script>alert(1)</script>', '&lt;script&gt;', '<script>alert'),
        ('<img src=x onerror=alert(1)>', '&lt;img', '<img src=x'),
        ('![cat](https://example.org/cat.png)', 'cat', '<img src="https'),
        ('javascript:alert(1)', 'javascript:alert(1)', 'href="javascript'),
        ('[x](javascript:alert(1))', 'javascript', 'href="javascript'),
        ('> a quote', '<blockquote>', '&gt; a quote'),
        ('First line\n> a quote', '<blockquote>', '&gt; a quote'),
        ('Bare https://example.org/x', 'rel="nofollow noreferrer noopener', 'href="https://example.org/x"'),
        ('# A heading', '<p>A heading</p>', '<h1>A heading'),
        ('thanks 😀', '😀', '\0'),
    ],
)
def test_texts_are_shown_as_text(browser, make, trees, written, shown, not_shown):
    comment = make.comment(trees, written)
    said = str(article(browser.get(make.url(trees)), comment).select_one('.says'))
    assert shown in said
    assert not_shown not in said


def test_html_of_imported_comments_is_cleaned(browser, make, trees):
    comment = make.comment(trees, '<p>Yes<br>so<script>alert(1)</script><img src="x"></p>', markup='html')
    said = str(article(browser.get(make.url(trees)), comment).select_one('.says'))
    assert '<br' in said
    assert 'alert' not in said
    assert '<img' not in said


def test_a_mention_is_a_link_with_the_present_nickname_and_an_unknown_one_is_text(browser, make, trees):
    make.participant('carla')
    comment = make.comment(trees, 'Ask @CARLA or @nobody, not ana@example.org')
    said = article(browser.get(make.url(trees)), comment).select_one('.says')
    assert [(link.text, link['href']) for link in said.find_all('a')] == [('@carla', '/en/participants/carla')]
    assert '@nobody' in said.text


def test_an_address_of_this_site_is_shown_as_the_title_of_what_stands_there(browser, make, trees):
    other = make.proposal('Fewer cars')
    draft = make.proposal('A secret draft', draft=True)
    comment = make.comment(trees, f'As in http://localhost{make.url(other)} and http://localhost{make.url(draft)}')
    said = article(browser.get(make.url(trees)), comment).select_one('.says')
    assert said.find('a').text == 'Fewer cars'
    assert 'A secret draft' not in said.text


def test_a_text_in_another_language_carries_it(browser, make, trees):
    comment = make.comment(trees, 'Hi estic d’acord.')
    with make.open(comment) as found:
        found.language = 'ca'
    assert article(browser.get(make.url(trees)), comment).select_one('.says')['lang'] == 'ca'


# Reading costs the same at any size


def count_costs(make, browser, url, monkeypatch):
    """How many comments are loaded and how many questions put to the catalog for one page, from cold."""
    make.registry.catalog.answers.clear()
    from ZODB.Connection import Connection

    from isegoria.traits.comments.comment import Comment

    make.database.cacheMinimize()
    loaded = []
    setstate = Connection.setstate

    def counting(connection, thing):
        loaded.append(type(thing))
        return setstate(connection, thing)

    monkeypatch.setattr(Connection, 'setstate', counting)
    with asked_of_catalogs() as asked:
        page = browser.get(url)
    monkeypatch.undo()
    return len(soup(page).select('#comments .says')), loaded.count(Comment), len(loaded), len(asked)


def say_much(make, conversations):
    """Threads, each with so many replies, written at once: (thing, threads, replies) of each conversation."""
    from isegoria import outbox
    from isegoria.catalog.rebuilding import rebuild
    from isegoria.traits.comments.resource import Comment

    with make.database.transaction() as connection, outbox.gathering(connection):
        site = next(iter(installation(connection).sites.values()))
        for made, tops, replies in conversations:
            thing = find(site, made)
            for _top in range(tops):
                top = thing.add_comment(Comment(thing, 'top', author=1))
                for number in range(replies):
                    thing.add_comment(Comment(thing, f'reply {number}', author=1, reply_to=top))
    rebuild(make.registry.catalog, make.database)


@pytest.mark.parametrize(('tops', 'replies'), [(1, 9_999), (400, 24)])
def test_the_first_page_of_10_000_comments_costs_what_one_of_few_costs(browser, make, trees, monkeypatch, tops, replies):
    small = make.proposal('A small one')
    say_much(make, [(small, min(tops, 20), min(replies, 29)), (trees, tops, replies)])
    for each in (small, trees):
        browser.get(make.url(each) + '?order=recent')  # what is learnt once is learnt here
    of_few = count_costs(make, browser, make.url(small), monkeypatch)
    of_many = count_costs(make, browser, make.url(trees), monkeypatch)
    assert of_many[0] == of_few[0]  # as many are shown
    assert of_many[1] == of_few[1]  # and loaded
    assert of_many[2] <= of_few[2] + 16 + of_few[0] // 10  # some nodes of the trees in which they lie
    assert of_many[3] <= of_few[3] <= 6
