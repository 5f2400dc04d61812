"""What goes wrong around a site while people use it: a full disk, a lost catalog, a clock that moves, a step that fails."""

import sqlite3
import subprocess
import time
from datetime import timedelta

import pytest

from isegoria import clock
from isegoria.scripts.catalog import compare
from isegoria.worker import Worker
from tests.servers.test_storages import wait_for
from tests.servers.web import Person, run

pytestmark = pytest.mark.faults

ROOM = 24 * 1024  # bytes that a file may still grow
ENOUGH = 60  # comments; each takes more than a kilobyte


def limit_files(web, number: int | None):
    """The largest size that any file of a process may grow to: what a full disk looks like to a program, with EFBIG for ENOSPC."""
    said = 'unlimited' if number is None else str(number)
    subprocess.run(['prlimit', f'--fsize={said}:unlimited', '--pid', str(web.running.pid)], check=True)


def comment(person, page, words):
    """Post a comment from a form that was open already; the status, and whether the page shows it."""
    answer = person.press(page, '/comments', body=words, comment='comment')
    return answer.status, words in answer


@pytest.mark.slow
def test_a_full_disk_refuses_what_cannot_be_written_and_harms_nothing(file_site):
    with file_site.make() as make:
        proposal, ana = make.proposal(), make.participant('ana')
    web, page, said = file_site.serve(), make.url(proposal), []
    person = Person(web, ana)
    assert comment(person, page, 'Said before the disk was full') == (200, True)
    limit_files(web, (file_site.folder / 'data.fs').stat().st_size + ROOM)
    statuses = []
    for number in range(ENOUGH):
        words = f'Remark {number} on a disk that fills ' + 'and fills ' * 40
        status, shown = comment(person, page, words)
        statuses.append(status)
        if status == 200 and shown:
            said.append(words)
        if statuses[-3:] == [statuses[-1]] * 3 and status in (503, 507):
            break
    assert statuses[-1] in (503, 507)
    assert set(statuses) <= {200, 503, 507}
    assert person.get(page).status == 200
    limit_files(web, None)
    assert comment(person, page, 'Said after there was room again') == (200, True)
    web.end()
    with file_site.make() as make, make.open(proposal) as found:
        bodies = [each.body for each in found.comment_store.values()]
        assert found.comment_count.value == len(bodies) == len(set(bodies))
    assert {words.strip() for words in said} <= {body.strip() for body in bodies}
    assert 'Said after there was room again' in bodies


@pytest.mark.parametrize('lost', ['deleted', 'corrupted', 'emptied'])
def test_a_catalog_that_is_lost_while_people_read_is_made_anew_and_every_page_is_answered(file_site, lost):
    with file_site.make() as make:
        proposals, proposal = make.proposals(), make.proposal('A tree in every yard')
        ana = make.participant('ana')
    web = file_site.serve()
    person, page = Person(web, ana), make.url(proposal)
    assert 'A tree in every yard' in Person(web).get(make.url(proposals))
    lose(file_site.folder / 'catalog.sqlite', lost)
    statuses, found = set(), False
    until = time.monotonic() + 40
    while not found and time.monotonic() < until:
        statuses |= {person.get(page).status, Person(web).get(f'{make.url(proposals)}?order=recent').status}
        search = Person(web).get('/en/search?term=yard')
        statuses.add(search.status)
        found = search.status == 200 and 'A tree in every yard' in search
        time.sleep(0.1)
    assert found
    assert statuses <= {200, 503}
    assert comment(person, page, 'Said after the loss') == (200, True)
    wait_for(lambda: '"outbox": 0' in Person(web).get('/health').body)
    web.end()
    assert 'the catalog says what the objects say' in run('catalog', 'verify', file_site.ini).stdout


def lose(path, how):
    if how == 'deleted':
        for ending in ('', '-wal', '-shm'):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    elif how == 'corrupted':
        with path.open('r+b') as file:
            file.write(b'this is no database any more' * 4096)
    else:
        connection = sqlite3.connect(path)
        connection.executescript('PRAGMA writable_schema = ON; DELETE FROM sqlite_master; PRAGMA writable_schema = OFF; VACUUM;')
        connection.close()


@pytest.mark.parametrize('moved', [timedelta(days=-400), timedelta(days=400)])
def test_a_clock_that_moves_loses_and_reorders_no_acknowledged_thing(browser, make, app, database, monkeypatch, moved):
    ana = make.participant('ana')
    proposal = make.proposal('Before the clock moved')
    browser.login('ana')
    true_now = clock.now
    monkeypatch.setattr(clock, 'now', lambda: true_now() + moved)
    with make.open(proposal) as found:
        found.supports.add(ana.id, clock.microseconds())
        make.changed(found)
    later = make.proposal('After the clock moved')
    comment_made = make.comment(proposal, 'Said by a clock that is wrong')
    monkeypatch.setattr(clock, 'now', true_now)
    again = make.comment(proposal, 'Said by a clock that is right again')
    Worker(app.registry, database).tick()
    Worker(app.registry, database).drain()
    with make.site() as site:
        assert len(site._p_jar.root()['outbox']) == 0
    page = browser.get(make.url(proposal))
    assert 'Said by a clock that is wrong' in page and 'Said by a clock that is right again' in page
    assert 'After the clock moved' in browser.get(make.url(make.proposals()))
    assert len({later.id, comment_made.id, again.id}) == 3
    assert not any(compare(app.registry.catalog, database).values())


def test_a_step_after_the_commit_that_fails_runs_no_request_twice_and_the_worker_repairs_it(
    browser, make, app, database, monkeypatch
):
    proposal = make.proposal('A tree in every yard')
    browser.login('ana')
    failed = []

    def fail(*_about):
        failed.append(True)
        raise OSError('the disk of the catalog broke')

    with monkeypatch.context() as broken:
        broken.setattr(app.registry.catalog, 'write', fail)
        page = browser.get(make.url(proposal))
        form = next(each for each in page.forms.values() if each.action.endswith('/comments'))
        form['body'] = 'Said once and for all'
        assert form.submit().status_int == 303
    assert failed == [True]
    with make.open(proposal) as found:
        assert [each.body for each in found.comment_store.values()] == ['Said once and for all']
        assert found.comment_count.value == 1
    Worker(app.registry, database).drain()
    assert 'Said once and for all' in browser.get(make.url(proposal))
    assert not any(compare(app.registry.catalog, database).values())
