"""Many at once, with real threads on a real FileStorage: one person one ballot, nobody after the close, the same cost for all."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import transaction
from ZODB import DB
from ZODB.FileStorage import FileStorage

from isegoria.catalog.store import Catalog
from isegoria.components.budgets import voting
from isegoria.components.budgets.boxes import key_of
from isegoria.components.budgets.component import Budgets
from isegoria.editorial.planting import plant_pages
from isegoria.root import installation, plant
from tests.conftest import Browser
from tests.factories import Make, find
from tests.functional.accounts.conftest import Letters
from tests.functional.components.budgets.making import city
from tests.functional.components.budgets.test_voting import form_of
from tests.functional.components.proposals.pages import said

FEW, MANY = 100, 100_000
ALLOWED = 4  # loads more, for the trees are a little deeper


@pytest.fixture
def make(app, tmp_path):
    database = DB(FileStorage(str(tmp_path / 'data.fs')), pool_size=20)
    catalog = Catalog(f'sqlite:///{tmp_path}/catalog.sqlite')
    catalog.create()
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    plant_pages(plant(connection, 'site', {'en': 'Talk'}, languages=('en',)))
    manager.commit()
    connection.close()
    registry = app.registry
    before = registry._zodb_databases[''], registry.catalog
    registry._zodb_databases[''], registry.catalog = database, catalog
    registry.served.clear()
    yield Make(registry, database)
    registry._zodb_databases[''], registry.catalog = before
    catalog.close()
    database.close()


@pytest.fixture
def together(monkeypatch):
    """`together(name, *verbs)`: all verbs at once; each waits at the component's verb `name`, in its first try, for the others."""

    def run(name, *verbs):
        barrier, waited, act = Barrier(len(verbs)), set(), getattr(Budgets, name)

        def act_together(component, *arguments):
            answer = act(component, *arguments)
            if id(component._p_jar) not in waited:
                waited.add(id(component._p_jar))
                barrier.wait(20)
            return answer

        monkeypatch.setattr(Budgets, name, act_together)
        with ThreadPoolExecutor(len(verbs)) as pool:
            answers = list(pool.map(lambda verb: verb(), verbs))
        monkeypatch.setattr(Budgets, name, act)
        return answers

    return run


def test_two_checkouts_of_one_person_store_one_ballot_and_write_one_letter(app, make, together, monkeypatch):
    monkeypatch.setattr(app.registry, 'mail_lane', letters := Letters())
    place, projects = city(make)
    ana = make.participant('ana')
    with make.open(place) as found:
        for title in ('Shade', 'Benches'):
            found.component.choose(found, ana.id, found.project(projects[title].id))
    forms = []
    for _tab in range(2):
        browser = Browser(app, make)
        browser.login('ana')
        page = browser.get(make.url(place, 'ballot'))
        forms.append(next(form for form in page.forms.values() if form.action.endswith('/cast')))
    answers = [said(answer.follow()) for answer in together('cast', *(form.submit for form in forms))]
    assert sorted('Your vote is cast. Thank you.' in each for each in answers) == [False, True]
    assert sum('counts once' in each for each in answers) == 1
    with make.open(place) as found:
        assert found.number_of_ballots == 1
        assert len(list(found.box.values())) == 1
    assert len(letters) == 1


def test_projects_that_one_person_adds_at_once_are_in_one_cart(app, make, together):
    place, projects = city(make)
    ana, forms = make.participant('ana'), []
    for title in ('Shade', 'Benches', 'Fountain'):
        browser = Browser(app, make)
        browser.login('ana')
        forms.append(form_of(browser.get(make.url(place, 'booth')), projects[title], 'choose'))
    together('choose', *(form.submit for form in forms))
    with make.open(place) as found:
        assert found.number_of_carts == len(list(found.carts.values())) == 1
        assert {number for number, _points in found.component.chosen(found, ana.id)} == {
            projects[title].id for title in ('Shade', 'Benches', 'Fountain')
        }
        assert found.component.voter(ana.id).begun == (place.id,)


def test_people_cast_at_once_and_everybody_is_counted(app, make, together):
    place, projects = city(make)
    forms = []
    for number in range(8):
        person = make.participant(f'n{number}')
        with make.open(place) as found:
            for title in ('Shade', 'Benches'):
                found.component.choose(found, person.id, found.project(projects[title].id))
        browser = Browser(app, make)
        browser.login(f'n{number}')
        page = browser.get(make.url(place, 'ballot'))
        forms.append(next(form for form in page.forms.values() if form.action.endswith('/cast')))
    together('cast', *(form.submit for form in forms))
    with make.open(place) as found:
        assert found.number_of_ballots == len(list(found.box.values())) == 8


def test_a_ballot_that_was_being_cast_when_the_vote_ended_is_refused(app, make, monkeypatch):
    place, projects = city(make)
    ana = make.participant('ana')
    with make.open(place) as found:
        for title in ('Shade', 'Benches'):
            found.component.choose(found, ana.id, found.project(projects[title].id))
    browser = Browser(app, make)
    browser.login('ana')
    form = next(form for form in browser.get(make.url(place, 'ballot')).forms.values() if form.action.endswith('/cast'))
    cast, tries = voting.VotingRules.cast, []

    def cast_while_it_ends(component, *arguments):
        answer = cast(component, *arguments)
        tries.append(answer)
        if len(tries) == 1:
            with make.open(place) as found:
                found.component.end_vote()
        return answer

    monkeypatch.setattr(voting.VotingRules, 'cast', cast_while_it_ends)
    page = form.submit().follow().follow()
    assert 'The vote is not open. Nothing was changed.' in said(page)
    with make.open(place) as found:
        assert found.number_of_ballots == 0


def loads_of_casting(make, place, projects, nickname) -> int:
    """How many objects are loaded, with nothing in the cache, to choose and cast."""
    person = make.participant(nickname)
    manager = transaction.TransactionManager(explicit=True)
    connection = make.database.open(manager)
    connection.cacheMinimize()
    manager.begin()
    site = next(iter(installation(connection).sites.values()))
    found = find(site, place)
    connection.cacheMinimize()
    connection.getTransferCounts(True)  # begin to count
    for title in ('Shade', 'Benches'):
        found.component.choose(found, person.id, found.project(projects[title].id))
    found.component.cast(found, person.id)
    loads = connection.getTransferCounts(True)[0]
    manager.abort()
    connection.close()
    return loads


def test_casting_a_ballot_costs_the_same_however_many_there_are(make):
    place, projects = city(make)
    lines = tuple((projects[title].id, 1) for title in ('Shade', 'Benches'))

    def fill(begin, end):
        with make.open(place) as found:
            for person in range(begin, end):
                found.box.put(key_of(found.secret, person), lines)

    fill(0, FEW)
    few = loads_of_casting(make, place, projects, 'ana')
    fill(FEW, MANY)
    many = loads_of_casting(make, place, projects, 'bob')
    assert 0 < few <= many <= few + ALLOWED, (few, many)
