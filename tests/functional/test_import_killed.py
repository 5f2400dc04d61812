"""An import that is killed and started again ends with the same totals and a right catalog."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from isegoria.catalog.store import Catalog
from isegoria.scripts.catalog import compare
from isegoria.scripts.environment import open_database, settings_of
from tests.functional.test_import import INTO, comment, proposal

KILLS = int(os.environ.get('ISEGORIA_FAULTS', 2))
PROPOSALS, COMMENTS = 2200, 1500
TOTALS = re.compile(r'imported (\d+) proposals and (\d+) comments; already there (\d+); rejected 0')


def isegoria(*arguments):
    return [sys.executable, '-W', 'ignore', '-c', 'from isegoria.scripts import main; main()', *map(str, arguments)]


@pytest.fixture
def site(tmp_path):
    """An empty site of its own, and files of the usual shape: (ini, folder of the files)."""
    folder, draw = tmp_path / 'files', random.Random(7)
    folder.mkdir()
    with (folder / 'proposals.ndjson').open('w') as file:
        for number in range(PROPOSALS):
            file.write(json.dumps(proposal(number, votes=draw.randrange(90), district=f'Districte {number % 10}')) + '\n')
    with (folder / 'comments.ndjson').open('w') as file:
        for number in range(COMMENTS):
            answers = str(number - 1) if number % 3 == 2 else None
            file.write(json.dumps(comment(number, number // 3, answers, likes=draw.randrange(9))) + '\n')
    subprocess.run(isegoria('init', tmp_path / 'site.ini'), check=True, capture_output=True)
    return tmp_path / 'site.ini', folder


@contextmanager
def running(site):
    """The import in a process of its own."""
    command = isegoria('import', 'pam-2016', site[0], site[1], '--into', INTO, '--create')
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def run_until_it_has_written(site, size):
    """Kill it without warning when the data has grown so far; False when it ended before."""
    data = site[0].parent / 'var' / 'data.fs'
    with running(site) as process:
        while process.poll() is None:
            if data.stat().st_size > size:
                process.send_signal(signal.SIGKILL)
                process.wait()
                return True
            time.sleep(0.002)
        return False


def run_to_the_end(site):
    with running(site) as process:
        said, wrong = process.communicate()
    assert process.returncode == 0, wrong
    return tuple(map(int, TOTALS.search(said.splitlines()[-1]).groups()))


@pytest.mark.faults
def test_killed_in_the_middle_and_started_again(site):
    data = site[0].parent / 'var' / 'data.fs'
    draw, killed = random.Random(), 0
    for _kill in range(KILLS):
        killed += run_until_it_has_written(site, data.stat().st_size + draw.randrange(100_000, 2_000_000))
    proposals, comments, there = run_to_the_end(site)
    assert killed
    assert proposals + comments + there == PROPOSALS + COMMENTS
    assert run_to_the_end(site) == (0, 0, PROPOSALS + COMMENTS)
    check_catalog(site[0])


def check_catalog(ini):
    """Rows are those that the objects give, and there is one for each."""
    settings = settings_of(str(ini))
    database, catalog = open_database(settings), Catalog(settings['isegoria.catalog'])
    try:
        assert not any(compare(catalog, database).values())
        assert len(catalog.ids()) > PROPOSALS + COMMENTS
    finally:
        catalog.close()
        database.close()
