"""How fast an import is: python -m bench.importing

Barcelona's participation of 2016 where it lies beside the repository, else files of the same shape, into an empty site in a
temporary folder; objects and catalog together.
"""

import json
import random
import tempfile
import time
from pathlib import Path

from tests.postgres import Server
from tests.programs import find_program
from tests.servers.conftest import addresses
from tests.servers.web import free_port

from bench.results import Result, judged, table
from isegoria import main as make_app
from isegoria.importers.pam_2016.run import Import
from isegoria.scripts.planting import plant_empty

SHARED = Path(__file__).parents[2] / 'shared' / 'data' / 'barcelona-pam-2016'
INTO = 'processes/pam-2016/proposals'
PROPOSALS, COMMENTS = 8_691, 14_708
NAME = 'import of Barcelona, objects and catalog'


def write_files(folder: Path):
    """Invented lines, as many as the real ones, with words as long."""
    draw = random.Random(1)
    words = [''.join(draw.choices('abcdefgilmnoprstuv', k=draw.randint(2, 10))) for _number in range(12_000)]

    def text(number):
        return ' '.join(draw.choices(words, k=number))

    with (folder / 'proposals.ndjson').open('w') as file:
        for number in range(PROPOSALS):
            line = {
                'id': number, 'code': f'BCN-{number}', 'title': text(9), 'summary': text(60), 'category': f'C{number % 5}',
                'subcategory': f'S{number % 29}', 'district': f'D{number % 10}', 'scope': 'district', 'source': 'citizen',
                'status': 'accepted', 'author': {'id': number % 3000, 'name': f'Participant {number % 3000}'},
                'created_at': '22/01/2016', 'votes': number % 90,
            }  # fmt: skip
            file.write(json.dumps(line) + '\n')
    with (folder / 'comments.ndjson').open('w') as file:
        for number in range(COMMENTS):
            line = {
                'id': number, 'proposal_id': number % PROPOSALS, 'ancestry': None, 'alignment': 0, 'body': f'<p>{text(30)}</p>',
                'author': {'id': number % 3000, 'name': f'Participant {number % 3000}'}, 'created_at': '17/03/2016 14:25:48',
            }  # fmt: skip
            file.write(json.dumps(line) + '\n')


def measure(folder: Path, files: Path, objects: str, catalog: str) -> tuple[float, int]:
    """Objects a second, and how many there were."""
    settings = {
        'zodbconn.uri': objects,
        'isegoria.catalog': catalog,
        'isegoria.secret': 'of a benchmark, and of nothing else',
        'isegoria.mail': f'maildir:{folder}/mail',
    }
    app = make_app({}, **settings)
    database = app.registry._zodb_databases['']
    plant_empty(app.registry, database, {'en': 'Bench'}, ['en'])
    begun = time.perf_counter()
    totals = Import(app.registry, database, files, INTO, create=True)()
    seconds = time.perf_counter() - begun
    app.registry.catalog.close()
    database.close()
    number = totals.proposals + totals.comments
    return number / seconds, number


def results(storages=('file', 'postgres')) -> list[Result]:
    """The import into an empty site on each storage; issue 4 names the least."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        files = SHARED
        if not SHARED.exists():
            files = Path(folder)
            write_files(files)
        if 'file' in storages:
            rate, number = measure(Path(folder), files, f'file://{folder}/data.fs', f'sqlite:///{folder}/catalog.sqlite')
            found.append(judged(NAME, 'FileStorage', number, rate, 'objects/s', 2500, at_least=True))
        if 'postgres' in storages and find_program('initdb'):
            server = Server.make(durable=True, listen_addresses="'127.0.0.1'", port=free_port())
            try:
                rate, number = measure(Path(folder), files, *addresses(server, Path(folder)))
                found.append(judged(NAME, 'PostgreSQL', number, rate, 'objects/s', 1800, at_least=True))
            finally:
                server.remove()
    return found


def main():
    print(table(results()))


if __name__ == '__main__':
    main()
