"""Stamps: what the page cache compares, to know whether anything changed where a page stands."""

import threading

from sqlalchemy import bindparam, func, select

from isegoria.catalog.tables import place

DEEPEST = 8  # parts of an address that can be places
OF_SITE = select(place.c.path, place.c.id, place.c.own, place.c.below).where(place.c.site == bindparam('site'))
ON_THE_WAY = OF_SITE.where(place.c.path.in_([bindparam(f'path{at}') for at in range(DEEPEST + 1)])).order_by(
    func.length(place.c.path)
)


class Stamps:
    """In one process with SQLite they stand in memory, raised after each commit; with PostgreSQL they are asked each time."""

    def __init__(self, database):
        self.database = database
        self.remembered = {}  # site -> {path: [id, own, below]}
        self.by_id = {}
        self.lock = threading.Lock()

    def stamp(self, site: int, path: str) -> tuple[int, ...] | None:
        """How often something changed in each place that an address leads through, and below the last; None: no such place."""
        return joined(self.way(site, path))

    def way(self, site: int, path: str) -> tuple[tuple[int, int, int], ...]:
        """(id, own, below) of each place that an address leads through, from the site on."""
        paths = on_the_way(path)
        if self.database.sqlite:
            known = self.remembered.get(site)
            if known is None:
                known = self._remember(site)
            return tuple(tuple(known[each]) for each in paths if each in known)
        values = {f'path{at}': paths[min(at, len(paths) - 1)] for at in range(DEEPEST + 1)}
        rows = self.database.read(lambda connection: self.database.run(connection, ON_THE_WAY, site=site, **values))
        return tuple(tuple(row[1:]) for row in rows)

    def _remember(self, site):
        """Read a site's counters while nobody writes."""
        with self.database.writing, self.lock:
            found = self.database.read(lambda connection: self.database.run(connection, OF_SITE, site=site))
            known = {path: [number, own, below] for path, number, own, below in found}
            self.by_id.update({each[0]: each for each in known.values()})
            self.remembered[site] = known
            return known

    def raise_by(self, more: dict[int, tuple[int, int]]):
        """After a commit that added to these counters."""
        with self.lock:
            for number, (own, below) in more.items():
                known = self.by_id.get(number)
                if known is not None:
                    known[1] += own
                    known[2] += below

    def forget(self):
        """Places were declared, or all was made anew: read them again."""
        with self.lock:
            self.remembered, self.by_id = {}, {}


def joined(way) -> tuple[int, ...] | None:
    """The stamp of the last place on a way: whatever changes there, below it, or in the settings of what is above."""
    return (*(number for each in way for number in each[:2]), way[-1][2]) if way else None


def on_the_way(path: str) -> list[str]:
    """'/a/b/c' -> '', '/a', '/a/b', '/a/b/c'; the site itself is ''."""
    parts = [part for part in path.split('/') if part][:DEEPEST]
    return ['', *('/' + '/'.join(parts[: at + 1]) for at in range(len(parts)))]
