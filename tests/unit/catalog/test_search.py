"""Search: words of several languages, beginnings, phrases; the same in both databases."""

import pytest
from tests.unit.catalog.making import COMPONENT, INSIDE, PRIVATE, PUBLIC, SITE, SPACE, ask, everywhere, pages, row

from isegoria.catalog.query import Query
from isegoria.catalog.row import Row


def written(catalog, *texts, language='ca', **about):
    """A row for each text; gives their ids."""
    rows = [row(body=text, language=language, created=10**15 - at, **about) for at, text in enumerate(texts)]
    catalog.upsert(rows)
    return [each.id for each in rows]


@pytest.mark.parametrize(
    ('language', 'text', 'typed'),
    [
        ('es', 'La participación de todos', 'participacion'),
        ('es', 'La participación de todos', 'participaciones '),
        ('ca', 'La participació de tothom', 'participacio'),
        ('ca', 'La participación de todos', 'participacion '),
        ('xx', 'La participación de todos', 'participacion '),
        ('', 'La participación de todos', 'PARTICIPACIÓN '),
        ('fr', 'Des espaces verts à créer', 'espace vert'),
        ('en', 'Affordable housing now', 'house '),
        ('ca', 'Un col·lectiu del barri', 'collectius'),
        ('ca', 'Més arbres', 'arbre '),
        ('ca', "L'Ajuntament d'aquí", 'ajuntament'),
        ('ca', 'Pla 2016-2019', '2019'),
    ],
)
def test_a_word_is_found_whatever_its_form_accents_and_language(catalog, language, text, typed):
    (wanted,) = written(catalog, text, language=language)
    written(catalog, 'Un text ben diferent', language=language)
    assert catalog.find(ask(text=typed)).ids == (wanted,)


def test_all_words_must_be_there(catalog):
    both, *_others = written(catalog, 'arbres a la plaça', 'arbres', 'plaça')
    assert catalog.find(ask(text='plaça arbres')).ids == (both,)


def test_a_phrase_honours_the_order_of_its_words(catalog):
    right, _wrong = written(catalog, 'els espais verds del barri', 'verds els espais del barri')
    assert catalog.find(ask(text='"espais verds"')).ids == (right,)
    assert catalog.find(ask(text='“espai verd”')).ids == (right,)
    assert catalog.find(ask(text='"verds espais"')).ids == ()


def test_no_phrase_reaches_from_the_title_into_the_text(catalog):
    catalog.upsert([row(title='espais', body='verds', translations=(('es', 'azules', 'rojos'),))])
    for phrase in ('"espais verds"', '"espais azules"', '"verds rojos"'):
        assert catalog.find(ask(text=phrase)).ids == ()
    assert len(catalog.find(ask(text='espais rojos'))) == 1


def test_the_beginning_of_a_word_is_enough_where_it_is_the_last_or_marked(catalog):
    one, two = written(catalog, 'participació ciutadana', 'la partida')
    assert catalog.find(ask(text='partic')).ids == (one,)
    assert catalog.find(ask(text='part*')).ids == (one, two)
    assert catalog.find(ask(text='part* ciuta')).ids == (one,)
    assert catalog.find(ask(text='partic ciutadana')).ids == ()


def test_a_beginning_of_very_many_words_still_finds_them(catalog, monkeypatch):
    monkeypatch.setattr('isegoria.catalog.vocabulary.MOST_STEMS', 1)
    numbers = written(catalog, 'marbre', 'marca', 'mar', 'muntanya')
    assert catalog.find(ask(text='mar*')).ids == tuple(numbers[:3])


def test_each_language_of_a_text_is_stemmed_as_its_own(catalog):
    catalog.upsert([row(title='Habitatges', body='', translations=(('es', 'Viviendas', 'ciudades'), ('en', 'Housing', '')))])
    for typed in ('habitatge ', 'vivienda ', 'house ', 'ciudad '):
        assert len(catalog.find(ask(text=typed))) == 1, typed


@pytest.mark.parametrize(
    'typed',
    ['"', '***', "' OR 1=1 --", 'a:b', 'NEAR(x y)', '(', 'title : x', '\\', '& | !', '%', "x' & 'y", '"un', '\0', '🌳', 'x' * 5000],
)
def test_nothing_that_is_typed_breaks_the_search(catalog, typed):
    written(catalog, 'un arbre')
    assert len(catalog.find(ask(text=typed))) <= 1


def test_signs_alone_find_nothing(catalog):
    written(catalog, 'un arbre')
    assert catalog.find(ask(text='!?')).ids == ()
    assert catalog.count(ask(text='!?')) == 0
    assert catalog.facets(ask(text='!?'), 'state') == {}


def test_marks_of_places_and_kinds_are_no_words(catalog):
    written(catalog, 'un arbre', state='accepted')
    for typed in ('_type_proposal', 'type_proposal', f'_place_{COMPONENT}', 'accepted'):
        assert catalog.find(ask(text=typed)).ids == ()


def test_a_search_keeps_all_other_conditions(catalog):
    wanted, *_rest = written(catalog, 'arbres', 'arbres', state='accepted', terms=frozenset({7}))
    written(catalog, 'arbres', state='accepted')
    catalog.upsert([row(body='arbres', type='debate', state='accepted', terms=frozenset({7}))])
    query = ask(text='arbres', states=('accepted',), terms=((7, 8),), limit=1)
    assert catalog.find(query).ids == (wanted,)
    assert catalog.count(query) == 2


@pytest.mark.parametrize('most', [4000, -1])
def test_a_search_is_sorted_as_asked_however_many_match(catalog, monkeypatch, most):
    monkeypatch.setattr('isegoria.catalog.searching.MOST_LOOKED_UP', most)
    rows = [row(body='arbres' if at % 3 else 'places', supports=at % 5, created=10**15 + at) for at in range(30)]
    catalog.upsert(rows)
    match = [each for each in rows if 'arbres' in each.body]
    match.sort(key=lambda each: (each.supports, each.id), reverse=True)
    query = ask(text='arbres ', sort='-supports', limit=7)
    assert [number for page in pages(catalog, query) for number in page] == [each.id for each in match]


def test_what_is_edited_or_removed_is_found_by_its_new_words_alone(catalog):
    one = row(title='Arbres', body='a la plaça')
    catalog.upsert([one])
    catalog.upsert([row(id=one.id, title='Bancs', body='a la plaça')])
    assert catalog.find(ask(text='arbres')).ids == ()
    assert catalog.find(ask(text='bancs plaça')).ids == (one.id,)
    catalog.upsert(removed=[one.id])
    assert catalog.find(ask(text='plaça')).ids == ()


def test_a_search_across_places_finds_nothing_in_closed_ones(catalog):
    inner = Row(id=5, site=SITE, space=PRIVATE, component=INSIDE, type='proposal', created=1, title='secretariat', language='ca')
    catalog.upsert([inner])
    assert catalog.find(everywhere(text='secretariat')).ids == ()
    assert catalog.find(everywhere(text='secretariat', keys=PUBLIC | {f'members:{PRIVATE}'})).ids == (5,)


# Did you mean


def test_a_misspelled_word_is_corrected_to_one_that_finds_something(catalog):
    written(catalog, 'La participació i els arbres', 'participació')
    assert catalog.suggest('participacoi', site=SITE) == 'participació'
    assert catalog.suggest('partcipació arbers', site=SITE) == 'participació arbres'
    assert catalog.suggest('partissipacio', site=SITE) == 'participació'


def test_what_is_spelled_well_or_unlike_anything_is_left_alone(catalog):
    written(catalog, 'La participació i els arbres')
    for typed in ('participació', 'arbre', 'zzzzzzzz', 'la', ''):
        assert catalog.suggest(typed, site=SITE) is None


def test_no_word_of_a_hidden_or_closed_text_is_suggested(catalog):
    catalog.upsert([row(body='clandestí', visibility='hidden'), row(body='amagatall', space=PRIVATE, component=INSIDE)])
    for typed in ('clandesti', 'clandestix', 'amagatal', 'amagatalll'):
        assert catalog.suggest(typed, site=SITE) is None
    assert catalog.suggest('amagatalll', site=SITE, keys=PUBLIC | {f'members:{PRIVATE}'}) == 'amagatall'


def test_a_word_leaves_the_vocabulary_with_its_last_text(catalog):
    one, two = written(catalog, 'una girafa', 'girafes')
    catalog.upsert(removed=[one])
    assert catalog.suggest('giraffa', site=SITE) == 'girafa'
    catalog.upsert([row(id=two, body='res')])
    assert catalog.suggest('giraffa', site=SITE) is None


# Similar proposals


def test_similar_proposals_are_found_by_their_words(catalog):
    same = row(title='Més arbres a la plaça Major', body='Calen arbres que facin ombra')
    near = row(title='Arbres a la plaça', body='Plantem-ne')
    other = row(title='Un carril bici nou', body='De la plaça al port')
    taken_back = row(title='Més arbres a la plaça Major', state='withdrawn')
    hidden = row(title='Més arbres a la plaça Major', visibility='hidden')
    elsewhere = row(title='Més arbres a la plaça Major', component=INSIDE, space=SPACE)
    catalog.upsert([same, near, other, taken_back, hidden, elsewhere])

    def similar(**about):
        asked = {
            'site': SITE,
            'component': COMPONENT,
            'keys': PUBLIC,
            'title': 'Arbres per la plaça major',
            'body': '',
            'language': 'ca',
        }
        return catalog.similar(**{**asked, **about})

    assert similar() == [same.id, near.id]
    assert similar(exclude=same.id) == [near.id]
    assert similar(limit=1) == [same.id]
    assert similar(title='de la', body='') == []
    assert similar(title='Cosa mai dita') == []


def test_the_reader_is_shown_texts_in_their_language_first(catalog):
    ca = row(title='mobilitat', body='plan', language='ca', created=1)
    es = row(title='movilidad', body='plan', language='es', created=2)
    named = row(title='plan', language='es', created=1)
    catalog.upsert([ca, es, named])
    query = Query(site=SITE, keys=PUBLIC, text='plan ', sort='relevance')
    assert catalog.find(query).ids == (named.id, es.id, ca.id)
    assert catalog.find(Query(site=SITE, keys=PUBLIC, text='plan ', sort='relevance', reader='ca')).ids == (ca.id, named.id, es.id)
