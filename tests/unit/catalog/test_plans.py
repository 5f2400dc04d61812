"""Query plans: a page of a list walks the index that ends in its order, at any size, with three keys and with filters."""

import random
import re

import pytest
from tests.factories import asked_of_catalogs
from tests.unit.catalog.making import COMPONENT, PLACES, SITE, SPACE

from isegoria.catalog.query import Query
from isegoria.catalog.row import Row

NUMBER = 12_000
KEYS = frozenset({'public', 'signed-in', 'author:5'})
SOME = 'arbre plaça carrer escola parc banc font camí pont mercat'
WORDS = SOME.split()
SORTS = (
    '-created',
    'created',
    '-updated',
    '-supports',
    '-comments',
    '-likes',
    '-follows',
    '-authors',
    'weight',
    'title',
    'random:9',
)


def many():
    made = random.Random(4)
    for at in range(NUMBER):
        kind = 'comment' if at % 4 == 0 else 'proposal'
        yield Row(
            id=2**50 + made.getrandbits(40), site=SITE, space=SPACE, component=COMPONENT, type=kind, created=at,
            subject=at % 3 if kind == 'comment' else None, thread=at % 3 if kind == 'comment' else None, depth=at // 4 % 2,
            state=made.choice(('', 'accepted', 'rejected')), origin=made.choice(('meeting', 'participants')), terms=frozenset(made.sample(range(1, 30), 3)), author=at % 3,
            supports=made.randint(0, 90), random=made.getrandbits(53), language='ca',
            title='ocell' if at % 97 == 3 else made.choice(WORDS),
            visibility=made.choice(('public', 'public', 'public', 'hidden')),
        )  # fmt: skip


@pytest.fixture(scope='module')
def full(engine):
    """A catalog of many rows."""
    engine.rebuild(many(), PLACES)
    engine.database.engine.dispose()  # a connection reads the statistics when it is opened: those of other tests are too old
    return engine


def proposals(**about):
    return Query(**{'site': SITE, 'keys': KEYS, 'component': COMPONENT, 'types': ('proposal',), **about})


def plans(catalog, ask) -> list[str]:
    """How the database did what `ask` made it do, statement by statement."""
    with asked_of_catalogs() as said:
        ask()
    explain = 'EXPLAIN QUERY PLAN ' if catalog.database.sqlite else 'EXPLAIN '
    with catalog.database.engine.connect() as connection:
        return [
            '\n'.join(str(row[-1]) for row in connection.exec_driver_sql(explain + statement, values)) for statement, values in said
        ]


def uses(catalog, ask, index):
    """Is the last thing done a walk along this index, with nothing sorted and nothing scanned?"""
    plan = plans(catalog, ask)[-1]
    assert index in plan, plan
    assert not re.search(r'TEMP B-TREE|SCAN resource(?! USING)|\bSort\b|Seq Scan|Bitmap', plan), plan
    return plan


@pytest.mark.parametrize('sort', SORTS)
@pytest.mark.parametrize(
    'conditions',
    [
        {},
        {'states': ('accepted',)},
        {'not_states': ('rejected',)},
        {'terms': ((7,), (8, 9))},
        {'origins': ('meeting',)},
        {'states': ('accepted', ''), 'terms': ((7,),)},
    ],
    ids=['all', 'state', 'not state', 'terms', 'origin', 'states and term'],
)
def test_a_list_of_a_component(full, sort, conditions):
    field = sort.strip('-').partition(':')[0]
    plan = uses(full, lambda: full.find(proposals(sort=sort, **conditions)), f'resource_component_{field}')
    assert re.search(r'USING COVERING INDEX|Index Only Scan', plan), plan  # what a filter asks stands in the index
    assert 'words' not in plan


def test_the_next_page_begins_in_the_index(full):
    cursor = full.find(proposals(sort='-supports')).next
    plan = plans(full, lambda: full.find(proposals(sort='-supports', after=cursor)))[-1]
    assert re.search(r'\(supports,id\)<|Index Cond: .*ROW\(supports, id\) <', plan), plan


def test_lists_of_several_types_are_merged_from_walks(full):
    plan = plans(full, lambda: full.find(proposals(types=('proposal', 'comment'))))[-1]
    assert plan.count('resource_component_created') == 2
    assert 'Seq Scan' not in plan


@pytest.mark.parametrize(
    ('conditions', 'index'),
    [
        ({'component': None}, 'resource_site_created'),
        ({'component': None, 'sort': 'title'}, 'resource_site_title'),
        ({'component': None, 'types': ()}, 'resource_everything_created'),
        ({'component': None, 'space': SPACE}, 'resource_space_created'),
        ({'component': None, 'types': (), 'author': 2}, 'resource_author_created'),
        ({'types': ('comment',), 'subject': 1, 'depth': 0}, 'resource_subject_created'),
        ({'types': ('comment',), 'subject': 1, 'depth': 0, 'sort': '-balance'}, 'resource_subject_balance'),
        ({'types': ('comment',), 'subject': 1, 'depth': 0, 'sort': '-replies'}, 'resource_subject_replies'),
        ({'types': ('comment',), 'thread': 1, 'replies_only': True, 'sort': 'created'}, 'resource_thread_created'),
    ],
    ids=lambda value: value if isinstance(value, str) else '',
)
def test_other_lists(full, conditions, index):
    uses(full, lambda: full.find(proposals(**conditions)), index)


def test_the_first_replies_of_threads_are_walks(full):
    plan = plans(full, lambda: full.replies(proposals(types=('comment',), sort='-balance', limit=10), range(3)))[-1]
    assert plan.count('resource_thread_balance') == 4
    assert 'Seq Scan' not in plan


def test_a_search_begins_in_the_words(full):
    *_estimates, words, rows = plans(full, lambda: full.find(proposals(text='ocell ', sort='-supports')))
    assert re.search(r'VIRTUAL TABLE INDEX|words_vector', words), words
    assert re.search(r'USING PRIMARY KEY|resource_pkey', rows), rows[-500:]


def test_a_search_that_finds_very_much_walks_the_order(full, monkeypatch):
    monkeypatch.setattr('isegoria.catalog.searching.MOST_LOOKED_UP', 100)
    plan = plans(full, lambda: full.find(proposals(text='pont ', sort='-supports')))[-1]
    assert 'resource_component_supports' in plan, plan
    assert re.search(r'words_content|words_pkey', plan), plan


def test_counts_come_from_the_count_table(full):
    for ask in (
        lambda: full.count(proposals()),
        lambda: full.facets(proposals(), 'terms'),
        lambda: full.facets(proposals(terms=((101,),)), 'terms'),
        lambda: full.facets(proposals(), 'state'),
    ):
        said = plans(full, ask)
        assert len(said) == 1
        assert 'resource' not in said[0]


@pytest.mark.parametrize('page', [1, 20, 500, 499])
def test_a_list_takes_as_many_statements_on_every_page(full, page):
    assert len(plans(full, lambda: full.find(proposals(page=page, sort='-supports')))) == 1
