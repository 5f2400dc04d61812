"""Who is given a role, and what is refused."""

from types import SimpleNamespace

import pytest

from isegoria.accounts import blocking, roles
from isegoria.traits.support import NotPossible


@pytest.fixture
def place(make):
    """The site with an administrator, ana, and bob beside her, in one transaction."""
    make.process('trees')
    make.participant('ana', role='admin')
    make.participant('bob')
    with make.site() as site:
        yield site


def person(site, nickname):
    return site['participants'].get_by_nickname(nickname)


def test_a_role_is_given_once_and_ends_the_sessions(place):
    bob, stamp = person(place, 'bob'), person(place, 'bob').session_stamp
    assert roles.give(place, bob, 'moderator')
    assert bob.session_stamp != stamp and not bob.sign_ins
    assert not roles.give(place, bob, 'moderator')
    assert place.roles[bob.id] == {'moderator'}


def test_roles_add_up_and_are_taken_one_by_one(place):
    bob = person(place, 'bob')
    roles.give(place, bob, 'moderator')
    roles.give(place, bob, 'collaborator')
    assert roles.take(place, bob, 'moderator', by=person(place, 'ana').id)
    assert place.roles[bob.id] == {'collaborator'}
    assert not roles.take(place, bob, 'moderator', by=person(place, 'ana').id)


@pytest.mark.parametrize(
    ('where', 'role'), [('site', 'evaluator'), ('site', 'member'), ('space', 'user_manager'), ('space', 'king')]
)
def test_each_place_has_its_own_roles(place, where, role):
    there = place if where == 'site' else place['processes']['trees']
    with pytest.raises(NotPossible):
        roles.give(there, person(place, 'bob'), role)


@pytest.mark.parametrize('about', [{'confirmed': None}, {'blocked': 1}, {'deleted': 1}, {'closes': 1}])
def test_only_somebody_with_a_confirmed_account_is_given_a_role(place, about):
    bob = person(place, 'bob')
    for name, value in about.items():
        setattr(bob, name, value)
    with pytest.raises(NotPossible):
        roles.give(place, bob, 'moderator')


def test_the_last_administrator_stays(place):
    ana, bob = person(place, 'ana'), person(place, 'bob')
    with pytest.raises(NotPossible, match='only administrator'):
        roles.take(place, ana, 'admin', by=bob.id)
    roles.give(place, bob, 'admin')
    assert roles.take(place, ana, 'admin', by=bob.id)
    with pytest.raises(NotPossible):
        roles.take(place, bob, 'admin', by=None)


def test_a_blocked_administrator_does_not_count_as_one(place):
    ana, bob = person(place, 'ana'), person(place, 'bob')
    roles.give(place, bob, 'admin')
    blocking.block(place, bob, by=ana.id, reason='spam', statement='The same offer, forty times.')
    with pytest.raises(NotPossible, match='only administrator'):
        roles.take(place, ana, 'admin', by=None)


def test_nobody_takes_their_own_administration(place):
    ana, bob = person(place, 'ana'), person(place, 'bob')
    roles.give(place, bob, 'admin')
    with pytest.raises(NotPossible, match='your own'):
        roles.take(place, ana, 'admin', by=ana.id)


def test_a_space_may_be_left_without_an_administrator_of_its_own(place):
    bob, trees = person(place, 'bob'), place['processes']['trees']
    roles.give(trees, bob, 'admin')
    assert roles.take(trees, bob, 'admin', by=bob.id)


def test_a_role_is_exchanged_for_another(place):
    bob, trees = person(place, 'bob'), place['processes']['trees']
    roles.give(trees, bob, 'moderator')
    assert roles.exchange(trees, bob, 'moderator', 'evaluator', by=None)
    assert trees.roles[bob.id] == {'evaluator'}
    assert not roles.exchange(trees, bob, 'moderator', 'admin', by=None)


def test_whoever_may_not_lose_a_role_is_not_given_the_other_either(place):
    ana = person(place, 'ana')
    with pytest.raises(NotPossible):
        roles.exchange(place, ana, 'admin', 'moderator', by=None)
    assert place.roles[ana.id] == {'admin'}


# Blocking


def test_somebody_is_blocked_with_a_statement_and_comes_back(place):
    ana, bob = person(place, 'ana'), person(place, 'bob')
    blocking.block(place, bob, by=ana.id, reason='spam', statement='The same offer, forty times.')
    assert bob.blocked and not bob.is_confirmed and bob.row()['visibility'] == 'hidden'
    blocking.unblock(bob, by=ana.id)
    assert bob.blocked is None and bob.name == 'Bob' and bob.row()['visibility'] == 'public'
    (block,) = bob.blocks
    assert block.by == block.ended_by == ana.id and block.ended


@pytest.mark.parametrize('statement', ['', 'too short', ' ' * 20])
def test_a_block_says_why(place, statement):
    with pytest.raises(NotPossible):
        blocking.block(place, person(place, 'bob'), by=None, reason='spam', statement=statement)


def test_blocking_oneself_twice_or_the_only_administrator_is_refused(place):
    ana, bob = person(place, 'ana'), person(place, 'bob')
    for who, by in ((ana, ana.id), (ana, bob.id)):
        with pytest.raises(NotPossible):
            blocking.block(place, who, by=by, reason='spam', statement='The same offer, forty times.')
    blocking.block(place, bob, by=ana.id, reason='spam', statement='The same offer, forty times.')
    with pytest.raises(NotPossible):
        blocking.block(place, bob, by=ana.id, reason='spam', statement='The same offer, forty times.')


def test_unblocking_somebody_who_is_not_blocked_is_refused(place):
    with pytest.raises(NotPossible):
        blocking.unblock(person(place, 'bob'), by=None)


def test_whoever_is_blocked_and_unblocked_gets_a_letter_each_time(make, app, deliver):
    from isegoria.accounts.events import Blocked, Unblocked

    bob = make.participant('bob')
    for event in (Blocked, Unblocked):
        with make.site() as site:
            someone = site['participants'].get_by_id(bob.id)
            if event is Blocked:
                blocking.block(site, someone, by=None, reason='spam', statement='The same offer, forty times.')
            else:
                blocking.unblock(someone, by=None)
            request = SimpleNamespace(site=site, registry=app.registry, environ={}, host_url='http://localhost', domain='localhost')
            app.registry.notify(event(someone, request))
    blocked, back = deliver().to('bob@example.org')
    assert 'The same offer, forty times.' in blocked.get_body(('plain',)).get_content()
    assert back['Subject'] == 'Your account is no longer blocked'
