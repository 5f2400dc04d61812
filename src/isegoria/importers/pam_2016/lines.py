"""What the lines of the two files mean here."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from isegoria.contribution import Contribution
from isegoria.importers.classification import Way
from isegoria.importers.fields import Fields
from isegoria.importers.languages import guess
from isegoria.importers.reading import Rejected

DAY, SECOND = '%d/%m/%Y', '%d/%m/%Y %H:%M:%S'
ORIGINS = {'official': 'official', 'citizen': 'participants', 'organization': 'collectives', 'meeting': 'meeting'}
STATES = {'accepted': 'accepted', 'rejected': 'rejected', None: ''}
ALIGNMENTS = {1: 1, 0: 0, -1: -1, None: 0}
WAYS = (
    Way('category', {'ca': 'Àmbit', 'es': 'Ámbito', 'fr': 'Domaine', 'en': 'Subject'}),
    Way('district', {'ca': 'Districte', 'es': 'Distrito', 'fr': 'Arrondissement', 'en': 'District'}),
    Way(
        'scope',
        {'ca': 'Abast', 'es': 'Alcance', 'fr': 'Portée', 'en': 'Scope'},
        {
            'city': {'ca': 'Tota la ciutat', 'es': 'Toda la ciudad', 'fr': 'Toute la ville', 'en': 'Whole city'},
            'district': {'ca': 'Un districte', 'es': 'Un distrito', 'fr': 'Un arrondissement', 'en': 'One district'},
        },
    ),
)


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal as its line has it; people and terms are looked up when it is written."""

    number: int
    original_id: int
    author: Fields | None
    names: tuple[tuple[str, ...], ...]  # (way, names from the top)
    about: dict


@dataclass(frozen=True, slots=True)
class CommentLine:
    number: int
    original_id: int
    proposal: int
    ancestors: tuple[int, ...]  # oldest first
    author: Fields | None
    about: dict
    up: int
    down: int
    hidden: bool


def proposal(number: int, values: dict, zone: ZoneInfo) -> ProposalLine:
    """What a line of proposals.ndjson says."""
    fields = Fields(values)
    title, body = fields.text('title'), fields.text('summary')
    language, created = guess(f'{title}\n{body}'), fields.moment('created_at', DAY, zone)
    state = fields.one_of('status', STATES)
    about = {
        'title': {language: title},
        'body': {language: body},
        'language': language,
        'created': created,
        'origin': fields.one_of('source', ORIGINS),
        'reference': fields.text_or_nothing('code'),
        'supports': fields.count('votes'),
        'hidden': fields.flag('hidden'),
        'state': state,
        # The city's answer was public; when it came, the file does not say.
        'state_published': created if state else None,
    }
    names = (
        ('category', fields.text_or_nothing('category'), fields.text_or_nothing('subcategory')),
        ('district', fields.text_or_nothing('district')),
        ('scope', fields.text_or_nothing('scope')),
    )
    return ProposalLine(number, fields.id(), checked(fields.part('author')), names, about)


def comment(number: int, values: dict, zone: ZoneInfo) -> CommentLine:
    """What a line of comments.ndjson says."""
    fields = Fields(values)
    body = fields.html('body')
    about = {
        'body': body,
        'language': guess(body),
        'created': fields.moment('created_at', SECOND, zone),
        'alignment': fields.one_of('alignment', ALIGNMENTS),
    }
    return CommentLine(
        number,
        fields.id(),
        fields.id('proposal_id'),
        ancestors(fields),
        checked(fields.part('author')),
        about,
        fields.count('likes'),
        fields.count('dislikes'),
        fields.flag('hidden'),
    )


def ancestors(fields: Fields) -> tuple[int, ...]:
    """The ids of what a comment answers, oldest first."""
    written = fields.text_or_nothing('ancestry')
    parts = written.split('/') if written else []
    if not all(part.isascii() and part.isdecimal() and len(part) < 19 for part in parts):
        raise Rejected(f'ancestry is {written!r}, not ids joined by /')
    return tuple(int(part) for part in parts)


def checked(author: Fields | None) -> Fields | None:
    """An author whose fields are what they should be, so that nothing fails once it is being written."""
    if author is not None:
        author.id(), author.text('name'), author.flag('official'), author.flag('organization')
    return author


def contribution(line: ProposalLine, people, classification) -> Contribution:
    """The line with its author and terms found; what the city itself proposed has no other author."""
    is_official = line.about['origin'] == ORIGINS['official']
    authors = (people.id_of(line.author),) if line.author is not None and not is_official else ()
    found = (classification.term(*names) for names in line.names)
    terms = tuple(term for term in found if term is not None)
    return Contribution(**line.about, original_id=line.original_id, authors=authors, terms=terms)
