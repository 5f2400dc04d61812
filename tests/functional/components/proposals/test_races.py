"""Many people at once, with real threads on a real FileStorage: everybody is counted, nothing is given twice (11 §8, §22)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import transaction
from ZODB import DB
from ZODB.FileStorage import FileStorage

from isegoria.catalog.store import Catalog
from isegoria.components.proposals import supporting
from isegoria.components.proposals.component import Proposals
from isegoria.components.proposals.resource import Proposal
from isegoria.editorial.planting import plant_pages
from isegoria.root import plant
from tests.conftest import Browser
from tests.factories import Make
from tests.functional.components.proposals.pages import button, said

PEOPLE = 20


@pytest.fixture
def make(app, tmp_path):
    """Makes things in a site on a FileStorage; a storage in memory would never merge what two people wrote."""
    database = DB(FileStorage(str(tmp_path / 'data.fs')), pool_size=PEOPLE + 5)
    catalog = Catalog(f'sqlite:///{tmp_path}/catalog.sqlite')
    catalog.create()
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    plant_pages(plant(connection, 'site', {'en': 'Talk'}, languages=('en', 'ca')))
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


def sign_in(app, make, nickname) -> Browser:
    browser = Browser(app, make)
    browser.login(nickname)
    return browser


@pytest.fixture
def at_once(monkeypatch):
    """`at_once(submits)`: all of these at once; each waits, in its first attempt, until all have read what they decide by."""

    def run(*submits):
        barrier = Barrier(len(submits))
        waited = set()
        act = supporting.act

        def act_together(request, *arguments):
            answer = act(request, *arguments)
            if id(request.environ['wsgi.input']) not in waited:
                waited.add(id(request.environ['wsgi.input']))
                barrier.wait(20)
            return answer

        monkeypatch.setattr(supporting, 'act', act_together)
        with ThreadPoolExecutor(len(submits)) as pool:
            answers = list(pool.map(lambda submit: submit(), submits))
        monkeypatch.setattr(supporting, 'act', act)
        return answers

    return run


def supports(make, proposal):
    with make.open(proposal) as found:
        return found.supports_total


def test_two_people_supporting_at_once_are_both_counted(app, make, at_once):
    trees = make.proposal()
    browsers = [sign_in(app, make, nickname) for nickname in ('bob', 'cel')]
    forms = [button(browser.get(make.url(trees)), 'support') for browser in browsers]
    answers = at_once(*[form.submit for form in forms])
    assert all('Your support counts' in said(answer.follow()) for answer in answers)
    assert supports(make, trees) == 2


def test_one_person_twice_at_once_is_counted_once(app, make, at_once):
    trees = make.proposal()
    tabs = [sign_in(app, make, 'bob') for _tab in range(2)]
    at_once(*[button(tab.get(make.url(trees)), 'support').submit for tab in tabs])
    assert supports(make, trees) == 1
    with make.open(make.proposals()) as component:
        assert len(component.given_by(make.participant('bob').id)) == 1


def test_a_limit_of_one_in_two_tabs_on_two_proposals_holds(app, make, at_once):
    at = make.proposals(settings={'vote_limit': 1})
    two = make.proposal('Trees on the main square', at=at), make.proposal('Lamps along the river', at=at)
    tabs = [sign_in(app, make, 'bob') for _tab in two]
    answers = at_once(*[button(tab.get(make.url(one)), 'support').submit for tab, one in zip(tabs, two, strict=True)])
    assert sum(supports(make, one) for one in two) == 1
    assert sorted('used all your supports' in said(answer.follow()) for answer in answers) == [False, True]


def test_the_last_place_of_a_threshold_is_given_once_to_20_people_at_once(app, make, at_once):
    at = make.proposals(settings={'threshold_per_proposal': 3})
    trees = make.proposal(at=at)
    with make.open(trees) as found:
        found.votes_carried_over = 2
    browsers = [sign_in(app, make, f'person-{number}') for number in range(PEOPLE)]
    forms = [button(browser.get(make.url(trees)), 'support') for browser in browsers]
    at_once(*[form.submit for form in forms])
    assert supports(make, trees) == 3


def test_a_phase_that_closes_stops_supports_in_flight(app, make, monkeypatch):
    trees = make.proposal()
    bob = sign_in(app, make, 'bob')
    form = button(bob.get(make.url(trees)), 'support')
    act = supporting.act

    def close_meanwhile(request, *arguments):
        answer = act(request, *arguments)
        monkeypatch.setattr(supporting, 'act', act)
        with make.site() as site:
            phases = site['processes']['trees'].phases
            phases.activate(phases.all[2])
        return answer

    monkeypatch.setattr(supporting, 'act', close_meanwhile)
    assert form.submit(status='*').status_int == 403
    assert supports(make, trees) == 0


@pytest.mark.parametrize('what', ['withdraw', 'reject', 'hide', 'trash'])
def test_what_ends_a_proposal_stops_supports_in_flight(app, make, monkeypatch, what):
    trees = make.proposal()
    bob = sign_in(app, make, 'bob')
    form = button(bob.get(make.url(trees)), 'support')
    act = supporting.act

    def end_meanwhile(request, *arguments):
        answer = act(request, *arguments)
        monkeypatch.setattr(supporting, 'act', act)
        with make.open(trees) as found:
            if what == 'reject':
                found.state_token, found.state_published = 'rejected', 1
            else:
                getattr(found, what)()
        return answer

    monkeypatch.setattr(supporting, 'act', end_meanwhile)
    assert form.submit(status='*').status_int in (403, 404)
    assert supports(make, trees) == 0


def test_a_support_in_flight_keeps_its_author_from_withdrawing(app, make, monkeypatch):
    trees = make.proposal(author='ana')
    ana = sign_in(app, make, 'ana')
    form = button(ana.get(make.url(trees, 'withdraw')), 'withdraw')
    withdraw = Proposal.withdraw

    def support_meanwhile(proposal):
        withdraw(proposal)
        monkeypatch.setattr(Proposal, 'withdraw', withdraw)
        with make.open(trees) as found:
            found.component.support(found, 99)

    monkeypatch.setattr(Proposal, 'withdraw', support_meanwhile)
    assert 'It has supports' in said(form.submit().follow())
    with make.open(trees) as found:
        assert found.withdrawn is None
        assert found.supports_total == 1


def test_what_closes_stops_a_publication_in_flight(app, make, monkeypatch):
    with make.open(make.proposal(author='ana', draft=True)) as draft:
        name = draft.__name__
    ana = sign_in(app, make, 'ana')
    form = button(ana.get(make.url(make.proposals(), name, 'preview')), 'publish')
    publish = Proposal.publish

    def close_meanwhile(proposal):
        publish(proposal)
        monkeypatch.setattr(Proposal, 'publish', publish)
        with make.site() as site:
            phases = site['processes']['trees'].phases
            phases.activate(phases.all[2])

    monkeypatch.setattr(Proposal, 'publish', close_meanwhile)
    assert form.submit(status='*').status_int == 403
    with make.open(make.proposals()) as component:
        assert component.contents[draft.id].is_draft


def test_one_draft_in_two_tabs_at_once(app, make, monkeypatch):
    make.proposals()
    tabs = [sign_in(app, make, 'bob') for _tab in range(2)]
    forms = [tab.get(make.url(make.proposals(), 'new')).forms['newproposal'] for tab in tabs]
    for form in forms:
        form['title'], form['body'] = 'More trees on the main square', 'We want shade where children play.'
    barrier = Barrier(2)
    start, waited = Proposals.start_draft, []

    def start_together(component, draft, person):
        started = start(component, draft, person)
        if len(waited) < 2:
            waited.append(1)
            barrier.wait(20)
        return started

    monkeypatch.setattr(Proposals, 'start_draft', start_together)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda form: form.submit('save', status='*'), forms))
    assert sorted(answer.status_int for answer in answers) == [303, 422]
    with make.open(make.proposals()) as component:
        assert len(component.contents) == 1


def test_everybody_who_supports_and_likes_at_once_is_counted_also_while_the_shards_grow(app, make, at_once):
    trees = make.proposal()
    with make.open(trees) as found:
        for person in range(95):
            found.component.support(found, 1_000_000 + person)
    browsers = [sign_in(app, make, f'person-{number}') for number in range(8)]
    at_once(*[button(browser.get(make.url(trees)), 'support').submit for browser in browsers])
    assert supports(make, trees) == 103
