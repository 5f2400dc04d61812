"""People comment, reply, vote, edit and take back, by plain forms; what the rules refuse is refused with a reason."""

import re
import threading

import pytest

from isegoria.spaces.space import TRANSPARENT


@pytest.fixture
def trees(make):
    return make.proposal()


@pytest.fixture
def dora(browser):
    return browser.login('dora')


def signs(comment):
    return comment.path.rsplit('/', 1)[1]


def article(page, comment):
    return page.html.find('article', id=f'comment-{signs(comment)}')


def write(browser, url, body='I agree.', **fields):
    """Send the form in which one writes, as it stands at `url`."""
    form = browser.get(url).forms['write']
    form['body'] = body
    for name, value in fields.items():
        form[name] = value
    return form.submit(expect_errors=True)


def post(browser, make, trees, path, status, **fields):
    """Send a form that the page does not offer."""
    if 'isegoria-token' not in browser.cookies:
        browser.set_cookie('isegoria-token', 'none')
    token = browser.cookies['isegoria-token'].strip('"')
    return browser.post(path, {'csrf_token': token, **fields}, status=status)


def all_comments(make, trees):
    with make.open(trees) as proposal:
        found = [comment for comment in proposal.comment_store.values() if comment.subject is proposal]
        return [(comment.body, comment.alignment, comment.depth) for comment in sorted(found, key=lambda each: each.created)]


# Writing


def test_a_neighbour_comments_and_sees_the_comment(browser, make, trees, dora):
    page = write(browser, make.url(trees), 'Shade is what we need.', alignment='1').follow()
    assert 'Your comment is published.' in page
    (marked,) = page.html.select('article.marked')
    assert 'Shade is what we need.' in marked.text
    assert 'In favour' in marked.text
    assert 'Dora' in marked.text
    assert '1 comment<' in page


def test_somebody_replies(browser, make, trees, dora):
    comment = make.comment(trees, 'Who waters them?')
    page = browser.get(make.url(trees)).click(href=f'{signs(comment)}/reply')
    assert 'Who waters them?' in page
    form = page.forms['write']
    assert 'alignment' not in form.fields
    form['body'] = 'We do.'
    page = form.submit().follow()
    assert 'We do.' in page.html.select_one('article.marked').text
    assert all_comments(make, trees) == [('Who waters them?', 0, 0), ('We do.', 0, 1)]


def test_a_comment_is_stored_in_the_language_of_the_page(browser, make, trees, dora):
    write(browser, make.url(trees, language='ca'), 'Hi estic d’acord.')
    with make.open(trees) as proposal:
        assert [comment.language for comment in proposal.comment_store.values()] == ['ca']


def test_the_alignment_of_a_reply_is_ignored_by_the_form_too(browser, make, trees, dora):
    comment = make.comment(trees)
    browser.get(make.url(trees))
    post(browser, make, trees, make.url(comment, 'reply'), 303, body='No', alignment='-1')
    assert all_comments(make, trees)[-1] == ('No', 0, 1)


@pytest.mark.parametrize('alignment', ['2', '-2', 'x'])
def test_alignment_2_is_refused_by_the_form_and_the_text_kept(browser, make, trees, dora, alignment):
    browser.get(make.url(trees))
    page = post(browser, make, trees, make.url(trees, 'comments'), 422, body='Kept words', alignment=alignment)
    assert page.forms['write']['body'].value == 'Kept words'
    assert all_comments(make, trees) == []


@pytest.mark.parametrize('body', ['', '   \n ', '\u200b\u200b'])
def test_an_empty_text_answers_with_the_error_beside_the_field(browser, make, trees, dora, body):
    page = write(browser, make.url(trees), body, alignment='-1')
    assert page.status_int == 422
    assert 'Write your comment first.' in page.html.find(id='write-error').text
    assert page.html.find('textarea')['aria-invalid'] == 'true'
    assert page.html.find('textarea').has_attr('autofocus')
    assert page.html.find('title').text.strip().startswith('Error:')
    assert page.forms['write']['alignment'].value == '-1'
    assert page.html.find('h1').text.strip().startswith('More trees')
    assert page.html.select_one('#write button').get('disabled') is None
    assert all_comments(make, trees) == []


@pytest.mark.parametrize('letter', ['a', 'à', 'a\u0300', '👩‍👩‍👧‍👦', '\n'])
def test_a_body_of_exactly_max_length_is_valid_and_one_more_is_refused(browser, make, dora, letter):
    trees = make.proposal(at=make.proposals(settings={'comments_max_length': 20}))
    page = write(browser, make.url(trees), 'b' + letter * 19 + 'b')
    assert page.status_int == 422
    assert 'Shorten your comment to 20 letters. Now it has 21.' in page.html.find(id='write-error').text
    assert write(browser, make.url(trees), 'b' + letter * 18 + 'b').status_int == 303


def test_a_mention_counts_as_it_is_typed(browser, make, dora):
    trees = make.proposal(at=make.proposals(settings={'comments_max_length': 20}))
    make.participant('carla')
    page = write(browser, make.url(trees), '@carla @carla @carla').follow()
    assert page.html.select_one('article.marked .says').find('a').text == '@carla'


def test_the_organizations_limit_holds_where_the_component_has_none(browser, make, trees, dora):
    with make.site() as site:
        site.comments_max_length = 5
    assert write(browser, make.url(trees), '123456').status_int == 422
    assert write(browser, make.url(trees), '12345').status_int == 303


def test_the_form_says_how_much_may_be_written(browser, make, trees, dora):
    page = browser.get(make.url(trees))
    assert page.html.find('textarea')['data-max'] == '1000'
    assert 'Up to 1,000 letters.' in page.html.find(id='write-hint').text


def test_a_reply_with_an_error_comes_back_with_its_text(browser, make, dora):
    trees = make.proposal(at=make.proposals(settings={'comments_max_length': 5}))
    page = write(browser, make.url(make.comment(trees, 'Yes'), 'reply'), 'Too long')
    assert page.status_int == 422
    assert page.forms['write']['body'].value == 'Too long'
    assert 'Yes' in page


# Twice, and too often


def test_the_same_form_sent_twice_is_one_comment(browser, make, trees, dora):
    form = browser.get(make.url(trees)).forms['write']
    form['body'] = 'Once'
    first, second = form.submit(), form.submit()
    assert first.location == second.location
    assert all_comments(make, trees) == [('Once', 0, 0)]


def test_going_back_and_writing_something_else_is_another_comment(browser, make, trees, dora):
    form = browser.get(make.url(trees)).forms['write']
    for body in ('One thing', 'Another thing'):
        form['body'] = body
        form.submit()
    assert [body for body, _side, _depth in all_comments(make, trees)] == ['One thing', 'Another thing']


def test_the_same_words_in_a_new_form_are_another_comment(browser, make, trees, dora):
    for _time in range(2):
        write(browser, make.url(trees), 'Yes')
    assert len(all_comments(make, trees)) == 2


def test_a_form_sent_twice_at_once_is_one_comment(app, browser, make, trees, dora):
    form = browser.get(make.url(trees)).forms['write']
    form['body'] = 'Once'
    fields, cookies = form.submit_fields(), dict(browser.cookies)
    answers = []

    def send():
        from tests.conftest import Browser

        other = Browser(app, make)
        for name, value in cookies.items():
            other.set_cookie(name, value.strip('"'))
        answers.append(other.post(form.action, fields).status_int)

    threads = [threading.Thread(target=send) for _time in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 4
    assert len(all_comments(make, trees)) == 1


def test_nobody_writes_more_than_10_comments_a_minute_and_the_text_is_kept(browser, make, trees, dora):
    for number in range(10):
        assert write(browser, make.url(trees), f'comment {number}').status_int == 303
    page = write(browser, make.url(trees), 'one more')
    assert page.status_int == 429
    assert 'You wrote many comments in a short time.' in page.html.find(id='write-error').text
    assert page.forms['write']['body'].value == 'one more'
    browser.login('carla')
    assert write(browser, make.url(trees), 'me too').status_int == 303


# Who may not


def test_a_visitor_who_comments_is_asked_to_sign_in(browser, make, trees):
    comment = make.comment(trees)
    for path in (make.url(trees, 'comments'), make.url(comment, 'reply'), make.url(comment, 'vote')):
        assert 'Sign in' in post(browser, make, trees, path, 403, body='x', value='1').html.find('title').text
    assert len(all_comments(make, trees)) == 1


def test_a_visitor_who_wants_to_vote_comes_back_to_the_comment(browser, make, trees):
    comment = make.comment(trees, 'Vote for me')
    answer = browser.get(make.url(trees)).click(href=f'{signs(comment)}/vote', index=0)
    assert '/login?back=' in answer.location
    browser.login('dora')
    page = browser.get(make.url(comment, 'vote'))
    assert 'Vote for me' in page
    assert vote(page, comment, 1).status_int == 303


def vote(page, comment, weight):
    """Press one of the two buttons of a comment."""
    side = 'up' if weight == 1 else 'down'
    button = page.html.find(id=f'like-{signs(comment)}-{side}')
    assert button.get('disabled') is None
    form = next(form for form in page.forms.values() if f'like-{signs(comment)}-{side}' in form.text)
    return form.submit('value')


def test_who_has_not_confirmed_the_address_is_told_so_and_refused(browser, make, trees):
    make.participant('erik', confirmed=None)
    browser.login('erik')
    page = browser.get(make.url(trees))
    assert 'Confirm your e-mail address' in page
    assert page.html.find(id='write') is None
    post(browser, make, trees, make.url(trees, 'comments'), 403, body='x')


def test_in_a_transparent_space_only_members_comment_reply_and_vote(browser, make, trees, dora):
    comment = make.comment(trees)
    with make.site() as site:
        site['processes']['trees'].access = TRANSPARENT
    page = browser.get(make.url(trees))
    assert 'Only those who were admitted to this space comment here.' in page
    assert page.html.find(id='write') is None
    assert page.html.find(id=f'like-{signs(comment)}-up') is None
    for path in (make.url(trees, 'comments'), make.url(comment, 'reply'), make.url(comment, 'vote')):
        post(browser, make, trees, path, 403, body='x', value='1')
    with make.site() as site:
        site['processes']['trees'].members.add(dora.id)
    assert write(browser, make.url(trees)).status_int == 303


def test_blocked_there_is_no_form_no_reply_and_a_notice(browser, make, dora):
    trees = make.proposal(at=make.proposals(comments_blocked=True))
    comment = make.comment(trees, 'Still to be read')
    page = browser.get(make.url(trees))
    assert 'Still to be read' in page
    assert 'Comments are closed at this time.' in page
    assert page.html.find(id='write') is None
    assert page.html.find('a', href=re.compile('/reply$')) is None
    for path in (make.url(trees, 'comments'), make.url(comment, 'reply')):
        post(browser, make, trees, path, 403, body='x')
    assert len(all_comments(make, trees)) == 1


@pytest.mark.parametrize('role', ['admin', 'collaborator', 'moderator', 'evaluator'])
def test_blocked_a_user_with_a_role_in_the_space_can_comment_and_answer(browser, make, role):
    component = make.proposals(comments_blocked=True)
    trees = make.proposal(at=component)
    comment = make.comment(trees)
    make.participant('frida', role=role, at=make.process())
    browser.login('frida')
    assert write(browser, make.url(trees), 'From the city').status_int == 303
    assert write(browser, make.url(comment, 'reply'), 'An answer').status_int == 303


def test_blocked_votes_on_comments_end_too_unless_the_phase_says_otherwise(browser, make, dora):
    component = make.proposals(comments_blocked=True)
    comment = make.comment(make.proposal(at=component))
    browser.get(make.url(comment))
    post(browser, make, None, make.url(comment, 'vote'), 403, value='1')
    with make.site() as site:
        space = site['processes']['trees']
        settings = {'comments_blocked': True, 'comment_votes_while_blocked': True}
        space.phases.set_settings(space.phases.active, space['proposals'], settings)
    post(browser, make, None, make.url(comment, 'vote'), 303, value='1')


def test_disabled_a_comment_is_refused_to_everybody(browser, make):
    trees = make.proposal(at=make.proposals(settings={'comments_enabled': False}))
    make.participant('frida', role='admin')
    for person in ('dora', 'frida'):
        browser.login(person)
        browser.get(make.url(trees))
        post(browser, make, trees, make.url(trees, 'comments'), (403, 404), body='x')
    assert all_comments(make, trees) == []


def test_a_withdrawn_proposal_takes_no_comments(browser, make, dora):
    trees = make.proposal(withdrawn=1)
    browser.get(make.url(trees))
    post(browser, make, trees, make.url(trees, 'comments'), 403, body='x')


def test_a_reply_to_depth_3_is_refused_by_the_server(browser, make, trees, dora):
    comment = make.comment(trees)
    for _level in range(3):
        comment = make.comment(trees, reply_to=comment)
    browser.get(make.url(trees))
    post(browser, make, trees, make.url(comment, 'reply'), 403, body='x')


@pytest.mark.parametrize(('gone', 'status'), [('hide', 404), ('delete', 404)])
def test_a_reply_or_vote_to_what_is_hidden_or_deleted_is_refused_by_the_server(browser, make, trees, dora, gone, status):
    comment = make.comment(trees)
    with make.open(comment) as found:
        getattr(found, gone)()
    browser.get(make.url(trees))
    for verb in ('reply', 'vote'):
        post(browser, make, trees, make.url(comment, verb), status, body='x', value='1')


# Votes


def test_up_then_up_is_none_and_meanwhile_the_opposite_button_is_disabled(browser, make, trees, dora):
    comment = make.comment(trees)
    page = vote(browser.get(make.url(trees)), comment, 1).follow()
    up, down = (page.html.find(id=f'like-{signs(comment)}-{side}') for side in ('up', 'down'))
    assert (up['aria-pressed'], up.find(class_='num').text) == ('true', '1')
    assert down.get('disabled') == 'disabled'
    assert 'take your other vote back first' in down.text
    page = vote(page, comment, 1).follow()
    up, down = (page.html.find(id=f'like-{signs(comment)}-{side}') for side in ('up', 'down'))
    assert (up['aria-pressed'], up.find(class_='num').text) == ('false', '0')
    assert down.get('disabled') is None


def test_up_then_down_is_refused_by_the_server(browser, make, trees, dora):
    comment = make.comment(trees)
    vote(browser.get(make.url(trees)), comment, 1)
    page = post(browser, make, trees, make.url(comment, 'vote'), 303, value='-1').follow()
    assert 'Take your other vote back first.' in page
    with make.open(comment) as found:
        assert (found.up, found.down) == (1, 0)


@pytest.mark.parametrize('value', ['2', '0', '', 'x'])
def test_a_vote_of_another_weight_is_invalid(browser, make, trees, dora, value):
    comment = make.comment(trees)
    browser.get(make.url(trees))
    post(browser, make, trees, make.url(comment, 'vote'), 404, value=value)


def test_an_own_comment_has_no_buttons_and_votes_on_it_are_refused(browser, make, trees, dora):
    comment = make.comment(trees, author='dora')
    assert browser.get(make.url(trees)).html.find(id=f'like-{signs(comment)}-up') is None
    post(browser, make, trees, make.url(comment, 'vote'), 403, value='1')


def test_a_vote_changes_the_order_of_the_best_rated_at_once(browser, make, trees, dora):
    make.comment(trees, 'first')
    second = make.comment(trees, 'second')
    vote(browser.get(make.url(trees)), second, 1)
    page = browser.get(make.url(trees) + '?order=best_rated')
    assert page.html.select_one('#comments .says').text == 'second'


# Editing and taking back


def test_only_the_author_sees_edit_and_delete_and_never_report(browser, make, trees):
    comment = make.comment(trees, author='bob')
    make.participant('frida', role='admin')
    for person, own in (('bob', True), ('dora', False), ('frida', False)):
        browser.login(person)
        links = [link['href'].rsplit('/', 1)[1] for link in article(browser.get(make.url(trees)), comment).select('.acts > a')]
        assert ('edit' in links, 'delete' in links) == (own, own)
        assert not (own and 'report' in links)
    for verb in ('edit', 'delete'):
        browser.get(make.url(comment, verb), status=403)
        post(browser, make, trees, make.url(comment, verb), 403, body='Not mine')
    assert all_comments(make, trees) == [('I agree.', 0, 0)]


def test_an_edited_comment_says_so_and_its_earlier_texts_can_be_read(browser, make, trees, dora):
    comment = make.comment(trees, 'Yes of course', author='dora', alignment=1)
    page = write(browser, make.url(comment, 'edit'), 'Yes, but later').follow()
    said = article(page, comment)
    assert 'Yes, but later' in said.text
    assert 'In favour' in said.text
    browser.logout()
    page = browser.get(make.url(trees)).click('edited')
    assert 'Yes of course' in page
    assert page.html.find('del').text
    assert page.html.find('ins').text


def test_a_comment_that_was_never_edited_has_no_versions_to_show(browser, make, trees):
    comment = make.comment(trees)
    assert 'edited' not in article(browser.get(make.url(trees)), comment).text
    browser.get(make.url(comment, 'versions'), status=404)


def test_editing_keeps_to_the_same_rules_of_text_and_length(browser, make, dora):
    trees = make.proposal(at=make.proposals(settings={'comments_max_length': 10}))
    comment = make.comment(trees, 'Yes', author='dora')
    page = write(browser, make.url(comment, 'edit'), 'Much too long')
    assert page.status_int == 422
    assert page.forms['write']['body'].value == 'Much too long'
    assert all_comments(make, trees) == [('Yes', 0, 0)]


def test_edits_are_refused_when_commenting_is_blocked_or_the_comment_hidden(browser, make, dora):
    component = make.proposals()
    trees = make.proposal(at=component)
    comment, hidden = (make.comment(trees, author='dora') for _number in range(2))
    with make.open(hidden) as found:
        found.hide()
    browser.get(make.url(hidden, 'edit'), status=404)
    with make.site() as site:
        space = site['processes']['trees']
        space.phases.set_settings(space.phases.active, space['proposals'], {'comments_blocked': True})
    browser.get(make.url(comment, 'edit'), status=403)
    browser.get(make.url(comment, 'delete'), status=200)


def test_deleting_asks_and_then_leaves_a_placeholder_and_the_count_goes_down(browser, make, trees, dora):
    comment = make.comment(trees, 'Foolish words', author='dora')
    page = browser.get(make.url(trees)).click(href=f'{signs(comment)}/delete')
    assert 'Foolish words' in page
    assert 'Keep it' in page
    page = next(form for form in page.forms.values() if form.action.endswith('/delete')).submit().follow()
    assert 'Your comment is deleted.' in page
    assert 'Foolish words' not in page
    assert 'Comment deleted by its author on' in article(page, comment).text
    assert '0 comments<' in page


def test_a_deleted_comment_cannot_be_edited_or_deleted_again(browser, make, trees, dora):
    comment = make.comment(trees, author='dora')
    with make.open(comment) as found:
        found.delete()
    browser.get(make.url(comment, 'edit'), status=404)
    browser.get(make.url(comment, 'delete'), status=404)


# Kept, and found elsewhere


def test_what_is_said_edited_and_deleted_is_in_the_log_without_a_word_of_it(browser, make, trees, dora):
    page = write(browser, make.url(trees), 'Words of mine')
    comment = page.location.partition('#')[0].removeprefix('http://localhost')
    write(browser, f'{comment}/edit', 'Other words of mine')
    post(browser, make, trees, f'{comment}/delete', 303)
    with make.site() as site:
        records = site.activity.latest(3)
        assert [(record.action, record.type, record.visibility) for record in records] == [
            ('delete', 'comment', 'admin-only'),
            ('update', 'comment', 'all'),
            ('create', 'comment', 'all'),
        ]
        assert {record.who for record in records} == {dora.id}
        assert 'words' not in repr(records).lower()


def test_a_new_comment_is_found_by_the_search_and_a_deleted_or_hidden_one_is_not(browser, make, trees, dora):
    one, two = make.comment(trees, 'A bench of chestnut wood', author='dora'), make.comment(trees, 'Chestnut again')
    assert browser.get('/en/search?q=chestnut').text.count('hestnut') >= 2
    with make.open(one) as found:
        found.delete()
    with make.open(two) as found:
        found.hide()
    make.participant('frida', role='moderator')
    for person in ('dora', 'frida'):
        browser.login(person)
        page = browser.get('/en/search?q=chestnut')
        assert 'bench' not in page
        assert 'Chestnut again' not in page
