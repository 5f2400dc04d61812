"""Who may do what with budgets: one row for each action, one column for each role (21 A9)."""

import pytest
from tests.functional.components.budgets.making import budgets, city

from isegoria.components.budgets import permissions as may
from isegoria.security import Viewer

ROLES = ('everyone', 'participant', 'moderator', 'collaborator', 'admin')
CONFIRMED = set(ROLES[1:])
COMPONENT, BUDGET, PROJECT = 'component', 'budget', 'project'
WHO = {
    (may.VOTE, BUDGET): CONFIRMED,
    (may.ADMINISTER, COMPONENT): {'collaborator', 'admin'},
    (may.EDIT, COMPONENT): {'collaborator', 'admin'},
    (may.EDIT, BUDGET): {'collaborator', 'admin'},
    (may.EDIT, PROJECT): {'collaborator', 'admin'},
    (may.COUNT, COMPONENT): {'admin'},
    (may.COUNT, BUDGET): {'admin'},
    (may.EXPORT, COMPONENT): {'admin'},
}


@pytest.fixture
def allowed(make):
    """Does a role hold a permission there?"""
    place, projects = city(make)
    things = {COMPONENT: budgets(make), BUDGET: place, PROJECT: projects['Shade']}
    people = {role: make.participant(role, role=role if role != 'participant' else None) for role in ROLES[1:]}

    def ask(role, permission, thing):
        with make.open(things[thing]) as resource, make.site() as site:
            person = site['participants'].get_by_id(people[role].id) if role in people else None
            return permission in Viewer(person, site).grants(resource)

    return ask


def test_every_action_has_a_row():
    assert {value for name, value in vars(may).items() if name.isupper()} == {permission for permission, _thing in WHO}


def test_the_table_is_kept(allowed):
    for (permission, thing), who in WHO.items():
        assert {role for role in ROLES if allowed(role, permission, thing)} == who, (permission, thing)
