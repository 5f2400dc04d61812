"""What every test may ask for: a planted site of its own, a browser, and `make`, which speaks the product's words."""

import gc
import os
import shutil
import sys
import time
from pathlib import Path

# Compiled pages are kept from run to run, named by their content: compiling them is most of a first request.
BUILD = Path(__file__).parents[1] / 'build'
COMPILED = BUILD / 'templates'
COMPILED.mkdir(parents=True, exist_ok=True)
os.environ.setdefault('CHAMELEON_CACHE', str(COMPILED))
# Compiled programs too, wherever bytecode is usually not written: tests start dozens of processes.
if sys.dont_write_bytecode:
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(BUILD / 'bytecode')
    os.environ['PYTHONPYCACHEPREFIX'] = sys.pycache_prefix
    os.environ.pop('PYTHONDONTWRITEBYTECODE', None)  # it is not there when Python was told by -B

# Each page that a test reads leaves cycles behind; looking for them as often as usual takes a sixth of the time.
gc.set_threshold(50_000, 10, 10)

import pytest
import transaction
from hypothesis import settings
from pyramid.session import JSONSerializer
from webob.cookies import SignedSerializer
from webtest import TestApp
from ZODB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.MappingStorage import MappingStorage

from isegoria import main
from isegoria.catalog.places import first_count
from isegoria.catalog.rebuilding import rebuild
from isegoria.catalog.store import Catalog
from isegoria.editorial.planting import plant_pages
from isegoria.root import plant
from tests.factories import BROWSER, Make

# The same examples in every run, so that a change fails for what it changed; time is no rule on shared machines.
settings.register_profile('tests', derandomize=True, deadline=None)
settings.load_profile('tests')

# Tests that share what is slow to begin run in one process: the first of these that fits the beginning of their address.
# (The marks of xdist for this are not seen by pytest 9.)
TOGETHER = (
    ('tests/browser/test_states', 'states'),
    ('tests/browser/test_valid_html', 'states'),
    ('tests/browser/', 'browser'),
    ('tests/functional/test_import_barcelona', 'barcelona'),
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler.loadscope import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return next((group for begins, group in TOGETHER if nodeid.startswith(begins)), nodeid)

    return Together(config, log) if config.getvalue('dist') == 'loadgroup' else None


SECRET = 'a secret of the tests, long enough to sign with'


@pytest.fixture(scope='session')
def app(tmp_path_factory):
    """The application, once a session; its database and catalog are swapped for each test."""
    folder = tmp_path_factory.mktemp('app')
    settings = {
        'zodbconn.uri': 'memory://',
        'isegoria.catalog': f'sqlite:///{folder}/catalog.sqlite',
        'isegoria.secret': SECRET,
        'isegoria.mail': f'maildir:{folder}/mail',
        'isegoria.secure_cookies': 'false',
        'isegoria.languages': 'ca es fr en',
    }
    return main({}, **settings)


@pytest.fixture(scope='session')
def planted():
    """The storage of a site with nothing in it but what every site has."""
    storage = MappingStorage()
    database = DB(storage)
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    titles = {'en': 'Talk', 'ca': 'Parlem', 'es': 'Hablemos', 'fr': 'Parlons'}
    site = plant(connection, 'site', titles, languages=('en', 'ca', 'es', 'fr'))
    plant_pages(site)
    manager.commit()
    connection.close()
    return storage


@pytest.fixture(scope='session')
def catalogued(planted, tmp_path_factory):
    """A catalog of the planted site: each test gets a copy, for making one takes longer than most tests."""
    database = DB(DemoStorage(base=planted, close_base_on_close=False))
    catalog = Catalog(f'sqlite:///{tmp_path_factory.mktemp("catalog")}/catalog.sqlite')
    catalog.create()
    rebuild(catalog, database)
    catalog.close()
    database.close()
    return catalog


def copied(catalog, folder) -> Catalog:
    """A copy in a file of its own. Its counters begin now, as those of any new catalog: no page of another test fits them."""
    copy = Catalog(f'sqlite:///{shutil.copy(catalog.database.path, folder)}')
    copy.database.version, copy.database._prepared = catalog.database.version, catalog.database._prepared  # compiled once
    copy.create()
    with copy.database.writing_transaction() as connection:
        copy.database.tell(connection, 'UPDATE place SET own = :now, below = :now', {'now': first_count()})
    return copy


@pytest.fixture
def database(app, planted, catalogued, tmp_path):
    """A database of its own for each test, over the planted site, and a catalog that fits it."""
    database = DB(DemoStorage(base=planted, close_base_on_close=False))
    catalog = copied(catalogued, tmp_path)
    registry = app.registry
    before = registry._zodb_databases[''], registry.catalog
    registry._zodb_databases[''], registry.catalog = database, catalog
    registry.served.clear()
    yield database
    registry._zodb_databases[''], registry.catalog = before
    catalog.close()
    database.close()


@pytest.fixture
def make(app, database):
    """Makes what a test needs: `make.process()`, `make.proposal('More trees', author='ana')`."""
    return Make(app.registry, database)


@pytest.fixture
def browser(app, database, make):
    """A browser without scripts; `browser.login('ana')` signs somebody in without the form."""
    return Browser(app, make)


class Browser(TestApp):
    """WebTest with a person in front of it."""

    def __init__(self, app, make):
        super().__init__(app, extra_environ={'HTTP_HOST': 'localhost', 'HTTP_ACCEPT_LANGUAGE': 'en'})
        self.make = make

    def login(self, nickname):
        person = self.make.participant(nickname)
        serializer = SignedSerializer(SECRET, 'pyramid.session.', 'sha512', serializer=JSONSerializer())
        now = int(time.time())
        value = serializer.dumps((now, now, {'participant': person.id, 'stamp': person.session_stamp, 'sign_in': BROWSER}))
        self.set_cookie('isegoria', value.decode('ascii'))
        return person

    def logout(self):
        self.reset()
