"""The worker: drains the outbox and runs what is due. A thread of the serving process here, a process of its own at scale."""

import logging
import threading
from datetime import timedelta

import transaction
from ZODB.POSException import ConflictError

from isegoria import clock, outbox
from isegoria.catalog.tween import end, serve
from isegoria.root import installation

log = logging.getLogger(__name__)
BATCH = 500
TRIES = 3


class Worker:
    """Does what the outbox asks, and what a date asks; safe to run again at any point, since every job is idempotent."""

    def __init__(self, registry, database):
        self.registry, self.database = registry, database
        self.since = None
        self.last_seen = None

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
        todo = [entry for entry in entries if (entry.tree, entry.key) not in self.registry.served]
        serve(manager, connection, self.registry, todo)
        for _attempt in range(TRIES):
            manager.begin()
            try:
                self._run_jobs(connection, todo)
                connection.root()['outbox'].remove(entries)
                manager.commit()
                break
            except ConflictError:
                manager.abort()
        else:
            return []
        self.registry.served.difference_update((entry.tree, entry.key) for entry in entries)
        return entries

    def _run_jobs(self, connection, entries):
        """Jobs of other kinds than rows: `config.add_job(kind, function)`."""
        for entry in entries:
            job = self.registry.jobs.get(entry.kind)
            if job is None:
                continue
            try:
                job(self.registry, connection, entry.about)
            except ConflictError:
                raise
            except Exception:  # noqa: BLE001  one job that fails must not hold up the others
                log.exception('job %s failed', entry.kind)

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
        """Work until `stop` is set; the bell wakes it when something was written."""
        last_tick = 0.0
        while not stop.is_set():
            try:
                self.drain()
                now = clock.now().timestamp()
                if now - last_tick >= minute or now < last_tick:
                    last_tick = now
                    self.tick()
                    self.drain()
                self.last_seen = clock.now()
            except Exception:  # noqa: BLE001  a worker that dies is worse than one that complains
                log.exception('the worker failed; it goes on')
            bell.wait(every)
            bell.clear()


def start(registry, database):
    """Run the worker as a daemon thread; gives (thread, event that stops it)."""
    stop = threading.Event()
    worker = registry.worker = Worker(registry, database)
    thread = threading.Thread(target=worker.run, args=(stop, registry.worker_bell), name='isegoria-worker', daemon=True)
    thread.start()
    return thread, stop


def add_job(config, kind, function):
    """`function(registry, connection, about)` is run by the worker for outbox entries of `kind`; it must be idempotent."""
    config.action(('isegoria.job', kind), lambda: config.registry.jobs.__setitem__(kind, function))


def add_due(config, function):
    """`function(site, moment, since, registry)` is run by the worker a few times a minute, to look what is due."""
    config.action(('isegoria.due', function), lambda: config.registry.due.append(function))


def includeme(config):
    config.registry.jobs, config.registry.due = {}, []
    config.registry.worker_bell = threading.Event()
    config.add_directive('add_job', add_job)
    config.add_directive('add_due', add_due)
