"""Shards: many writers, no quarrel, and a count that holds."""

import pytest
import transaction
from hypothesis import given
from hypothesis import strategies as st
from ZODB import DB as FileDB  # noqa: N811
from ZODB.MappingStorage import DB
from ZODB.POSException import ConflictError

from isegoria.shards import SHARDS, ObjectShards, Shards


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 300))))
def test_shards_behave_like_a_dictionary(steps):
    shards, model = Shards(), {}
    for put, key in steps:
        if put:
            assert shards.add(key, key * 2) == (key not in model)
            model.setdefault(key, key * 2)
        else:
            assert shards.discard(key) == (key in model)
            model.pop(key, None)
    assert dict(shards.items()) == model
    assert sorted(pair for number in range(shards.stretches) for pair in shards.stretch(number)) == sorted(model.items())
    assert len(shards) == len(model)
    assert all(key in shards for key in model)


def test_a_few_become_sixteen_trees():
    shards = Shards()
    for key in range(99):
        shards.add(key)
    assert shards.stretches == 1
    shards.add(99)
    assert shards.stretches == SHARDS
    assert len(shards) == 100
    assert sorted(shards) == list(range(100))


@pytest.mark.parametrize('grower_first', [True, False])
def test_nothing_is_lost_of_what_others_write_while_it_grows(tmp_path, grower_first):
    database = FileDB(str(tmp_path / 'data.fs'))
    managers = [transaction.TransactionManager() for _person in range(2)]
    connections = [database.open(manager) for manager in managers]
    growing, leaving = managers
    connections[0].root()['shards'] = Shards()
    for key in range(99):
        connections[0].root()['shards'].add(key)
    growing.commit()
    leaving.begin()
    connections[0].root()['shards'].add(99)
    connections[1].root()['shards'].discard(0)
    first, second = (growing, leaving) if grower_first else (leaving, growing)
    first.commit()
    with pytest.raises(ConflictError):
        second.commit()
    for manager in managers:
        manager.abort()
    for connection in connections:
        connection.close()
    database.close()


def test_what_few_touched_costs_one_object():
    database = DB()
    connection = database.open(transaction.TransactionManager())
    before = database.objectCount()
    with connection.transaction_manager:
        connection.root()['shards'] = Shards()
        connection.root()['shards'].add(7)
    assert database.objectCount() - before == 1


@pytest.fixture
def two(tmp_path):
    """Two people who have the same few ids before them, in a database that merges."""
    database = FileDB(str(tmp_path / 'data.fs'))
    managers = [transaction.TransactionManager() for _person in range(2)]
    connections = [database.open(manager) for manager in managers]
    connections[0].root()['shards'] = Shards()
    for key in range(5):
        connections[0].root()['shards'].add(key, key)
    for manager in managers:
        manager.commit()
        manager.begin()
    yield [connection.root()['shards'] for connection in connections], managers
    for manager in managers:
        manager.abort()
    for connection in connections:
        connection.close()
    database.close()


def test_what_two_wrote_at_once_is_merged(two):
    (one, other), managers = two
    one.add(50, 500)
    one.discard(1)
    other.add(60, 600)
    other.discard(2)
    for manager in managers:
        manager.commit()
    managers[0].begin()
    assert dict(one.items()) == {0: 0, 3: 3, 4: 4, 50: 500, 60: 600}


@pytest.mark.parametrize(
    'write',
    [
        lambda shards, value: shards.add(9, value),  # two tabs of one person
        lambda shards, value: shards.discard(3),
        lambda shards, value: shards.discard(3) and value and shards.add(3, value),
    ],
    ids=['both add', 'both take back', 'one takes back, one changes'],
)
def test_what_two_wrote_of_the_same_is_a_conflict(two, write):
    shards, managers = two
    for value, each in enumerate(shards):
        write(each, value)
    managers[0].commit()
    with pytest.raises(ConflictError):
        managers[1].commit()


def test_two_people_at_once_are_both_counted(tmp_path):
    database = FileDB(str(tmp_path / 'data.fs'))  # a MappingStorage never merges
    manager = transaction.TransactionManager()
    database.open(manager).root()['shards'] = ObjectShards()
    manager.commit()
    managers = [transaction.TransactionManager() for _person in range(2)]
    connections = [database.open(manager) for manager in managers]
    for number, connection in enumerate(connections):
        connection.root()['shards'].add(number, f'person {number}')
    for manager in managers:
        manager.commit()
    connections[0].transaction_manager.begin()
    assert len(connections[0].root()['shards']) == 2
    for connection in connections:
        connection.close()
    database.close()
