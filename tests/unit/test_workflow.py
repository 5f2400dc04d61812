"""The workflow engine: a case of moderation goes its way, and what was decided stays readable."""

from datetime import UTC, date, datetime, timedelta

import colander
import pytest
import transaction
import ZODB
from hypothesis import given
from hypothesis import strategies as st
from persistent import Persistent

from isegoria.workflow import STAYS, HeldBack, NotPermitted, State, Step, Transition, Workflow, WrongState

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
ANA, BOB = 1_125_899_906_842_625, 1_125_899_906_842_626


class Reasons(colander.Schema):
    rule = colander.SchemaNode(colander.String(), validator=colander.OneOf(['spam', 'insult']))
    facts = colander.SchemaNode(colander.String(), missing='')
    until = colander.SchemaNode(colander.Date(), missing=None)
    note = colander.SchemaNode(colander.String(), missing='', recorded=False)


class Hidden:
    """The event."""


def not_own(case, actor, now):
    return 'Somebody else has to decide about your own text.' if actor == case.author else None


def take_away(case, step, data):
    case.shown = False
    case.told = (step.who, data['note'])


def workflow():
    return Workflow(
        'case',
        states=(State('open', 'Open'), State('claimed', 'Claimed'), State('hidden', 'Hidden', visibility='hidden')),
        transitions=(
            Transition('claim', 'Claim', ('open',), 'claimed', 'moderate'),
            Transition('hide', 'Hide', ('claimed',), 'hidden', 'moderate', Reasons, not_own, (take_away,), Hidden),
            Transition('restore', 'Restore', ('hidden',), 'open', 'manage'),
            Transition('warn', 'Warn', ('open', 'claimed'), STAYS, 'manage'),
        ),
    )


class Case(Persistent):
    author = ANA
    shown = True


def moderator(permission, case):
    return permission == 'moderate'


def everything(permission, case):
    return True


@pytest.fixture
def cases():
    return workflow()


@pytest.fixture
def claimed(cases):
    case = Case()
    cases.fire(case, 'claim', BOB, None, NOON, moderator)
    return case


def test_a_case_begins_open_and_without_history(cases):
    case = Case()
    assert cases.state(case).name == 'open'
    assert cases.history(case) == ()
    assert not vars(case), 'looking at a case writes nothing'


def test_only_what_the_state_and_the_person_allow_is_offered(cases, claimed):
    assert [each.name for each in cases.transitions_for(Case(), moderator)] == ['claim']
    assert [each.name for each in cases.transitions_for(claimed, moderator)] == ['hide']
    assert cases.transitions_for(claimed, lambda permission, case: False) == []


def test_a_moderator_hides_and_the_history_says_who_when_and_why(cases, claimed):
    typed = {'rule': 'insult', 'facts': 'Calls a neighbour names.', 'note': 'second time'}
    fired = cases.fire(claimed, 'hide', BOB, typed, NOON, moderator)
    assert fired.event is Hidden
    assert cases.state(claimed).name == 'hidden'
    assert cases.visibility(claimed) == 'hidden'
    step = cases.history(claimed)[-1]
    assert (step.transition, step.source, step.target) == ('hide', 'claimed', 'hidden')
    assert (step.who, step.when) == (BOB, NOON)
    assert step.said('rule') == 'insult'
    assert step.said('facts') == 'Calls a neighbour names.'


def test_effects_see_the_whole_form_but_the_history_keeps_no_unrecorded_field(cases, claimed):
    cases.fire(claimed, 'hide', BOB, {'rule': 'spam', 'note': 'second time'}, NOON, moderator)
    assert claimed.shown is False
    assert claimed.told == (BOB, 'second time')
    assert cases.history(claimed)[-1].said('note') is None


def test_a_step_may_stay_where_it_is_and_is_remembered(cases, claimed):
    step = cases.fire(claimed, 'warn', BOB, None, NOON, everything).step
    assert cases.state(claimed).name == 'claimed'
    assert (step.source, step.target) == ('claimed', 'claimed')
    assert cases.history(claimed)[-1] is step


def test_dates_of_the_form_are_kept_as_dates(cases, claimed):
    cases.fire(claimed, 'hide', BOB, {'rule': 'spam', 'until': '2026-12-24'}, NOON, moderator)
    assert cases.history(claimed)[-1].said('until') == date(2026, 12, 24)


def test_a_form_that_was_checked_already_is_taken_as_it_is(cases, claimed):
    data = {'rule': 'spam', 'facts': '', 'until': date(2026, 12, 24), 'note': ''}
    fired = cases.fire(claimed, 'hide', BOB, data, NOON, moderator, checked=True)
    assert fired.data == data


def test_a_wrong_form_is_refused_and_changes_nothing(cases, claimed):
    before = cases.progress(claimed)
    with pytest.raises(colander.Invalid) as wrong:
        cases.fire(claimed, 'hide', BOB, {'rule': 'I do not like it'}, NOON, moderator)
    assert list(wrong.value.asdict()) == ['rule']
    assert cases.progress(claimed) == before
    assert claimed.shown


def test_who_has_no_permission_is_refused(cases, claimed):
    with pytest.raises(NotPermitted):
        cases.fire(claimed, 'hide', BOB, {'rule': 'spam'}, NOON, lambda permission, case: False)
    assert cases.state(claimed).name == 'claimed'


def test_a_second_press_of_the_button_is_told_that_the_case_moved_on(cases, claimed):
    with pytest.raises(WrongState):
        cases.fire(claimed, 'claim', BOB, None, NOON, moderator)
    assert len(cases.history(claimed)) == 1


def test_a_guard_gives_its_reason(cases, claimed):
    assert cases.reason_against(claimed, 'hide', ANA, NOON).startswith('Somebody else')
    assert cases.reason_against(claimed, 'hide', BOB, NOON) is None
    assert cases.reason_against(claimed, 'claim', ANA, NOON) is None
    with pytest.raises(HeldBack) as refused:
        cases.fire(claimed, 'hide', ANA, {'rule': 'spam'}, NOON, moderator)
    assert refused.value.reason.startswith('Somebody else')


def test_the_site_itself_may_act_and_has_no_id(cases, claimed):
    cases.fire(claimed, 'hide', None, {'rule': 'spam'}, NOON, everything)
    assert cases.history(claimed)[-1].who is None


def test_a_name_cannot_get_into_the_history_by_mistake(cases):
    with pytest.raises(TypeError):
        cases.fire(Case(), 'claim', Case(), None, NOON, moderator)


def test_a_time_without_zone_is_refused(cases):
    with pytest.raises(ValueError, match='zone'):
        cases.fire(Case(), 'claim', BOB, None, datetime(2026, 11, 26), moderator)


def test_a_thing_can_be_in_two_workflows_at_once(cases, claimed):
    review = Workflow(
        'review', (State('draft', 'Draft'), State('sent', 'Sent')), (Transition('send', 'Send', ('draft',), 'sent', 'edit'),)
    )
    review.fire(claimed, 'send', ANA, None, NOON, everything)
    assert (cases.state(claimed).name, review.state(claimed).name) == ('claimed', 'sent')
    assert len(cases.history(claimed)) == len(review.history(claimed)) == 1


def test_an_import_puts_a_thing_where_it_belongs(cases):
    case = Case()
    cases.put(case, 'hidden', None, NOON, origin='pam-2016')
    assert cases.state(case).name == 'hidden'
    assert cases.history(case) == (Step(None, None, 'hidden', None, NOON, (('origin', 'pam-2016'),)),)
    with pytest.raises(ValueError, match='unknown state'):
        cases.put(case, 'gone', None, NOON)


def test_an_effect_that_refuses_is_an_error_and_no_refusal():
    def too_late(case, step, data):
        raise HeldBack('no')

    late = Workflow('late', (State('a', 'A'),), (Transition('stay', 'Stay', ('a',), 'a', 'edit', effects=(too_late,)),))
    with pytest.raises(RuntimeError, match='guard or form'):
        late.fire(Case(), 'stay', BOB, None, NOON, everything)


def test_a_step_may_lead_to_the_next_one_in_the_right_order():
    def close(case, step, data):
        chain.fire(case, 'close', None, None, step.when, everything)

    chain = Workflow(
        'chain',
        (State('open', 'Open'), State('answered', 'Answered'), State('closed', 'Closed')),
        (
            Transition('answer', 'Answer', ('open',), 'answered', 'edit', effects=(close,)),
            Transition('close', 'Close', ('answered',), 'closed', 'edit'),
        ),
    )
    case = Case()
    chain.fire(case, 'answer', BOB, None, NOON, everything)
    assert [step.transition for step in chain.history(case)] == ['answer', 'close']
    assert chain.state(case).name == 'closed'


def test_the_form_is_bound_to_the_thing_it_is_about(cases):
    @colander.deferred
    def longest(node, kw):
        return colander.Length(max=kw['context'].longest + kw['more'])

    class Sized(colander.Schema):
        text = colander.SchemaNode(colander.String(), validator=longest)

    sized = Workflow('sized', (State('a', 'A'),), (Transition('write', 'Write', ('a',), 'a', 'edit', Sized),))
    case = Case()
    case.longest = 2
    assert cases.form('claim', case) is None
    sized.fire(case, 'write', BOB, {'text': 'abc'}, NOON, everything, more=1)
    with pytest.raises(colander.Invalid):
        sized.fire(case, 'write', BOB, {'text': 'abcd'}, NOON, everything, more=1)


@pytest.mark.parametrize(
    'states, transitions',
    [
        ((State('a', 'A'), State('a', 'B')), ()),
        ((State('a', 'A'),), (Transition('go', 'Go', ('a',), 'b', 'edit'),)),
        ((State('a', 'A'),), (Transition('go', 'Go', ('b',), 'a', 'edit'),)),
        ((State('a', 'A'),), (Transition('go', 'Go', ('a',), 'a', 'edit'), Transition('go', 'Go', ('a',), 'a', 'edit'))),
    ],
)
def test_a_workflow_that_contradicts_itself_does_not_start(states, transitions):
    with pytest.raises(ValueError):
        Workflow('broken', states, transitions)


def test_history_keeps_copies_and_never_objects_of_the_storage(cases, claimed):
    class Lists(colander.Schema):
        pages = colander.SchemaNode(colander.List())
        about = colander.SchemaNode(colander.Mapping(unknown='preserve'))

    kept = Workflow('kept', (State('a', 'A'),), (Transition('say', 'Say', ('a',), 'a', 'edit', Lists),))
    data = {'pages': [1, {2, 3}], 'about': {'why': 'x'}}
    kept.fire(claimed, 'say', BOB, data, NOON, everything, checked=True)
    data['pages'].append(4)
    assert kept.history(claimed)[-1].said('pages') == (1, frozenset({2, 3}))
    assert kept.history(claimed)[-1].said('about') == (('why', 'x'),)
    with pytest.raises(TypeError, match='recorded=False'):
        kept.fire(claimed, 'say', BOB, {'pages': [Case()]}, NOON, everything, checked=True)


def test_history_is_there_after_the_storage_was_packed(cases):
    db = ZODB.DB(None)
    with db.transaction() as connection:
        connection.root()['case'] = Case()
    for name, typed in (('claim', None), ('hide', {'rule': 'spam'}), ('restore', None)):
        with db.transaction() as connection:
            cases.fire(connection.root()['case'], name, BOB, typed, NOON, everything)
    db.pack()
    with db.transaction() as connection:
        case = connection.root()['case']
        case._p_deactivate()
        assert [step.transition for step in cases.history(case)] == ['claim', 'hide', 'restore']
        assert cases.history(case)[1].said('rule') == 'spam'
    db.close()


def test_a_step_that_is_not_committed_did_not_happen(cases):
    db = ZODB.DB(None)
    manager = transaction.TransactionManager(explicit=True)
    connection = db.open(manager)
    manager.begin()
    connection.root()['case'] = case = Case()
    manager.commit()
    manager.begin()
    cases.fire(case, 'claim', BOB, None, NOON, everything)
    manager.abort()
    manager.begin()
    assert cases.state(case).name == 'open'
    manager.abort()
    connection.close()
    db.close()


@given(st.lists(st.sampled_from(['claim', 'hide', 'restore']), max_size=20))
def test_however_people_press_the_history_is_an_unbroken_chain_up_to_the_state(presses):
    cases, case, accepted = workflow(), Case(), 0
    for minute, name in enumerate(presses):
        try:
            cases.fire(case, name, BOB, {'rule': 'spam'}, NOON + timedelta(minutes=minute), everything)
        except WrongState:
            continue
        accepted += 1
    history = cases.history(case)
    assert len(history) == accepted
    places = ['open', *(step.target for step in history)]
    assert [step.source for step in history] == places[:-1]
    assert cases.state(case).name == places[-1]
