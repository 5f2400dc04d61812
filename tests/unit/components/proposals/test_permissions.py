"""Who may do what with proposals: one row for each action, one column for each role (11 §3, 03 §2)."""

import pytest

from isegoria.components.proposals import permissions as may
from isegoria.security import EDIT, Viewer

ROLES = ('everyone', 'participant', 'author', 'evaluator', 'moderator', 'collaborator', 'admin')
ON_COMPONENT, ON_PROPOSAL, ON_DRAFT, ON_OFFICIAL = 'component', 'published proposal', 'draft', 'official proposal'
WHO = {
    may.CREATE: (ON_COMPONENT, {'participant', 'author', 'evaluator', 'moderator', 'collaborator', 'admin'}),
    may.PUBLISH: (ON_DRAFT, {'author'}),
    may.DISCARD: (ON_DRAFT, {'author'}),
    may.EDIT: (ON_PROPOSAL, {'author'}),
    may.WITHDRAW: (ON_PROPOSAL, {'author'}),
    may.SUPPORT: (ON_PROPOSAL, {'participant', 'author', 'evaluator', 'moderator', 'collaborator', 'admin'}),
    may.TAKE_BACK: (ON_PROPOSAL, {'participant', 'author', 'evaluator', 'moderator', 'collaborator', 'admin'}),
    may.LIKE: (ON_PROPOSAL, {'participant', 'author', 'evaluator', 'moderator', 'collaborator', 'admin'}),
    may.UNLIKE: (ON_PROPOSAL, {'participant', 'author', 'evaluator', 'moderator', 'collaborator', 'admin'}),
    may.CREATE_OFFICIAL: (ON_COMPONENT, {'collaborator', 'admin'}),
    may.EDIT_OFFICIAL: (ON_OFFICIAL, {'collaborator', 'admin'}),
    may.ANSWER: (ON_PROPOSAL, {'admin'}),
    may.PUBLISH_ANSWERS: (ON_PROPOSAL, {'admin'}),
    may.CLASSIFY: (ON_PROPOSAL, {'collaborator', 'admin'}),
    may.TRASH: (ON_PROPOSAL, {'admin'}),
    may.EDIT_STATES: (ON_COMPONENT, {'admin'}),
    may.ADMINISTER: (ON_COMPONENT, {'evaluator', 'collaborator', 'admin'}),
    may.SEE_HIDDEN_COUNTS: (ON_COMPONENT, {'admin'}),
    may.EXPORT: (ON_COMPONENT, {'admin'}),
}
NAMES = {name: value for name, value in vars(may).items() if name.isupper()}


@pytest.fixture
def allowed(make):
    """Does a role hold a permission there?"""
    at = make.proposals()
    people = {role: make.participant(role, role=role if role not in ('participant', 'author') else None) for role in ROLES[1:]}
    things = {
        ON_COMPONENT: at,
        ON_PROPOSAL: make.proposal('A published proposal', author='author', at=at),
        ON_DRAFT: make.proposal('A draft of the author', author='author', at=at, draft=True),
        ON_OFFICIAL: make.proposal('An official proposal', origin='official', at=at),
    }

    def ask(role, permission, thing):
        with make.open(things[thing]) as resource:
            site = resource.__parent__
            while site.__parent__ is not None:
                site = site.__parent__
            person = site['participants'].get_by_id(people[role].id) if role in people else None
            return permission in Viewer(person, site).grants(resource)

    return ask


def test_every_action_has_a_row():
    assert set(NAMES.values()) == set(WHO)


@pytest.mark.parametrize('permission', WHO)
def test_an_action_is_for_those_who_hold_it_and_nobody_else(allowed, permission):
    thing, who = WHO[permission]
    assert {role for role in ROLES if allowed(role, permission, thing)} == who


@pytest.mark.parametrize('permission', [may.EDIT, may.PUBLISH, may.DISCARD])
def test_a_draft_is_its_authors_alone(allowed, permission):
    assert [role for role in ROLES if allowed(role, permission, ON_DRAFT)] == ['author']


@pytest.mark.parametrize('role', ['collaborator', 'admin'])
def test_who_edits_a_place_does_not_edit_what_participants_wrote(allowed, role):
    assert allowed(role, EDIT, ON_PROPOSAL)
    assert not allowed(role, may.EDIT, ON_PROPOSAL)
    assert not allowed(role, may.EDIT_OFFICIAL, ON_PROPOSAL)


@pytest.mark.parametrize(('closed', 'gone'), [
    ({'creation_enabled': False}, {may.CREATE}),
    ({'votes_enabled': False}, {may.SUPPORT, may.TAKE_BACK}),
    ({'votes_blocked': True}, {may.SUPPORT, may.TAKE_BACK}),
    ({'likes_enabled': False}, {may.LIKE, may.UNLIKE}),
    ({'likes_blocked': True}, {may.LIKE, may.UNLIKE}),
    ({'proposal_answering_enabled': False}, {may.ANSWER, may.PUBLISH_ANSWERS}),
])  # fmt: skip
def test_what_the_phase_closes_is_closed_for_everybody(make, allowed, closed, gone):
    with make.open(make.proposals()) as component:
        phases = component.space.phases
        phases.set_settings(phases.active, component, {'creation_enabled': True, 'votes_enabled': True, **closed})
    for permission, (thing, who) in WHO.items():
        if thing in (ON_COMPONENT, ON_PROPOSAL):
            found = {role for role in ROLES if allowed(role, permission, thing)}
            assert found == (set() if permission in gone else who), permission


def test_in_an_unpublished_component_participants_do_nothing(make, allowed):
    with make.open(make.proposals()) as component:
        component.published = None
    for permission in (may.CREATE, may.SUPPORT, may.LIKE):
        assert not allowed('participant', permission, WHO[permission][0])


def test_somebody_without_a_confirmed_address_does_nothing(make, allowed):
    with make.site() as site:
        site['participants'].get_by_nickname('participant').confirmed = None
    for permission, (thing, _who) in WHO.items():
        assert not allowed('participant', permission, thing)


def test_roles_of_a_place_hold_in_it(make):
    trees = make.proposal()
    head = make.participant('head', role='admin', at=make.process())
    elsewhere = make.participant('elsewhere', role='admin', at=make.process('streets'))
    with make.open(trees) as found:
        site = found.component.space.__parent__.__parent__
        for person, holds in ((head, True), (elsewhere, False)):
            viewer = Viewer(site['participants'].get_by_id(person.id), site)
            assert (may.ANSWER in viewer.grants(found)) is holds
