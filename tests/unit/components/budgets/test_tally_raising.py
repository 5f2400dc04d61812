"""Adding one: forecasts and long strides, against one plain step after the other."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.components.budgets.elections import elections, unhurried

from isegoria.components.budgets.tally import Ballot, Election, Project, VoteType
from isegoria.components.budgets.tally.forecast import Forecast
from isegoria.components.budgets.tally.raising import exactly, raised
from isegoria.components.budgets.tally.supporters import Supporters


def step_by_step(supporters, by_cost):
    """Every single step, each counted exactly from the beginning."""
    election, steps = supporters.election, 0
    if not election.voters:
        return 0
    while True:
        winners = exactly(supporters, by_cost, Fraction(election.budget, election.voters) + steps + 1)
        if sum(supporters.projects[place].cost for place in winners) > election.budget:
            return steps
        if len(winners) == len(supporters.supported):
            return steps + 1
        steps += 1


def invented(seed, voters, projects, most):
    """An election with some shape: popular projects, dear projects, ballots of all lengths."""
    random = Random(seed)
    names = [f'p{number}' for number in range(projects)]
    listed = [Project(name, random.randint(most // 20 + 1, most)) for name in names]
    kind = random.choice([VoteType.APPROVAL, VoteType.APPROVAL, VoteType.CUMULATIVE, VoteType.ORDINAL])
    ballots = []
    for _ in range(voters):
        chosen = list(dict.fromkeys(random.choices(names, [1 / (place + 2) for place in range(projects)], k=random.randint(1, 6))))
        match kind:
            case VoteType.CUMULATIVE:
                ballots.append(Ballot.giving({name: random.randint(1, 4) for name in chosen}))
            case VoteType.ORDINAL:
                ballots.append(Ballot.ranking(chosen))
            case _:
                ballots.append(Ballot.approving(chosen))
    return Election.of(kind, random.randint(most, 4 * most), listed, ballots)


@unhurried
@given(elections(most=40), st.booleans())
def test_strides_end_where_single_steps_end(election, by_cost):
    supporters = Supporters(election)
    assert raised(supporters, by_cost) == step_by_step(supporters, by_cost)


@pytest.mark.parametrize('seed', range(24))
def test_strides_end_where_single_steps_end_in_larger_elections(seed):
    supporters = Supporters(invented(seed, voters=20 + 3 * seed, projects=4 + seed % 9, most=1500))
    assert raised(supporters, by_cost=bool(seed % 2)) == step_by_step(supporters, by_cost=bool(seed % 2))


@pytest.mark.parametrize('seed', range(30))
def test_a_forecast_that_dares_to_answer_is_right_in_all_its_reach(seed):
    supporters = Supporters(invented(seed, voters=60, projects=12, most=4000))
    forecast, random = Forecast(supporters, by_cost=bool(seed % 2)), Random(seed)
    share, answered = Fraction(supporters.election.budget, 60), 0
    for _ in range(12):
        reach = random.choice([0, 0, 1, 3, 20, 100])
        winners = forecast(share, reach)
        if winners is not None:
            answered += 1
            for step in {0, reach, reach // 2, random.randint(0, reach)}:
                assert exactly(supporters, forecast.by_cost, share + step) == winners
        share += random.randint(1, 20)
    assert answered


@pytest.mark.parametrize('seed', range(30))
def test_with_the_coarsest_coins_a_forecast_is_right_or_does_not_answer(seed):
    """Rounded so much, many a comparison is too close to call; none may come out wrong."""
    supporters = Supporters(invented(seed, voters=40, projects=10, most=400))
    forecast, random = Forecast(supporters, by_cost=bool(seed % 2)), Random(seed)
    forecast.coin = random.choice([1, 2, 5])
    forecast.costs = [int(project.cost * forecast.coin) for project in supporters.projects]
    forecast.units = forecast.costs if forecast.by_cost else [1] * len(forecast.costs)
    for number in range(40):
        share = Fraction(random.randint(10, 4000), random.randint(1, 60))
        winners = forecast(share, random.choice([0, 0, 1]) if number % 3 else 0)
        assert winners is None or exactly(supporters, forecast.by_cost, share) == winners


def test_a_fine_currency_takes_few_forecasts(monkeypatch):
    """The same election in coins of a thousandth: a thousand times as many steps."""
    asked = []
    call = Forecast.__call__
    monkeypatch.setattr(Forecast, '__call__', lambda self, *shares: asked.append(shares) or call(self, *shares))
    election = invented(5, voters=100, projects=10, most=3000)
    fine = Election(
        election.vote_type,
        election.budget * 1000,
        tuple(Project(one.id, one.cost * 1000) for one in election.projects),
        election.ballots,
    )
    steps, coarse = raised(Supporters(fine), by_cost=True), raised(Supporters(election), by_cost=True)
    assert steps > 20_000
    assert coarse <= steps / 1000 < coarse + 1
    assert len(asked) < 1_000
