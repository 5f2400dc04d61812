"""Numbers that stand in an address."""

import pytest

from isegoria.numbers import page, whole


@pytest.mark.parametrize(
    'text, number',
    [
        ('12', 12),
        ('0', 0),
        ('', None),
        (None, None),
        ('-1', None),
        ('1.5', None),
        ('²', None),
        ('9' * 15, 10**15 - 1),
        ('9' * 5000, None),
    ],
)
def test_a_number_is_read_or_is_none(text, number):
    assert whole(text) == number


@pytest.mark.parametrize('text, number', [(None, 1), ('0', 1), ('3', 3), ('51', 50), ('x', 1), ('9' * 5000, 1)])
def test_a_page_is_one_of_those_that_there_are(text, number):
    assert page(text, 50) == number
