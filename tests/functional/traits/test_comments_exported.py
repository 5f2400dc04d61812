"""The comments of a component can be taken away as a table: neither hidden nor deleted ones, no name of who left."""

import csv
import io

from isegoria.spaces.space import RESTRICTED

COLUMNS = [
    'id', 'created_at', 'body', 'locale', 'author/id', 'author/name', 'alignment', 'depth', 'user_group/id', 'user_group/name',
    'commentable_id', 'commentable_type', 'root_commentable_url',
]  # fmt: skip


def table(browser, make, at=None):
    answer = browser.get(make.url(at or make.proposals(), 'comments.csv'))
    assert answer.content_type == 'text/csv'
    assert answer.content_disposition == 'attachment; filename="comments.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text), delimiter=';'))
    assert answer.text.splitlines()[0].split(';') == COLUMNS
    return rows


def test_the_comments_of_a_component_can_be_taken_away(browser, make):
    trees = make.proposal()
    top = make.comment(trees, 'Two lines\nof text; and "quotes"', alignment=-1)
    reply = make.comment(trees, '<p>Yes<br>so</p>', author='carla', reply_to=top, markup='html')
    first, second = table(browser, make)
    assert (first['body'], first['alignment'], first['depth'], first['locale']) == (
        'Two lines\nof text; and "quotes"',
        '-1',
        '0',
        'en',
    )
    assert (first['id'], first['commentable_id'], first['commentable_type']) == (str(top.id), str(trees.id), 'proposal')
    assert (second['id'], second['commentable_id'], second['commentable_type']) == (str(reply.id), str(top.id), 'comment')
    assert (second['body'], second['author/name'], second['depth']) == ('Yes\nso', 'Carla', '1')
    assert second['root_commentable_url'] == 'http://localhost' + make.url(trees)
    assert first['created_at'].endswith('+00:00')


def test_hidden_and_deleted_ones_and_those_on_hidden_things_are_left_out(browser, make):
    trees, hidden_thing = make.proposal(), make.proposal('Hidden')
    one, two, three = make.comment(trees, 'one'), make.comment(trees, 'two'), make.comment(hidden_thing, 'three')
    make.comment(trees, 'below', reply_to=one)
    for made, verb in ((one, 'hide'), (two, 'delete')):
        with make.open(made) as comment:
            getattr(comment, verb)()
    with make.open(hidden_thing) as proposal:
        proposal.hidden = True
    make.participant('frida', role='moderator')
    browser.login('frida')
    assert [row['body'] for row in table(browser, make)] == ['below']
    assert three


def test_deleted_authors_are_empty_not_the_old_name(browser, make):
    make.comment(make.proposal(), author='bob')
    with make.site() as site:
        site['participants'].get_by_nickname('bob').deleted = 1
    (row,) = table(browser, make)
    assert (row['author/id'], row['author/name']) == ('', '')


def test_a_collective_stands_in_its_columns_too(browser, make):
    make.participant('bob', collective=True)
    make.comment(make.proposal(), author='bob')
    assert table(browser, make)[0]['user_group/name'] == 'Bob'


def test_what_a_spreadsheet_would_compute_is_marked_as_text(browser, make):
    trees = make.proposal()
    for body in ('=1+1', '+1', '-1 for me', '@SUM(A1)', 'a=b'):
        make.comment(trees, body)
    assert [row['body'] for row in table(browser, make)] == ["'=1+1", "'+1", "'-1 for me", "'@SUM(A1)", 'a=b']


def test_who_may_not_see_the_space_gets_no_table(browser, make):
    make.comment(make.proposal())
    with make.site() as site:
        site['processes']['trees'].access = RESTRICTED
    browser.get(make.url(make.proposals(), 'comments.csv'), status=404)


def test_more_comments_than_are_read_at_once_come_in_order(browser, make):
    from isegoria.traits.comments.resource import Comment

    trees = make.proposal()
    with make.open(trees) as proposal:
        for number in range(1_100):
            proposal.add_comment(Comment(proposal, f'{number}', author=1))
    assert [row['body'] for row in table(browser, make)] == [str(number) for number in range(1_100)]
