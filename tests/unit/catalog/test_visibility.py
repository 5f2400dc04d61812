"""Nobody finds, counts or guesses what they may not see: every way of asking, every key."""

import itertools

import pytest
from tests.unit.catalog.making import COMPONENT, INSIDE, PRIVATE, PUBLIC, SITE, SPACE, comment, row

from isegoria.catalog.query import Query

SECRET = {
    'hidden': 'hidden',
    'signed-in': 'signed-in',
    'members': f'members:{PRIVATE}',
    'staff': f'staff:{SPACE}',
    'author': 'author:9',
}
SORTS = ('-created', '-supports', 'title', 'random:3', 'weight', '-balance')
CONDITIONS = (
    {'component': COMPONENT},
    {'component': COMPONENT, 'types': ('proposal',)},
    {'component': COMPONENT, 'types': ('proposal', 'comment')},
    {'types': ('proposal',)},
    {},
    {'space': SPACE},
    {'author': 9},
    {'subject': 4, 'depth': 0},
    {'subject': 4},
    {'thread': 5},
    {'ids': (1, 2, 3)},
    {'component': COMPONENT, 'types': ('proposal',), 'states': ('accepted',)},
    {'component': COMPONENT, 'types': ('proposal',), 'terms': ((8,),)},
    {'component': COMPONENT, 'types': ('proposal',), 'origins': ('official',)},
)


def secret(number, visibility):
    return row(
        id=number, visibility=visibility, state='accepted', terms=frozenset({8}), origin='official', author=9, subject=4, thread=5,
        title='sotamà', body='sotamà', supports=7,
    )  # fmt: skip


@pytest.mark.parametrize('visibility', SECRET.values(), ids=SECRET)
def test_what_one_may_not_see_is_in_no_list_count_or_facet(catalog, visibility):
    catalog.upsert([secret(1, visibility), secret(2, visibility), row(id=3, title='públic')])
    for about, sort, text in itertools.product(CONDITIONS, SORTS, ('', 'sotama', 'sota*')):
        query = Query(site=SITE, keys=PUBLIC, sort=sort, text=text, **about)
        assert not {1, 2} & set(catalog.find(query).ids), query
    for about, text in itertools.product(CONDITIONS, ('', 'sotama')):
        query = Query(site=SITE, keys=PUBLIC, text=text, **about)
        assert catalog.count(query) == len(catalog.find(query)), query
        for dimension in ('type', 'state', 'origin', 'terms', 'language', 'author'):
            assert sum(catalog.facets(query, dimension).values()) <= 1, (query, dimension)
    assert catalog.suggest('sotamaa', site=SITE) is None
    about = {'site': SITE, 'component': COMPONENT, 'keys': PUBLIC, 'title': 'sotamà', 'body': 'sotamà', 'language': 'ca'}
    assert catalog.similar(**about) == []


@pytest.mark.parametrize('visibility', SECRET.values(), ids=SECRET)
def test_who_holds_the_key_finds_it(catalog, visibility):
    catalog.upsert([secret(1, visibility)])
    for about in CONDITIONS:
        query = Query(site=SITE, keys=PUBLIC | {visibility}, **about)
        assert catalog.find(query).ids == (1,), query


def test_no_keys_see_nothing(catalog):
    catalog.upsert([row()])
    query = Query(site=SITE, keys=frozenset(), component=COMPONENT, types=('proposal',))
    assert catalog.find(query).ids == ()
    assert catalog.count(query) == 0
    assert catalog.facets(query, 'state') == {}


def test_replies_that_one_may_not_see_are_not_among_the_first(catalog):
    on = row()
    top = comment(on)
    catalog.upsert([on, top, comment(on, top, visibility='hidden')])
    query = Query(site=SITE, keys=PUBLIC, sort='created')
    assert catalog.replies(query, [top.id])[top.id].ids == ()


def test_what_becomes_hidden_is_gone_at_once(catalog):
    one = row(title='sotamà')
    catalog.upsert([one])
    query = Query(site=SITE, keys=PUBLIC, component=COMPONENT, types=('proposal',))
    assert catalog.count(query) == 1
    catalog.upsert([row(id=one.id, title='sotamà', visibility='hidden')])
    assert (catalog.find(query).ids, catalog.count(query), catalog.facets(query, 'state')) == ((), 0, {})


def test_a_closed_place_is_in_no_list_across_places(catalog):
    catalog.upsert([row(id=1, space=PRIVATE, component=INSIDE, author=9, title='sotamà')])
    for about in ({}, {'types': ('proposal',)}, {'author': 9}, {'ids': (1,)}, {'space': PRIVATE}, {'text': 'sotama'}):
        query = Query(site=SITE, keys=PUBLIC, **about)
        assert catalog.find(query).ids == (), query
        assert catalog.count(query) == 0, query
        assert catalog.facets(query, 'type') == {}, query
