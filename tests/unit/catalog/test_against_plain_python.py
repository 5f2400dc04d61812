"""Whatever is asked of whatever rows: the databases answer what plain Python works out from the same rows."""

import collections
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tests.unit.catalog import plain
from tests.unit.catalog.invented import conditions, many_rows, questions, rows
from tests.unit.catalog.making import PLACES, SITE, pages

from isegoria.catalog.query import Query
from isegoria.catalog.row import fingerprint
from isegoria.catalog.tables import tally, vocabulary
from isegoria.catalog.writing import TALLIED, record_of, tally_keys

# A failing example is not made smaller: that takes minutes, each step being a catalog made anew.
EXAMPLES = settings(max_examples=10, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
COUNTED = select(*(tally.c[name] for name in (*TALLIED, 'n')))
STEMS = select(vocabulary.c.stem)


def kept(engine, statement):
    return engine.database.read(lambda connection: engine.database.run(connection, statement))


@EXAMPLES
@given(made=many_rows(), asked=st.lists(conditions, min_size=1, max_size=8))
def test_lists(engine, made, asked):
    engine.rebuild(made, PLACES)
    for about in asked:
        query = Query(site=SITE, limit=5, **about)
        assert [number for page in pages(engine, query) for number in page] == plain.find(made, PLACES, query)


@EXAMPLES
@given(made=many_rows(), about=conditions, texts=st.lists(questions, min_size=1, max_size=8), held=st.booleans())
def test_searches(engine, made, about, texts, held):
    """`held`: as if there were so many matches that each row must be held against the text."""
    engine.rebuild(made, PLACES)
    with pytest.MonkeyPatch.context() as patch:
        if held:
            patch.setattr('isegoria.catalog.searching.MOST_LOOKED_UP', -1)
        for text in texts:
            query = Query(site=SITE, limit=50, **{**about, 'text': text})
            assert list(engine.find(query).ids) == plain.find(made, PLACES, query)


@EXAMPLES
@given(made=many_rows(), text=questions, keys=conditions.map(lambda about: about['keys']), held=st.booleans())
def test_relevance_puts_titles_first_and_the_readers_language_before_others(engine, made, text, keys, held):
    engine.rebuild(made, PLACES)
    query = Query(site=SITE, keys=keys, text=text, sort='relevance', reader='ca', limit=3)
    titles = [replace(row, body='') for row in made]
    named = {row.id for row in titles if plain.holds(row, made, query)}
    expected = plain.find(made, PLACES, replace(query, sort='-created'))
    languages = {row.id: row.language for row in made}
    expected.sort(key=lambda number: (languages[number] != 'ca', number not in named))
    with pytest.MonkeyPatch.context() as patch:
        if held:
            patch.setattr('isegoria.catalog.searching.MOST_LOOKED_UP', -1)
        assert [number for page in pages(engine, query) for number in page] == expected
        numbered = [engine.find(replace(query, page=number)).ids for number in range(1, len(expected) // 3 + 2)]
    assert [number for page in numbered for number in page] == expected


@EXAMPLES
@given(made=many_rows(), asked=st.lists(conditions, min_size=1, max_size=8))
def test_counts_and_facets(engine, made, asked):
    engine.rebuild(made, PLACES)
    for about in asked:
        query = Query(site=SITE, **about)
        seen = [row for row in made if plain.fulfils(row, made, PLACES, query)]
        counted = [row for row in seen if plain.is_counted(row.visibility)]
        assert len(counted) <= engine.count(query) <= len(seen)
        assert set(engine.facets(query, 'type')) <= {row.type for row in seen}
        fewest, most = (collections.Counter(term for row in some for term in row.terms) for some in (counted, seen))
        found = collections.Counter(engine.facets(query, 'terms'))
        assert fewest <= found <= most
        free = replace(query, states=None, not_states=())
        states = collections.Counter(row.state for row in made if plain.fulfils(row, made, PLACES, free))
        assert all(n <= states[state] for state, n in engine.facets(query, 'state').items())


@EXAMPLES
@given(
    changes=st.lists(
        st.lists(st.tuples(st.integers(2**50, 2**50 + 6), st.booleans()), min_size=1, max_size=4), min_size=1, max_size=6
    ),
    data=st.data(),
)
def test_the_count_table_is_what_a_recount_gives(engine, changes, data):
    """After any writes and removals the counts, the words and the rows are those of the rows that are left."""
    engine.rebuild([], PLACES)
    left = {}
    for batch in changes:
        write = {number: data.draw(rows(number)) for number, removed in batch if not removed}
        remove = {number for number, removed in batch if removed} - set(write)
        engine.upsert(write.values(), remove)
        left = {number: row for number, row in {**left, **write}.items() if number not in remove}
    recount = collections.Counter(key for row in left.values() for key in tally_keys(record_of(row)))
    assert {tuple(key): n for *key, n in kept(engine, COUNTED) if n} == dict(recount)
    assert engine.fingerprints() == {number: fingerprint(row) for number, row in left.items()}
    assert {tuple(row) for row in kept(engine, STEMS)} == {(stem,) for _word, stem in plain.vocabulary(left.values())}
