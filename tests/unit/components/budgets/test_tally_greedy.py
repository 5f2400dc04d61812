"""Greedy: by votes, by votes per cost, and the local variants."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.components.budgets.elections import approvals, elections, unhurried

from isegoria.components.budgets.tally import Ballot, Election, Project, Undecidable, tally
from isegoria.components.budgets.tally.greedy import VARIANTS
from isegoria.components.budgets.tally.reasons import (
    AfterTheStop,
    BelowThreshold,
    DidNotFit,
    ExcludedBy,
    Funded,
    NobodyChose,
    Rival,
)

PARK = approvals(100, {'a': 60, 'b': 50, 'c': 40, 'd': 5}, ('a', 9), ('b', 7), ('c', 5), ('d', 2))


def test_projects_are_funded_by_votes_and_what_does_not_fit_is_skipped():
    assert tally(PARK, 'greedy').winners == ('a', 'c')
    assert tally(PARK, 'greedy').unspent == 0


def test_counting_stops_at_the_first_that_does_not_fit():
    result = tally(PARK, 'greedy-no-skip')
    assert result.winners == ('a',)
    assert result.why('c') == AfterTheStop('c', 3, 5, 'b', 40)


def test_votes_per_cost_favour_the_cheap():
    result = tally(PARK, 'greedy-per-cost')
    assert result.winners == ('d', 'a')
    assert result.why('a') == Funded('a', 2, Fraction(9, 60), 60, 95)


def test_projects_below_the_threshold_are_passed_over():
    election = approvals(100, {'a': 60, 'b': 50, 'c': 40}, ('a', 9), ('b', 4), ('c', 5), threshold=5)
    result = tally(election, 'greedy-threshold')
    assert result.winners == ('a', 'c')
    assert result.why('b') == BelowThreshold('b', 4, 5)
    assert result.why('b').missing == 1
    assert tally(election, 'greedy').winners == ('a', 'c')
    assert tally(election, 'greedy-no-skip').winners == ('a', 'c')


def test_a_threshold_must_be_stated():
    with pytest.raises(Undecidable, match='threshold'):
        tally(PARK, 'greedy-threshold')


def test_of_projects_that_exclude_each_other_the_first_is_funded():
    election = approvals(200, {'a': 60, 'b': 50, 'c': 40}, ('a', 9), ('b', 7), ('c', 5), exclusive=[{'a', 'b'}])
    result = tally(election, 'greedy-exclusive')
    assert result.winners == ('a', 'c')
    assert result.why('b') == ExcludedBy('b', 7, Rival('a', 9, 60))
    assert tally(election, 'greedy').winners == ('a', 'b', 'c')


def test_an_excluded_project_has_its_turn_when_its_rival_did_not_fit():
    election = approvals(55, {'a': 60, 'b': 50}, ('a', 9), ('b', 7), exclusive=[{'a', 'b'}])
    assert tally(election, 'greedy-exclusive').winners == ('b',)


def test_what_nobody_chose_is_not_funded():
    election = approvals(100, {'a': 60, 'b': 10}, ('a', 1))
    assert tally(election, 'greedy').winners == ('a',)
    assert tally(election, 'greedy').why('b') == NobodyChose('b')


def test_a_tie_goes_to_the_cheaper():
    assert tally(approvals(60, {'a': 60, 'b': 50}, ('ab', 3)), 'greedy').winners == ('b',)


def test_the_loser_learns_which_project_took_the_money():
    result = tally(PARK, 'greedy')
    assert result.why('b') == DidNotFit('b', 2, 7, 50, 40, Rival('a', 9, 60), (Rival('a', 9, 60),))
    assert result.why('b').missing == 10
    assert result.why('d').decisive == Rival('c', 5, 40)


def test_what_costs_more_than_the_budget_had_no_rival():
    result = tally(approvals(100, {'a': 60, 'b': 150}, ('a', 1), ('b', 9)), 'greedy')
    assert result.why('b') == DidNotFit('b', 1, 9, 150, 100, None, ())


def test_points_and_ranks_are_added_up():
    projects = [Project('a', 10), Project('b', 10)]
    points = Election.of('cumulative', 10, projects, [Ballot.giving({'a': 2, 'b': 1}), Ballot.giving({'b': 2})])
    assert tally(points, 'greedy').why('b').score == 3
    ranks = Election.of('ordinal', 10, projects, [Ballot.ranking('ab'), Ballot.ranking('ba'), Ballot.ranking('a')])
    assert tally(ranks, 'greedy').why('a').score == 5


@unhurried
@given(elections(), st.sampled_from(sorted(VARIANTS)))
def test_greedy_never_overspends_and_explains_everything(election, rule):
    if rule == 'greedy-threshold':
        return
    result = tally(election, rule)
    assert 0 <= result.spent <= election.budget
    assert {project.id for project in election.projects if result.why(project.id).won} == set(result.winners)
    if rule == 'greedy':
        for turn in result.turns:
            reason = result.why(turn.project)
            if isinstance(reason, DidNotFit) and reason.decisive:
                assert reason.decisive in reason.ahead
                assert reason.cost > result.unspent
