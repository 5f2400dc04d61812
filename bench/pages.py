"""Does a list page cost the same among a million proposals? python -m bench.pages [--rows 1000000]

The same site twice: with the rows of its thousand proposals, and with copies of them in the catalog up to a larger number.
These have less of everything and are older, so the first pages show the same cards. Each page is made by the application, the
answers of the catalog and the parts of pages forgotten before; the time with copies is told as a multiple of that without.
"""

import argparse
import itertools
import statistics
import time
from dataclasses import replace

import transaction
from webob import Request

from bench.results import Result, judged, table
from bench.rows import FILE, POSTGRES
from bench.serving import on
from isegoria.catalog.indexing import shuffled
from isegoria.catalog.rebuilding import all_sites, rows
from isegoria.catalog.tween import place_of
from isegoria.components.proposals.resource import Proposal
from isegoria.scripts.environment import application

FEW, MANY = 1_000, 1_000_000
REPEATS = 15
ORDERS = ('recent', 'most_voted', 'most_commented')
TARGET = 1.3
SECOND = 1_000_000


def copies(found, number: int):
    """The rows, and those of proposals again and again until there are so many."""
    found = list(found)
    yield from found
    again = [row for row in found if row.type == Proposal.type]
    oldest, numbers = min(row.created for row in again), itertools.count(1)
    for row in itertools.islice(itertools.cycle(again), max(number - len(again), 0)):
        at = next(numbers)
        about = {'created': oldest - at * SECOND, 'updated': 0, 'supports': -1, 'comments': -1, 'likes': -1, 'random': shuffled(at)}
        yield replace(row, id=at, **about)


def grow(registry, database, number: int):
    """Write the catalog anew, with copies."""
    manager = transaction.TransactionManager(explicit=True)
    connection = database.open(manager)
    manager.begin()
    try:
        places = [place_of(place) for site in all_sites(connection) for place in (site, *site.places.values())]
        registry.catalog.rebuild(copies(rows(connection), number), places)
    finally:
        manager.abort()
        connection.close()


def asked(place) -> list[str]:
    """Every order with no filter, a state, a term, and both."""
    filters = [{}, {'state': 'accepted'}, {'state': 'rejected'}, {'term': place.term}, {'state': 'accepted', 'term': place.term}]
    return [place.page(order=order, **chosen).path for order in ORDERS for chosen in filters]


def page(app, registry, path) -> tuple[float, bytes]:
    """The seconds that a page takes that nobody asked for before, and the page."""
    registry.catalog.answers.clear()
    registry.catalog.parts.clear()
    where, _mark, query = path.partition('?')
    environ = {**Request.blank(where).environ, 'QUERY_STRING': query}
    begun, said = time.perf_counter(), []
    body = b''.join(app(environ, lambda status, _headers, _error=None: said.append(status)))
    if not said[0].startswith('200'):
        raise RuntimeError(f'{path}: {said[0]}')
    return time.perf_counter() - begun, body


def medians(app, registry, paths) -> list[tuple[float, int]]:
    """For each page the median time, and how many cards it shows."""
    found = []
    for path in paths:
        seen = [page(app, registry, path) for _repeat in range(REPEATS)]
        found.append((statistics.median(seconds for seconds, _body in seen), seen[0][1].count(b'<article class="item"')))
    return found


def results(storages=('file', 'postgres'), number=MANY) -> list[Result]:
    return [each for name in storages for each in of_storage({'file': FILE, 'postgres': POSTGRES}[name], number)]


def of_storage(storage, number):
    with on(storage, FEW) as measured:
        if measured is None:
            return
        with application(str(measured.ini('plain'))) as (registry, database):
            paths, app = asked(measured.place), registry.wsgi_app
            few = medians(app, registry, paths)
            grow(registry, database, number)
            many = medians(app, registry, paths)
    same = [(after / before, before, after) for (before, shown), (after, still) in zip(few, many, strict=True) if shown == still]
    if not same:
        raise RuntimeError('no page shows the same cards')
    times = [ratio for ratio, _before, _after in same]
    name = f'list page by as many filters and orders ({len(same)}), of its time at {FEW:,}'
    yield judged(f'{name}: median', storage, number, statistics.median(times), 'times', TARGET, rounds=times)
    yield judged(f'{name}: the worst', storage, number, max(times), 'times', TARGET, rounds=times)


def main():
    parser = argparse.ArgumentParser(prog='bench.pages', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--rows', type=int, default=MANY)
    parser.add_argument('--storages', nargs='*', default=['file', 'postgres'])
    chosen = parser.parse_args()
    print(table(results(chosen.storages, chosen.rows)))


if __name__ == '__main__':
    main()
