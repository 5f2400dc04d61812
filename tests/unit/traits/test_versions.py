"""Versions: what a text said before stays readable, by whom and when; names stay out of it."""

import hashlib
import json
import random
import re
import time
from datetime import UTC, datetime

import pytest
import ZODB
from hypothesis import given
from hypothesis import strategies as st
from persistent import Persistent

from isegoria import clock
from isegoria.texts import Text
from isegoria.traits.versions import Change, Fingerprint, Version, Versioned, differences, unified

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
ANA, BOB = 1_125_899_906_842_625, 1_125_899_906_842_626


class Idea(Versioned, Persistent):
    author = ANA
    created = clock.microseconds(NOON) - 1
    published = clock.microseconds(NOON)

    def __init__(self, title, body):
        self.title, self.body = {'ca': title}, {'ca': body}

    def edit(self, who, **fields):
        self.keep_first_version()
        for field, text in fields.items():
            setattr(self, field, {'ca': text})
        return self.record_version(who, {field: getattr(self, field) for field in fields})


def test_an_untouched_text_has_one_version_that_costs_nothing():
    idea = Idea('More trees', 'On the square.')
    (only,) = idea.listed_versions
    assert (only.number, only.who, only.when) == (1, ANA, NOON)
    assert only.changes == (Change('title', '', 'More trees', 'ca'), Change('body', '', 'On the square.', 'ca'))
    assert idea.versions == ()
    assert idea._records is None


def test_a_draft_has_no_versions():
    idea = Idea('More trees', 'On the square.')
    idea.published = None
    assert idea.listed_versions == ()
    idea.edit(ANA, body='In the street.')
    assert [version.number for version in idea.versions] == [1]


def test_an_edit_keeps_what_was_there_and_says_who_changed_it():
    idea = Idea('More trees', 'On the square.')
    version = idea.edit(BOB, body='In the street.')
    assert version == idea.version(2)
    assert version.changes == (Change('body', 'On the square.', 'In the street.', 'ca'),)
    assert version.who == BOB
    assert version.when.tzinfo is not None
    assert idea.version(1).changes[0].new == 'More trees'


def test_saving_without_a_change_makes_no_version():
    idea = Idea('More trees', 'On the square.\nSoon.')
    assert idea.edit(ANA, body='On the square.\r\nSoon.') is None
    assert len(idea.listed_versions) == 1


def test_a_version_with_an_empty_difference_is_not_listed():
    idea = Idea('More trees', 'On the square.')
    idea.edit(ANA, body='In the street.')
    idea._records.versions += (Version(3, ANA, NOON, (Change('body', 'x', 'x'),)),)
    assert [version.number for version in idea.listed_versions] == [1, 2]


def test_a_version_beyond_the_last_is_not_there():
    idea = Idea('More trees', 'On the square.')
    for number in (0, 2, -1):
        with pytest.raises(LookupError):
            idea.version(number)


def test_each_language_has_its_own_difference():
    idea = Idea('More trees', 'On the square.')
    idea.record_version(ANA, {'title': {'ca': 'Més arbres', 'es': 'Más árboles'}})
    version = idea.record_version(ANA, {'title': {'ca': 'Més arbres', 'fr': "Plus d'arbres"}})
    assert set(version.changes) == {Change('title', 'Más árboles', '', 'es'), Change('title', '', "Plus d'arbres", 'fr')}


def test_numbers_lists_and_dates_are_versioned_as_texts():
    idea = Idea('More trees', '')
    idea.record_version(None, {'state': 'evaluating', 'cost': 10, 'areas': ('Gràcia', 'Sants'), 'answer': None})
    version = idea.record_version(None, {'state': 'accepted', 'cost': None, 'areas': ('Gràcia',)})
    assert version.changes == (
        Change('state', 'evaluating', 'accepted'),
        Change('cost', '10', ''),
        Change('areas', 'Gràcia\nSants', 'Gràcia'),
    )


def test_a_record_holds_plain_texts_only():
    idea = Idea('More trees', '')
    version = idea.record_version(ANA, {'title': Text('Old trees', 'en')})
    assert type(version.changes[0].new) is str


def test_the_first_version_can_be_recorded_at_publication_and_is_not_recorded_twice():
    idea = Idea('More trees', 'On the square.')
    idea.record_version(ANA, {'title': idea.title, 'body': idea.body}, NOON)
    assert idea.keep_first_version() is None
    assert len(idea.versions) == 1


def test_a_text_that_was_taken_back_leaves_no_versions():
    idea = Idea('More trees', 'On the square.')
    idea.edit(ANA, body='In the street.')
    idea.body = None
    idea.forget_versions()
    assert 'square' not in repr(idea.listed_versions)


def test_versions_survive_packing_and_lie_apart_from_the_thing():
    db = ZODB.DB(None)
    with db.transaction() as connection:
        connection.root()['idea'] = Idea('More trees', 'On the square.' * 1000)
    with db.transaction() as connection:
        connection.root()['idea'].edit(BOB, body='In the street.')
    db.pack()
    with db.transaction() as connection:
        connection.cacheMinimize()
        idea = connection.root()['idea']
        assert idea.created
        assert idea._records._p_changed is None, 'showing the thing does not load its history'
        assert idea.version(2).changes[0].old == 'On the square.' * 1000
        assert idea.version(1).changes[0].new == 'More trees'
    db.close()


@pytest.mark.parametrize('old, new, html', [
    ('More trees', 'More old trees', 'More <ins>old </ins>trees'),
    ('One, two', 'One. two', 'One<del>,</del><ins>.</ins> two'),
    ('a\r\nb', 'a\nb', 'a<br>\nb'),
    ('', 'x', '<ins>x</ins>'),
    ('x', '', '<del>x</del>'),
    ('', '', ''),
    ('1 < 2', '1 <b> 2', '1 &lt;<ins>b&gt;</ins> 2'),
])  # fmt: skip
def test_what_went_and_what_came_is_marked_word_by_word_and_escaped(old, new, html):
    assert unified(old, new) == html


texts = st.text(alphabet='ab \n<&.', max_size=60)


@given(texts, texts)
def test_the_difference_holds_both_texts(old, new):
    found = differences(old, new)
    assert ''.join(text for kind, text in found if kind != '+') == old
    assert ''.join(text for kind, text in found if kind != '-') == new


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_can_bring_markup_into_the_page(old, new):
    assert '<' not in re.sub(r'</?(ins|del)>|<br>', '', unified(old, new))


@given(st.text(max_size=60))
def test_a_text_does_not_differ_from_itself(text):
    assert all(kind == '=' for kind, _text in differences(text, text))


def test_a_whole_plan_is_compared_by_lines_and_then_by_words():
    words = random.Random(1).choices([f'word{n}' for n in range(2000)], k=30_000)
    lines = [' '.join(words[at : at + 30]) for at in range(0, len(words), 30)]
    changed = list(lines)
    changed[3] = changed[3].replace(' ', ' tree ', 1)
    changed[900] = 'All new.'
    found = differences('\n'.join(lines), '\n'.join(changed))
    assert ('+', 'tree ') in found
    assert sum(len(text) for kind, text in found if kind == '-') < 500


@pytest.mark.parametrize('words', [50, 170, 250, 1000, 50_000])
@pytest.mark.parametrize('alphabet', [['a'], ['a', 'b'], ['a', 'b', 'c', ' ', '\n'], ['x\n', 'y\n']])
def test_no_pair_of_texts_takes_long(alphabet, words):
    chance = random.Random(2)
    old, new = (' '.join(chance.choices(alphabet, k=words)) for _time in range(2))
    began = time.process_time()
    found = differences(old, new)
    assert time.process_time() - began < 3
    assert ''.join(text for kind, text in found if kind != '+') == old


def test_the_fingerprint_can_be_repeated_elsewhere():
    idea = Idea('Més arbres', 'A la plaça / now')
    source = '{"body":{"ca":"A la plaça / now"},"title":{"ca":"Més arbres"}}'
    assert idea.fingerprint == Fingerprint(hashlib.sha256(source.encode()).hexdigest(), source)


values = st.recursive(
    st.text(max_size=5) | st.integers() | st.none(), lambda inner: st.dictionaries(st.text(max_size=3), inner, max_size=4)
)


@given(st.dictionaries(st.text(max_size=3), values, max_size=5), st.randoms())
def test_the_fingerprint_is_equal_for_equal_content_regardless_of_key_order(data, chance):
    keys = list(data)
    chance.shuffle(keys)
    assert Fingerprint.of({key: data[key] for key in keys}) == Fingerprint.of(data)
    assert json.loads(Fingerprint.of(data).source) == data


def test_another_language_changes_the_fingerprint():
    idea = Idea('Més arbres', 'A la plaça')
    before = idea.fingerprint
    idea.title = {**idea.title, 'es': 'Más árboles'}
    assert idea.fingerprint != before
