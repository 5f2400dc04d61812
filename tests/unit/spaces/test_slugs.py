"""Slugs: which are refused, and what becomes of earlier ones."""

import pytest

from isegoria.content import Folder, Named
from isegoria.spaces.processes.resource import Processes
from isegoria.spaces.slugs import free_slug, reason_against, view_names


@pytest.mark.parametrize('slug', ['1abc', 'a', 'a b', 'ñandu', 'Trees', 'a_b', '', '-a', 'trash-5', '7q2m9xk3f1d', 'x' * 61])
def test_a_slug_that_is_no_good_word_in_an_address_is_refused(app, slug):
    assert reason_against(app.registry, Processes(), slug)


@pytest.mark.parametrize('slug', ['a1', 'trees', 'pam-2016', 'x' * 60])
def test_a_good_slug_is_accepted(app, slug):
    assert reason_against(app.registry, Processes(), slug) is None


def test_the_name_of_a_view_of_the_parent_is_refused(app):
    names = view_names(app.registry, Processes())
    assert 'admin' in names
    for name in names:
        assert reason_against(app.registry, Processes(), name)


def test_the_name_of_another_child_is_refused_and_ones_own_is_not(app):
    folder = Folder()
    trees = folder.add('trees', Named('trees'))
    assert reason_against(app.registry, folder, 'trees')
    assert reason_against(app.registry, folder, 'trees', trees) is None


def test_a_free_slug_is_made_of_the_title():
    folder = Folder()
    assert free_slug(folder, 'Els Arbres de Gràcia', 'process') == 'els-arbres-de-gracia'
    folder.add('trees', Named('trees'))
    assert free_slug(folder, 'Trees', 'process') == 'trees-2'
    assert free_slug(folder, '2016', 'process') == 'process'


def test_every_earlier_name_leads_to_the_present_one():
    folder = Folder()
    child = folder.add('a1', Named('a1'))
    folder.rename(child, 'b2')
    folder.rename(child, 'c3')
    assert folder.moved == {'a1': 'c3', 'b2': 'c3'}
    assert list(folder) == ['c3']
    folder.rename(child, 'a1')
    assert folder.moved == {'b2': 'a1', 'c3': 'a1'}


def test_a_new_child_takes_an_earlier_name_over():
    folder = Folder()
    child = folder.add('a1', Named('a1'))
    folder.rename(child, 'b2')
    folder.add('a1', Named('a1'))
    assert folder.moved == {}
