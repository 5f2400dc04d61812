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
        paths = on_the_way(path)
        if self.database.sqlite:
            known = self.remembered.get(site)
            if known is None:
                known = self._remember(site)
            met = [known[each] for each in paths if each in known]
        else:
            values = {f'path{at}': paths[min(at, len(paths) - 1)] for at in range(DEEPEST + 1)}
            met = [
                row[1:]
                for row in self.database.read(lambda connection: self.database.run(connection, ON_THE_WAY, site=site, **values))
            ]
        if not met:
            return None
        return (*(number for each in met for number in each[:2]), met[-1][2])

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


def on_the_way(path: str) -> list[str]:
    """'/a/b/c' -> '', '/a', '/a/b', '/a/b/c'; the site itself is ''."""
    parts = [part for part in path.split('/') if part][:DEEPEST]
    return ['', *('/' + '/'.join(parts[: at + 1]) for at in range(len(parts)))]
