"""One code on two storages: what was acknowledged stays, what one process writes the other shows."""

import os
import random
import secrets
import threading
import time
from http.client import HTTPException

import pytest

from tests.servers.conftest import addresses
from tests.servers.web import Person, run

KILLS = int(os.environ.get('ISEGORIA_KILLS', '10'))  # `make faults` asks for more


def wait_for(happened, seconds=30):
    until = time.monotonic() + seconds
    while not happened() and time.monotonic() < until:
        time.sleep(0.01)


def comment_forever(person, page, said, stop):
    """Post comments until the server is gone; `said` are those that were acknowledged."""
    number, who = 0, secrets.token_hex(4)
    while not stop.is_set():
        words = f'Remark {who} {number}'
        try:
            answer = person.press(page, '/comments', body=words, comment=words)
        except (OSError, HTTPException, AssertionError):
            return
        if answer.status == 200 and words in answer:
            said.append(words)
        number += 1


@pytest.mark.slow
@pytest.mark.faults
def test_a_process_killed_while_people_write_loses_nothing_it_acknowledged(any_site):
    with any_site.make() as make:
        proposal = make.proposal()
        people = [make.participant(f'person{number}') for number in range(3)]
    page, said, chance = make.url(proposal), [], random.Random(4)
    for _kill in range(KILLS if any_site.objects.startswith('file:') else max(KILLS // 2, 10)):
        web, stop = any_site.serve(), threading.Event()
        writers = [threading.Thread(target=comment_forever, args=(Person(web, each), page, said, stop)) for each in people]
        for writer in writers:
            writer.start()
        enough = len(said) + chance.randint(1, 9)
        wait_for(lambda enough=enough: len(said) >= enough)
        web.kill()
        stop.set()
        for writer in writers:
            writer.join()
    assert said
    web = any_site.serve()
    wait_for(lambda: '"outbox": 0' in Person(web).get('/health').body)
    web.end()
    with any_site.make() as make, make.open(proposal) as found:
        bodies = [comment.body for comment in found.comment_store.values()]
        assert found.comment_count.value == len(bodies)
    assert set(said) <= set(bodies)
    assert len(bodies) == len(set(bodies))
    assert 'the catalog says what the objects say' in run('catalog', 'verify', any_site.ini).stdout


@pytest.mark.postgres
def test_what_one_process_writes_is_in_the_next_answer_of_the_other(postgres_site):
    with postgres_site.make() as make:
        proposals = make.proposals()
        proposal = make.proposal()
        ana, bob = make.participant('ana'), make.participant('bob')
    one, other = postgres_site.serve(processes=1), postgres_site.serve(processes=1)
    writer, reader, visitor = Person(one, bob), Person(other, ana), Person(other)
    page = make.url(proposal)
    for number in range(10):
        words = f'Remark number {number} of bob'
        assert words in writer.press(page, '/comments', body=words, comment=words)
        assert words in reader.get(page)
        assert words in visitor.get(page)
    assert writer.press(page, '/support').status == 200
    listed = visitor.get(make.url(proposals)).body
    assert '<span class="n">1</span>' in listed


@pytest.mark.postgres
def test_one_worker_works_and_another_waits_for_it(postgres_site):
    first, web = postgres_site.work(), postgres_site.serve(processes=1)
    until = time.monotonic() + 40
    while '"worker_late": false' not in Person(web).get('/health').body and time.monotonic() < until:
        time.sleep(0.3)
    assert '"worker_late": false' in Person(web).get('/health').body
    second = postgres_site.work()
    time.sleep(2)
    first.kill()
    time.sleep(1)
    assert second.running.poll() is None
    assert '"outbox": 0' in Person(web).get('/health').body


@pytest.mark.postgres
def test_a_database_that_restarts_under_load_costs_a_pause_and_nothing_else(postgres_site, durable_postgres):
    with postgres_site.make() as make:
        proposal, ana = make.proposal(), make.participant('ana')
    web = postgres_site.serve(processes=1)
    person, page = Person(web, ana), make.url(proposal)
    assert person.get(page).status == 200
    for number in range(5):  # the catalog's rows of these wait for no disk
        person.press(page, '/comments', body=f'Said before it {number}', comment='yes')
    durable_postgres.stop('immediate')
    seen = [person.get(page) for _attempt in range(3)]
    assert all(answer.status == 503 and answer.headers['Retry-After'] for answer in seen)
    durable_postgres.start()
    until = time.monotonic() + 30
    while person.get(page).status != 200 and time.monotonic() < until:
        time.sleep(0.3)
    words = 'Said after the pause'
    assert words in person.press(page, '/comments', body=words, comment=words)
    worker = postgres_site.work()
    wait_for(lambda: '"outbox": 0' in person.get('/health').body)
    worker.end()
    assert all(f'Said before it {number}' in person.get(page) for number in range(5))
    assert 'the catalog says what the objects say' in run('catalog', 'verify', postgres_site.ini).stdout


@pytest.mark.postgres
def test_a_site_moves_to_postgresql_and_back(file_site, postgres_site, durable_postgres, tmp_path):
    with file_site.make() as make:
        proposal = make.proposal('More trees')
        for number in range(5):
            make.comment(proposal, f'Remark {number}', author=f'person{number}')
    with pytest.raises(AssertionError, match='not empty'):
        run('storage', 'copy', file_site.ini, postgres_site.ini)
    empty, _catalog = addresses(durable_postgres, tmp_path / 'empty')
    assert 'are the same in both' in run('storage', 'copy', file_site.ini, empty).stdout
    back = f'file://{tmp_path}/back.fs?blobstorage_dir={tmp_path}/back'
    assert 'are the same in both' in run('storage', 'copy', empty, back).stdout


@pytest.mark.postgres
def test_a_dump_of_postgresql_is_restored_into_an_empty_database(postgres_site, durable_postgres, tmp_path):
    with postgres_site.make() as make:
        proposal = make.proposal('More trees')
    assert 'full backup' in run('backup', postgres_site.ini, tmp_path / 'backup').stdout
    name = postgres_site.objects.split('?')[0].rsplit('/', 1)[1]
    durable_postgres.execute(f'DROP DATABASE {name} WITH (FORCE)')
    durable_postgres.execute(f'CREATE DATABASE {name}')
    assert '1 sites' in run('restore', postgres_site.ini, tmp_path / 'backup').stdout
    web = postgres_site.serve()
    assert 'More trees' in Person(web).get(make.url(proposal))


def test_a_backup_taken_while_people_write_is_a_consistent_site(file_site, tmp_path):
    with file_site.make() as make:
        proposal, ana = make.proposal(), make.participant('ana')
    web, stop, said = file_site.serve(), threading.Event(), []
    writer = threading.Thread(target=comment_forever, args=(Person(web, ana), make.url(proposal), said, stop))
    writer.start()
    time.sleep(1)
    for full in (['--full'], [], []):
        run('backup', file_site.ini, tmp_path / 'backup', *full)
    acknowledged = list(said)
    run('backup', file_site.ini, tmp_path / 'backup')
    stop.set()
    writer.join()
    web.end()
    assert '1 sites' in run('backup-check', tmp_path / 'backup').stdout
    for name in ('data.fs', 'data.fs.index', 'blobs'):
        (file_site.folder / name).rename(file_site.folder / f'old-{name}')
    run('restore', file_site.ini, tmp_path / 'backup')
    with file_site.make() as make, make.open(proposal) as found:
        bodies = {comment.body for comment in found.comment_store.values()}
        assert found.comment_count.value == len(bodies)
    assert acknowledged and set(acknowledged) <= bodies


def test_two_hundred_people_who_support_at_once_are_all_counted(any_site):
    with any_site.make() as make:
        proposal = make.proposal()
        people = [make.participant(f'person{number}') for number in range(200)]
    web, page, statuses = any_site.serve(), make.url(proposal), []

    def support(some):
        for each in some:
            person = Person(web, each)
            statuses.append(person.press(page, '/support').status)

    threads = [threading.Thread(target=support, args=(people[number::8],)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 200
    web.end()
    with any_site.make() as make, make.open(proposal) as found:
        assert found.supports_total == len(found.supports) == 200
