"""The tables and indexes of the catalog, the same in SQLite and PostgreSQL.

Each list that exists has an index that ends in its order, so that a page costs the same at any size. Who may see a row, its
state, origin and terms, and a sieve of these two, stand behind the order: what a filter asks is answered without fetching
the row.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text, literal_column
from sqlalchemy.dialects.postgresql import TSVECTOR

from isegoria.catalog.row import COMMENT

metadata = MetaData()


def _number(name, **more):
    return Column(name, BigInteger, nullable=more.pop('nullable', False), **more)


def _word(name):
    # Bytewise order, so that both databases sort and cut alike.
    return Column(name, Text().with_variant(Text(collation='C'), 'postgresql'), nullable=False)


resource = Table(
    'resource',
    metadata,
    Column('id', BigInteger().with_variant(Integer, 'sqlite'), primary_key=True, autoincrement=False),
    _number('site'),
    _number('place'),
    _number('space', nullable=True),
    _number('component', nullable=True),
    _number('subject', nullable=True),
    _number('thread', nullable=True),
    Column('depth', Integer, nullable=False),
    _word('type'),
    _word('state'),
    _word('origin'),
    _word('terms'),
    _number('sieve'),
    _number('author', nullable=True),
    _word('language'),
    _number('created'),
    _number('updated'),
    *(
        Column(name, Integer, nullable=False)
        for name in ('supports', 'comments', 'likes', 'balance', 'replies', 'authors', 'follows')
    ),
    _number('weight'),
    Column('random', Integer, nullable=False),
    _word('visibility'),
    _word('title'),
    _number('digest'),
    _number('fingerprint'),
    # SQLite: else a page that begins behind a cursor passes all rows with the same supports first.
    sqlite_with_rowid=False,
)

NOT_COMMENT = resource.c.type != literal_column(f"'{COMMENT}'")
COMPONENT_SORTS = ('created', 'updated', 'supports', 'comments', 'likes', 'follows', 'authors', 'random', 'weight', 'title')
BEHIND = ('sieve', 'state', 'visibility', 'origin', 'terms')

# What a list is led by -> (the columns that lead its index, its orders, what stands behind).
WALKS = {
    'component': (('component', 'type'), COMPONENT_SORTS, BEHIND),
    'space': (('space', 'type'), ('created',), ('visibility', 'state', 'place', 'component')),
    'site': (('site', 'type'), ('created', 'title'), ('visibility', 'state', 'place', 'component')),
    'everything': (('site',), ('created',), ('visibility', 'state', 'place', 'component', 'type')),
    'author': (('author',), ('created',), ()),
    'subject': (('subject', 'depth'), ('created', 'balance', 'replies'), ('visibility',)),
    'thread': (('thread',), ('created', 'balance', 'replies'), ('visibility', 'depth')),
}


SQLITE_KEY = 'sqlite_autoindex_resource_1'


def walk_name(lead: str, sort: str) -> str:
    return f'resource_{lead}_{sort}'


def _where(lead, sort):
    """Comments are listed by what they are on: they stay out of the orders of a component that nobody asks them in."""
    if lead == 'component' and sort != 'created':
        return NOT_COMMENT
    if lead in ('author', 'subject', 'thread', 'space'):
        return resource.c[lead].is_not(None)
    return None


for _lead, (_columns, _sorts, _behind) in WALKS.items():
    for _sort in _sorts:
        _partly = _where(_lead, _sort)
        Index(
            walk_name(_lead, _sort),
            *(resource.c[name] for name in (*_columns, _sort, 'id', *_behind)),
            **({} if _partly is None else {'sqlite_where': _partly, 'postgresql_where': _partly}),
        )

# How many there are: changed in the transaction of the rows, by the difference of old and new. Term 0 counts each row once;
# `within` another term only those that have both are counted.
tally = Table(
    'tally',
    metadata,
    *(
        Column(name, kind, primary_key=True, autoincrement=False)
        for name, kind in (
            ('place', BigInteger),
            ('type', Text),
            ('within', BigInteger),
            ('term', BigInteger),
            ('state', Text),
            ('origin', Text),
            ('visibility', Text),
            ('site', BigInteger),
            ('space', BigInteger),
        )
    ),
    _number('n'),
    Index('tally_site', 'site', 'type', 'within', 'term'),
    sqlite_with_rowid=False,
)
WHOLE = tally.c.term == literal_column('0')
Index(
    'tally_whole',
    *(tally.c[name] for name in ('site', 'space', 'place', 'type', 'n')),
    sqlite_where=WHOLE,
    postgresql_where=WHOLE,
)

# Who may see a place, and how often something changed in it (own) and below it: the page cache compares these.
place = Table(
    'place',
    metadata,
    Column('id', BigInteger, primary_key=True, autoincrement=False),
    _number('site'),
    _number('parent', nullable=True),
    _word('visibility'),
    _word('path'),
    _word('chain'),  # the keys of the place and of all above it, without 'public'
    _number('own'),
    _number('below'),
    Index('place_chain', 'site', 'chain', 'id'),
    Index('place_path', 'site', 'path'),
)

# The words that occur, with the stem each is found by: for beginnings of words and for "did you mean".
vocabulary = Table(
    'vocabulary',
    metadata,
    *(Column(name, Text().with_variant(Text(collation='C'), 'postgresql'), primary_key=True) for name in ('word', 'stem')),
    Column('shown', Text, nullable=False),  # as somebody wrote it, accents and all
    Index('vocabulary_stem', 'stem'),
    sqlite_with_rowid=False,
)

fact = Table('fact', metadata, Column('name', Text, primary_key=True), Column('value', Text, nullable=False))

# The words of each resource: a full-text table in SQLite, a column with an inverted index in PostgreSQL.
postgres_words = Table(
    'words',
    MetaData(),
    Column('id', BigInteger, primary_key=True, autoincrement=False),
    Column('vector', TSVECTOR, nullable=False),
)
Index('words_vector', postgres_words.c.vector, postgresql_using='gin', postgresql_with={'gin_pending_list_limit': 256})

SQLITE_WORDS = """CREATE VIRTUAL TABLE IF NOT EXISTS words USING
    fts5(title, body, tags, columnsize=0, tokenize="ascii tokenchars '_'")"""
