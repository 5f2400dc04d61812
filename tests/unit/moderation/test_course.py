"""The course of a case: which step leads where, who may take it, and what stands against it."""

from datetime import UTC, datetime, timedelta

import pytest

from isegoria.accounts.resource import Participant
from isegoria.components.proposals.resource import Proposal, Proposals
from isegoria.moderation.case import Report
from isegoria.moderation.cases import Cases, cases_of
from isegoria.moderation.course import APPEAL, BY_RULE, CASES, DECIDED, DECISIONS, PENDING
from isegoria.root import Site
from isegoria.security import ADMIN, MODERATE, MODERATOR
from isegoria.spaces.processes.resource import Process
from isegoria.workflow import HeldBack, NotPermitted, WrongState

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
HIDE = {'ground': 'spam', 'law': '', 'facts': 'It sells pills, and this is no shop.'}
WHY = {'why': 'It is about the proposal after all.'}


class Tree:
    """A site with one proposal by ana, which eve has reported; mod and ora moderate."""

    def __init__(self):
        self.site = Site('site', {'en': 'Talk'}, languages=('en',))
        process = Process('trees', {'en': 'Trees'})
        self.site['processes']._children['trees'] = process
        process.__parent__, process.published = self.site['processes'], 1
        component = Proposals('proposals', {'en': 'Proposals'})
        component.__parent__, component.published = process, 1
        component.settings = {'vote_limit': 0}
        process._children['proposals'] = component
        for place in (process, component):
            self.site.places[place.id] = place
        self.ana, self.eve, self.mod, self.ora = (self.person(name) for name in ('ana', 'eve', 'mod', 'ora'))
        for person in (self.mod, self.ora):
            self.site.give_role(person.id, MODERATOR)
        self.proposal = Proposal({'en': 'More trees'}, {'en': 'We want shade.'}, authors=(self.ana.id,))
        self.proposal.__parent__, self.proposal.published = component, 1
        component.contents.add(self.proposal.id, self.proposal)
        self.case = cases_of(self.site).open(self.proposal)
        self.report(self.eve)

    def person(self, name):
        person = Participant(name.capitalize(), name)
        person.confirmed = 1
        return self.site['participants'].add(person)

    def report(self, who, reason='spam'):
        self.case.add(Report(len(self.case.reports) + 1, 1, reason, who=who.id), self.proposal, 10)

    def take(self, name, who=None, data=None, permission=MODERATE, now=NOON):
        return CASES.fire(self.case, name, who and who.id, data, now, lambda asked, _case: asked == permission, checked=True)


@pytest.fixture
def tree(monkeypatch):
    from isegoria import outbox

    monkeypatch.setattr(outbox, 'put', lambda *_entry: None)
    return Tree()


def test_a_case_goes_from_open_over_claimed_and_decided_to_appealed_and_closed(tree):
    states = [tree.case.state]
    for name, who, data, permission in (
        ('claim', tree.mod, None, MODERATE),
        ('hide', tree.mod, HIDE, MODERATE),
        ('appeal', tree.ana, {'party': 'author', 'text': 'No.'}, APPEAL),
        ('uphold', tree.ora, WHY, MODERATE),
    ):
        tree.take(name, who, data, permission)
        states.append(tree.case.state)
    assert states == ['open', 'claimed', 'hidden', 'appealed', 'closed']
    assert [step.transition for step in tree.case.history] == ['claim', 'hide', 'appeal', 'uphold']
    assert tree.proposal.hidden


def test_all_that_moderators_do_needs_their_permission_and_nobody_elses_does():
    for transition in CASES.transitions:
        expected = {'appeal': APPEAL, 'hide_provisionally': BY_RULE, 'reopen': BY_RULE, 'close': BY_RULE}
        assert transition.permission == expected.get(transition.name, MODERATE), transition.name


def test_nothing_is_decided_without_permission(tree):
    for name in ('claim', 'keep', 'hide'):
        with pytest.raises(NotPermitted):
            tree.take(name, tree.eve, HIDE, permission=APPEAL)


def test_what_is_hidden_cannot_be_kept_before_it_is_shown_again(tree):
    tree.take('hide', tree.mod, HIDE)
    with pytest.raises(WrongState):
        tree.take('keep', tree.mod, {'why': ''})
    tree.take('restore', tree.mod, WHY)
    assert not tree.proposal.hidden


def test_the_text_of_an_appeal_is_not_part_of_the_history(tree):
    tree.take('hide', tree.mod, HIDE)
    tree.take('appeal', tree.ana, {'party': 'author', 'text': 'Ana lives at number 14.'}, APPEAL)
    assert 'number 14' not in repr(tree.case.history)
    assert tree.case.history[-1].said('party') == 'author'


@pytest.mark.parametrize('decided_by', ['mod', 'ora'])
def test_an_appeal_is_decided_by_who_did_not_decide_before(tree, decided_by):
    tree.take('hide', getattr(tree, decided_by), HIDE)
    tree.take('appeal', tree.ana, {'party': 'author'}, APPEAL)
    other = tree.ora if decided_by == 'mod' else tree.mod
    with pytest.raises(HeldBack, match='You decided this before'):
        tree.take('give_back', getattr(tree, decided_by), WHY)
    tree.take('give_back', other, WHY)
    assert not tree.proposal.hidden


def test_where_nobody_else_moderates_the_same_person_decides_again(tree):
    tree.site.take_role(tree.ora.id, MODERATOR)
    tree.take('hide', tree.mod, HIDE)
    tree.take('appeal', tree.ana, {'party': 'author'}, APPEAL)
    tree.take('uphold', tree.mod, WHY)
    assert tree.case.state == 'closed'


def test_authors_do_not_decide_about_their_own_text_while_somebody_else_can(tree):
    tree.site.give_role(tree.ana.id, ADMIN)
    with pytest.raises(HeldBack, match='You wrote this yourself'):
        tree.take('keep', tree.ana, {'why': ''})
    for person in (tree.mod, tree.ora):
        tree.site.take_role(person.id, MODERATOR)
    tree.take('keep', tree.ana, {'why': ''})


def test_who_is_blocked_or_has_not_accepted_the_terms_does_not_count_as_somebody_else(tree):
    tree.take('hide', tree.mod, HIDE)
    tree.ora.blocked = 1
    tree.take('appeal', tree.ana, {'party': 'author'}, APPEAL)
    tree.take('uphold', tree.mod, WHY)


def test_one_appeals_within_six_months_and_once(tree):
    tree.take('hide', tree.mod, HIDE)
    with pytest.raises(HeldBack, match='six months'):
        tree.take('appeal', tree.ana, {'party': 'author'}, APPEAL, now=NOON + timedelta(days=182))
    tree.take('appeal', tree.ana, {'party': 'author'}, APPEAL, now=NOON + timedelta(days=180))
    tree.take('uphold', tree.ora, WHY)
    with pytest.raises(WrongState):
        tree.take('appeal', tree.ana, {'party': 'author'}, APPEAL)


def test_a_person_is_blocked_and_a_text_is_hidden_never_the_other_way_round(tree):
    with pytest.raises(HeldBack, match='Only an account can be blocked'):
        tree.take('block', tree.mod, {**HIDE, 'hide_everything': False})
    case = tree.site.cases.open(tree.ana)
    with pytest.raises(HeldBack, match='A person cannot be hidden'):
        CASES.fire(case, 'hide', tree.mod.id, HIDE, NOON, lambda *_asked: True, checked=True)


def test_keeping_starts_the_counter_again(tree):
    tree.report(tree.ora)
    assert len(tree.case.current) == 2
    tree.take('keep', tree.mod, {'why': ''})
    assert tree.case.current == ()
    tree.take('reopen', None, None, BY_RULE)
    tree.report(tree.eve)
    assert len(tree.case.current) == 1
    assert len(tree.case.reports) == 3, 'the record stays'


def test_hiding_for_the_time_being_is_written_down_and_decides_nothing(tree):
    tree.take('hide_provisionally', None, {'reports': 3, 'grounds': ('spam',)}, BY_RULE)
    assert tree.case.state == 'open'
    assert tree.case.is_provisional
    assert tree.proposal.hidden
    assert tree.case.history[-1].said('reports') == 3
    assert tree.case.decision is None


def test_every_decision_has_its_words_for_who_decides_and_for_the_record():
    from isegoria.moderation.case_desk import HINTS, SMALL
    from isegoria.moderation.case_shown import WORDS

    names = {transition.name for transition in CASES.transitions}
    assert set(WORDS) == names
    assert {transition.name for transition in CASES.transitions if transition.permission == MODERATE} == {*HINTS, *SMALL}
    assert set(HINTS) == set(DECISIONS)


def test_every_state_has_a_sign():
    from isegoria.moderation.desk import DECIDED as LISTED
    from isegoria.moderation.desk import SIGNS

    assert set(SIGNS) == {state.name for state in CASES.states}
    assert {*PENDING, *DECIDED, 'appealed', 'closed'} == set(SIGNS)
    assert set(LISTED) == {*DECIDED, 'closed'}


def test_the_same_thing_never_has_two_cases(tree):
    cases = tree.site.cases
    assert isinstance(cases, Cases)
    assert cases.open(tree.proposal) is tree.case is cases.of(tree.proposal)
    assert len(cases) == 1


def test_the_texts_of_a_case_go_and_its_decisions_stay(tree):
    tree.take('hide', tree.mod, HIDE)
    tree.case.forget_texts()
    assert tree.case.snapshot is None
    assert tree.case.reports[0].who is None
    assert tree.case.reports[0].reason == 'spam'
    assert tree.case.decision.said('ground') == 'spam'
