"""An organization's colour: what becomes of it, and that everybody can read it."""

from math import radians

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isegoria.theme import contrast, derive, light_of, lightness_chroma_hue, shown, written

MOST = 1440


@pytest.mark.parametrize(
    ('chosen', 'primary', 'deep', 'dark'),
    [
        ('#d6001c', '#cd1722', '#7c030d', '#f38278'),
        ('#00857c', '#0e746c', '#094a45', '#4ab2a8'),
        ('#ffb300', '#8a5f04', '#553a02', '#f5b74d'),
    ],
)
def test_the_examples_of_the_design(chosen, primary, deep, dark):
    theme = derive(chosen)
    assert (theme.light['primary'], theme.light['deep'], theme.dark['primary']) == (primary, deep, dark)


def test_contrast_is_that_of_wcag():
    assert contrast('#000000', '#ffffff') == 21
    assert round(contrast('#181a20', '#f5f3ee'), 1) == 15.7
    assert contrast('#484d59', '#ffffff') == contrast('#ffffff', '#484d59')


def test_no_colour_that_may_be_chosen_becomes_unreadable():
    """360 hues at four lightnesses: 1,440 colours, fourteen pairs each."""
    chosen = {shown(lightness, 0.2, radians(hue)) for lightness in (0.35, 0.5, 0.65, 0.8) for hue in range(360)}
    assert len(chosen) > MOST * 0.9
    for colour in chosen:
        worst = derive(colour).worst
        assert worst.is_readable, (colour, worst)


@settings(max_examples=60)
@given(st.integers(0, 0xFFFFFF).map(lambda n: f'#{n:06x}'))
def test_any_colour_at_all_can_be_chosen(colour):
    theme = derive(colour)
    assert theme.worst.ratio >= 4.5
    assert derive(theme.fitted).fitted == theme.fitted, 'a fitted colour fits'


@given(st.integers(0, 0xFFFFFF).map(lambda n: f'#{n:06x}'))
def test_a_colour_survives_the_way_to_oklch_and_back(colour):
    assert written(light_of(*lightness_chroma_hue(colour))) == colour


def test_a_dark_red_stays_as_it_is_and_yellow_is_told_to_change():
    assert not derive('#d6001c').is_changed
    assert derive('#ffb300').is_changed


def test_the_stylesheet_says_both_schemes_and_is_named_by_what_it_says():
    theme = derive('#00857c')
    assert theme.stylesheet().startswith(':root { --primary: #0e746c;')
    assert '@media screen and (prefers-color-scheme: dark)' in theme.stylesheet()
    assert theme.hash() == derive('#00857C').hash() != derive('#00857d').hash()


@pytest.mark.parametrize('colour', ['red', '#fff', '#12345g', '', '#000000;} body{'])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(ValueError, match='no colour'):
        derive(colour)
