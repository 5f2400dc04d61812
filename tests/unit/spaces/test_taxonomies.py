"""Taxonomies: a root and at most three levels below it; a parent finds its descendants."""

import pytest

from isegoria.spaces.taxonomies import Taxonomies


@pytest.fixture
def taxonomies():
    made = Taxonomies()
    root = made.add({'en': 'Themes'})
    city = made.add({'en': 'City'}, root, code='city')
    made.add({'en': 'Streets'}, city, code='streets')
    return made


def named(taxonomies, name):
    return next(term for term in taxonomies.terms.values() if term.title['en'] == name)


def test_a_parent_finds_its_descendants_and_roots_classify_nothing(taxonomies):
    streets, city = named(taxonomies, 'Streets'), named(taxonomies, 'City')
    assert taxonomies.with_ancestors([streets.id]) == {streets.id, city.id}
    assert taxonomies.with_ancestors([named(taxonomies, 'Themes').id]) == set()
    assert taxonomies.with_ancestors([12345]) == set()


def test_a_term_lies_at_most_three_levels_below_its_root(taxonomies):
    third = taxonomies.add({'en': 'Crossings'}, named(taxonomies, 'Streets'))
    with pytest.raises(ValueError, match='three levels'):
        taxonomies.add({'en': 'Too deep'}, third)


def test_removing_a_term_removes_what_is_below_it(taxonomies):
    taxonomies.remove(named(taxonomies, 'City'))
    assert [term.title['en'] for term in taxonomies.terms.values()] == ['Themes']


def test_a_term_is_found_by_its_code(taxonomies):
    root = named(taxonomies, 'Themes')
    assert taxonomies.by_code(root, 'streets') is named(taxonomies, 'Streets')
    assert taxonomies.by_code(root, 'nowhere') is None
