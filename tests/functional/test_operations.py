"""What monitors and administrators see of a running site."""

from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs
from ZODB.POSException import ConflictError

from isegoria import clock
from isegoria.catalog.engine import CatalogUnavailable
from isegoria.catalog.facts import note
from isegoria.worker import SEEN, Worker


def test_health_tells_about_the_worker_and_the_outbox(browser, app, database):
    Worker(app.registry, database).drain()
    assert browser.get('/health/live').json == {'live': True}
    told = browser.get('/health').json
    assert told['ready'] and told['worker_late'] and told['outbox'] == 0
    note(app.registry.catalog, SEEN, str(clock.microseconds()))
    told = browser.get('/health').json
    assert told['worker_age'] < 60 and not told['worker_late']


def test_a_site_whose_catalog_does_not_answer_is_not_ready_and_says_when_to_come_back(browser, app, monkeypatch):
    def gone(*_about):
        raise CatalogUnavailable('gone')

    monkeypatch.setattr(app.registry.catalog.database, 'read', gone)
    assert browser.get('/health', status=503).json['ready'] is False
    page = browser.get('/en/search?term=trees', status=503)
    assert page.headers['Retry-After'] == '5'
    assert 'Nothing was changed' in page


def test_metrics_are_for_this_machine_or_for_who_knows_the_token(browser, app):
    browser.get('/en/')
    assert 'isegoria_requests_total' in browser.get('/metrics', extra_environ={'REMOTE_ADDR': '127.0.0.1'})
    browser.get('/metrics', extra_environ={'REMOTE_ADDR': '192.0.2.7'}, status=404)
    app.registry.settings['isegoria.metrics_token'] = 'a token'
    try:
        browser.get('/metrics', extra_environ={'REMOTE_ADDR': '127.0.0.1'}, status=404)
        browser.get('/metrics', headers={'Authorization': 'Bearer a token'})
    finally:
        del app.registry.settings['isegoria.metrics_token']


def test_every_answer_carries_an_id_and_a_line_says_what_it_loaded(browser, make, caplog):
    caplog.set_level('INFO', 'isegoria.requests')
    make.proposals()
    with capture_logs() as lines:
        given = browser.get('/en/processes/trees', headers={'X-Request-ID': 'from-the-proxy'})
    assert given.headers['X-Request-ID'] == lines[-1]['id'] == 'from-the-proxy'
    assert lines[-1]['path'] == '/en/processes/trees'
    assert lines[-1]['object_loads'] >= 0 and lines[-1]['catalog_queries'] > 0
    assert len(browser.get('/en/processes/trees?a=1', headers={'X-Request-ID': 'x y'}).headers['X-Request-ID']) == 16


def test_a_request_that_met_another_writer_and_was_run_again_is_one_request(browser, app, monkeypatch, caplog):
    caplog.set_level('INFO', 'isegoria.requests')
    read, tries = app.registry.catalog.database.read, []

    def meet_once(ask):
        tries.append(ask)
        if len(tries) == 1:
            raise ConflictError
        return read(ask)

    monkeypatch.setattr(app.registry.catalog.database, 'read', meet_once)
    before = app.registry.measures.retries._value.get()
    with capture_logs() as lines:
        browser.get('/en/search?term=trees')
    assert [line['status'] for line in lines] == [200]
    assert app.registry.measures.retries._value.get() == before + 1


def test_a_lost_catalog_is_made_anew_by_the_worker(browser, make, app, database):
    proposal = make.proposal('A tree in every yard')
    app.registry.catalog.clear()
    assert app.registry.catalog.needs_rebuild
    assert browser.get(make.url(proposal)).status_int == 200
    Worker(app.registry, database).repair()
    assert 'A tree in every yard' in browser.get('/en/search?term=yard')


def test_robots_are_told_what_not_to_read(browser):
    assert 'Disallow: /*/search' in browser.get('/robots.txt')


def test_the_worker_packs_the_storage_once_a_week_at_night(make, app, database, monkeypatch):
    packed = []
    monkeypatch.setattr(database, 'pack', lambda **about: packed.append(about))
    worker, night = Worker(app.registry, database), datetime(2026, 11, 26, 2, tzinfo=UTC)
    worker.pack_when_due(night)
    worker.pack_when_due(night + timedelta(days=6))
    assert packed == []
    worker.pack_when_due(night + timedelta(days=7, hours=12))
    assert packed == []
    worker.pack_when_due(night + timedelta(days=8))
    worker.pack_when_due(night + timedelta(days=8, minutes=1))
    assert packed == [{'days': 7}]
