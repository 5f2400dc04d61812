"""How people are shown beside what they wrote."""

import pytest

from isegoria.accounts.presentation import initials


@pytest.mark.parametrize(
    ('name', 'letters'),
    [
        ('Inés Molina', 'IM'),
        ('ana', 'A'),
        ('Joan de la Cruz', 'JC'),
        ('«El Roure» (entitat)', 'EE'),
        ('', ''),
        ('...', ''),
        ('李 小龙', '李小'),
    ],
)
def test_a_name_is_shortened_to_the_letters_of_its_first_and_last_word(name, letters):
    assert initials(name) == letters
