"""An empty catalog in each of the two databases."""

import pytest
from tests.postgres import postgres  # noqa: F401  (a fixture)
from tests.unit.catalog.making import PLACES

from isegoria.catalog.store import Catalog


@pytest.fixture(scope='session')
def sqlite_catalog(tmp_path_factory):
    catalog = Catalog(f'sqlite:///{tmp_path_factory.mktemp("catalog")}/catalog.sqlite')
    catalog.create()
    yield catalog
    catalog.close()


@pytest.fixture(scope='session')
def postgres_catalog(postgres):  # noqa: F811
    catalog = Catalog(postgres.new_database())
    catalog.create()
    yield catalog
    catalog.close()


@pytest.fixture(scope='session', params=['sqlite', pytest.param('postgres', marks=pytest.mark.postgres)])
def engine(request):
    """The catalog of one database, with whatever the test before left in it."""
    return request.getfixturevalue(f'{request.param}_catalog')


@pytest.fixture
def catalog(engine):
    """A catalog with places and nothing in them."""
    engine.rebuild([], PLACES)
    return engine
