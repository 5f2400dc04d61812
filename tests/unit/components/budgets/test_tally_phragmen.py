"""Sequential Phragmen: everybody receives money at the same pace, and groups buy as soon as they can."""

from fractions import Fraction

from hypothesis import given
from tests.unit.components.budgets.elections import approvals, elections, unhurried

from isegoria.components.budgets.tally import VoteType, tally
from isegoria.components.budgets.tally.reasons import BoughtInTime, DearerThanTheBudget, NobodyChose, StoppedBefore

TOWN = approvals(90, {'a': 30, 'b': 30, 'c': 30, 'x': 30}, ('abc', 60), ('x', 40))


def test_groups_take_turns_by_their_size():
    result = tally(TOWN, 'phragmen')
    assert result.winners == ('a', 'x', 'b')
    assert [one.at for one in result.rounds] == [Fraction(1, 2), Fraction(3, 4), Fraction(1)]
    assert result.why('x') == BoughtInTime('x', 2, 30, 40, Fraction(3, 4), 60)


def test_the_counting_ends_with_the_first_that_does_not_fit():
    result = tally(TOWN, 'phragmen')
    assert result.why('c') == StoppedBefore('c', 30, 60, Fraction(3, 2), 'c', Fraction(3, 2), 0)
    dear = approvals(100, {'a': 80, 'b': 90, 'c': 15}, ('a', 10), ('b', 9), ('c', 1))
    assert tally(dear, 'phragmen').winners == ('a',)
    assert tally(dear, 'phragmen').why('c') == StoppedBefore('c', 15, 1, Fraction(15), 'b', Fraction(10), 20)


def test_a_purchase_takes_what_its_supporters_saved():
    result = tally(approvals(100, {'a': 30, 'b': 30}, ('a', 2), ('ab', 1)), 'phragmen')
    assert [(paid.each, paid.voters) for paid in result.rounds[0].payments] == [(10, 3)]
    assert [(one.project, one.at) for one in result.rounds] == [('a', 10), ('b', 40)]


def test_what_is_out_of_reach_takes_no_part():
    result = tally(approvals(100, {'a': 130, 'b': 30, 'c': 10}, ('a', 20), ('ab', 1)), 'phragmen')
    assert result.winners == ('b',)
    assert result.why('a') == DearerThanTheBudget('a', 130, 100)
    assert result.why('c') == NobodyChose('c')


def test_a_tie_goes_to_the_cheaper():
    assert tally(approvals(40, {'a': 40, 'b': 20}, ('a', 2), ('b', 1)), 'phragmen').winners == ('b',)


@unhurried
@given(elections())
def test_payments_cover_costs_and_times_never_go_back(election):
    result = tally(election, 'phragmen')
    assert 0 <= result.spent <= election.budget
    times = [one.at for one in result.rounds]
    assert times == sorted(times)
    for one in result.rounds:
        assert sum(paid.each * paid.voters for paid in one.payments) == one.cost
    assert {project.id for project in election.projects if result.why(project.id).won} == set(result.winners)


@unhurried
@given(elections(vote_types=(VoteType.CUMULATIVE,)))
def test_points_are_read_as_approvals(election):
    ballots = [(election.strengths(ballot), count) for ballot, count in election.ballots]
    same = approvals(election.budget, {project.id: project.cost for project in election.projects}, *ballots)
    assert tally(same, 'phragmen').winners == tally(election, 'phragmen').winners
