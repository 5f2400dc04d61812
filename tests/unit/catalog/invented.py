"""Hypothesis strategies: rows that differ in everything a question can ask about, and the questions."""

from hypothesis import strategies as st
from tests.unit.catalog.making import COMPONENT, INSIDE, PRIVATE, SITE, SPACE

from isegoria.catalog.row import Row

KEYS = ('public', 'signed-in', f'members:{PRIVATE}', f'staff:{SPACE}', 'author:1', 'author:2', 'hidden')
STATES = ('', 'accepted', 'rejected', 'withdrawn')
ORIGINS = ('', 'official', 'participants')
TYPES = ('proposal', 'comment', 'page')
TERMS = tuple(range(1, 8))
PLACED = ((SPACE, COMPONENT), (PRIVATE, INSIDE), (SPACE, None), (None, None))
SOME = (
    'participació participación participacion ciutadana ciutadans plaça plaza plaza-verda arbres árboles arbre el de la'
    ' espai espais verd verds 2016 participar carrer'
)
WORDS = SOME.split()
small = st.integers(0, 3)
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(' '.join)


@st.composite
def rows(draw, number):
    """A row with this id."""
    space, component = draw(st.sampled_from(PLACED))
    return Row(
        id=number,
        site=SITE,
        space=space,
        component=component,
        subject=draw(st.none() | st.integers(1, 3)),
        thread=draw(st.none() | st.integers(1, 3)),
        depth=draw(small),
        type=draw(st.sampled_from(TYPES)),
        state=draw(st.sampled_from(STATES)),
        terms=draw(st.frozensets(st.sampled_from(TERMS), max_size=3)),
        origin=draw(st.sampled_from(ORIGINS)),
        author=draw(st.none() | st.integers(1, 3)),
        language=draw(st.sampled_from(('ca', 'es', 'fr', 'en', '', 'xx'))),
        created=draw(st.integers(1, 5)),
        updated=draw(small),
        supports=draw(small),
        comments=draw(small),
        likes=draw(small),
        balance=draw(st.integers(-2, 2)),
        replies=draw(small),
        authors=draw(small),
        follows=draw(small),
        weight=draw(small),
        random=draw(st.integers(0, 2**53)),
        visibility=draw(st.sampled_from(KEYS)),
        title=draw(texts),
        body=draw(texts),
    )


@st.composite
def many_rows(draw, most=12):
    return [draw(rows(2**50 + at)) for at in range(draw(st.integers(0, most)))]


SORTS = (
    'created', '-created', '-updated', '-supports', '-comments', '-likes', '-follows', '-authors', '-balance', '-replies', 'weight',
    'title', '-title', 'random:0', 'random:33',
)  # fmt: skip
some_states = st.lists(st.sampled_from(STATES), max_size=2, unique=True).map(tuple)

conditions = st.fixed_dictionaries(
    {'keys': st.frozensets(st.sampled_from(KEYS), max_size=4), 'sort': st.sampled_from(SORTS)},
    optional={
        'types': st.lists(st.sampled_from(TYPES), max_size=2, unique=True).map(tuple),
        'component': st.sampled_from((COMPONENT, INSIDE)),
        'space': st.sampled_from((SPACE, PRIVATE)),
        'subject': st.integers(1, 3),
        'thread': st.integers(1, 3),
        'author': st.integers(1, 3),
        'depth': small,
        'replies_only': st.booleans(),
        'ids': st.lists(st.integers(2**50, 2**50 + 12), max_size=4).map(tuple),
        'states': st.none() | some_states,
        'not_states': some_states,
        'terms': st.lists(st.lists(st.sampled_from(TERMS), min_size=1, max_size=3).map(tuple), max_size=2).map(tuple),
        'origins': st.lists(st.sampled_from(ORIGINS), max_size=2, unique=True).map(tuple),
        'created_after': st.integers(1, 5),
        'created_before': st.integers(1, 5),
    },
)
questions = st.lists(
    st.one_of(
        st.sampled_from([*WORDS, 'partic*', 'espa', 'verd ', 'ciutadans ']),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    ),
    min_size=1,
    max_size=3,
).map(' '.join)
