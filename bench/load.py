"""Load on a server of this machine: by wrk, else by threads of Python, which reach less but as many times less on both sides."""

import http.client
import itertools
import json
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit

WRK = shutil.which('wrk')
POSTS = Path(__file__).with_name('posts.lua')
FORM = 'application/x-www-form-urlencoded'


@dataclass(frozen=True)
class Ask:
    """One request: a path, as whom, and what is posted."""

    path: str
    cookie: str = ''
    body: str | None = None

    @property
    def headers(self) -> dict:
        return {'Cookie': self.cookie, **({'Content-Type': FORM} if self.body is not None else {})}


@dataclass(frozen=True)
class Window:
    """What was seen in a few seconds."""

    requests: int
    seconds: float
    wrong: int  # answers that were errors, or none

    @property
    def rate(self) -> float:
        return self.requests / self.seconds if self.seconds else 0.0


class Load:
    """Asks one thing again and again, or each of many things once, `concurrency` at a time."""

    def __init__(self, address: str, asks: list[Ask], once=False):
        self.address, self.asks, self.once, self.asked = address, asks, once, 0

    def window(self, seconds: int, concurrency: int) -> Window:
        seen = self._by_wrk(seconds, concurrency) if WRK else self._by_threads(seconds, concurrency)
        self.asked += seen.requests + 2 * concurrency  # those under way at the end were sent too
        return seen

    def _by_wrk(self, seconds, concurrency):
        with NamedTemporaryFile('w', suffix='.tsv', encoding='utf-8') as file:
            rest = self.asks[self.asked :] if self.once else self.asks
            if not rest:
                raise ValueError('there is nothing left to ask')
            file.writelines(f'{ask.path}\t{ask.cookie}\t{ask.body or ""}\n' for ask in rest)
            file.flush()
            command = [WRK, '-t1', f'-c{concurrency}', f'-d{seconds}s', '--timeout', '20s', '-s', POSTS, self.address]
            command += ['--', file.name, 'once' if self.once else '']
            said = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if said.returncode:
            raise RuntimeError(said.stdout + said.stderr)
        seen = json.loads(said.stdout.strip().splitlines()[-1])
        return Window(seen['requests'], seen['seconds'], seen['wrong'])

    def _by_threads(self, seconds, concurrency):
        begun, answers = time.perf_counter(), []
        rest = iter(self.asks[self.asked :]) if self.once else itertools.cycle(self.asks)
        lock = threading.Lock()

        def ask():
            client = Client(self.address)
            while time.perf_counter() - begun < seconds:
                with lock:
                    each = next(rest, None)
                if each is None:
                    return
                answers.append(client(each))

        threads = [threading.Thread(target=ask) for _each in range(concurrency)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return Window(len(answers), time.perf_counter() - begun, sum(status >= 400 for status in answers))


class Client:
    """One connection that is kept."""

    def __init__(self, address):
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)

    def __call__(self, ask: Ask) -> int:
        self.connection.request('GET' if ask.body is None else 'POST', ask.path, ask.body, ask.headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status


def all_of(address: str, asks: list[Ask], concurrency: int) -> list[tuple[int, float]]:
    """Ask everything exactly once; (status, seconds) of each."""
    rest, seen, lock = iter(asks), [], threading.Lock()

    def work():
        client = Client(address)
        while True:
            with lock:
                each = next(rest, None)
            if each is None:
                return
            begun = time.perf_counter()
            seen.append((client(each), time.perf_counter() - begun))

    threads = [threading.Thread(target=work) for _each in range(concurrency)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen
