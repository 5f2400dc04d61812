"""Somebody leaves: what they gave stays counted, and nothing says any more that it was theirs."""

from hypothesis import given
from hypothesis import strategies as st

from isegoria.shards import Shards


@given(st.sets(st.integers(2**50, 2**53), max_size=150), st.integers(2**50, 2**53))
def test_whoever_is_exchanged_for_somebody_unknown_is_gone_and_the_count_stays(people, other):
    shards = Shards()
    for person in people - {other}:
        shards.add(person, person % 1000)
    for person in list(shards)[:3]:
        before = len(shards)
        if other in shards:
            break
        assert shards.exchange(person, other)
        assert len(shards) == before
        assert person not in shards
        assert shards[other] == person % 1000
    assert not shards.exchange(1, 2)
