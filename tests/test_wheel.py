"""A wheel built from this tree, installed into an empty environment elsewhere, serves a site: pages, styles, translations."""

import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
TRAVELS = ('setup.py', 'pyproject.toml', 'README.md', 'MANIFEST.in', 'LICENSE', 'development.ini', 'production.ini')
PATIENCE = 60


@pytest.fixture(scope='module')
def wheel(tmp_path_factory):
    """Built from a copy, so that nothing is left in the tree and nothing of it is found by chance."""
    copy, made = tmp_path_factory.mktemp('source'), tmp_path_factory.mktemp('wheel')
    for name in TRAVELS:
        shutil.copy(TOP / name, copy)
    ignored = shutil.ignore_patterns('__pycache__', '*.mo', '*.egg-info')
    for name in ('src', 'templates'):
        shutil.copytree(TOP / name, copy / name, ignore=ignored)
    run(sys.executable, '-m', 'pip', 'wheel', '--no-deps', '--no-build-isolation', '--wheel-dir', made, copy)
    return next(made.glob('isegoria-*.whl'))


@pytest.fixture(scope='module')
def elsewhere(wheel, tmp_path_factory):
    """An environment with the wheel in it; what it depends on is borrowed from the one that runs the tests."""
    folder = tmp_path_factory.mktemp('elsewhere')
    venv.create(folder, with_pip=False)
    packages = Path(sysconfig.get_path('purelib', vars={'base': str(folder), 'platbase': str(folder)}))
    run(sys.executable, '-m', 'pip', 'install', '--no-deps', '--target', packages, wheel)
    # Not as a .pth of its own: that would bring the editable installation of this tree along.
    for borrowed in Path(sysconfig.get_path('purelib')).iterdir():
        if 'isegoria' not in borrowed.name and not (packages / borrowed.name).exists() and borrowed.suffix != '.pth':
            (packages / borrowed.name).symlink_to(borrowed)
    return folder


def run(*command, **about):
    done = subprocess.run([str(each) for each in command], capture_output=True, text=True, **about)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def isegoria(elsewhere):
    return [str(elsewhere / 'bin' / 'python'), '-W', 'ignore', '-c', 'from isegoria.scripts import main; main()']


def read(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read().decode('utf-8')


def test_it_serves_a_site(elsewhere, tmp_path):
    environ = {name: value for name, value in os.environ.items() if not name.startswith(('PYTHON', 'CHAMELEON'))}
    command, about = isegoria(elsewhere), {'cwd': tmp_path, 'env': environ}
    place = run(elsewhere / 'bin' / 'python', '-W', 'ignore', '-c', 'import isegoria; print(isegoria.__file__)', **about)
    assert place.startswith(str(elsewhere))
    assert 'is written' in run(*command, 'init', 'town.ini', **about)
    assert 'admin@example.org' in run(*command, 'demo', 'town.ini', **about)
    port = free_port()
    with subprocess.Popen(
        [*command, 'serve', 'town.ini', '--port', str(port)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **about
    ) as serving:
        try:
            check_site(f'http://localhost:{port}', serving)
        finally:
            serving.terminate()


def check_site(top, serving):
    page = wait_for(f'{top}/ca/processes/streets', serving)
    assert 'Carrers per viure-hi' in page
    style = re.search(r'href="(/static/site\.css[^"]*)"', page)[1]
    assert '{' in read(top + style)
    assert 'Ombra a la plaça del Mercat' in read(f'{top}/ca/processes/streets/proposals?per_page=50')
    assert 'Privacitat' in read(f'{top}/ca/pages/privacy')


def wait_for(address, serving):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert serving.poll() is None, serving.stderr.read().decode()
        try:
            return read(address)
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f'nothing answers at {address}')


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(('localhost', 0))
        return bound.getsockname()[1]


def test_catalogues_are_compiled_and_ini_files_travel(wheel):
    names = run(sys.executable, '-m', 'zipfile', '--list', wheel)
    for name in (
        'locale/ca/LC_MESSAGES/isegoria.mo',
        'ini/production.ini',
        'templates/layout.pt',
        'static/tokens.css',
        'editorial/pages/privacy.ca.md',
    ):
        assert f'isegoria/{name}' in names
