"""The worker: drains the outbox and runs what is due. A thread of the serving process here, a process of its own at scale."""

import logging
import threading
from datetime import timedelta

import transaction
from ZODB.POSException import ConflictError

from isegoria import clock
from isegoria.alone import alone
from isegoria.catalog.facts import note, noted
from isegoria.catalog.rebuilding import rebuild
from isegoria.catalog.tween import end, serve
from isegoria.root import installation

log = logging.getLogger(__name__)
BATCH = 1_000
TRIES = 3
AFTER_FAILURE = 2.0  # seconds
NOTE = 10.0  # seconds between two signs of life
SEEN = 'worker'  # the fact that holds them, in microseconds
PACKED, WEEK, NIGHT = 'packed', timedelta(days=7), range(1, 5)  # hours in UTC
MINUTE, HOUR = 60, 3600
PUT_OFF = (MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR, 24 * HOUR, 24 * HOUR)  # then it is given up


class TryLater(Exception):
    """A job says: nothing is wrong with what it is to do, only not now. Its entry stays, with a growing delay."""


class Worker:
    """Does what the outbox asks, and what a date asks; safe to run again at any point, since every job is idempotent."""

    def __init__(self, registry, database):
        self.registry, self.database = registry, database
        self.since = None

    def drain(self) -> int:
        """Serve entries until there are none; how many were served."""
        served = 0
        while True:
            number = self._batch()
            served += number
            if not number:
                return served

    def _batch(self):
        manager = transaction.TransactionManager(explicit=True)
        connection = self.database.open(manager)
        try:
            manager.begin()
            box = connection.root().get('outbox')
            entries = box.entries(BATCH) if box is not None else []
            manager.abort()
            if not entries:
                return 0
            done = self._serve(manager, connection, entries)
            return len(done)
        finally:
            end(manager)
            connection.close()

    def _serve(self, manager, connection, entries):
        todo = [entry for entry in entries if (entry.place, entry.key) not in self.registry.served]
        serve(manager, connection, self.registry, todo)
        jobs = [entry for entry in todo if entry.kind in self.registry.jobs]
        rows = [entry for entry in entries if entry.kind not in self.registry.jobs]
        done = (self._committed(manager, lambda: connection.root()['outbox'].remove(rows)) and rows) or []
        self.registry.served.difference_update((entry.place, entry.key) for entry in done)
        return [*done, *(entry for entry in jobs if self._run_job(manager, connection, entry))]

    def _committed(self, manager, write) -> bool:
        """Run `write` in a transaction of its own, again when somebody was quicker."""
        for _attempt in range(TRIES):
            manager.begin()
            try:
                write()
                manager.commit()
                return True
            except ConflictError:
                manager.abort()
        return False

    def _run_job(self, manager, connection, entry) -> bool:
        """A job of another kind than rows (`config.add_job`), in a transaction of its own: a failure takes back all of it."""
        box = connection.root()['outbox']

        def job():
            self.registry.jobs[entry.kind](self.registry, connection, entry.about)
            box.remove((entry,))

        try:
            return self._committed(manager, job)
        except TryLater as later:
            manager.abort()
            return self._put_off(manager, box, entry, later)
        except Exception:  # one job that fails must not hold up the others
            log.exception('job %s failed', entry.kind)
            manager.abort()
            return self._committed(manager, lambda: box.remove((entry,)))

    def _put_off(self, manager, box, entry, why):
        if entry.tries >= len(PUT_OFF):
            log.error('job %s is given up after %s attempts: %s', entry.kind, entry.tries + 1, why)
            return self._committed(manager, lambda: box.remove((entry,)))
        log.warning('job %s is put off: %s', entry.kind, why)
        moment = clock.microseconds() + PUT_OFF[entry.tries] * 1_000_000
        return self._committed(manager, lambda: box.put_off(entry, moment))

    def tick(self, moment=None):
        """Run what is due since the last tick, for every site, in one transaction each."""
        moment = moment or clock.now()
        since, self.since = self.since or moment - timedelta(days=1), moment
        manager = transaction.TransactionManager(explicit=True)
        connection = self.database.open(manager)
        try:
            for attempt in range(TRIES):
                manager.begin()
                try:
                    found = installation(connection)
                    for site in found.sites.values() if found else ():
                        for due in self.registry.due:
                            due(site, moment, since, self.registry)
                    manager.commit()
                    break
                except ConflictError:
                    manager.abort()
                    if attempt == TRIES - 1:
                        self.since = since
        finally:
            end(manager)
            connection.close()

    def run(self, stop: threading.Event, bell: threading.Event, every=1.0, minute=15.0):
        """Work until `stop` is set, while no other process does; the bell wakes it when something was written."""
        while not stop.is_set():
            try:
                with alone(self.registry.catalog, stop) as still_alone:
                    self.repair()
                    self._work(stop, bell, still_alone, every, minute)
            except Exception:  # a worker that dies is worse than one that complains
                log.exception('the worker failed; it goes on')
                stop.wait(AFTER_FAILURE)

    def _work(self, stop, bell, still_alone, every, minute):
        last_tick = last_note = 0.0
        while not stop.is_set() and still_alone():
            if self.drain():
                self.registry.catalog.checkpoint()
            now = clock.now().timestamp()
            if now - last_tick >= minute or now < last_tick:
                last_tick = now
                self.tick()
                self.drain()
                self.pack_when_due(clock.now())
            if now - last_note >= NOTE or now < last_note:
                last_note = now
                if self.registry.catalog.needs_rebuild:  # lost while serving: its readers began it again, empty
                    self.repair()
                note(self.registry.catalog, SEEN, str(clock.microseconds()))
            bell.wait(every)
            bell.clear()

    def pack_when_due(self, moment):
        """Once a week, at night, drop states of objects that are older than a week: it makes erasure final (architecture 10)."""
        packed = noted(self.registry.catalog, PACKED)
        if packed is None:
            note(self.registry.catalog, PACKED, str(clock.microseconds(moment)))
        elif moment - clock.moment(int(packed)) > WEEK and moment.hour in NIGHT:
            note(self.registry.catalog, PACKED, str(clock.microseconds(moment)))
            self.database.pack(days=WEEK.days)
            log.info('the storage was packed')

    def repair(self):
        """Make the catalog anew where it was lost; what a crash left to do stands in the outbox."""
        self.registry.catalog.create()
        if self.registry.catalog.needs_rebuild:
            log.warning('the catalog is made anew from the objects')
            number = rebuild(self.registry.catalog, self.database)
            log.warning('the catalog holds %s rows', number)


def start(registry, database):
    """Run the worker as a daemon thread; gives (thread, event that stops it)."""
    stop = threading.Event()
    worker = registry.worker = Worker(registry, database)
    thread = threading.Thread(target=worker.run, args=(stop, registry.worker_bell), name='isegoria-worker', daemon=True)
    thread.start()
    return thread, stop


def add_job(config, kind, function):
    """`function(registry, connection, about)` is run by the worker for outbox entries of `kind`; it must be idempotent.

    It may raise TryLater.
    """
    config.action(('isegoria.job', kind), lambda: config.registry.jobs.__setitem__(kind, function))


def add_due(config, function):
    """`function(site, moment, since, registry)` is run by the worker a few times a minute, to look what is due."""
    config.action(('isegoria.due', function), lambda: config.registry.due.append(function))


def includeme(config):
    config.registry.jobs, config.registry.due = {}, []
    config.registry.worker = None  # the one of this process, when it runs here
    config.registry.worker_bell = threading.Event()
    config.add_directive('add_job', add_job)
    config.add_directive('add_due', add_due)
