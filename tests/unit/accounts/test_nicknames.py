"""Nicknames: one of a kind, however they are written."""

import colander
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isegoria.accounts.nicknames import (
    LONGEST,
    TAKEN,
    TAKEN_BY_THE_SITE,
    TOO_LONG,
    WRONG_SIGNS,
    Nickname,
    from_name,
    key,
    objection,
    written,
)
from isegoria.text import mentions


def nobody(_key):
    return False


@pytest.mark.parametrize('nickname', ['ana', 'núria-sala', 'bob_m', '42', 'ñ', 'мария', 'a' * 20])
def test_letters_of_any_script_digits_hyphens_and_underscores_will_do(nickname):
    assert objection(nickname) is None


@pytest.mark.parametrize('nickname', ['', 'ana sala', 'ana@sala', 'ana.sala', '___', '-', 'ana\n', '<b>', 'a/b'])
def test_other_signs_will_not(nickname):
    assert objection(nickname) == WRONG_SIGNS


def test_twenty_characters_are_the_most():
    assert objection('a' * 21) == TOO_LONG


@pytest.mark.parametrize('nickname', ['admin', 'system', 'pages', 'search', 'Admin', 'ＡＤＭＩＮ'])
def test_the_site_keeps_the_words_of_its_addresses(nickname):
    assert objection(nickname) == TAKEN_BY_THE_SITE


def test_a_taken_nickname_is_refused_however_it_is_written():
    taken = {key('Núria')}
    for nickname in ('núria', 'NÚRIA', 'nu\u0301ria', 'Ｎúria'):
        assert objection(nickname, taken.__contains__) == TAKEN or objection(written(nickname), taken.__contains__) == TAKEN
    assert objection('nuria', taken.__contains__) is None


def test_nicknames_are_kept_in_small_letters_without_the_sign_before_them():
    assert written(' @Ana_Sala ') == 'ana_sala'
    assert written('nu\u0301ria') == 'núria'
    assert written(colander.null) is colander.null


@pytest.mark.parametrize('name, nickname', [
    ('Núria Sala', 'nuria_sala'),
    ("Pere d'Olot-Ribes", 'pere_d_olot_ribes'),
    ('Мария', 'mariia'),
    ('Maria Assumpció Puigdevall', 'maria_assumpcio_puig'),
    ('!!!', 'participant_2'),
    ('Admin', 'admin_2'),
])  # fmt: skip
def test_a_nickname_is_made_of_the_name(name, nickname):
    assert from_name(name, nobody) == nickname


def test_the_second_of_a_name_gets_a_number_within_the_same_length():
    taken = {'nuria_sala', 'nuria_sala_2', 'maria_assumpcio_puig'}
    assert from_name('Núria Sala', taken.__contains__) == 'nuria_sala_3'
    assert from_name('Maria Assumpció Puigdevall', taken.__contains__) == 'maria_assumpcio_pu_2'


@given(st.text(max_size=60), st.integers(0, 15))
def test_whatever_the_name_the_nickname_is_free_good_and_can_be_mentioned(name, others):
    taken = set()
    for _time in range(others + 1):
        nickname = from_name(name, taken.__contains__)
        assert objection(nickname, taken.__contains__) is None
        assert len(nickname) <= LONGEST
        assert written(nickname) == nickname
        assert mentions(f'@{nickname}') == (nickname,)
        taken.add(key(nickname))


@given(st.text())
def test_a_key_has_one_form(nickname):
    assert key(key(nickname)) == key(nickname)
    assert key(nickname) == key(nickname.casefold())


def test_the_objection_stands_beside_the_field():
    node = colander.SchemaNode(colander.String(), preparer=written, validator=Nickname({'ana'}.__contains__))
    assert node.deserialize('@Bob') == 'bob'
    with pytest.raises(colander.Invalid) as refused:
        node.deserialize('Ana')
    assert refused.value.msg == TAKEN
