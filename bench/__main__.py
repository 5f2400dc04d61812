"""Everything that is measured: python -m bench [--sizes 1000 10000] [--storages file postgres] [--rows N ...] [--only WORDS]

Without arguments: the site at 1,000 and 10,000 proposals on both storages, the import, the tally, and the catalog by itself at
1,000 and 1,000,000 rows. `--sizes 1000 10000 100000` takes an hour or two.
"""

import argparse
from datetime import date

from bench import catalog, importing, pages, tally
from bench.measuring import Measuring, idle_memory
from bench.results import line, table, write
from bench.rows import FILE, POSTGRES
from bench.serving import on

STORAGES = {'file': FILE, 'postgres': POSTGRES}


def arguments():
    parser = argparse.ArgumentParser(prog='bench', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--sizes', type=int, nargs='*', default=[1_000, 10_000])
    parser.add_argument('--storages', nargs='*', choices=STORAGES, default=list(STORAGES))
    parser.add_argument('--rows', type=int, nargs='*', default=[1_000, 1_000_000], help='of the catalog by itself')
    parser.add_argument('--seconds', type=int, default=2, help='of a window')
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--concurrencies', type=int, nargs='*', default=[1, 8])
    parser.add_argument('--only', default='', help='rows whose name has these words; nothing is written then')
    return parser.parse_args()


def site_rows(asked, storage, size):
    """The rows of one site."""
    with on(storage, size) as measured:
        if measured is None:
            print('PostgreSQL is not installed')
            return []
        found = Measuring(measured, asked.seconds, asked.rounds, asked.concurrencies, asked.only, told)()
        return found if asked.only else [*found, idle_memory(measured)]


def parts(asked):
    """Each part of the table by itself: what was measured is written down before the next part begins."""
    for size in asked.sizes:
        for name in asked.storages:
            yield lambda size=size, name=name: site_rows(asked, STORAGES[name], size)
    if not asked.only:
        yield lambda: importing.results(asked.storages)
        yield tally.results
        if asked.rows:
            yield lambda: catalog.results(asked.rows, asked.storages)
            yield lambda: pages.results(asked.storages, max(asked.rows))


def told(result):
    print(line(result), flush=True)


def main():
    asked, results = arguments(), []
    for part in parts(asked):
        results += part()
        if not asked.only:
            write(results, f'{date.today():%Y-%m-%d}, windows of {asked.seconds} s, {asked.rounds} rounds')
    print(table(results))


main()
