"""Each row beside the floor, in the same minute: floor, row, floor, row, ..., floor."""

import re
import secrets
import time
import urllib.request
from pathlib import Path

from bench.load import Ask, Load, all_of
from bench.results import Result, beside_floor, judged
from bench.rows import COLD, FILE, KEPT, PLAIN, ROWS
from bench.serving import Measured

WRITERS, VOTES = 8, 1_000
WARMING = 1  # seconds, before each row
SETTLING = 10  # seconds: a process that has just begun is slower


class Measuring:
    """One site; `tell(result)` hears of each figure as it is made."""

    def __init__(self, measured: Measured, seconds: int, rounds: int, concurrencies=(1, 8), only='', tell=print):
        self.measured, self.seconds, self.rounds = measured, seconds, rounds
        self.concurrencies, self.only, self.tell = concurrencies, only, tell
        self.about = (measured.storage, measured.size)
        self.salt = 0

    def __call__(self) -> list[Result]:
        found = []
        with self.measured.serve_floor() as floor:
            self.floor = Load(floor.address, [Ask('/')])
            self.floor.window(SETTLING, WRITERS)
            for variant in (PLAIN, COLD, KEPT):
                rows = [row for row in ROWS if row.server == variant and self.only in row.name]
                if rows:
                    with self.measured.serve(variant) as web:
                        found += self._rows(rows, web, variant)
        return found

    def _rows(self, rows, web, variant):
        asks = [ask for row in rows if not row.once for ask in row.asks(self.measured.place, 0)]
        all_of(web.address, asks, 1)  # compiles pages
        Load(web.address, asks).window(SETTLING, WRITERS)
        for row in rows:
            for concurrency in self.concurrencies:
                yield self._told(self._row(row, web, concurrency))
        if variant == PLAIN and not self.only:
            yield from map(self._told, (*self._one_proposal(web), self._memory(web)))

    def _told(self, result):
        self.tell(result)
        return result

    def _row(self, row, web, concurrency) -> Result:
        """Value and floor in turns."""
        if not row.once:
            Load(web.address, row.asks(self.measured.place, 0)).window(WARMING, WRITERS)
        rounds, floors, wrong = [], [self.floor.window(self.seconds, concurrency).rate], 0
        for _round in range(self.rounds):
            self.salt += 1
            seen = Load(web.address, row.asks(self.measured.place, self.salt), row.once).window(self.seconds, concurrency)
            wrong += seen.wrong
            rounds.append(seen.rate)
            floors.append(self.floor.window(self.seconds, concurrency).rate)
        storage, size = self.about
        return beside_floor(row.name, storage, size, concurrency, rounds, floors, row.targets.get(storage), wrong)

    def _one_proposal(self, web):
        """Eight writers support one proposal, each person once: how often they met, and that none is lost."""
        place, (storage, size) = self.measured.place, self.about
        path = place.proposals[-1]
        before, met = supports_shown(web, place, path), counted(web, 'retries')
        seen = all_of(web.address, [place.post(f'{path}/support', person) for person in range(VOTES)], WRITERS)
        after, met = supports_shown(web, place, path), counted(web, 'retries') - met
        taken = sorted(seconds for _status, seconds in seen)
        middle, high = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
        wrong = sum(status != 303 for status, _seconds in seen)
        name, about = f'supports on one proposal, {WRITERS} writers', {'concurrency': WRITERS}
        yield judged(f'{name}: retries', storage, size, 1000 * met / VOTES, 'per 1,000', 10 if storage == FILE else 20, **about)
        yield judged(f'{name}: lost, double or refused', storage, size, abs(after - before - VOTES) + wrong, 'votes', 0, **about)
        yield judged(f'{name}: 95th percentile by median', storage, size, high / middle, 'times', 3, **about)

    def _memory(self, web) -> Result:
        """Of the largest process that serves, after all that was asked of it."""
        storage, size = self.about
        return judged('memory after all rows, a process', storage, size, max(map(resident, family(web.running.pid))), 'MB')


def idle_memory(measured: Measured) -> Result:
    """With the data open and a page of each kind read once."""
    place = measured.place
    with measured.serve(KEPT) as web:
        Load(web.address, [place.page(), place.page(place.few)]).window(1, 2)
        time.sleep(1)
        value = max(map(resident, family(web.running.pid)))
    return judged('memory, idle, a process', measured.storage, measured.size, value, 'MB', 150)


def supports_shown(web, place, path) -> int:
    """What the page of a proposal says."""
    with urllib.request.urlopen(f'{web.address}/ca{path}?fresh={secrets.token_hex(3)}', timeout=60) as answer:  # noqa: S310
        page = answer.read().decode()
    return int(re.search(r'<span class="big">([\d.\s]*)', page)[1].replace('.', '').strip() or 0)


def counted(web, name) -> int:
    """A counter of all processes: each connection may meet another one, told apart by what it has counted."""
    found = {}
    for _try in range(30):
        with urllib.request.urlopen(f'{web.address}/metrics', timeout=60) as answer:  # noqa: S310
            text = answer.read().decode()
        posts = re.search(r'isegoria_requests_total{method="POST",status="303"} ([\d.e+]+)', text)
        value = re.search(rf'isegoria_{name}_total ([\d.e+]+)', text)
        found[float(posts[1]) if posts else 0] = float(value[1])
    return int(sum(found.values()))


def family(pid: int) -> list[int]:
    children = Path(f'/proc/{pid}/task/{pid}/children').read_text().split()
    return [int(child) for child in children] or [pid]


def resident(pid: int) -> float:
    said = re.search(r'VmRSS:\s+(\d+) kB', Path(f'/proc/{pid}/status').read_text())
    return int(said[1]) / 1024
