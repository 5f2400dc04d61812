from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from isegoria.importers.waiting import Waiting


@dataclass
class Line:
    original_id: int
    ancestors: tuple


def released_in_rounds(lines):
    waiting, order = Waiting(), []
    for line in lines:
        waiting.add(line)
    while waiting:
        left = Waiting()
        order += [line.original_id for line in waiting.released(left)]
        waiting.close()
        waiting = left
    waiting.close()
    return order


def test_answers_wait_for_what_they_answer():
    assert released_in_rounds([Line(3, (1, 2)), Line(2, (1,)), Line(1, ())]) == [1, 2, 3]


def test_those_that_wait_for_each_other_are_not_lost():
    assert released_in_rounds([Line(1, (2,)), Line(2, (1,)), Line(3, (3,))]) == [3, 1, 2]


@given(st.lists(st.tuples(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=3)), unique_by=lambda pair: pair[0], max_size=10))
def test_every_line_comes_once(pairs):
    lines = [Line(number, tuple(ancestors)) for number, ancestors in pairs]
    assert sorted(released_in_rounds(lines)) == sorted(number for number, _ancestors in pairs)
