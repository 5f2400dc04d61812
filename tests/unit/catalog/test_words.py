"""Words: what the search takes for the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isegoria.catalog import asked, words


@pytest.mark.parametrize(
    ('written', 'read'),
    [
        ('Participació ciutadana', ['participacio', 'ciutadana']),
        ("L’Ajuntament d'aquí", ['l', 'ajuntament', 'd', 'aqui']),
        ('col·lectiu, paral‧lel', ['collectiu', 'parallel']),
        ('cœur ŒUVRE Straße', ['coeur', 'oeuvre', 'strasse']),
        ('invi\u200bsible\u00ad soft', ['invisible', 'soft']),
        ('e\u0301te\u0301 = \u00e9t\u00e9', ['ete', 'ete']),
        ('<p>gras</p><b>gros</b>', ['gras', 'gros']),
        ('a < b i c > d', ['a', 'b', 'i', 'c', 'd']),
        ('2016-2019, 5ª', ['2016', '2019', '5a']),
        ('中文', ['中', '文']),
        ('snake_case "quoted" (bracket)', ['snake', 'case', 'quoted', 'bracket']),
    ],
)
def test_a_text_is_cut_into_folded_words(written, read):
    assert words.words(written) == read


@pytest.mark.parametrize(
    ('language', 'same'),
    [
        ('ca', 'participació participacions participar'),
        ('ca', 'arbre arbres'),
        ('ca', 'plaça places'),
        ('ca', 'jardí jardins'),
        ('ca', 'educatiu educatius'),
        ('es', 'participación participaciones participar'),
        ('es', 'árbol árboles'),
        ('fr', 'société sociétés'),
        ('en', 'community communities'),
    ],
)
def test_the_forms_of_a_word_have_one_stem(language, same):
    assert len({words.stem(words.fold(word), language) for word in same.split()}) == 1


@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text):
    assert words.words(' '.join(words.words(text))) == words.words(text)


@given(st.text(max_size=200))
def test_no_word_has_a_sign_that_a_database_could_misread(text):
    for word in words.words(text):
        assert not set(word) & set('\'"_:*&|!() \\') and '\0' not in word


def test_an_accented_and_a_bare_word_have_a_stem_in_common_in_every_language():
    typed = set(words.variants('participacion'))
    for language in (*words.LANGUAGES, 'xx', ''):
        assert words.stem('participacion', language) in typed


def test_a_question_is_cut_into_words_beginnings_and_phrases():
    pieces = asked.pieces('més "espais verds" partic* gràcia')
    assert [(piece.words, piece.quoted, piece.begun) for piece in pieces] == [
        (('espais', 'verds'), True, False),
        (('partic',), False, True),
        (('gracia',), False, True),
    ]


def test_words_too_common_are_asked_only_where_there_are_no_others():
    assert [piece.words for piece in asked.pieces('la plaça ')] == [('placa',)]
    assert [piece.words for piece in asked.pieces('de la ')] == [('de',), ('la',)]


def test_a_finished_word_is_no_beginning():
    assert not asked.pieces('parti ')[0].begun
    assert asked.pieces('parti')[0].begun
    assert not asked.pieces('pa')[0].begun
