"""The log of what was done: who did what to which thing, and when. Records are added and read, never changed or taken out.

A record holds ids and, of institutional things, their title; never a word that a person wrote, nor an address made of such words,
so that nothing has to be erased from it (01 §10). Names are looked up when a record is shown. They lie in shards by month: this is
what grows fastest.
"""

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import partial
from heapq import merge
from itertools import islice

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent

from isegoria import clock, events
from isegoria.content import above, lineage
from isegoria.i18n import _
from isegoria.spaces.space import ComponentFolder, Space

STAFF_ONLY, EVERYBODY, OWN = 'admin-only', 'all', 'private-only'  # who may read of it: the desk; everybody too; oneself
TREES = 16
PLAIN = (str, int, bool, type(None))


@dataclass(frozen=True)
class Record:
    """One thing that was done. `who` is a participant's id, None the site itself; `title` is {language: text} as pairs."""

    when: int  # microseconds
    who: int | None
    action: str
    type: str
    resource: int | None
    component: int | None
    space: int | None
    title: tuple = ()
    about: tuple = ()  # pairs (name, plain value): a role, a reason's name, a count
    visibility: str = STAFF_ONLY

    def __str__(self):
        """As it is kept: a bucket of a tree is written with all that lies in it, and nothing is written as quickly as a text."""
        return json.dumps([getattr(self, name) for name in NAMES], ensure_ascii=False)


NAMES = tuple(each.name for each in fields(Record))


def read(kept: str) -> Record:
    """The record that was written so."""
    about = dict(zip(NAMES, json.loads(kept), strict=True))
    pairs = {name: tuple(map(tuple, about[name])) for name in ('title', 'about')}
    return Record(**{**about, **pairs})


class ActivityLog(Persistent):
    """All records of a site: nothing here changes or removes one."""

    def __init__(self):
        self._months = OOBTree()  # '2026-11' -> sixteen trees of texts, keyed by time

    def add(self, record: Record):
        """Write a record down, in whatever transaction does what it tells of."""
        trees = self._month(record.when)
        tree, key = trees[secrets.randbelow(TREES)], record.when << 10 | secrets.randbelow(1 << 10)
        while not tree.insert(key, str(record)):
            key += 1

    def _month(self, moment: int):
        name = f'{clock.moment(moment):%Y-%m}'
        if name not in self._months:
            self._months[name] = tuple(LOBTree() for _tree in range(TREES))
        return self._months[name]

    def months(self) -> list[str]:
        """The months in which something was done, the latest first."""
        return list(reversed(self._months.keys()))

    def of_month(self, name: str) -> list[Record]:
        """What was done in a month, the latest first."""
        found = [pair for tree in self._months.get(name, ()) for pair in tree.items()]
        return [read(kept) for _key, kept in sorted(found, reverse=True)]

    def latest(self, number: int, matches=lambda _record: True) -> list[Record]:
        """The last records that match, from this month and as many before it as it takes."""
        found = filter(matches, map(read, self._backwards()))
        return list(islice(found, number))

    def _backwards(self) -> Iterator[str]:
        """From the latest on; of a long month no more is read than is wanted."""
        for name in self.months():
            for _key, kept in merge(*map(backwards, self._months[name]), reverse=True):
                yield kept


def backwards(tree) -> Iterator[tuple]:
    """What lies in a tree, the greatest key first."""
    key = tree.maxKey() if tree else None
    while key is not None:
        yield key, tree[key]
        try:
            key = tree.maxKey(key - 1)
        except ValueError:  # there is none below
            key = None


@dataclass(frozen=True)
class Logged:
    """How an event is written down: as which action, how the desk says it, who may read it, and what else is kept of it."""

    action: str
    words: str
    visibility: str = STAFF_ONLY
    about: Callable | None = None  # event -> {name: plain value}


def activity_of(site) -> ActivityLog:
    if site.activity is None:
        site.activity = ActivityLog()
    return site.activity


def write_down(logged, event):
    """Keep a record of an event, if its kind is kept and it is not somebody's own business."""
    how = next((logged[kind] for kind in type(event).__mro__ if kind in logged), None)
    site = site_of(event) if how is not None and not is_private(event) else None
    if site is not None:
        activity_of(site).add(record_of(event, how))


def who_of(event) -> int | None:
    request = event.request
    return request.identity.id if request is not None and request.identity is not None else None


def is_private(event) -> bool:
    """A draft that only its author sees; what people do with their own account."""
    resource, who = event.resource, who_of(event)
    if getattr(resource, 'type', '') == 'participant':
        return who in (None, resource.id)
    return str(getattr(resource, 'visibility', '')).startswith('author:')


def site_of(event):
    if event.request is not None:
        return event.request.site
    top = list(lineage(event.resource))[-1]
    return top if hasattr(top, 'activity') else None


def record_of(event, how: Logged) -> Record:
    resource = event.resource
    where = getattr(event, 'place', None) or resource  # a role is given to somebody, at a place
    component, space = above(where, ComponentFolder), above(where, Space)
    about = how.about(event) if how.about else {}
    if not all(isinstance(value, PLAIN) for value in about.values()):
        raise TypeError('a record keeps plain values')
    return Record(
        when=clock.microseconds(),
        who=who_of(event),
        action=how.action,
        type=getattr(resource, 'type', '') or type(resource).__name__.lower(),
        resource=getattr(resource, 'id', None),
        component=component.id if component is not None else None,
        space=space.id if space is not None else None,
        title=tuple((resource.title or {}).items()) if is_institutional(resource) else (),
        about=tuple(about.items()),
        visibility=how.visibility,
    )


def is_institutional(resource) -> bool:
    """Is its title the organization's, and no participant's?"""
    return getattr(resource, 'is_institutional', False) and isinstance(resource.title, dict)


CORE = (
    (events.Created, Logged('create', _('Made'))),
    (events.Changed, Logged('update', _('Changed'))),
    (events.Removed, Logged('delete', _('Removed'))),
    (events.Trashed, Logged('soft_delete', _('Put in the trash'))),
    (events.Untrashed, Logged('restore', _('Taken out of the trash'))),
    (events.Published, Logged('publish', _('Published'), EVERYBODY)),
    (events.Unpublished, Logged('unpublish', _('Unpublished'), EVERYBODY)),
    (events.Hidden, Logged('hide', _('Hid'))),
    (events.Restored, Logged('unhide', _('Showed again'))),
    (events.PhaseActivated, Logged('activate_phase', _('Moved on to the phase'), EVERYBODY)),
)


def add_logged(config, event, logged: Logged):
    """Events of this kind are kept in the log."""
    config.action(('isegoria.logged', event), lambda: config.registry.logged.__setitem__(event, logged))


def includeme(config):
    config.registry.logged = {}
    config.add_directive('add_logged', add_logged)
    for event, logged in CORE:
        config.add_logged(event, logged)
    config.add_subscriber(partial(write_down, config.registry.logged), events.Event)
