"""Supports: limits, minimums, thresholds, and what becomes of a support later (11 §8)."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isegoria import clock
from isegoria.outbox import outbox_of
from isegoria.traits.support import GIVEN_UP, NotPossible

ANA, BOB, CEL = 11, 22, 33


def propose(make, number=1, **settings):
    """A component with these settings and some proposals in it."""
    at = make.proposals(
        settings={name: value for name, value in settings.items() if name not in IN_PHASE},
        **{name: value for name, value in settings.items() if name in IN_PHASE},
    )
    return at, [make.proposal(f'Proposal number {one}', at=at) for one in range(number)]


IN_PHASE = {'votes_enabled', 'votes_blocked', 'votes_hidden'}


def support(make, proposal, *people):
    for person in people:
        with make.open(proposal) as found:
            found.component.support(found, person)


def total(make, proposal):
    with make.open(proposal) as found:
        return found.supports_total


def refused(make, proposal, person):
    with make.open(proposal) as found, pytest.raises(NotPossible) as refusal:
        found.component.support(found, person)
    return str(refusal.value)


def test_one_support_per_person_and_proposal(make):
    _at, (trees,) = propose(make)
    support(make, trees, ANA, ANA, BOB)
    assert total(make, trees) == 2


def test_at_the_limit_all_others_are_refused(make):
    at, (trees, benches) = propose(make, 2, vote_limit=1)
    support(make, trees, ANA)
    assert 'used all your supports' in refused(make, benches, ANA)
    with make.open(at) as component:
        assert component.remaining(ANA) == 0
        assert component.remaining(BOB) == 1


def test_without_a_limit_nothing_is_counted_down(make):
    at, _proposals = propose(make)
    with make.open(at) as component:
        assert component.remaining(ANA) is None


def test_minimum_of_three_two_supports_leave_the_counters_at_zero_the_third_makes_all_count_and_taking_one_back_undoes_it(make):
    at, three = propose(make, 3, minimum_votes_per_user=3)
    for proposal in three[:2]:
        support(make, proposal, ANA)
    assert [total(make, each) for each in three] == [0, 0, 0]
    with make.open(at) as component:
        assert component.missing(ANA) == 1
    support(make, three[2], ANA)
    assert [total(make, each) for each in three] == [1, 1, 1]
    with make.open(three[0]) as found:
        found.component.take_back(found, ANA)
    assert [total(make, each) for each in three] == [0, 0, 0]


def test_temporary_supports_use_up_the_limit(make):
    _at, (trees, benches, lamps) = propose(make, 3, vote_limit=2, minimum_votes_per_user=3)
    support(make, trees, ANA)
    support(make, benches, ANA)
    assert 'used all' in refused(make, lamps, ANA)


def test_a_support_of_a_full_proposal_is_refused(make):
    _at, (trees,) = propose(make, threshold_per_proposal=2)
    support(make, trees, ANA, BOB)
    assert 'all the supports it needs' in refused(make, trees, CEL)
    assert total(make, trees) == 2


def test_with_accumulation_supports_go_on_beyond_the_threshold(make):
    _at, (trees,) = propose(make, threshold_per_proposal=1, can_accumulate_votes_beyond_threshold=True)
    support(make, trees, ANA, BOB, CEL)
    assert total(make, trees) == 3


def test_a_refusal_changes_nothing(make):
    at, (trees,) = propose(make, threshold_per_proposal=1)
    support(make, trees, ANA)
    refused(make, trees, BOB)
    with make.open(at) as component:
        assert component.given_by(BOB) == ()


def test_what_waited_for_the_minimum_does_not_pass_a_threshold_that_others_reached_meanwhile(make):
    _at, (trees, benches) = propose(make, 2, minimum_votes_per_user=2, threshold_per_proposal=1)
    support(make, trees, ANA)  # waits
    with make.open(trees) as found:
        found.supports.add(BOB, clock.microseconds())
    support(make, benches, ANA)
    assert total(make, trees) == 1
    assert total(make, benches) == 1


def test_carried_over_supports_count_towards_total_and_threshold_but_towards_no_limit(make):
    at, (trees,) = propose(make, threshold_per_proposal=40, vote_limit=1)
    with make.open(trees) as found:
        found.votes_carried_over = 39
    assert total(make, trees) == 39
    support(make, trees, ANA)
    assert total(make, trees) == 40
    assert 'all the supports' in refused(make, trees, BOB)
    with make.open(trees) as found:
        found.component.take_back(found, ANA)
        assert found.votes_carried_over == 39
    with make.open(at) as component:
        assert component.remaining(ANA) == 1


@pytest.mark.parametrize('closed', [{'votes_blocked': True}, {'votes_enabled': False}])
def test_once_supporting_is_blocked_nobody_gives_and_nobody_takes_back(make, closed):
    _at, (trees,) = propose(make, **closed)
    assert 'closed' in refused(make, trees, ANA)
    with make.open(trees) as found, pytest.raises(NotPossible):
        found.component.take_back(found, ANA)


def test_a_change_of_phase_keeps_the_supports(make):
    at, (trees,) = propose(make)
    support(make, trees, ANA)
    with make.open(at) as component:
        phases = component.space.phases
        phases.activate(phases.all[2])
        assert not component.is_open('support')
    assert total(make, trees) == 1


@pytest.mark.parametrize(
    'about',
    [{'withdrawn': 1}, {'hidden': True}, {'trashed': 1}, {'published': None}, {'state_token': 'rejected', 'state_published': 1}],
)
def test_withdrawn_hidden_trashed_unpublished_and_rejected_proposals_are_not_supported(make, about):
    _at, (trees,) = propose(make)
    with make.open(trees) as found:
        for name, value in about.items():
            setattr(found, name, value)
    assert 'no longer be supported' in refused(make, trees, ANA)


def test_a_rejection_that_is_not_public_yet_stops_no_support(make):
    _at, (trees,) = propose(make)
    with make.open(trees) as found:
        found.state_token = 'rejected'
    support(make, trees, ANA)
    assert total(make, trees) == 1


@pytest.mark.parametrize('gone', ['hide', 'trash'])
def test_a_hidden_or_trashed_proposal_frees_the_limit_and_keeps_its_supports(make, gone):
    _at, (trees, benches) = propose(make, 2, vote_limit=1)
    support(make, trees, ANA)
    with make.open(trees) as found:
        getattr(found, gone)()
    support(make, benches, ANA)
    assert total(make, trees) == 1


def test_back_again_a_support_counts_if_its_givers_limit_still_allows(make):
    at, (trees, benches) = propose(make, 2, vote_limit=1)
    support(make, trees, ANA, BOB)
    with make.open(trees) as found:
        found.hide()
    support(make, benches, ANA)
    with make.open(trees) as found:
        found.unhide()
        told = [entry.about for entry in outbox_of(found).entries(100) if entry.kind == GIVEN_UP]
        assert told == [{'person': ANA, 'resource': found.id}]
    assert total(make, trees) == 1  # Bob's
    with make.open(at) as component:
        assert component.given_by(ANA) == (benches.id,)


def test_a_withdrawn_proposal_frees_the_limit(make):
    at, (trees,) = propose(make, 1, vote_limit=1)
    support(make, trees, ANA)
    with make.open(trees) as found:
        found.withdrawn = 1
    with make.open(at) as component:
        assert component.remaining(ANA) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.booleans(), st.sampled_from([ANA, BOB, CEL]), st.integers(0, 3)), max_size=30),
    limit=st.integers(0, 3),
    minimum=st.integers(0, 3),
    threshold=st.integers(0, 2),
)
def test_whatever_people_do_totals_limits_and_thresholds_hold(make, steps, limit, minimum, threshold):
    at, four = propose(make, 4)
    with make.open(at) as component:
        component.settings = {'vote_limit': limit, 'minimum_votes_per_user': minimum, 'threshold_per_proposal': threshold}
        contents = [component.contents[each.id] for each in four]
        for giving, person, number in steps:
            with suppress(NotPossible):
                (component.support if giving else component.take_back)(contents[number], person)
        for person in (ANA, BOB, CEL):
            given_ids = component.given_by(person)
            assert len(set(given_ids)) == len(given_ids)
            assert not limit or len(given_ids) <= limit
            counted = {each.id for each in contents if person in each.supports}
            assert counted <= (set(given_ids) if len(given_ids) >= minimum else set())
        for each in contents:
            assert not threshold or each.supports_total <= threshold
            for person in list(each.supports):
                each.supports.discard(person)
        for person in (ANA, BOB, CEL):
            if person in component.given:
                component.given.discard(person)
