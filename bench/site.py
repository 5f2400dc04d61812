"""The site that is measured: Barcelona's proposals, fewer or more of them, and what the rows of the table ask of it."""

import gzip
import json
import random
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from tests.factories import BROWSER, EVERYTHING_OPEN, Made
from tests.servers.web import signed_session

from bench.floor import CARDS, Item
from bench.importing import INTO, SHARED, write_files
from bench.load import Ask
from isegoria import clock
from isegoria.accounts.resource import Participant
from isegoria.accounts.sign_ins import SignIn
from isegoria.accounts.terms import current_version
from isegoria.demonstration.growing import Growth
from isegoria.importers.loading import Loader
from isegoria.importers.pam_2016.run import Import
from isegoria.importers.sites import the_site
from isegoria.outbox import changed
from isegoria.scripts.environment import application
from isegoria.traits.comments.resource import Comment

LANGUAGE = 'ca'
PEOPLE, SOME = 3_000, 2_000
FEW, MANY = 30, 10_000
TOKEN = 'a-token-of-the-benchmark'  # noqa: S105
OPEN = {**EVERYTHING_OPEN, 'votes_blocked': False, 'likes_blocked': False, 'comments_blocked': False}


@dataclass
class Place:
    """What is asked for: paths of pages, and people who are signed in."""

    path: str
    term: int
    words: str
    few: str  # paths of the proposals with few and with many comments
    many: str
    proposals: list[str]
    people: list[Made]
    items: list[Item]

    def cookie(self, who) -> str:
        """Of a session that begins now: an old one would be signed anew by each answer."""
        return f'isegoria={signed_session(self.people[who])}; isegoria-token={TOKEN}'

    def page(self, path='', who=None, **query) -> Ask:
        asked = f'?{urlencode(query, doseq=True)}' if query else ''
        return Ask(f'/{LANGUAGE}{path or self.path}{asked}', self.cookie(who) if who is not None else '')

    def post(self, path, who, **fields) -> Ask:
        return Ask(f'/{LANGUAGE}{path}', self.cookie(who), urlencode({'csrf_token': TOKEN, **fields}))


def some_of(folder: Path, number: int) -> Path:
    """Barcelona's files, or invented ones of their shape, cut after `number` proposals."""
    source = folder / 'lines'
    source.mkdir(exist_ok=True)
    if not SHARED.exists():
        write_files(source)
    else:
        for stem in ('proposals', 'comments'):
            with gzip.open(SHARED / f'{stem}.ndjson.gz', 'rb') as file:
                (source / f'{stem}.ndjson').write_bytes(file.read())
    kept = (source / 'proposals.ndjson').read_text().splitlines()[:number]
    known = {json.loads(line)['id'] for line in kept}
    comments = [line for line in (source / 'comments.ndjson').read_text().splitlines() if json.loads(line)['proposal_id'] in known]
    (source / 'proposals.ndjson').write_text('\n'.join(kept) + '\n')
    (source / 'comments.ndjson').write_text('\n'.join(comments) + '\n')
    return source


def fill(ini: Path, folder: Path, size: int) -> Place:
    """Import, grow to `size`, open everything, and add what the rows want."""
    with application(str(ini)) as (registry, database):
        Import(registry, database, some_of(folder, size), INTO, create=True, report=lambda *_about: None)()
        Growth(registry, database, size, into=INTO)()
        loader = Loader(registry, database)
        try:
            found = loader.write(prepare)
            loader.finish()
        finally:
            loader.close()
        return found


def prepare(connection) -> Place:
    site = the_site(connection, None)
    component = component_of(site)
    component.space.phases.set_settings(component.space.phases.active, component, OPEN)
    people = [join(site, number) for number in range(PEOPLE)]
    quiet = sorted(
        (each for each in islice(component.contents.values(), SOME) if each.published and each.accepts_comments),
        key=lambda each: each.comment_count.value,
    )
    few, many = (with_comments(each, number, people) for each, number in zip(quiet, (FEW, MANY), strict=False))
    return place(site, component, people, few, many)


def component_of(site):
    found = site
    for name in INTO.split('/'):
        found = found[name]
    return found


def join(site, number) -> Made:
    person = Participant(f'Reader {number}', f'reader_{number}', f'reader{number}@example.org')
    person.confirmed = clock.microseconds()
    person.accept_terms(current_version(site))
    person.sign_ins = (SignIn(BROWSER, clock.microseconds(), remembered=True),)
    site['participants'].add(person)
    changed(person)
    return Made(person.id, '', person.session_stamp)


def with_comments(proposal, number, people):
    """A proposal with so many comments more, a third of them replies."""
    draw, tops = random.Random(number), []
    for each in range(number):
        answered = draw.choice(tops[-20:]) if tops and draw.random() < 1 / 3 else None
        body = f'Estic d’acord amb la proposta; caldria pensar també en qui hi viu i en com es paga. {each}'
        comment = Comment(proposal, body, author=draw.choice(people).id, reply_to=answered, language=LANGUAGE)
        proposal.add_comment(comment)
        if answered is None:
            tops.append(comment)
    return proposal


def place(site, component, people, few, many) -> Place:
    base = f'/{INTO}'
    shown = [
        each
        for each in islice(component.contents.values(), SOME)
        if each.published and each.can_be_supported and each not in (few, many)
    ]
    term = max(site.taxonomies.terms.values(), key=lambda each: each.parent or 0)
    return Place(
        path=base,
        term=term.id,
        words='carrer bici',
        few=f'{base}/{few.__name__}',
        many=f'{base}/{many.__name__}',
        proposals=[f'{base}/{each.__name__}' for each in shown],
        people=people,
        items=[item(each) for each in shown[:CARDS]],
    )


def item(proposal) -> Item:
    title, words = next(iter(proposal.title.values())), next(iter(proposal._plain_texts.values()))
    return Item(str(title), str(words)[:220], 'Reader', 'Ecologia · Gràcia', proposal.supports_total, proposal.comment_count.value)
