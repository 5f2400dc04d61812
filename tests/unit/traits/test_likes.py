"""Likes: one for each person, first ones first (12 §14)."""

import pytest


def test_a_second_like_changes_nothing_and_so_does_taking_back_what_is_not_there(make):
    with make.open(make.proposal()) as found:
        assert found.like(7)
        assert not found.like(7)
        assert len(found.likes) == 1
        assert found.unlike(7)
        assert not found.unlike(7)
        assert len(found.likes) == 0


@pytest.mark.parametrize(('limit', 'people'), [(None, [3, 1, 2]), (2, [3, 1]), (0, [])])
def test_who_likes_it_stands_in_the_order_in_which_they_did(make, limit, people):
    with make.open(make.proposal()) as found:
        for moment, person in enumerate((3, 1, 2)):
            found.likes.add(person, moment)
        assert found.likers(limit) == people
