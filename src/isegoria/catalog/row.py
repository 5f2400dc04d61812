"""Row: what the catalog knows of a resource, and how it is written down."""

import hashlib
from dataclasses import dataclass, fields
from operator import attrgetter
from zlib import crc32

from isegoria.catalog import words

HIDDEN = 'hidden'
COMMENT = 'comment'
TITLE_LENGTH = 40
SIEVE_BITS = 62
SEEDS = 64
RANDOM_BITS = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is listed, filtered, sorted, counted or searched of one resource."""

    id: int
    site: int
    space: int | None = None
    component: int | None = None
    subject: int | None = None  # what a comment is on: the id of the thing at the root
    thread: int | None = None  # its top comment (its own id at depth 0)
    depth: int = 0
    type: str
    state: str = ''  # what the public sees of it; '' is none, or not answered
    terms: frozenset[int] = frozenset()  # taxonomy entries and everything above them: a parent finds its descendants
    origin: str = ''
    author: int | None = None
    language: str = ''
    created: int  # microseconds; of published things, when they were published
    updated: int = 0
    supports: int = 0
    comments: int = 0
    likes: int = 0
    balance: int = 0  # of a comment: votes for it less votes against it
    replies: int = 0  # of a comment: everything below it
    authors: int = 1
    follows: int = 0
    weight: int = 0
    random: int = 0  # of (epoch, id); its lowest 31 bits decide
    visibility: str = 'public'  # among those who may see its place
    title: str = ''
    body: str = ''
    translations: tuple[tuple[str, str, str], ...] = ()  # (language, title, body) beyond those in `language`

    @property
    def place(self) -> int:
        """Where it lies: its component, else its space, else its site."""
        return self.component or self.space or self.site


# The fields that stand in the table under their own name.
PLAIN = (
    'id', 'site', 'space', 'component', 'subject', 'thread', 'depth', 'type', 'state', 'origin', 'author', 'language', 'created',
    'updated', 'supports', 'comments', 'likes', 'balance', 'replies', 'authors', 'follows', 'weight', 'visibility',
)  # fmt: skip
PLAIN_FIELDS = attrgetter(*PLAIN)
# What its words and marks are made of (texts.py), with its terms.
INDEXED = attrgetter('language', 'title', 'body', 'translations', 'site', 'space', 'component', 'type', 'state', 'origin')


def record(row: Row) -> dict:
    """The columns of a row in the table of resources."""
    written = dict(zip(PLAIN, PLAIN_FIELDS(row), strict=True))
    written['place'] = row.place
    written['terms'] = spaced(sorted(row.terms))
    written['sieve'] = sieve(row)
    written['random'] = row.random & (2**RANDOM_BITS - 1)
    written['title'] = ' '.join(words.words(row.title))[:TITLE_LENGTH]
    written['digest'] = digest(INDEXED(row), sorted(row.terms))  # while it stays, no word need be stemmed
    written['fingerprint'] = fingerprint(row)
    return written


def spaced(values) -> str:
    """A set written so that ' 12 ' is found in it exactly when 12 is a member."""
    return ''.join(f' {value}' for value in values) + ' ' if values else ''


def sieve(row: Row) -> int:
    """Two bits for each term and for the origin, kept in the indexes: a row that lacks one of them cannot have the term."""
    bits = bits_of_word(row.origin)
    for term in row.terms:
        bits |= bits_of(term)
    return bits


def bits_of_word(word: str) -> int:
    return bits_of(crc32(word.encode()))


def bits_of(term: int) -> int:
    mixed = term * 0x9E3779B97F4A7C15 & 2**64 - 1
    return 1 << (mixed >> 58) % SIEVE_BITS | 1 << (mixed >> 40 & 0xFFFF) % SIEVE_BITS


def digest(*values) -> int:
    """A number that changes when one of the values does."""
    made = hashlib.blake2b(repr(values).encode('utf-8', 'surrogatepass'), digest_size=8).digest()
    return int.from_bytes(made, 'big', signed=True)


FIELDS = attrgetter(*(field.name for field in fields(Row) if field.name != 'terms'))


def fingerprint(row: Row) -> int:
    """Two rows with the same fingerprint say the same."""
    return digest(FIELDS(row), sorted(row.terms))


def is_counted(visibility: str) -> bool:
    """Hidden things and those of one person have lists of their own, so no count includes them."""
    return visibility != HIDDEN and not visibility.startswith('author:')


def begin_of(seed: str) -> int:
    """Where the random order of a seed begins; the order wraps round from there."""
    return (int(seed or 0) % SEEDS) << (RANDOM_BITS - SEEDS.bit_length() + 1)
