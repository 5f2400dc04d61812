"""Places: the site, its spaces and their components; who may see them, and the counters that tell a page is old."""

import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, insert, literal, select, update

from isegoria.catalog.row import HIDDEN
from isegoria.catalog.stamps import Stamps
from isegoria.catalog.tables import place
from isegoria.content import lineage

PUBLIC = 'public'
DEEPEST = 20  # places within places


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A site (its parent is None), a space or a component."""

    id: int
    site: int
    parent: int | None
    visibility: str = PUBLIC
    path: str


@dataclass(slots=True)
class Standing:
    """A row of the place table."""

    id: int
    site: int
    parent: int | None
    visibility: str
    path: str
    chain: str
    own: int
    below: int


def first_count() -> int:
    """Counters begin at the clock, so that no page kept from before the catalog was lost looks fresh again."""
    return time.time_ns() // 1_000_000


def chain_of(number: int, standing: dict[int, Standing]) -> str:
    """The keys that one must hold to see a place: its own and those above it, joined; '' when all are public."""
    keys, seen = set(), set()
    while number in standing and number not in seen:
        seen.add(number)
        keys.add(standing[number].visibility)
        number = standing[number].parent
    return ' '.join(sorted(keys - {PUBLIC}))


def is_open(chain: str, keys) -> bool:
    return all(key in keys for key in chain.split())


def path_of(resource) -> str:
    """The path of a site, space or component, as the place table has it."""
    return ''.join(f'/{each.__name__}' for each in reversed(list(lineage(resource))) if each.__name__)


COLUMNS = tuple(column.name for column in place.columns)
SETTLED = ('site', 'parent', 'visibility', 'path', 'chain')
OF_SITE = select(place).where(place.c.site == bindparam('about'))
INSERT = insert(place)
CHANGE = update(place).where(place.c.id == bindparam('about')).values({name: bindparam(f'new_{name}') for name in SETTLED})
COUNT = (
    update(place)
    .where(place.c.id == bindparam('about'))
    .values(own=place.c.own + bindparam('more_own'), below=place.c.below + bindparam('more_below'))
)
CHAINS = select(place.c.chain).where(place.c.site == bindparam('about')).distinct()


def upwards():
    """(place, place or one above it, how far above), for one place."""
    start = select(place.c.id, place.c.parent, literal(0).label('height')).where(place.c.id == bindparam('about'))
    up = start.cte('up', recursive=True)
    step = select(place.c.id, place.c.parent, up.c.height + 1).where(place.c.id == up.c.parent, up.c.height < DEEPEST)
    up = up.union_all(step)
    return select(up.c.id).order_by(up.c.height)


UPWARDS = upwards()


class Places:
    """The place table."""

    def __init__(self, database):
        self.database = database
        self.stamps = Stamps(database)

    # Writing, in a transaction

    def declare(self, connection, places: Iterable[Place]):
        """Write places down, and the chains of everything below those that changed."""
        by_site = defaultdict(list)
        for each in places:
            by_site[each.site].append(each)
        if by_site:
            self.database.lock_places(connection)
        for site in sorted(by_site):
            before = {row[0]: Standing(*row) for row in self.database.run(connection, OF_SITE, about=site)}
            after = {number: replace(old) for number, old in before.items()}
            for each in by_site[site]:
                old = before.get(each.id)
                counts = (old.own, old.below) if old else (first_count(), first_count())
                after[each.id] = Standing(each.id, each.site, each.parent, each.visibility, each.path, '', *counts)
            self._write(connection, before, after)

    def _write(self, connection, before, after):
        for number in sorted(after):
            now, old = after[number], before.get(number)
            now.chain = chain_of(number, after)
            if old is None:
                self.database.run(connection, INSERT, **{name: getattr(now, name) for name in COLUMNS})
            elif old != now:
                self.database.run(connection, CHANGE, about=number, **{f'new_{name}': getattr(now, name) for name in SETTLED})

    def add_missing(self, connection, wanted: dict[int, int]) -> dict[int, list[int]]:
        """Places that rows name, with their sites, and nobody declared are closed, so that nothing shows before its place says
        who may look. Gives the ways up that were found meanwhile."""
        known, ways = set(), {}
        for number in sorted(wanted, key=lambda each: wanted[each] == each):
            if number not in known:
                ways[number] = self.lineage(connection, number)
                known.update(ways[number])
        missing = [undeclared(number, wanted[number]) for number in sorted(set(wanted) - known)]
        self.declare(connection, missing)
        return {} if missing else ways

    def count(self, connection, changed: set[int], ways: dict[int, list[int]]) -> dict[int, tuple[int, int]]:
        """One more change in each of these places, and below everything above it; from the inside out, so that two writers
        never wait for each other. `ways` up need not be looked for again. Gives what was added."""
        more = defaultdict(lambda: [0, 0, 0])
        for number in changed:
            way = ways.get(number) or self.lineage(connection, number)
            for height, above in enumerate(way):
                more[above][height > 0] += 1
                more[above][2] = len(way) - height
        order = sorted(more, key=lambda each: (-more[each][2], each))
        self.database.run_many(
            connection, COUNT, [{'about': each, 'more_own': more[each][0], 'more_below': more[each][1]} for each in order]
        )
        return {number: (own, below) for number, (own, below, _depth) in more.items()}

    # Reading

    def lineage(self, connection, number: int) -> list[int]:
        """A place and all above it, from the inside out; empty when nobody declared it."""
        return [row[0] for row in self.database.run(connection, UPWARDS, about=number)]

    def open_chains(self, connection, query) -> tuple[str, ...] | None:
        """For a list across places: the chains that the viewer's keys open; None when they open all, or one place was
        entered already."""
        if query.component is not None or query.subject is not None or query.thread is not None:
            return None
        chains = [row[0] for row in self.database.run(connection, CHAINS, about=query.site)]
        opened = tuple(chain for chain in chains if is_open(chain, query.keys))
        return None if len(opened) == len(chains) else opened


def undeclared(number: int, site: int) -> Place:
    if number == site:
        return Place(id=site, site=site, parent=None, visibility=PUBLIC, path='')
    return Place(id=number, site=site, parent=site, visibility=HIDDEN, path=f'?{number}')
