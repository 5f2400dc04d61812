"""What proposals and their component know by themselves: states, orders, drafts, fragments, rows."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isegoria.catalog import Query
from isegoria.catalog.row import SEEDS
from isegoria.components.proposals.badges import TONES
from isegoria.components.proposals.orders import ORDERS, seed_of
from isegoria.components.proposals.settings import ORDERS as ORDERS_OF_SETTINGS
from isegoria.components.proposals.shuffling import shuffle_at_night
from isegoria.components.proposals.states import COLOURS, DEFAULT_STATES, FLAGS, RESERVED, ProposalState, new_token
from isegoria.fragments import Fragments
from isegoria.numbers import SIZES, size_of
from isegoria.traits.support import NotPossible
from isegoria.worker import Worker


@given(st.text(), st.sets(st.text(), max_size=5))
def test_a_token_is_new_and_never_one_of_those_that_mean_something_else(title, taken):
    token = new_token(title, taken)
    assert token
    assert token not in taken
    assert token not in RESERVED


def test_a_token_is_made_from_the_title_and_numbered_on_collision():
    assert new_token('Accepted in part', ()) == 'accepted_in_part'
    assert new_token('Accepted', {'accepted'}) == 'accepted_0'
    assert new_token('Accepted', {'accepted', 'accepted_0'}) == 'accepted_1'
    assert new_token('Withdrawn', ()) == 'withdrawn_0'
    assert new_token('¿?', ()) == 'state'


def test_the_default_states_have_the_flags_that_their_names_mean_elsewhere():
    flags = {state.token: {name for name in FLAGS if getattr(state, name)} for state in DEFAULT_STATES}
    assert flags == {
        'evaluating': set(),
        'accepted': {'counts_as_accepted', 'costs_apply'},
        'rejected': {'blocks_voting', 'answer_required', 'hidden_by_default'},
    }


def test_every_colour_has_a_tone():
    assert set(TONES) == set(COLOURS)


def test_every_order_of_the_settings_can_be_had():
    assert {name for name, _title in ORDERS_OF_SETTINGS} - {'automatic'} == set(ORDERS)


@given(st.one_of(st.none(), st.text(max_size=30), st.integers().map(str)))
def test_a_seed_is_always_one_of_64_and_a_page_size_one_that_we_have(text):
    assert 0 <= seed_of(text) < SEEDS
    assert size_of(text) in SIZES


def test_without_a_seed_the_draw_holds_for_an_hour(monkeypatch):
    moments = [datetime(2026, 11, 26, 10, minute, tzinfo=UTC) for minute in (0, 30, 59)]
    seeds = set()
    for moment in moments:
        monkeypatch.setattr('isegoria.clock.now', lambda moment=moment: moment)
        seeds.add(seed_of(None))
    assert len(seeds) == 1
    monkeypatch.setattr('isegoria.clock.now', lambda: moments[0] + timedelta(hours=1))
    assert seed_of(None) not in seeds


def test_fragments_forget_the_one_that_was_shown_longest_ago():
    fragments = Fragments(most=2)
    made = []
    for key in ('a', 'b', 'a', 'c', 'a', 'b'):
        fragments.get(key, lambda key=key: made.append(key) or key)
    assert made == ['a', 'b', 'c', 'b']
    assert len(fragments) == 2


def test_a_rule_that_finds_no_state_with_its_flag_does_not_apply(make):
    trees = make.proposal(state_token='gone', state_published=1)
    with make.open(trees) as found:
        assert found.public_state is None
        assert found.can_be_supported
        assert found.row()['state'] == ''


def test_uses_of_a_state_are_counted_where_they_change(make):
    trees = make.proposal(state_token='accepted')
    with make.open(trees) as found:
        component = found.component
        accepted, rejected = component.state('accepted'), component.state('rejected')
        assert (component.uses_of(accepted), component.uses_of(rejected)) == (1, 0)
        found.state_token = 'rejected'
        assert (component.uses_of(accepted), component.uses_of(rejected)) == (0, 1)
        with pytest.raises(NotPossible):
            component.remove_state(rejected)
        component.remove_state(accepted)
        found.state_token = None
        component.remove_state(rejected)
        assert [state.token for state in component.states] == ['evaluating']


def test_a_state_that_is_changed_keeps_its_place(make):
    with make.open(make.proposals()) as component:
        component.change_state(ProposalState('accepted', {'en': 'Yes'}, {}))
        assert [state.token for state in component.states] == ['evaluating', 'accepted', 'rejected']
        assert component.state('accepted').title == {'en': 'Yes'}


def test_imported_proposals_count_for_nobodys_limit(make):
    ana = make.participant('ana')
    trees = make.proposal(author='ana')
    with make.open(trees) as found:
        component = found.component
        assert component.written_by(ana.id) == (found.id,)
        imported = type(found)({'en': 'Imported'}, {'en': 'Imported'}, authors=(ana.id,))
        imported.original_id, imported.published = 7, 1
        component.add_content(imported)
        assert component.written_by(ana.id) == (found.id,)


def test_publishing_twice_is_an_error(make):
    with make.open(make.proposal()) as found, pytest.raises(ValueError, match='already'):
        found.publish()


def test_a_draft_goes_to_no_trash(make):
    with make.open(make.proposal(draft=True)) as found, pytest.raises(ValueError, match='published'):
        found.trash()


def test_at_night_every_component_gets_a_new_draw_in_batches(make, monkeypatch):
    monkeypatch.setattr('isegoria.components.proposals.shuffling.AT_ONCE', 3)
    at = make.proposals()
    for number in range(8):
        make.proposal(f'Proposal number {number}', at=at)

    def order():
        return make.registry.catalog.find(query_of(make, at)).ids

    before = order()
    night = datetime(2026, 11, 27, 2, 5, tzinfo=UTC)  # five past three in Madrid
    with make.site() as site:
        shuffle_at_night(site, night - timedelta(hours=5), night - timedelta(hours=6), make.registry)
    assert order() == before
    with make.site() as site:
        shuffle_at_night(site, night, night - timedelta(minutes=10), make.registry)
    while Worker(make.registry, make.database).drain():
        pass
    assert sorted(order()) == sorted(before)
    assert order() != before
    drawn = order()
    with make.site() as site:  # the site is started again on the same day
        shuffle_at_night(site, night + timedelta(hours=4), night - timedelta(hours=20), make.registry)
    while Worker(make.registry, make.database).drain():
        pass
    assert order() == drawn


def query_of(make, at):
    with make.open(at) as component:
        site = component.space.__parent__.__parent__.id
    return Query(site=site, keys=frozenset({'public'}), types=('proposal',), component=at.id, sort='random:0', limit=20)
