"""Elections and ballots: what they are made of, and what they refuse."""

from fractions import Fraction

import pytest
from tests.unit.components.budgets.elections import approvals

from isegoria.components.budgets.tally import Ballot, Election, Project
from isegoria.components.budgets.tally.supporters import Supporters


def test_equal_ballots_are_counted_once():
    election = approvals(100, {'a': 10, 'b': 20}, ('ab', 2), ('ba', 3), ('a', 1))
    assert election.ballots == ((Ballot(('a',)), 1), (Ballot(('a', 'b')), 5))
    assert election.voters == 6


def test_money_is_never_a_float():
    with pytest.raises(TypeError):
        Project('a', 10.5)
    with pytest.raises(TypeError):
        Ballot.giving({'a': 0.5})
    with pytest.raises(TypeError):
        approvals(1e6, {'a': 10})
    assert Project('a', Fraction(21, 2)).cost == Fraction(21, 2)
    assert type(Project('a', Fraction(20, 2)).cost) is int


@pytest.mark.parametrize(
    ('budget', 'projects', 'ballots', 'complaint'),
    [
        (0, [Project('a', 1)], [], 'budget'),
        (10, [Project('a', 1), Project('a', 2)], [], 'same id'),
        (10, [Project('a', 1)], [Ballot.approving('b')], 'unknown projects: b'),
    ],
)
def test_an_election_that_makes_no_sense_is_refused(budget, projects, ballots, complaint):
    with pytest.raises(ValueError, match=complaint):
        Election.of('approval', budget, projects, ballots)


def test_ballots_that_make_no_sense_are_refused():
    with pytest.raises(ValueError, match='twice'):
        Ballot.approving('aa')
    with pytest.raises(ValueError, match='takes points away'):
        Ballot.giving({'a': -1})
    with pytest.raises(ValueError, match='number of projects'):
        Ballot(('a', 'b'), (1,))
    with pytest.raises(ValueError, match='above zero'):
        Project('a', 0)
    with pytest.raises(ValueError, match='gives points'):
        Election.of('cumulative', 10, [Project('a', 1)], [Ballot.approving('a')])


def test_points_are_strengths_and_no_points_are_no_support():
    projects = [Project(name, 1) for name in 'abc']
    election = Election.of('cumulative', 10, projects, [Ballot.giving({'a': 1, 'b': 0, 'c': Fraction(5, 2)})])
    ((ballot, _),) = election.ballots
    assert election.strengths(ballot) == {'a': 1, 'c': Fraction(5, 2)}


@pytest.mark.parametrize(('first_place', 'points'), [(None, {'c': 4, 'a': 3}), (3, {'c': 3, 'a': 2}), (1, {'c': 2, 'a': 1})])
def test_a_rank_is_worth_one_less_than_the_one_before(first_place, points):
    projects = [Project(name, 1) for name in 'abcd']
    election = Election.of('ordinal', 10, projects, [Ballot.ranking('ca')], first_place=first_place)
    ((ballot, _),) = election.ballots
    assert election.strengths(ballot) == points


def test_ties_go_to_the_cheaper_then_to_more_voters_then_by_id():
    election = approvals(100, {'a': 20, 'b': 10, 'c': 10, 'd': 20, 'e': 10}, ('ab', 2), ('c', 3), ('de', 2))
    assert [project.id for project in Supporters(election).projects] == ['c', 'b', 'e', 'a', 'd']


def test_exclusive_groups_are_kept_as_pairs():
    election = approvals(100, {'a': 20, 'b': 10, 'c': 10}, exclusive=[{'a', 'b', 'c'}])
    assert election.exclusive == {frozenset('ab'), frozenset('ac'), frozenset('bc')}
