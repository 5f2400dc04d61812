"""Barcelona's participation of 2016, whole: what the pages show are the numbers of the files."""

import gzip
import json
import os
import re

import pytest
import transaction
from pyramid.traversal import resource_path
from webtest import TestApp
from ZODB import DB
from ZODB.FileStorage import FileStorage

from isegoria.catalog.rebuilding import rebuild
from isegoria.catalog.store import Catalog
from isegoria.editorial.planting import plant_pages
from isegoria.importers.pam_2016.run import Import
from isegoria.root import installation, plant
from tests.programs import FORBID_SKIP, want_data

pytestmark = pytest.mark.shared

INTO = 'processes/pam-2016/proposals'
SHARE = 1 if os.environ.get(FORBID_SKIP) else 20  # every page in the full run, each twentieth elsewhere
CARD = re.compile(r'id="p-(\d+)".*?</article>', re.DOTALL)
CARD_SUPPORTS = re.compile(r'class="n">([\d,]+)<')
CARD_COMMENTS = re.compile(r'([\d,]+)<span class="vh"> comments?<')
PAGE_SUPPORTS = re.compile(r'<span class="big">([\d,]+)</span>')
PAGE_COMMENTS = re.compile(r'id="comments-title">([\d,]+) comments?<')


@pytest.fixture(scope='module')
def barcelona(app, tmp_path_factory):
    """A site of its own with everything in it: (database, catalog, what the import said)."""
    data, folder = want_data('barcelona-pam-2016'), tmp_path_factory.mktemp('barcelona')
    # As many objects in memory as of a site that is served.
    database, catalog = DB(FileStorage(str(folder / 'data.fs')), cache_size=10_000), Catalog(f'sqlite:///{folder}/catalog.sqlite')
    catalog.create()
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    plant_pages(plant(connection, 'site', {'en': 'Barcelona', 'ca': 'Barcelona'}, languages=('en', 'ca')))
    manager.commit()
    connection.close()
    rebuild(catalog, database)
    before, app.registry.catalog = app.registry.catalog, catalog
    totals = Import(app.registry, database, data, INTO, create=True)()
    app.registry.catalog = before
    yield database, catalog, str(totals)
    catalog.close()
    database.close()


@pytest.fixture
def read(app, barcelona):
    """A reader of that site."""
    database, catalog, _said = barcelona
    registry = app.registry
    before = registry._zodb_databases[''], registry.catalog
    registry._zodb_databases[''], registry.catalog = database, catalog
    yield lambda address: TestApp(app, extra_environ={'HTTP_HOST': 'localhost'}).get(address).text
    registry._zodb_databases[''], registry.catalog = before


@pytest.fixture(scope='module')
def lines():
    """What the file says, by original id: (supports, comments)."""
    with gzip.open(want_data('barcelona-pam-2016') / 'proposals.ndjson.gz') as file:
        return {line['id']: (line['votes'], line['comments']) for line in map(json.loads, file)}


@pytest.fixture(scope='module')
def stored(barcelona):
    """id -> (original id, path) of every proposal."""
    connection = barcelona[0].open(transaction.TransactionManager(explicit=True))
    connection.transaction_manager.begin()
    site = next(iter(installation(connection).sites.values()))
    contents = site['processes']['pam-2016']['proposals'].contents
    found = {content.id: (content.original_id, resource_path(content)) for content in contents.values()}
    connection.transaction_manager.abort()
    connection.close()
    return found


def number(found) -> int:
    return int(found[1].replace(',', '')) if found else 0


def test_everything_is_taken_over(barcelona):
    assert barcelona[2] == 'imported 8691 proposals and 14708 comments; already there 0; rejected 0'


def test_lists_show_supports_and_comments_of_every_proposal(read, lines, stored):
    shown = {}
    for page in range(1, 88):
        text = read(f'/en/{INTO}?left_out=shown&order=recent&per_page=100&page={page}')
        for card in CARD.finditer(text):
            numbers = number(CARD_SUPPORTS.search(card[0])), number(CARD_COMMENTS.search(card[0]))
            shown[stored[int(card[1])][0]] = numbers
    assert shown == lines


@pytest.mark.parametrize('half', [0, 1])
def test_each_page_shows_its_supports_and_comments(read, lines, stored, half):
    for original, path in sorted(stored.values())[half :: 2 * SHARE]:
        text = read(f'/en{path}')
        assert (number(PAGE_SUPPORTS.search(text)), number(PAGE_COMMENTS.search(text))) == lines[original], path


def test_the_catalog_knows_what_the_objects_know(app, barcelona):
    database, catalog, _said = barcelona
    before = catalog.fingerprints()
    rebuild(catalog, database)
    assert catalog.fingerprints() == before
