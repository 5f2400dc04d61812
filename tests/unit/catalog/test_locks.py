"""Writers lock before they read: whoever comes later has seen at least as much, so the last to write is right."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.unit.catalog.making import ask, row

from isegoria.catalog.row import fingerprint


def test_counters_that_many_raise_at_once_end_right(catalog):
    """Objects of our own, changed by anybody at any time, read by `write` under its lock."""
    objects = {each.id: [0, each] for each in (row() for _number in range(4))}
    guard = threading.Lock()

    def support(number):
        with guard:
            objects[number][0] += 1

        def read():
            supports, about = objects[number]
            return [row(id=number, supports=supports, created=about.created)], (), ()

        catalog.write([number], read)

    made = random.Random(3)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(support, made.choices(list(objects), k=80)))
    expected = sorted(objects, key=lambda number: (objects[number][0], number), reverse=True)
    assert list(catalog.find(ask(sort='-supports')).ids) == expected
    assert sum(objects[number][0] for number in objects) == 80
    written = {number: row(id=number, supports=supports, created=about.created) for number, (supports, about) in objects.items()}
    assert catalog.fingerprints() == {number: fingerprint(each) for number, each in written.items()}


def test_two_writers_of_the_same_rows_in_turned_order_both_end(catalog):
    rows = [row(state='accepted', body=f'word{at} other{at}') for at in range(12)]

    def write(turn):
        made = random.Random(turn)
        some = made.sample(rows, 8)
        state = made.choice(('accepted', 'rejected'))
        catalog.upsert([row(id=each.id, state=state, body=f'{each.body} {state}{turn % 3}') for each in some])

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(40)))
    assert sum(catalog.facets(ask(), 'state').values()) == len(catalog.ids()) == catalog.count(ask())


def test_a_failed_write_leaves_nothing_behind(catalog):
    before = catalog.place_stamp(11, '/processes/plan')

    def read():
        raise RuntimeError('the object cannot be read')

    with pytest.raises(RuntimeError):
        catalog.write([1], read)
    assert catalog.place_stamp(11, '/processes/plan') == before
    catalog.upsert([row()])
    assert catalog.count(ask()) == 1
