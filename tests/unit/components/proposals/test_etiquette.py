"""Etiquette: what a title and a text must look like, in every script."""

import colander
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isegoria.components.proposals.etiquette import ALL, RULES, Etiquette, advice

ADVICE = {rule.name: rule.advice for rule in RULES}


def broken(text, rules=ALL):
    found = advice(text, rules)
    return [name for name in ALL if ADVICE[name] in found]


@pytest.mark.parametrize('text', [
    'More trees on the main square',
    'Més arbres a la plaça',
    '3 arbres més',
    '«Arbres» a la plaça',
    '¿Por qué no?',
    '¡Qué bien!',
    '¡¿Cómo que no?!',
    'Què?! I ara!',
    'A Barcelona, l’AMPA vol arbres',
    'Ω καλημέρα',
    '広場に木を',
    'ميدان أكثر خضرة؟',
    'À',
    '',
    ' \n ',
    '2016?',
    '#plaça verda',
])  # fmt: skip
def test_an_ordinary_text_keeps_all_rules(text):
    assert broken(text) == []


@pytest.mark.parametrize('text', ['MORE TREES', 'MÉS ARBRES A LA PLAÇA', 'БОЛЬШЕ ДЕРЕВЬЕВ', 'MORE TREES on it', 'ÉÉÉé', 'N O W'])
def test_too_many_capitals_are_seen_in_every_script(text):
    assert broken(text) == ['capitals']


@pytest.mark.parametrize('text', ['NO 123456789', 'ARBRES!', 'SÍ, 100 %, 200 %, 300 %'])
def test_only_letters_count_for_the_share_of_capitals(text):
    assert broken(text) == ['capitals']


def test_exactly_half_in_capitals_is_too_many_and_less_is_not():
    assert broken('ABcd') == ['capitals']
    assert broken('ABcde') == []


@pytest.mark.parametrize('text', ['Trees!!', 'Why??', '¡¡Arbres!', 'Why?!?', 'Trees！！', 'Now‼', 'A!?¡ b', 'شجر؟؟'])
def test_repeated_marks_are_too_many(text):
    assert broken(text) == ['marks']


def test_marks_apart_are_fine():
    assert broken('Trees! Why? Now! Yes?') == []


@pytest.mark.parametrize('text', ['more trees', 'és urgent', '«arbres» a la plaça', '¿por qué no?', 'больше', '<p>més arbres</p>'])
def test_a_small_first_letter_is_seen_in_every_script(text):
    assert broken(text) == ['beginning']


def test_markup_does_not_count():
    assert broken('<p><strong>More</strong> trees <br>for us</p>') == []
    assert broken('<p>MORE <em class="x">TREES</em></p>') == ['capitals']


def test_a_component_chooses_its_rules():
    assert broken('more TREES!!', ('marks',)) == ['marks']
    assert broken('more TREES!!', ()) == []


def test_everything_that_should_change_is_said_at_once():
    node = colander.SchemaNode(colander.String(), name='title', validator=Etiquette())
    with pytest.raises(colander.Invalid) as refused:
        node.deserialize('mORE TREES!!')
    assert refused.value.msg == [ADVICE['capitals'], ADVICE['marks'], ADVICE['beginning']]
    assert node.deserialize('More trees!') == 'More trees!'


@given(st.text())
def test_any_text_gets_an_answer(text):
    assert set(broken(text)) <= set(ALL)
