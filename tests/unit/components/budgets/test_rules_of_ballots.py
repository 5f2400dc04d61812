"""What a ballot may hold and what makes it complete, whatever people choose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isegoria.components.budgets.rules import OverBudget, Rule, TooMany, TooManyPoints
from isegoria.components.budgets.settings import APPROVAL, CUMULATIVE, KNAPSACK, BudgetsSettings
from isegoria.traits.support import NotPossible

PRICES = st.dictionaries(st.integers(1, 40), st.integers(1, 10**9), min_size=1, max_size=12)
TOTALS = st.integers(1, 10**10)


def ones(numbers):
    return tuple((number, 1) for number in numbers)


@given(PRICES, TOTALS, st.integers(0, 100))
def test_a_basket_is_complete_exactly_when_its_share_of_the_money_is_reached(prices, total, percent):
    rule = Rule(KNAPSACK, total, True, needed=-(-total * percent // 100))
    lines, spent = ones(prices), sum(prices.values())
    if spent > total:
        with pytest.raises(OverBudget) as refused:
            rule.check(lines, prices)
        assert refused.value.missing == spent - total
    else:
        rule.check(lines, prices)
        assert bool(rule.missing(lines, prices)) == (spent * 100 < total * percent)


@given(PRICES, st.integers(1, 15), st.integers(0, 15))
def test_numbers_of_projects_are_kept(prices, least, most):
    rule, lines = Rule(APPROVAL, 1, least=least, most=most), ones(prices)
    if most and len(lines) > most:
        with pytest.raises(TooMany):
            rule.check(lines, prices)
    else:
        rule.check(lines, prices)
    assert rule.missing(lines, prices).projects == max(least - len(lines), 0)


@given(st.dictionaries(st.integers(1, 20), st.integers(-2, 8), min_size=1), st.integers(1, 20))
def test_points_are_given_once_and_never_taken(points, each):
    rule, lines = Rule(CUMULATIVE, 1, points=each), tuple(points.items())
    if sum(points.values()) > each or min(points.values()) < 1:
        with pytest.raises(TooManyPoints):
            rule.check(lines, dict.fromkeys(points, 5))
    else:
        rule.check(lines, dict.fromkeys(points, 5))


def test_a_project_twice_and_one_from_elsewhere_are_refused():
    rule = Rule(APPROVAL, 100)
    with pytest.raises(NotPossible, match='twice'):
        rule.check(((1, 1), (1, 1)), {1: 5})
    with pytest.raises(NotPossible, match='not one of this budget'):
        rule.check(((1, 1), (2, 1)), {1: 5})


def test_an_empty_ballot_is_never_complete():
    assert Rule(KNAPSACK, 100, True, needed=0).missing((), {}).projects == 1
    assert Rule(APPROVAL, 100, least=0).missing((), {}).projects == 1


@pytest.mark.parametrize(
    ('wrong', 'names'),
    [
        (
            {'vote_selected_projects_minimum': '4', 'vote_selected_projects_maximum': '3'},
            {'vote_selected_projects_minimum', 'vote_selected_projects_maximum'},
        ),
        ({'vote_threshold_percent': '101'}, {'vote_threshold_percent'}),
        ({'tally_rule': 'whoever shouts loudest'}, {'tally_rule'}),
        ({'currency': 'euro'}, {'currency'}),
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong, names):
    import colander

    with pytest.raises(colander.Invalid) as refused:
        BudgetsSettings().deserialize(wrong)
    assert set(refused.value.asdict()) == names
