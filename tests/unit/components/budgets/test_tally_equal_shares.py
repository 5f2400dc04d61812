"""Equal shares: examples worked out by hand, what must always hold, and a plain second implementation to compare with."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.components.budgets.elections import approvals, elections, unhurried

from isegoria.components.budgets.tally import Election, VoteType, tally
from isegoria.components.budgets.tally.market import purchases
from isegoria.components.budgets.tally.reasons import Funded, NobodyChose, Payment, SharedOut, SupportersRanOut
from isegoria.components.budgets.tally.rules import RULES
from isegoria.components.budgets.tally.supporters import Supporters

SHARES = sorted(rule for rule in RULES if rule.startswith('equalshares'))
# Two neighbourhoods, 60 and 40 voters. By votes the larger one takes everything; by equal shares each decides on its part.
TOWN = approvals(100, {'a': 30, 'b': 30, 'c': 30, 'x': 30, 'y': 30}, ('abc', 60), ('xy', 40))


def test_each_neighbourhood_decides_on_its_part():
    assert tally(TOWN, 'greedy').winners == ('a', 'b', 'c')
    assert tally(TOWN, 'equalshares').winners == ('a', 'b', 'x')


def test_everybody_who_has_it_pays_the_same():
    first, second, third = tally(TOWN, 'equalshares').rounds
    assert first.price == second.price == Fraction(1, 2)
    assert third.price == Fraction(3, 4)
    assert third.left == 10
    assert [(paid.each, paid.voters) for paid in third.payments] == [(Fraction(3, 4), 40)]


def test_those_who_have_less_give_all_they_have():
    # Each of the four has 10. Three pay 8 each for b; one of them also wants a, gives the remaining 2, and the fourth pays 7.
    result = tally(approvals(40, {'a': 9, 'b': 24}, ('b', 2), ('ab', 1), ('a', 1)), 'equalshares')
    assert result.winners == ('b', 'a')
    second = result.rounds[1]
    assert [(paid.each, paid.voters, paid.in_full) for paid in second.payments] == [(7, 1, True), (2, 1, False)]
    assert second.price == 7
    assert result.why('a') == SharedOut('a', 2, 9, 2, Fraction(7), in_full=1, with_all_they_had=1, with_nothing_left=0)


def test_by_cost_the_dear_project_of_many_comes_first_and_by_count_the_cheap_one():
    election = approvals(30, {'a': 30, 'b': 10}, ('ab', 2), ('a', 1))
    assert tally(election, 'equalshares').winners == ('a',)
    assert tally(election, 'equalshares-count').winners == ('b',)


def test_the_loser_learns_what_its_supporters_bought_instead():
    result = tally(TOWN, 'equalshares')
    assert result.why('c') == SupportersRanOut('c', 30, 60, Fraction(0), (Payment('a', 30), Payment('b', 30)))
    assert result.why('y') == SupportersRanOut('y', 30, 40, Fraction(10), (Payment('x', 30),))
    assert result.why('y').missing == 20
    assert result.why('y').missing_each == Fraction(1, 2)
    assert tally(approvals(10, {'a': 5, 'b': 5}, ('a', 1)), 'equalshares').why('b') == NobodyChose('b')


def test_a_round_tells_where_the_others_stood():
    standings = tally(TOWN, 'equalshares').standings(3)
    assert [(one.project, one.rate, one.missing) for one in standings] == [
        ('x', Fraction(1, 40), 0),
        ('y', Fraction(1, 40), 0),
        ('c', None, 30),
    ]


def test_adding_one_raises_every_share_until_it_would_cost_too_much():
    result = tally(approvals(100, {'a': 60, 'b': 60, 'c': 30}, ('a', 5), ('b', 4), ('c', 1)), 'equalshares/add1')
    assert (result.raised_by, result.share, result.winners) == (4, 14, ('a',))
    assert result.why('b').missing == 60 - 4 * 14


def test_adding_one_ends_when_everything_that_somebody_wants_is_funded():
    result = tally(approvals(100, {'a': 60, 'b': 10, 'c': 10}, ('a', 5), ('b', 5)), 'equalshares/add1')
    assert set(result.winners) == {'a', 'b'}


def test_what_is_left_goes_to_further_projects_by_votes():
    election = approvals(100, {'a': 60, 'b': 60, 'c': 40}, ('a', 5), ('b', 4), ('c', 1))
    assert tally(election, 'equalshares/add1').winners == ('a',)
    result = tally(election, 'equalshares/add1u')
    assert result.winners == ('a', 'c')
    assert isinstance(result.why('c'), Funded)
    assert result.why('b').completion.decisive is None


def test_greedy_takes_over_if_it_serves_more_voters_better():
    town = approvals(10, {'a': 10, 'b': 2}, ('a', 6), ('b', 4))
    plain, compared = tally(town, 'equalshares'), tally(town, 'equalshares-comparison')
    assert plain.winners == ('b',)
    assert compared.winners == ('a',)
    assert (compared.comparison.for_shares, compared.comparison.for_greedy, compared.comparison.indifferent) == (4, 6, 0)
    assert compared.rule == 'equalshares-comparison'
    assert tally(TOWN, 'equalshares-comparison').comparison.greedy_takes_over


def test_without_ballots_nothing_is_funded():
    election = Election.of('approval', 10, approvals(10, {'a': 1}).projects, [])
    for rule in RULES:
        if rule != 'greedy-threshold':
            assert tally(election, rule).winners == ()
            assert tally(election, rule).coverage.share == 0


def plainly(election, share, by_cost):
    """The method once more, as a definition would have it: every voter by themselves, nothing remembered."""
    voters = [election.strengths(ballot) for ballot, count in election.ballots for _ in range(count)]
    purse = [share] * len(voters)
    order = Supporters(election).projects
    funded = []
    while True:
        best = None
        for project in order:
            price = price_of(project, voters, purse)
            if project.id not in funded and price is not None:
                rate = price / project.cost if by_cost else price
                if best is None or rate < best[0]:
                    best = rate, price, project.id
        if best is None:
            return funded
        _, price, winner = best
        funded.append(winner)
        purse = [money - min(money, price * voter.get(winner, 0)) for money, voter in zip(purse, voters, strict=True)]


def price_of(project, voters, purse):
    """The price per point that brings in the cost: tried with everybody able to pay, then without those who are not."""
    paying = [(money, voter[project.id]) for money, voter in zip(purse, voters, strict=True) if project.id in voter]
    if sum(money for money, _ in paying) < project.cost:
        return None
    given = Fraction(0)
    while True:
        price = (project.cost - given) / sum(Fraction(points) for _, points in paying)
        poor = [one for one in paying if one[0] < price * one[1]]
        if not poor:
            return price
        given += sum(money for money, _ in poor)
        paying = [one for one in paying if one not in poor]


@unhurried
@given(elections(), st.booleans(), st.fractions(0, 30, max_denominator=7))
def test_the_definition_says_the_same(election, by_cost, share):
    bought = [one.project for one in purchases(Supporters(election), Fraction(share), by_cost)]
    assert bought == plainly(election, share, by_cost)


@unhurried
@given(elections(), st.sampled_from(SHARES))
def test_equal_shares_never_overspend_and_explain_everything(election, rule):
    result = tally(election, rule)
    assert 0 <= result.spent <= election.budget
    assert {project.id for project in election.projects if result.why(project.id).won} == set(result.winners)


@unhurried
@given(elections(), st.sampled_from(['equalshares', 'equalshares-count', 'equalshares/add1', 'equalshares-count/add1']))
def test_every_project_is_paid_by_its_supporters_and_nobody_pays_more_than_their_share(election, rule):
    result = tally(election, rule)
    paid_by = dict.fromkeys(range(len(election.ballots)), Fraction(0))
    for one in result.rounds:
        assert sum(paid.each * paid.voters for paid in one.payments) == one.cost
        for paid in one.payments:
            assert paid.voters == sum(election.ballots[ballot][1] for ballot in paid.ballots)
            for ballot in paid.ballots:
                strength = election.strengths(election.ballots[ballot][0])[one.project]
                assert paid.each <= one.price * strength
                assert paid.in_full == (paid.each == one.price * strength)
                paid_by[ballot] += paid.each
    assert all(amount <= result.share for amount in paid_by.values())
    left = sum((result.share - paid_by[number]) * count for number, (_, count) in enumerate(election.ballots))
    assert left == (result.rounds[-1].left if result.rounds else result.share * election.voters)


@unhurried
@given(elections(), st.sampled_from(['equalshares', 'equalshares-count']))
def test_at_the_end_no_group_of_supporters_could_pay_for_anything_more(election, rule):
    result = tally(election, rule)
    for project in election.projects:
        reason = result.why(project.id)
        if isinstance(reason, SupportersRanOut):
            assert reason.money_behind < reason.cost
            assert reason.money_behind + sum(payment.amount for payment in reason.spent_on) == reason.supporters * result.share


@unhurried
@given(elections(), st.sampled_from(sorted(set(RULES) - {'greedy-threshold'})), st.randoms())
def test_the_order_of_ballots_and_projects_does_not_matter(election, rule, random: Random):
    ballots = [ballot for ballot, count in election.ballots for _ in range(count)]
    projects = list(election.projects)
    random.shuffle(ballots)
    random.shuffle(projects)
    shuffled = Election.of(election.vote_type, election.budget, projects, ballots)
    assert tally(shuffled, rule).winners == tally(election, rule).winners


@unhurried
@given(elections(vote_types=(VoteType.CUMULATIVE,)), st.sampled_from(SHARES), st.integers(2, 9))
def test_only_the_proportion_of_points_matters(election, rule, factor):
    ballots = tuple(
        (replace(ballot, points=tuple(factor * one for one in ballot.points)), count) for ballot, count in election.ballots
    )
    assert tally(replace(election, ballots=ballots), rule).winners == tally(election, rule).winners


@pytest.mark.parametrize('rule', SHARES)
def test_the_rule_is_told_by_its_name(rule):
    assert tally(TOWN, rule).rule == rule
