"""Passwords: what is kept cannot be read, and what somebody could guess is refused with a way to go on."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import colander
import pytest
from argon2 import PasswordHasher, extract_parameters

from isegoria.accounts import passwords
from isegoria.accounts.passwords import (
    COMMON,
    GUESSABLE,
    NOBODYS,
    PERSONAL,
    TOO_LONG,
    TOO_SHORT,
    TOO_SHORT_FOR_STAFF,
    USED_BEFORE,
    PasswordRules,
    fits,
    hash_password,
    is_among,
    own_words,
    remembered,
    renewed,
)

GOOD = 'banc verd sota la pluja'
WORDS = own_words(
    'Júlia Ferrer Puig', 'jferrer_92', 'julia.ferrer@correu.example', 'Decidim Vilanova', 'participa.vilanova.example'
)


@pytest.fixture(scope='module')
def kept():
    return hash_password(GOOD)


def complaints(password, words=(), **about):
    return PasswordRules(words, **about).complaints(password)


def test_a_password_is_kept_as_an_argon2id_hash_and_recognized(kept):
    assert kept.startswith('$argon2id$')
    assert GOOD not in kept
    assert fits(kept, GOOD)
    assert not fits(kept, GOOD + '.')
    assert hash_password(GOOD) != kept


def test_keyboards_may_write_an_accent_differently():
    assert fits(hash_password('plac\u0327a major 1714'), 'plaça major 1714')


def test_nobody_has_no_password(kept):
    assert not fits(None, GOOD)
    assert not fits('', '')
    assert not fits('no hash', GOOD)


def test_an_unknown_account_costs_as_much_as_a_known_one(kept):
    assert extract_parameters(NOBODYS) == extract_parameters(kept)

    def cost(hash_or_none):
        began = time.process_time()
        fits(hash_or_none, 'not the password')
        return time.process_time() - began

    known, unknown = (statistics.median(cost(each) for _time in range(5)) for each in (kept, None))
    assert unknown > known / 3


def test_an_endless_password_is_neither_kept_nor_read(kept):
    with pytest.raises(ValueError, match='longer'):
        hash_password('x' * 257)
    assert not fits(kept, 'x' * 1_000_000)
    assert not fits(hash_password('ab' * 128), 'ab' * 128 + 'c')


def test_an_old_hash_is_renewed_at_the_next_sign_in(kept):
    old = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(GOOD)
    assert fits(old, GOOD)
    new = renewed(old, GOOD)
    assert new != old
    assert fits(new, GOOD)
    assert renewed(kept, GOOD) is None


def test_staff_may_not_go_back_to_one_of_the_last_five_passwords(kept):
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    previous = ()
    for number in range(7):
        previous = remembered(previous, old.hash(f'password {number}'))
    assert len(previous) == 5
    assert is_among('password 6', previous)
    assert not is_among('password 1', previous)
    assert remembered(previous, None) == previous
    assert complaints(GOOD, before=(kept,)) == [USED_BEFORE]


@pytest.mark.parametrize(
    'password', [GOOD, 'Tr0ub4dor&3x', 'plaça verda 27 banc', '広場に木を植えて水をやる', 'x7#kQ9!mZ2', 'ab' * 60 + GOOD]
)
def test_good_passwords_of_any_characters_pass(password):
    assert complaints(password, WORDS) == []


def test_ten_characters_are_the_least():
    assert complaints('kQ9!mZ2#x') == [TOO_SHORT]
    assert complaints('kQ9!mZ2#x7') == []
    assert complaints('') == [TOO_SHORT, GUESSABLE]


def test_staff_need_fifteen_unless_they_have_a_second_factor():
    assert complaints('kQ9!mZ2#x7vB&u', staff=True) == [TOO_SHORT_FOR_STAFF]
    assert complaints('kQ9!mZ2#x7vB&u1', staff=True) == []
    assert complaints('kQ9!mZ2#x7', staff=True, second_factor=True) == []


def test_256_characters_are_the_most():
    assert complaints((GOOD * 20)[:256]) == []
    assert complaints((GOOD * 20)[:257]) == [TOO_LONG]


@pytest.mark.parametrize('password', [
    'juliaferrer92', 'JuliaFerrerPuig', 'júliaferrer1', 'ferrerferrer', 'vilanova2026', 'participavilanova',
    'jferrer_92!!', 'Ferrer1992',
])  # fmt: skip
def test_what_is_made_of_the_person_or_the_site_is_refused(password):
    assert complaints(password, WORDS) == [PERSONAL]


def test_a_name_among_other_words_is_no_harm():
    assert complaints('sota la pluja de Vilanova', WORDS) == []


def test_a_short_part_of_an_address_forbids_nothing():
    words = own_words('Ana', 'ana', 'a@x.example')
    assert not words & {'a', 'x', 'ana'}
    assert complaints('banana pluja verda', words) == []


def test_common_and_guessable_passwords_are_refused():
    assert complaints('1234567890') == [COMMON]
    assert complaints('qwertyuiop') == [COMMON]
    assert complaints('aaaaaaaaaaaaaaa') == [GUESSABLE]
    assert complaints('abcdefghijklm') == [GUESSABLE]


def test_everything_there_is_to_mend_is_said_at_once():
    assert complaints('ferrer', WORDS, staff=True) == [TOO_SHORT_FOR_STAFF, PERSONAL]


def test_the_rules_stand_beside_the_field():
    node = colander.SchemaNode(colander.String(), validator=PasswordRules(WORDS))
    assert node.deserialize(GOOD) == GOOD
    with pytest.raises(colander.Invalid) as refused:
        node.deserialize('ferrer')
    assert refused.value.msg == [TOO_SHORT, PERSONAL]


def test_one_persons_words_are_not_held_against_another():
    def judged(number):
        word = f'zyx{number}qwv'
        return complaints(f'{word}{word}', own_words(word)), complaints(GOOD, own_words(f'wörter {number}'))

    with ThreadPoolExecutor(8) as people:
        for own, other in people.map(judged, range(40)):
            assert own == [PERSONAL]
            assert other == []


def test_the_dictionary_forgets_the_person():
    from zxcvbn.matching import RANKED_DICTIONARIES

    complaints('ferrer', WORDS)
    assert 'user_inputs' not in RANKED_DICTIONARIES


def test_the_estimate_is_loaded_only_when_it_is_needed():
    assert 'zxcvbn' not in vars(passwords)
