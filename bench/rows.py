"""The rows of the table: what is asked, and which share of the floor's requests a second each should reach (issue 4)."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.load import Ask
from bench.site import Place

FILE, POSTGRES = 'FileStorage, waitress', 'PostgreSQL, two processes'
PLAIN, KEPT, COLD = 'plain', 'kept', 'cold'  # the server: without the page cache, with it, without card fragments
MOST_POSTS = 4_000  # prepared for a row; more than a window of some seconds sends


@dataclass(frozen=True)
class RowOfTable:
    """One line of work. `asks(place, salt)` gives the requests; `once` those that are sent a single time."""

    name: str
    asks: Callable[[Place, int], list[Ask]]
    targets: dict = field(default_factory=dict)
    server: str = PLAIN
    once: bool = False


def supports(place: Place, salt: int) -> list[Ask]:
    """Everybody supports another proposal, and then the next ones; `salt` keeps two rounds apart. The last one is for the row
    of eight writers."""
    number = len(place.proposals) - 1
    pairs = ((person, (person * 7 + salt * 211 + step) % number) for step in range(2) for person in range(len(place.people)))
    return [place.post(f'{place.proposals[proposal]}/support', person) for person, proposal in pairs][:MOST_POSTS]


def comments(place: Place, salt: int) -> list[Ask]:
    words = 'Em sembla bé, i caldria fer-ho aviat'
    return [
        place.post(
            f'{place.proposals[(each + salt) % len(place.proposals)]}/comments',
            each % len(place.people),
            body=f'{words} {salt} {each}',
            form_token=secrets.token_hex(4),
            comment='comment',
        )
        for each in range(MOST_POSTS)
    ]


def drafts(place: Place, salt: int) -> list[Ask]:
    """Each person begins one proposal; a third of them in each round, since nobody has two drafts."""
    share = len(place.people) // 2
    people = range(salt % 2 * share, (salt % 2 + 1) * share)
    title, body = 'Més ombra a les places del barri', 'Volem arbres i bancs on juguen els infants i descansa la gent gran.'
    return [place.post(f'{place.path}/new', each, title=f'{title} {each}', body=body, save='save') for each in people]


def the_list(place: Place, _salt: int) -> list[Ask]:
    return [place.page()]


ROWS = (
    RowOfTable('list, anonymous, page cache', the_list, {FILE: 1.8, POSTGRES: 1.2}, KEPT),
    RowOfTable('list, anonymous, no page cache, fragments warm', the_list, {FILE: 0.35, POSTGRES: 0.32}),
    RowOfTable('list, anonymous, no page cache, fragments cold', the_list, {FILE: 0.25, POSTGRES: 0.22}, COLD),
    RowOfTable('list, signed in', lambda place, _salt: [place.page(who=1)], {FILE: 0.27, POSTGRES: 0.20}),
    RowOfTable(
        'list, filtered and sorted',
        lambda place, _salt: [
            place.page(term=place.term, order='most_voted'),
            place.page(state='accepted', order='most_commented'),
        ],
    ),
    RowOfTable('list, page 500', lambda place, _salt: [place.page(page=500)]),
    RowOfTable('search, two words', lambda place, _salt: [place.page(text=place.words)]),
    RowOfTable(
        'proposal with 30 comments, signed in', lambda place, _salt: [place.page(place.few, who=2)], {FILE: 0.20, POSTGRES: 0.20}
    ),
    RowOfTable('thread of 10,000 comments, signed in', lambda place, _salt: [place.page(place.many, who=2)]),
    RowOfTable('support', supports, {FILE: 0.20, POSTGRES: 0.10}, once=True),
    RowOfTable('comment', comments, {FILE: 0.17, POSTGRES: 0.08}, once=True),
    RowOfTable('create', drafts, once=True),
)
