"""A site served by processes of its own, and a person with a browser in front of it: for what only real servers show."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from pyramid.session import JSONSerializer
from webob.cookies import SignedSerializer

from tests.factories import BROWSER

SETTINGS = """
[app:main]
use = egg:isegoria
zodbconn.uri = {objects}
isegoria.catalog = {catalog}
isegoria.secret = {secret}
isegoria.mail = maildir:{folder}/mail
isegoria.compiled_templates = {compiled}
isegoria.secure_cookies = false
isegoria.throttle.login = off
isegoria.throttle.comment = off
[server:main]
use = egg:waitress
threads = 4
[loggers]
keys = root
[handlers]
keys = console
[formatters]
keys = plain
[logger_root]
level = WARNING
handlers = console
[handler_console]
class = StreamHandler
args = (sys.stderr,)
formatter = plain
[formatter_plain]
format = %(levelname)s %(name)s %(message)s
"""
SECRET = 'a secret of the tests, long enough to sign with'
COMPILED = Path(__file__).parents[2] / 'build' / 'templates'


def free_port() -> int:
    with socket.socket() as found:
        found.bind(('127.0.0.1', 0))
        return found.getsockname()[1]


def write_settings(folder: Path, objects: str, catalog: str) -> Path:
    """An ini file for a site whose data lies there."""
    path = folder / 'site.ini'
    said = SETTINGS.format(objects=objects, catalog=catalog, secret=SECRET, folder=folder, compiled=COMPILED)
    path.write_text(said.replace('%', '%%') if '%' in objects else said, encoding='utf-8')
    return path


def run(*arguments, check=True) -> subprocess.CompletedProcess:
    """A command of ours, as an administrator gives it."""
    said = subprocess.run([sys.executable, '-m', 'isegoria', *map(str, arguments)], capture_output=True, text=True, check=False)
    if check and said.returncode:
        raise AssertionError(f'isegoria {" ".join(map(str, arguments))}: {said.stdout}{said.stderr}')
    return said


class Process:
    """A process that serves or works, with its log beside it."""

    def __init__(self, folder: Path, *arguments):
        self.log = folder / f'process-{os.urandom(3).hex()}.log'
        self.arguments = [sys.executable, *map(str, arguments)]
        with self.log.open('wb') as log:
            self.running = subprocess.Popen(self.arguments, stdout=log, stderr=log, start_new_session=True)

    def end(self, how=signal.SIGTERM):
        """Stop it and whatever it started; SIGKILL is a crash."""
        if self.running.poll() is None:
            os.killpg(self.running.pid, how)
        try:
            self.running.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()

    def kill(self):
        self.end(signal.SIGKILL)

    def said(self) -> str:
        return self.log.read_text(errors='replace')


class Web(Process):
    """A site served on a port of its own: by waitress with its worker, or by gunicorn."""

    program, ready = 'isegoria', '/health/live'

    def __init__(self, folder: Path, ini: Path, port=None, processes=0):
        self.port = port or free_port()
        self.address = f'http://127.0.0.1:{self.port}'
        if processes:
            bound = f'127.0.0.1:{self.port}'
            server = ('-m', 'gunicorn', '--paste', ini, '-b', bound, '-w', processes, '-k', 'gthread', '--threads', 4)
        else:
            server = ('-m', self.program, 'serve', ini, '--host', '127.0.0.1', '--port', self.port)
        super().__init__(folder, *server)

    def wait(self, seconds=90):
        """Until it answers."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.running.poll() is not None:
                raise AssertionError(f'the server ended: {self.said()}')
            try:
                urllib.request.urlopen(f'{self.address}{self.ready}', timeout=5).read()
                return self
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f'the server does not answer: {self.said()}')


class Answer:
    def __init__(self, status, body, headers, url):
        self.status, self.body, self.headers, self.url = status, body, headers, url

    def __contains__(self, words):
        return words in self.body

    def form(self, action: str) -> dict:
        """The hidden fields of the form that posts to an address ending like this."""
        for found in re.finditer(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', self.body, re.DOTALL):
            if found[1].split('?')[0].endswith(action):
                return {'action': found[1], **dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found[2]))}
        raise AssertionError(f'no form posts to {action}')


class Person:
    """Somebody with a browser that keeps cookies; signed in when `participant` (from `make`) is given."""

    def __init__(self, web: Web, participant=None):
        self.web = web
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.session = f'isegoria={signed_session(participant)}' if participant is not None else ''

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self.web.address + path))

    def post(self, path: str, **fields) -> Answer:
        data = urllib.parse.urlencode(fields).encode()
        return self._ask(urllib.request.Request(self.web.address + path, data=data, headers={'Origin': self.web.address}))

    def press(self, page: str, action: str, **fields) -> Answer:
        """Open a page and post the form on it whose address ends like this."""
        form = self.get(page).form(action)
        return self.post(form.pop('action'), **{**form, **fields})

    def _ask(self, request) -> Answer:
        if self.session:
            kept = '; '.join(f'{cookie.name}={cookie.value}' for cookie in self.cookies if cookie.name != 'isegoria')
            request.add_unredirected_header('Cookie', f'{self.session}; {kept}' if kept else self.session)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return Answer(answer.status, answer.read().decode(), answer.headers, answer.url)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(), error.headers, error.url)


def signed_session(participant) -> str:
    serializer = SignedSerializer(SECRET, 'pyramid.session.', 'sha512', serializer=JSONSerializer())
    now = int(time.time())
    holds = {'participant': participant.id, 'stamp': participant.session_stamp, 'sign_in': BROWSER, 'remembered': True}
    return serializer.dumps((now, now, holds)).decode('ascii')
