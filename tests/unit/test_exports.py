"""Cells of a table that is taken away."""

from datetime import UTC, datetime

import pytest

from isegoria.exports import cell, flat, line


@pytest.mark.parametrize(
    ('value', 'text'),
    [
        (None, ''),
        (True, 'true'),
        (-1, '-1'),
        (datetime(2026, 11, 26, 12, tzinfo=UTC), '2026-11-26T12:00:00+00:00'),
        (('a', 'b'), 'a, b'),
        ('=1+1', "'=1+1"),
        ('\t=1', "'\t=1"),
        ('plain', 'plain'),
        ('', ''),
    ],
)
def test_a_value_is_written_as_text_that_nothing_computes(value, text):
    assert cell(value) == text


def test_nested_values_stand_under_joined_names():
    assert flat({'id': 1, 'author': {'id': 2, 'name': {'ca': 'x'}}}) == {'id': 1, 'author/id': 2, 'author/name/ca': 'x'}


def test_a_line_separates_by_semicolons_and_quotes_what_needs_it():
    assert line(['a', 'b;c', 'd"e']) == 'a;"b;c";"d""e"\n'
