"""After the close PostgreSQL, too, holds no ballot under anybody's key; the worker packs it by itself (21 A5b)."""

import pytest
from ZODB.utils import u64

from isegoria.components.budgets import closing
from isegoria.components.budgets.boxes import key_of
from tests.functional.components.budgets.making import city, end, vote

JOBS = {closing.CLOSE: closing.close, closing.TALLY: closing.tally, closing.PACK: closing.pack}


def records(storage):
    """The state of every object that the database still has, those that nothing leads to any more among them."""
    following = None
    while True:
        oid, _tid, data, following = storage.record_iternext(following)
        yield u64(oid), data
        if following is None:
            return


@pytest.mark.postgres
def test_no_ballot_is_left_under_a_key_after_the_close(app, postgres_site):  # the application tells components their manifests
    with postgres_site.make() as make:
        make.registry.jobs.update(JOBS)
        place, projects = city(make)
        people = [make.participant(f'neighbour{number}').id for number in range(12)]
        for number in range(12):
            vote(make, place, f'neighbour{number}', projects['Shade'], projects['Benches'])
        with make.open(place) as found:
            keys = [key_of(found.secret, person) for person in people]
        before = list(records(make.database.storage))
        assert all(any(key in data for _oid, data in before) for key in keys)  # what is looked for is there before
        end(make, place)
        left = list(records(make.database.storage))
        assert not any(key in data for key in keys for _oid, data in left)
        assert not any(b'budgets.boxes' in data for _oid, data in left)
        with make.open(place) as found:
            assert len(found.urn.ballots) == 12 and found.outcome is not None
