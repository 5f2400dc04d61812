"""The signs beside the words."""

import pytest

from isegoria.icons import icon, names
from isegoria.pictures import COVERS, cover, voices


def test_an_icon_beside_a_word_is_silent():
    assert icon('flag').startswith('<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path')


def test_an_icon_alone_has_a_name_that_cannot_break_out():
    assert 'role="img" aria-label="Search &quot;here&quot;"' in icon('search', 'Search "here"')


def test_arrows_turn_where_one_reads_from_the_right():
    assert 'class="i turn"' in icon('arrow-right')


@pytest.mark.parametrize('name', ['no-such-sign', '../tokens', 'Flag'])
def test_a_name_we_do_not_have_is_told(name):
    with pytest.raises(KeyError, match=name):
        icon(name)


def test_every_icon_that_we_carry_can_be_drawn():
    for name in names():
        drawn = icon(name)
        assert drawn.count('<svg') == 1 and 'style=' not in drawn and 'class="lucide' not in drawn


def test_a_space_keeps_its_cover_and_different_ones_differ():
    assert cover('pam-2016') == cover('pam-2016')
    assert len({cover(f'process-{n}') for n in range(60)}) == len(COVERS)


def test_every_stroke_of_the_picture_is_so_many_people():
    drawn, each = voices(people=14_312, lately=300)
    assert each == 20
    assert drawn.count('M') == 14_312 // 20
    assert voices(people=3, lately=0)[1] == 1
    assert voices(people=0, lately=0)[0].count('M') == 0
