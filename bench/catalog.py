"""How fast the catalog answers by itself: python -m bench.catalog [sqlite:///... postgresql+psycopg2://...] [--rows 1000000]

Fills an empty catalog with invented proposals, the words taken from Barcelona's where they lie beside the repository, and
prints one table: median and 95th percentile of each question, in milliseconds. Without addresses it measures SQLite in a
temporary folder, and PostgreSQL in a server of its own when its programs are installed.
"""

import argparse
import gzip
import json
import random
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench.results import Result, judged
from isegoria.catalog.places import Place
from isegoria.catalog.query import Query
from isegoria.catalog.row import Row
from isegoria.catalog.store import Catalog
from isegoria.catalog.words import STOP_WORDS, words

SHARED = Path(__file__).parents[2] / 'shared' / 'data' / 'barcelona-pam-2016' / 'proposals.ndjson.gz'
SITE, SPACE, COMPONENT = 1, 2, 3
KEYS = frozenset({'public', 'signed-in', 'author:77'})
DISTRICTS, CATEGORIES = range(100, 110), range(200, 205)
EVERYBODY = 20_000
REPEATS = 60
# Milliseconds at the largest size in SQLite and PostgreSQL: which of (median, 95th percentile), and the most it may be (issue 4).
MEDIAN, HIGH = 0, 1
LARGE = 1_000_000
TARGETS = {
    'row 10,000, newest': (MEDIAN, 15, 15),
    'row 10,000, supports': (MEDIAN, 15, 15),
    'two words, newest': (HIGH, 50, 100),
    'two words, supports': (HIGH, 100, 150),
}


def corpus() -> list[tuple[str, str]]:
    """Real titles and summaries, else invented ones whose words are as unequal in number."""
    if SHARED.exists():
        with gzip.open(SHARED, 'rt', encoding='utf-8') as lines:
            read = [json.loads(line) for line in lines]
        return [(each['title'], each['summary'] or '') for each in read]
    made = random.Random(1)
    known = [''.join(made.choices('abcdefgilmnoprstuv', k=made.randint(3, 10))) for _number in range(20_000)]
    weights = [1 / (rank + 3) for rank in range(len(known))]
    return [(' '.join(made.choices(known, weights, k=7)), ' '.join(made.choices(known, weights, k=35))) for _number in range(8_000)]


def rows(number: int, seed=1):
    """Proposals of one component: a title, a summary, up to two sentences of others, now and then a rare word."""
    made = random.Random(seed)
    texts = corpus()
    sentences = [sentence for _title, body in texts for sentence in body.split('. ') if len(sentence) > 20]
    for at in range(number):
        title, body = made.choice(texts)
        more = made.choices(sentences, k=made.randint(0, 2))
        if made.random() < 0.2:
            more.append(f'mot{at}')
        category = made.choice(CATEGORIES)
        terms = {1, 2, made.choice(DISTRICTS), category, 300 + (category - 200) * 10 + made.randint(0, 9)}
        yield Row(
            id=2**50 + made.getrandbits(49),
            site=SITE,
            space=SPACE,
            component=COMPONENT,
            type='proposal',
            state=made.choices(('', 'accepted', 'rejected', 'evaluating', 'withdrawn'), (45, 25, 20, 9, 1))[0],
            terms=frozenset(terms),
            origin=made.choices(('participants', 'meeting', 'collectives', 'official'), (60, 30, 9.5, 0.5))[0],
            author=made.randint(1, EVERYBODY),
            language=made.choice(('ca', 'ca', 'es')),
            created=1_450_000_000_000_000 + at * 60_000_000 + made.randrange(60_000_000),
            supports=int(made.paretovariate(0.8)),
            comments=int(made.paretovariate(1.2)) - 1,
            likes=made.randrange(20),
            follows=made.randrange(40),
            random=made.getrandbits(53),
            visibility=made.choices(('public', 'signed-in', 'hidden'), (97, 2, 1))[0],
            title=title,
            body='. '.join((body, *more)),
        )


def places():
    return [
        Place(id=SITE, site=SITE, parent=None, path=''),
        Place(id=SPACE, site=SITE, parent=SITE, path='/processes/plan'),
        Place(id=COMPONENT, site=SITE, parent=SPACE, path='/processes/plan/proposals'),
    ]


def question(**conditions) -> Query:
    about = {'component': COMPONENT, 'types': ('proposal',), 'not_states': ('withdrawn',)}
    return Query(site=SITE, keys=KEYS, **{**about, **conditions})


def word_pairs(number=REPEATS, seed=2) -> list[str]:
    """Two words of one text, none of them too common to be searched for."""
    made, pairs = random.Random(seed), []
    texts = corpus()
    while len(pairs) < number:
        title, body = made.choice(texts)
        known = sorted(set(words(f'{title} {body}')) - STOP_WORDS)
        known = [word for word in known if len(word) > 2]
        if len(known) > 1:
            pairs.append(' '.join(made.sample(known, 2)) + ' ')
    return pairs


def lists() -> dict[str, list[Query]]:
    """What is measured: the name of a row of the table, and its questions."""
    sorts = ('-created', '-supports', '-comments', '-likes', '-follows', '-authors', 'random:17', 'title')
    filters = {
        'no filter': {},
        'state': {'states': ('accepted',)},
        'origin (0.5 %)': {'origins': ('official',)},
        'state (1 %)': {'states': ('withdrawn',), 'not_states': ()},
        'district': {'terms': ((104,),)},
        'subcategory (2 %)': {'terms': ((323,),)},
        'two districts': {'terms': ((104, 105),)},
        'category and district': {'terms': ((203,), (104,))},
        'category, district and state': {'terms': ((203,), (104,)), 'states': ('accepted',)},
        'subcategory, district and state': {'terms': ((323,), (104,)), 'states': ('evaluating',)},
    }
    asked = {f'list, {name}, 8 orders': [question(sort=sort, **about) for sort in sorts] for name, about in filters.items()}
    pairs = word_pairs()
    return asked | {
        'newest on the site': [Query(site=SITE, keys=KEYS, types=('proposal',))],
        'row 10,000, newest': [question(page=500)],
        'row 10,000, supports': [question(page=500, sort='-supports')],
        'row 10,000, state, supports': [question(page=500, sort='-supports', states=('accepted',))],
        'row 10,000, district, supports': [question(page=500, sort='-supports', terms=((104,),))],
        'two words, newest': [question(text=pair) for pair in pairs],
        'two words, supports': [question(text=pair, sort='-supports') for pair in pairs],
        'two words, relevance': [question(text=pair, sort='relevance') for pair in pairs],
        'two words, district, supports': [question(text=pair, sort='-supports', terms=((104,),)) for pair in pairs],
        'two words, newest on the site': [question(text=pair, component=None) for pair in pairs],
        'one word, newest': [question(text=pair.split()[0] + ' ') for pair in pairs],
        'beginning of a word, newest': [question(text=pair.split()[0][:4] + '*') for pair in pairs],
        'phrase, newest': [
            question(text=f'"{" ".join(words(title)[1:4])}"') for title, _body in random.Random(5).choices(corpus(), k=REPEATS)
        ],
    }


def measure(ask, questions, repeats) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, each question asked once before."""
    for each in questions:
        ask(each)
    taken = []
    for _round in range(max(1, repeats // len(questions))):
        for each in questions:
            begun = time.perf_counter()
            ask(each)
            taken.append((time.perf_counter() - begun) * 1000)
    taken.sort()
    return statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.95))]


def report(name, number, middle, high):
    print(f'{name:52} {number:>9,} {middle:10.2f} {high:10.2f}', flush=True)
    FOUND.append((name, number, middle, high))


FOUND: list[tuple[str, int, float, float]] = []  # what was reported


def run(url: str, number: int) -> list[Result]:
    """Measure everything in one database of so many rows."""
    FOUND.clear()
    measure_all(url, number)
    at = 0 if url.startswith('sqlite') else 1
    return [result for found in FOUND for result in judged_by_target(*found, at)]


def judged_by_target(name, number, middle, high, at):
    """The median and the 95th percentile of a question, one of them with what it may be at most."""
    which, *most = TARGETS.get(name, (None, None, None))
    storage = ('SQLite', 'PostgreSQL')[at]
    for about, (said, value) in enumerate((('median', middle), ('95th percentile', high))):
        target = most[at] if about == which and number >= LARGE else None
        yield judged(f'catalog: {name}, {said}', storage, number, value, 'ms', target)


def measure_all(url: str, number: int):
    catalog = Catalog(url)
    catalog.create()
    print(f'\n{catalog.database.engine.dialect.name}', flush=True)
    print(f'{"question":52} {"rows":>9} {"median ms":>10} {"p95 ms":>10}')
    if catalog.needs_rebuild or len(catalog.ids()) != number:
        begun = time.perf_counter()
        catalog.rebuild(rows(number), places())
        print(f'loaded {number / (time.perf_counter() - begun):,.0f} rows a second')
    for name, questions in lists().items():
        report(name, number, *measure(catalog.find, questions, REPEATS * 2))
    measure_counts(catalog, number)
    measure_writes(catalog, number)
    catalog.close()


def measure_counts(catalog, number):
    pairs = word_pairs()
    for dimension in ('state', 'terms'):
        report(
            f'facets: {dimension}', number, *measure(lambda query, by=dimension: catalog.facets(query, by), [question()], REPEATS)
        )
    filtered = [question(terms=((104,),), states=('accepted',))]
    report(
        'facets: terms, filtered by term and state', number, *measure(lambda query: catalog.facets(query, 'terms'), filtered, 10)
    )
    report(
        'facets: state, two words',
        number,
        *measure(lambda query: catalog.facets(query, 'state'), [question(text=pair) for pair in pairs], REPEATS),
    )
    report('count', number, *measure(catalog.count, [question()], REPEATS))
    report('count, two words', number, *measure(catalog.count, [question(text=pair) for pair in pairs], REPEATS))
    typos = [pair.split()[0][:-1] + 'x' + pair.split()[0][-1] for pair in pairs]
    report('did you mean', number, *measure(lambda text: catalog.suggest(text, ('ca',), site=SITE), typos, REPEATS))
    texts = random.Random(6).choices(corpus(), k=REPEATS)

    def similar(text):
        return catalog.similar(site=SITE, component=COMPONENT, keys=KEYS, title=text[0], body=text[1], language='ca', exclude=None)

    report('similar proposals', number, *measure(similar, texts, REPEATS))


def measure_writes(catalog, number):
    made = list(rows(min(number, REPEATS)))
    voted = [replace(row, supports=row.supports + 1) for row in made]
    report(
        'a support', number, *measure(lambda row: catalog.upsert([replace(row, supports=random.randrange(10**6))]), voted, REPEATS)
    )
    new = list(rows(REPEATS, seed=time.time_ns()))
    report(
        'a new proposal',
        number,
        *measure(lambda row: catalog.upsert([replace(row, id=2**50 + random.getrandbits(49))]), new, REPEATS),
    )


def results(sizes, storages=('file', 'postgres')) -> list[Result]:
    """At each size, in a temporary folder and in a server of its own."""
    found = []
    if 'file' in storages:
        for number in sizes:
            with tempfile.TemporaryDirectory() as folder:
                found += run(f'sqlite:///{folder}/catalog.sqlite', number)
    from tests.postgres import Server
    from tests.programs import find_program

    if 'postgres' in storages and find_program('initdb'):
        server = Server.make(shared_buffers='1GB')
        try:
            for number in sizes:
                found += run(server.new_database(), number)
        finally:
            server.remove()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--rows', type=int, nargs='+', default=[1_000, 1_000_000])
    parser.add_argument('urls', nargs='*')
    asked = parser.parse_args()
    for url in asked.urls:
        run(url, asked.rows[-1])
    if not asked.urls:
        results(asked.rows)


if __name__ == '__main__':
    main()
