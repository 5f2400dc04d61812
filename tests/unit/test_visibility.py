"""The one visibility rule, and the roles it asks."""

import pytest

from isegoria.accounts.resource import Participant
from isegoria.components.proposals.resource import Proposal, Proposals
from isegoria.root import Site
from isegoria.security import ADMIN, COLLABORATOR, MODERATOR, Viewer
from isegoria.spaces.processes.resource import Process
from isegoria.visibility import moderators_of


@pytest.fixture
def tree():
    """A site with one published process, one component and one published proposal by ana."""
    site = Site('site', {'en': 'Talk'}, languages=('en',))
    process = Process('trees', {'en': 'Trees'})
    process.__parent__ = site['processes']
    process.published = 1
    component = Proposals('proposals', {'en': 'Proposals'})
    component.__parent__ = process
    component.published = 1
    ana = person('ana')
    proposal = Proposal({'en': 'More trees'}, {'en': 'We want shade.'}, authors=(ana.id,))
    proposal.__parent__ = component
    proposal.published = 1
    return site, process, component, proposal, ana


def person(name):
    made = Participant(name.capitalize(), name)
    made.confirmed = 1
    return made


def viewer(tree, role=None, at=None):
    somebody = person('somebody')
    if role:
        (at or tree[0]).give_role(somebody.id, role)
    return Viewer(somebody, tree[0])


def sees(tree, who):
    return who.sees(tree[3])


def test_what_is_published_is_seen_by_everybody(tree):
    assert sees(tree, Viewer(None, tree[0]))


def test_a_draft_is_seen_by_its_author_alone(tree):
    tree[3].published = None
    assert sees(tree, Viewer(tree[4], tree[0]))
    assert not sees(tree, viewer(tree))
    assert not sees(tree, viewer(tree, ADMIN))
    assert not sees(tree, Viewer(None, tree[0]))


def test_a_hidden_thing_is_seen_by_those_who_moderate_there(tree):
    tree[3].hidden = True
    assert sees(tree, viewer(tree, MODERATOR))
    assert sees(tree, viewer(tree, MODERATOR, at=tree[1]))
    assert not sees(tree, viewer(tree, COLLABORATOR))
    assert not sees(tree, Viewer(tree[4], tree[0]))
    assert not sees(tree, Viewer(None, tree[0]))


def test_closing_a_space_closes_all_that_lies_in_it_even_for_an_author(tree):
    tree[1].access = 'restricted'
    assert not sees(tree, Viewer(tree[4], tree[0]))
    tree[1].members.add(tree[4].id)
    assert sees(tree, Viewer(tree[4], tree[0]))
    assert sees(tree, viewer(tree, MODERATOR, at=tree[1]))


def test_a_transparent_space_is_read_by_everybody(tree):
    tree[1].access = 'transparent'
    assert sees(tree, Viewer(None, tree[0]))
    assert not tree[1].may_take_part(viewer(tree))


def test_an_unpublished_space_is_seen_by_whoever_has_a_role_in_it_or_above(tree):
    tree[1].published = None
    assert sees(tree, viewer(tree, COLLABORATOR))
    assert sees(tree, viewer(tree, COLLABORATOR, at=tree[1]))
    assert not sees(tree, viewer(tree))


def test_an_unpublished_component_hides_what_it_holds(tree):
    tree[2].published = None
    assert not sees(tree, viewer(tree))
    assert sees(tree, viewer(tree, ADMIN, at=tree[1]))


def test_roles_hold_below_the_place_where_they_were_given_and_nowhere_else(tree):
    other = Process('water', {'en': 'Water'})
    other.__parent__ = tree[0]['processes']
    who = viewer(tree, MODERATOR, at=tree[1])
    assert who.roles(tree[3]) == {MODERATOR}
    assert who.roles(other) == set()
    assert who.roles(tree[0]) == set()


def test_keys_of_a_list_across_places_name_the_spaces_in_which_one_has_a_role(tree):
    site = tree[0]
    site['processes']._children['trees'] = tree[1]
    who = viewer(tree, MODERATOR, at=tree[1])
    assert f'staff:{tree[1].id}' in who.keys(site)
    assert 'hidden' not in who.keys(site)
    assert 'hidden' in who.keys(tree[2])
    assert Viewer(None, site).keys(site) == {'public'}


def test_who_moderates_one_space_holds_its_key_and_no_other(tree):
    site, process = tree[0], tree[1]
    site['processes']._children['trees'] = process
    here, everywhere = viewer(tree, MODERATOR, process), viewer(tree, MODERATOR)
    own, roots = moderators_of(process), moderators_of(site)
    for place in (process, site):
        assert own in here.keys(place) and roots not in here.keys(place)
        assert {own, roots} <= everywhere.keys(place)
    assert here.holds(own, process) and not here.holds(roots, site)
    assert not viewer(tree, COLLABORATOR, process).holds(own, process)
