"""Places: who may see them, and the stamps that tell the page cache what is old."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.unit.catalog.making import COMPONENT, INSIDE, PLACES, PRIVATE, PUBLIC, SITE, SPACE, ask, everywhere, row

from isegoria.catalog.places import Place
from isegoria.catalog.store import Catalog

SITE_PAGE, SPACE_PAGE, LIST_PAGE = '/search', '/processes/plan', '/processes/plan/proposals/some-title-123'


def test_making_a_space_private_hides_all_that_lies_in_it(catalog):
    catalog.upsert([row(), row(type='process', space=SPACE, component=None)])
    assert catalog.count(everywhere()) == 1
    catalog.set_place(SPACE, SITE, SITE, f'members:{SPACE}', '/processes/plan')
    assert catalog.find(everywhere()).ids == ()
    assert catalog.find(everywhere(types=('process',))).ids == ()
    assert catalog.count(everywhere()) == 0
    assert catalog.facets(everywhere(), 'state') == {}
    assert catalog.count(everywhere(keys=PUBLIC | {f'members:{SPACE}'})) == 1
    catalog.set_place(SPACE, SITE, SITE, 'public', '/processes/plan')
    assert catalog.count(everywhere()) == 1


def test_every_key_on_the_way_must_be_held(catalog):
    catalog.set_place(INSIDE, SITE, PRIVATE, 'signed-in', '/processes/inner/proposals')
    catalog.upsert([row(space=PRIVATE, component=INSIDE)])
    for keys in ({'signed-in'}, {f'members:{PRIVATE}'}):
        assert catalog.find(everywhere(keys=PUBLIC | keys)).ids == ()
    assert len(catalog.find(everywhere(keys=PUBLIC | {'signed-in', f'members:{PRIVATE}'}))) == 1


def test_what_lies_in_a_place_that_nobody_declared_is_not_shown_across_places(catalog):
    catalog.upsert([row(component=77, space=76)])
    assert catalog.find(everywhere()).ids == ()
    assert catalog.count(everywhere()) == 0
    catalog.set_place(77, SITE, SITE, 'public', '/x')
    assert len(catalog.find(everywhere())) == 1


def test_a_change_is_seen_in_its_place_and_above_it_but_not_beside_it(catalog):
    def stamps():
        return [catalog.place_stamp(SITE, path) for path in (SITE_PAGE, SPACE_PAGE, LIST_PAGE, '/processes/inner')]

    before = stamps()
    catalog.upsert([row(component=COMPONENT)])
    after = stamps()
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, False, False, True]
    catalog.upsert(places=[Place(id=PRIVATE, site=SITE, parent=SITE, visibility='public', path='/processes/inner')])
    last = stamps()
    assert [old == new for old, new in zip(after, last, strict=True)] == [False, True, True, False]


def test_a_page_of_a_space_is_not_old_when_something_changes_beside_it(catalog):
    """A component's page carries what changed in the places above, not what changed below them elsewhere."""
    before = catalog.place_stamp(SITE, LIST_PAGE)
    catalog.upsert([row(space=PRIVATE, component=INSIDE)])
    assert catalog.place_stamp(SITE, LIST_PAGE) == before


def test_a_place_can_be_said_to_have_changed_without_a_row(catalog):
    before = catalog.place_stamp(SITE, LIST_PAGE)
    catalog.upsert(places=[COMPONENT])
    assert catalog.place_stamp(SITE, LIST_PAGE) != before


def test_removing_and_moving_are_changes_too(catalog):
    one = row()
    catalog.upsert([one])
    stamps = {catalog.place_stamp(SITE, LIST_PAGE)}
    catalog.upsert([row(id=one.id, space=PRIVATE, component=INSIDE)])
    stamps.add(catalog.place_stamp(SITE, LIST_PAGE))
    inner = catalog.place_stamp(SITE, '/processes/inner/proposals')
    catalog.upsert(removed=[one.id])
    assert catalog.place_stamp(SITE, '/processes/inner/proposals') != inner
    assert len(stamps) == 2


def test_stamps_never_come_back(catalog):
    """Not even when all is made anew: a page that was kept would look fresh."""
    seen = set()
    for _round in range(3):
        catalog.upsert([row()])
        seen.add(catalog.place_stamp(SITE, LIST_PAGE))
        catalog.rebuild([], PLACES)
        seen.add(catalog.place_stamp(SITE, LIST_PAGE))
    assert len(seen) == 6


def test_an_unknown_site_has_no_stamp(catalog):
    assert catalog.place_stamp(12345, '/') is None


def test_every_one_of_many_simultaneous_changes_is_counted(catalog):
    before = catalog.place_stamp(SITE, SPACE_PAGE)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _number: catalog.upsert([row(component=COMPONENT)]), range(40)))
    assert catalog.place_stamp(SITE, SPACE_PAGE)[-1] == before[-1] + 40
    assert catalog.count(ask()) == 40


@pytest.mark.postgres
def test_with_postgresql_another_process_sees_the_stamp_move(postgres_catalog):
    postgres_catalog.rebuild([], PLACES)
    other = Catalog(postgres_catalog.database.url.render_as_string(hide_password=False))
    before = other.place_stamp(SITE, LIST_PAGE)
    postgres_catalog.upsert([row()])
    assert other.place_stamp(SITE, LIST_PAGE) != before
    other.close()
