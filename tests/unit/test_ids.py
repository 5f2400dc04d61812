"""Ids: eleven signs that cannot be anything else."""

from hypothesis import given
from hypothesis import strategies as st

from isegoria import ids

numbers = st.integers(ids.LOWEST, ids.HIGHEST - 1)


@given(numbers)
def test_an_id_is_read_back_from_its_signs(number):
    assert len(ids.encode(number)) == ids.LENGTH
    assert ids.encode(number)[0] in '1234567'
    assert ids.decode(ids.encode(number)) == number


@given(numbers, st.text())
def test_only_the_end_of_an_address_counts(number, title):
    assert ids.from_address(ids.address(title, number)) == number


@given(st.text(max_size=14))
def test_any_other_text_is_no_id(text):
    number = ids.decode(text)
    assert number is None or ids.encode(number) == text


def test_names_of_views_are_no_ids():
    assert ids.from_address('attachments') is None
    assert ids.from_address('edit') is None
    assert ids.from_address('') is None


def test_ids_of_places_fit_thirty_two_bits():
    assert all(0 < ids.new_place_id() < 2**31 for _attempt in range(100))


def test_a_taken_id_is_not_given_again(monkeypatch):
    drawn = iter([5, 5, 6])
    monkeypatch.setattr(ids.secrets, 'randbelow', lambda _n: next(drawn))
    assert ids.new_id({ids.LOWEST + 5}) == ids.LOWEST + 6
