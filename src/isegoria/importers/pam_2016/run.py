"""The import: lines in batches into the component, found again by their original ids when it runs a second time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from zoneinfo import ZoneInfo

from isegoria.garbage import seldom_collected
from isegoria.importers.classification import Classification
from isegoria.importers.destination import Destination
from isegoria.importers.loading import Loader, batches
from isegoria.importers.pam_2016 import LANGUAGE, SOURCE
from isegoria.importers.pam_2016.lines import WAYS, comment, contribution, proposal
from isegoria.importers.pam_2016.process import COMPONENT, new_process, prepare
from isegoria.importers.people import People
from isegoria.importers.reading import LinesOfJson, Rejected
from isegoria.importers.sites import the_site
from isegoria.importers.threads import SUBJECT, Threads
from isegoria.importers.waiting import Waiting
from isegoria.originals import originals_of


@dataclass(frozen=True)
class Batch:
    """What became of some lines."""

    new: int = 0
    there: int = 0
    refused: tuple = ()  # (line number, reason)
    waiting: tuple = ()  # comments that answer one not read yet


@dataclass
class Totals:
    proposals: int = 0
    comments: int = 0
    there: int = 0
    rejected: int = 0

    def __str__(self):
        done = f'imported {self.proposals} proposals and {self.comments} comments'
        return f'{done}; already there {self.there}; rejected {self.rejected}'


@dataclass
class Import:
    """One run. `report(file, line, reason)` is told of what is rejected, `progress(stem, share)` how far it has come."""

    registry: object
    database: object
    folder: object
    into: str
    create: bool = False
    site: str | None = None
    report: Callable = print
    progress: Callable = lambda stem, share: None
    totals: Totals = field(default_factory=Totals)

    def __call__(self) -> Totals:
        with seldom_collected():
            return self._run()

    def _run(self):
        self.destination = Destination(self.into, self.registry, 'proposals')
        proposals, comments = (LinesOfJson(self.folder, stem, self.reject) for stem in ('proposals', 'comments'))
        self.loader = Loader(self.registry, self.database, self.progress)
        try:
            self.zone = self.loader.write(self._prepare)
            self._read(proposals, proposal, self._put_proposals)
            waiting = Waiting()
            self._read(comments, comment, partial(self._put_comments, patient=True), waiting)
            self._answer(waiting, comments)
            self.loader.finish()
        finally:
            self.loader.close()
        return self.totals

    def reject(self, name, line, reason):
        self.totals.rejected += 1
        self.report(name, line, reason)

    def _prepare(self, connection) -> ZoneInfo:
        """Find or make the component and its taxonomies; the site's time zone."""
        site = the_site(connection, self.site)
        zone = ZoneInfo(site.time_zone)
        component = self.destination.find(site)
        if component is None and self.create:
            component = self.destination.create(site, partial(new_process, zone=zone), COMPONENT)
            prepare(component)
        component = component or self.destination.require(site)
        roots = Classification(site, SOURCE, LANGUAGE, WAYS).filters
        filters = tuple(component.setting('taxonomy_filters') or ())
        if not set(roots) <= set(filters):
            component.settings = {
                **component.settings,
                'taxonomy_filters': (*filters, *(root for root in roots if root not in filters)),
            }
        return zone

    def _read(self, lines: LinesOfJson, understand, put, waiting=None):
        """Read a file through in batches; lines that wait for others go to `waiting`."""
        counted = 'proposals' if understand is proposal else 'comments'
        for batch in batches(self._understood(lines, understand)):
            self._take(self.loader.write(partial(put, batch=batch)), lines, counted, waiting)
            self.progress(counted, lines.position / lines.size)
        self.progress(counted, 1)

    def _understood(self, lines, understand):
        for number, values in lines:
            try:
                yield understand(number, values, self.zone)
            except Rejected as reason:
                lines.reject(number, reason)

    def _take(self, done: Batch, lines, counted, waiting):
        setattr(self.totals, counted, getattr(self.totals, counted) + done.new)
        self.totals.there += done.there
        for number, reason in done.refused:
            lines.reject(number, reason)
        for line in done.waiting:
            waiting.add(line)

    def _put_proposals(self, connection, batch) -> Batch:
        site = the_site(connection, self.site)
        component, people = self.destination.find(site), People(site, SOURCE)
        classification = Classification(site, SOURCE, LANGUAGE, WAYS)
        originals, there = originals_of(component), 0
        for line in batch:
            if originals.get(SOURCE, SUBJECT, line.original_id) is not None:
                there += 1
                continue
            made = component.manifest.imports(component, contribution(line, people, classification))
            originals.keep(SOURCE, SUBJECT, line.original_id, made.id)
        return Batch(len(batch) - there, there)

    def _put_comments(self, connection, batch, patient) -> Batch:
        site = the_site(connection, self.site)
        threads = Threads(self.destination.find(site), People(site, SOURCE), SOURCE)
        new, there, refused, waiting = 0, 0, [], []
        for line in batch:
            if threads.has(line):
                there += 1
            elif patient and threads.must_wait(line):
                waiting.append(line)
            else:
                try:
                    threads.add(line)
                    new += 1
                except Rejected as reason:
                    refused.append((line.number, str(reason)))
        return Batch(new, there, tuple(refused), tuple(waiting))

    def _answer(self, waiting: Waiting, lines):
        """Write the comments that stood in the file before the one they answer, in as many rounds as it takes; those that
        answer nothing that exists hang under the nearest ancestor that does."""
        while waiting:
            left = Waiting()
            for batch in batches(waiting.released(left)):
                self._take(self.loader.write(partial(self._put_comments, batch=batch, patient=False)), lines, 'comments', left)
            waiting.close()
            waiting = left
        waiting.close()
