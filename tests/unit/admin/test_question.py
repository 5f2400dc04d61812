"""What is asked of a list at the desk stands in its address, and nothing else does."""

from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from webob.multidict import MultiDict

from isegoria.admin.collection import both
from isegoria.admin.question import Question
from isegoria.numbers import SIZES, size_of

CHOICES = {'state': [('open', 'Open'), ('closed', 'Closed')]}
SORTABLE = ('title', 'supports')


def question(**asked):
    return Question(SimpleNamespace(GET=MultiDict(asked)), '/admin', CHOICES, SORTABLE, '-supports')


asked_of_lists = st.fixed_dictionaries(
    {},
    optional={
        'text': st.text(max_size=30),
        'state': st.sampled_from(['open', 'closed', 'unknown', '']),
        'sort': st.sampled_from(['title', '-title', 'supports', '-supports', 'password', '']),
        'page': st.one_of(st.integers(-2, 400).map(str), st.text(max_size=4)),
        'per_page': st.one_of(st.integers(-2, 4000).map(str), st.text(max_size=4)),
        'more': st.text(max_size=5),
    },
)


@given(asked_of_lists)
def test_the_address_of_a_question_asks_the_same_again(asked):
    first = question(**asked)
    again = question(**dict(parse_qsl(urlsplit(first.where()).query)))
    assert again.said == first.said
    assert (again.text, again.chosen, again.sort, again.size, again.page) == (
        first.text, first.chosen, first.sort, first.size, first.page,
    )  # fmt: skip


@given(asked_of_lists)
def test_what_is_unknown_is_left_out(asked):
    found = question(**asked)
    assert set(found.chosen.values()) <= {'open', 'closed'}
    assert found.sort.removeprefix('-') in SORTABLE
    assert found.size in SIZES and found.page >= 1
    assert 'more' not in found.said


def test_another_question_begins_at_its_first_page_and_keeps_the_size():
    found = question(page='4', per_page='50', state='open')
    assert found.where(state=None) == '/admin?per_page=50'
    assert found.where(page=5) == '/admin?state=open&per_page=50&page=5'
    assert found.where(page=1) == '/admin?state=open&per_page=50'


def test_a_size_that_we_do_not_have_is_the_next_larger_one():
    assert [size_of(text) for text in ('1', '20', '21', '50', '99', '5000', 'x', None)] == [20, 20, 50, 50, 100, 100, 20, 20]


def test_a_column_is_sorted_the_other_way_round_when_it_is_chosen_again():
    assert question().by('supports') == '/admin?sort=supports'
    assert question(sort='supports').by('supports') == '/admin'
    assert question(sort='title').direction('title') == 'ascending'


def test_each_filter_can_be_taken_away():
    assert [chip['url'] for chip in question(text='trees', state='open').chips()] == ['/admin?state=open', '/admin?text=trees']


def test_conditions_of_several_filters_all_hold():
    assert both({'states': ('a', 'b')}, {'states': ('b', 'c')}) == {'states': ('b',)}
    assert both({'terms': ((1,),)}, {'terms': ((2,),)}) == {'terms': ((1,), (2,))}
    assert both({'ids': (1, 2)}, {'ids': ()}) == {'ids': ()}
    assert both({'text': 'a'}, {'author': 5}) == {'text': 'a', 'author': 5}
