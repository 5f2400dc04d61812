"""Lists: conditions, orders and pages, in both databases."""

from dataclasses import replace

import pytest
from tests.unit.catalog.making import COMPONENT, INSIDE, PRIVATE, PUBLIC, SITE, SPACE, ask, comment, everywhere, pages, row

from isegoria.catalog.query import DEEPEST, Query


def test_the_newest_come_first_and_ties_are_broken_by_the_id(catalog):
    rows = [row(created=10**15 + second) for second in (1, 3, 3, 2)]
    catalog.upsert(rows)
    assert catalog.find(ask()).ids == (rows[2].id, rows[1].id, rows[3].id, rows[0].id)
    assert catalog.find(ask(sort='created')).ids == (rows[0].id, rows[3].id, rows[1].id, rows[2].id)


def test_a_hit_tells_what_is_needed_to_load_it(catalog):
    one = row()
    catalog.upsert([one])
    (hit,) = catalog.find(everywhere()).hits
    assert (hit.id, hit.type, hit.component) == (one.id, 'proposal', COMPONENT)


@pytest.mark.parametrize('sort', ['-created', '-supports', 'title', 'random:17', 'weight'])
def test_pages_follow_each_other_and_lead_back(catalog, sort):
    rows = [
        row(supports=at % 4, title=f't{at % 3}', random=at * 2**26 + 5, weight=at % 2, created=10**15 + at % 5) for at in range(23)
    ]
    catalog.upsert(rows)
    every = [number for page in pages(catalog, ask(sort=sort, limit=100)) for number in page]
    assert sorted(every) == sorted(each.id for each in rows)
    walked = list(pages(catalog, ask(sort=sort, limit=5)))
    assert [number for page in walked for number in page] == every
    assert [list(catalog.find(ask(sort=sort, limit=5, page=number)).ids) for number in range(1, 6)] == walked
    last = catalog.find(ask(sort=sort, limit=5, page=5))
    back = []
    while last.previous:
        last = catalog.find(ask(sort=sort, limit=5, after=last.previous))
        back.insert(0, list(last.ids))
    assert back == walked[:-1]
    assert last.next


def test_the_random_order_begins_elsewhere_for_another_seed(catalog):
    catalog.upsert([row(random=at * 2**25 + 3) for at in range(64)])
    one, other = (catalog.find(ask(sort=f'random:{seed}', limit=64)).ids for seed in (5, 40))
    assert one != other
    at = other.index(one[0])
    assert other[at:] + other[:at] == one


def test_a_new_thing_does_not_shift_the_next_page(catalog):
    rows = [row(created=10**15 + at) for at in range(6)]
    catalog.upsert(rows)
    first = catalog.find(ask(limit=3))
    catalog.upsert([row(created=10**16)])
    assert catalog.find(ask(limit=3, after=first.next)).ids == (rows[2].id, rows[1].id, rows[0].id)


@pytest.mark.parametrize('cursor', ['', 'x', '%', 'LWNyZWF0ZWQ', 'ä', 'bm9uc2Vuc2UgZm4gMCAxIDI'])
def test_an_address_with_a_wrong_cursor_shows_the_first_page(catalog, cursor):
    catalog.upsert([row(), row()])
    assert len(catalog.find(ask(after=cursor))) == 2


def test_a_cursor_of_another_order_shows_the_first_page(catalog):
    catalog.upsert([row(supports=at) for at in range(4)])
    cursor = catalog.find(ask(limit=2)).next
    assert catalog.find(ask(sort='-supports', limit=2, after=cursor)).ids == catalog.find(ask(sort='-supports', limit=2)).ids


def test_numbered_pages_end_at_a_stated_depth(catalog):
    catalog.upsert([row()])
    assert not catalog.find(ask(page=DEEPEST // 20 + 1))
    assert not catalog.find(ask(page=2**70))


def test_conditions_hold_together_and_their_values_are_alternatives(catalog):
    one = row(state='accepted', terms=frozenset({1, 5}), origin='official')
    two = row(state='rejected', terms=frozenset({1, 6}), origin='participants')
    three = row(state='', terms=frozenset({2, 5}))
    catalog.upsert([one, two, three])

    def found(**about):
        return set(catalog.find(ask(**about)).ids)

    assert found(states=('accepted', '')) == {one.id, three.id}
    assert found(not_states=('rejected',)) == {one.id, three.id}
    assert found(terms=((5, 6), (1,))) == {one.id, two.id}
    assert found(terms=((5,), (6,))) == set()
    assert found(origins=('official',)) == {one.id}
    assert found(states=()) == set()
    assert found(ids=(two.id, 7)) == {two.id}
    assert found(ids=()) == set()


def test_conditions_may_be_given_as_lists(catalog):
    one = row(state='accepted', terms=frozenset({1}), origin='official')
    catalog.upsert([one, row()])
    about = {
        'keys': ['public'],
        'types': ['proposal'],
        'states': ['accepted'],
        'terms': [[1, 2]],
        'origins': ['official'],
        'ids': [one.id],
    }
    assert catalog.find(ask(**about)).ids == (one.id,)


def test_a_list_of_several_types_is_one_list(catalog):
    rows = [row(type=kind, supports=at) for at, kind in enumerate(('proposal', 'amendment', 'proposal', 'debate'))]
    catalog.upsert(rows)
    query = ask(types=('proposal', 'amendment'), sort='-supports', limit=2)
    assert list(pages(catalog, query)) == [[rows[2].id, rows[1].id], [rows[0].id]]
    assert set(catalog.find(ask(types=())).ids) == {each.id for each in rows}


def test_lists_across_places_keep_to_places_that_are_open(catalog):
    public, inner = row(), row(space=PRIVATE, component=INSIDE)
    catalog.upsert([public, inner])
    assert catalog.find(everywhere()).ids == (public.id,)
    member = PUBLIC | {f'members:{PRIVATE}'}
    assert set(catalog.find(everywhere(keys=member)).ids) == {public.id, inner.id}
    assert catalog.find(everywhere(space=PRIVATE)).ids == ()
    assert catalog.find(everywhere(space=SPACE)).ids == (public.id,)


def test_what_a_person_wrote_is_listed(catalog):
    mine, other = row(author=5), row(author=6)
    draft = row(author=5, visibility='author:5', created=10**15 + 9)
    catalog.upsert([mine, other, draft])
    assert catalog.find(everywhere(author=5)).ids == (mine.id,)
    assert catalog.find(everywhere(author=5, keys=PUBLIC | {'author:5'})).ids == (draft.id, mine.id)
    assert catalog.find(ask(author=5, sort='-supports')).ids == (mine.id,)


def test_threads_have_orders_of_their_own(catalog):
    on = row()
    tops = [
        comment(on, created=10**15 + at, balance=balance, replies=replies)
        for at, balance, replies in ((1, 0, 5), (2, 9, 0), (3, -2, 1))
    ]
    answers = [comment(on, tops[0], created=10**15 + 10 + at) for at in range(4)]
    catalog.upsert([on, *tops, *answers])

    def threads(sort):
        return catalog.find(ask(types=('comment',), subject=on.id, depth=0, sort=sort)).ids

    assert threads('created') == tuple(each.id for each in tops)
    assert threads('-balance') == (tops[1].id, tops[0].id, tops[2].id)
    assert threads('-replies') == (tops[0].id, tops[2].id, tops[1].id)
    query = ask(types=('comment',), thread=tops[0].id, replies_only=True, sort='created', limit=3)
    assert list(pages(catalog, query)) == [[each.id for each in answers[:3]], [answers[3].id]]
    assert len(catalog.find(replace(query, replies_only=False, limit=9))) == 5


def test_the_first_replies_of_several_threads_come_at_once(catalog):
    on = row()
    tops = [comment(on) for _each in range(3)]
    answers = {
        top.id: [comment(on, top, created=10**15 + at) for at in range(number)] for top, number in zip(tops, (4, 0, 2), strict=True)
    }
    catalog.upsert([on, *tops, *(each for many in answers.values() for each in many)])
    query = ask(types=('comment',), sort='created', limit=3)
    found = catalog.replies(query, [top.id for top in tops])
    assert [len(found[top.id]) for top in tops] == [3, 0, 2]
    assert found[tops[0].id].ids == tuple(each.id for each in answers[tops[0].id][:3])
    assert found[tops[2].id].next is None
    more = catalog.find(replace(query, thread=tops[0].id, replies_only=True, after=found[tops[0].id].next))
    assert more.ids == (answers[tops[0].id][3].id,)
    assert catalog.replies(query, []) == {}


def test_sites_share_nothing(catalog):
    catalog.upsert([row(), row(site=99, space=None, component=None)])
    assert len(catalog.find(everywhere())) == 1
    assert len(catalog.find(Query(site=99, keys=PUBLIC))) == 1
    assert len(catalog.find(everywhere(types=()))) == 1


def test_an_order_that_does_not_exist_is_a_mistake(catalog):
    with pytest.raises(ValueError, match='nothing is sorted by'):
        catalog.find(ask(sort='-nothing'))


@pytest.mark.parametrize('value', ['\0', 'accepted\0', '\ud800', "'", '%', '\\'])
def test_whatever_an_address_asks_for_is_only_not_found(catalog, value):
    catalog.upsert([row(state='rejected', origin='official')])
    assert not catalog.find(ask(states=(value,)))
    assert not catalog.find(ask(origins=(value,)))
    assert len(catalog.find(ask(not_states=(value,)))) == 1


def test_times_bound_a_list(catalog):
    rows = [row(created=at) for at in (1, 2, 3, 4)]
    catalog.upsert(rows)
    assert catalog.find(ask(created_after=2, created_before=4)).ids == (rows[2].id, rows[1].id)


def test_the_site_itself_holds_things(catalog):
    page = row(type='page', space=None, component=None)
    catalog.upsert([page])
    assert catalog.find(everywhere(types=('page',))).hits[0].component is None
    assert catalog.count(everywhere(types=('page',))) == 1
    assert SITE not in catalog.ids()
