from babel.messages.catalog import Message

from isegoria.scripts import languages
from isegoria.scripts.languages import fault_of, same_in


def fault(original, translated, plurals=2, may_be_same=False, flags=()):
    return fault_of(Message(original), Message(original, translated, flags=flags), plurals, may_be_same)


def test_a_text_with_its_own_words_is_complete():
    assert fault('Support', 'Dona suport') == ''


def test_an_empty_text_is_missing():
    assert fault('Support', '') == 'missing'
    assert fault_of(Message('Support'), None, 2, False) == 'missing'


def test_the_same_words_as_in_english_do_not_count_unless_they_are_listed():
    assert fault('Total', 'Total') == 'the same as in English'
    assert fault('Total', 'Total', may_be_same=True) == ''


def test_every_plural_is_wanted():
    assert fault(('${n} day', '${n} days'), ('${n} dia', '')) == 'missing'
    assert fault(('${n} day', '${n} days'), ('un dia', '${n} dies')) == ''


def test_the_same_values_stand_in_it():
    assert fault('Written by ${who}', 'Escrit per ${qui}') == 'other values than in English'
    assert fault('Written by ${who}', 'Escrit') == 'other values than in English'


def test_what_is_marked_as_fuzzy_is_to_be_looked_at():
    assert fault('Support', 'Suport', flags=('fuzzy',)) == 'to be looked at'


def test_texts_that_are_the_same_are_listed_by_language(tmp_path, monkeypatch):
    listed = tmp_path / 'same.txt'
    listed.write_text('# Words that are the same\nca fr: Total\nes: No\n', encoding='utf-8')
    monkeypatch.setattr(languages, 'SAME', listed)
    assert same_in('ca') == {'Total'}
    assert same_in('es') == {'No'}
