"""Elections for the tests of the tally: small ones that speak for themselves, invented ones, and those that cities published."""

from fractions import Fraction

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from tests.programs import SHARED, want_data

from isegoria.components.budgets.tally import Ballot, Election, Project, VoteType

unhurried = settings(deadline=None)  # a busy machine is no failure
PUBLISHED = sorted((SHARED / 'pabulib').glob('*.pb'))


def published(name):
    """One of the published elections, by its name."""
    return want_data(f'pabulib/{name}.pb')


every_published = pytest.mark.parametrize('path', PUBLISHED or [None], ids=lambda path: path.stem if path else 'none')


def approvals(budget, costs, *ballots, **more):
    """An approval vote: costs by project, and ballots as strings of one-letter projects with how many voters cast each."""
    votes = (Ballot.approving(choices) for choices, count in ballots for _ in range(count))
    return Election.of('approval', budget, [Project(project, cost) for project, cost in costs.items()], votes, **more)


def money(most):
    return st.builds(Fraction, st.integers(1, most), st.sampled_from([1, 1, 1, 2, 100]))


@st.composite
def elections(draw, vote_types=tuple(VoteType), most=60, projects=6, voters=12):
    """Any small election."""
    vote_type = draw(st.sampled_from(vote_types))
    costs = draw(st.lists(money(most), min_size=1, max_size=projects))
    listed = [Project(f'p{number}', cost) for number, cost in enumerate(costs)]
    names = [project.id for project in listed]
    ballots = draw(st.lists(ballots_of(vote_type, names), max_size=voters))
    return Election.of(vote_type, draw(money(2 * most)), listed, ballots)


def ballots_of(vote_type, names):
    some = st.lists(st.sampled_from(names), unique=True)
    match vote_type:
        case VoteType.CUMULATIVE | VoteType.SCORING:
            return st.dictionaries(st.sampled_from(names), st.sampled_from([0, 1, 2, 3, Fraction(1, 2)])).map(Ballot.giving)
        case VoteType.ORDINAL:
            return some.map(Ballot.ranking)
        case VoteType.CHOOSE_ONE:
            return st.lists(st.sampled_from(names), max_size=1).map(Ballot.approving)
        case _:
            return some.map(Ballot.approving)
