"""Phases: the stretches of a process, one of them active; what each opens is set per component."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from persistent import Persistent

from isegoria import clock, ids, outbox
from isegoria.i18n import _


@dataclass(frozen=True)
class Phase:
    """One stretch of a process. `settings` holds {component id: {name: value}}; dates are aware."""

    id: int
    title: dict
    description: dict | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    cta_text: dict | None = None
    cta_path: str = ''
    settings: dict = None

    def __post_init__(self):
        """Dates of any zone are kept in UTC: a named zone cannot be stored."""
        for name in ('starts', 'ends'):
            if getattr(self, name) is not None:
                object.__setattr__(self, name, getattr(self, name).astimezone(UTC))

    @property
    def last(self) -> datetime | None:
        """Its last moment: the last day of what ends at midnight is the day before."""
        return self.ends - timedelta(microseconds=1) if self.ends else None

    def contains(self, moment: datetime) -> bool:
        return (self.starts is None or self.starts <= moment) and (self.ends is None or moment < self.ends)


class Phases(Persistent):
    """The phases of a process in their order: one object, so that moving on writes one object and a vote can watch it."""

    __name__ = 'phases'
    title = _('Phases')
    active_id = None
    follow_dates = True  # the worker moves on at the minute; what was chosen by hand stays until the next date

    def __init__(self, process):
        self.__parent__ = process
        self.all = ()

    def __iter__(self):
        return iter(self.all)

    def __len__(self):
        return len(self.all)

    def __bool__(self):
        return True

    def __getitem__(self, name):
        for phase in self.all:
            if str(phase.id) == str(name):
                return PhaseOf(self, phase)
        raise KeyError(name)

    @property
    def active(self) -> Phase | None:
        for phase in self.all:
            if phase.id == self.active_id:
                return phase
        return None

    def position(self, phase: Phase) -> int:
        return [each.id for each in self.all].index(phase.id)

    def add(self, title, **about) -> Phase:
        """A new last phase; the first of all is active at once."""
        phase = Phase(id=ids.new_place_id(), title=title, settings={}, **about)
        check_dates(phase)
        self.all = (*self.all, phase)
        if self.active_id is None:
            self.active_id = phase.id
        return phase

    def change(self, phase: Phase, **about) -> Phase:
        changed = replace(phase, **about)
        check_dates(changed)
        self.all = tuple(changed if each.id == phase.id else each for each in self.all)
        return changed

    def remove(self, phase: Phase):
        """Take a phase out; ValueError for the active one while there are others (10 §6)."""
        if phase.id == self.active_id and len(self.all) > 1:
            raise ValueError(_('The active phase cannot be removed. Move on to another one first.'))
        self.all = tuple(each for each in self.all if each.id != phase.id)
        if not self.all:
            self.active_id = None

    def move(self, phase: Phase, by: int):
        """Move a phase earlier (-1) or later (1); at the end of the row nothing happens."""
        order = list(self.all)
        at = self.position(phase)
        to = min(max(at + by, 0), len(order) - 1)
        order.insert(to, order.pop(at))
        self.all = tuple(order)

    def activate(self, phase: Phase):
        """Make `phase` the active one; ValueError when it is already (10 §6)."""
        if phase.id == self.active_id:
            raise ValueError(_('This phase is active already.'))
        self.active_id = phase.id
        outbox.put(self.__parent__, outbox.PLACE)

    def opened_by(self, phase: Phase | None, component) -> frozenset:
        """What a phase opens in a component."""
        values = (phase.settings or {}).get(component.id, {}) if phase else component.default_phase_settings
        return component.manifest.opens(component.all_settings, {**component.manifest.phase_defaults, **values})

    def settings_of(self, component) -> dict:
        """What the active phase sets for a component, {} without an active phase."""
        active = self.active
        return (active.settings or {}).get(component.id, {}) if active else component.default_phase_settings

    def set_settings(self, phase: Phase, component, values: dict):
        self.change(phase, settings={**(phase.settings or {}), component.id: dict(values)})
        outbox.put(self.__parent__, outbox.PLACE)

    def due(self, moment: datetime, since: datetime) -> Phase | None:
        """The phase that the dates ask for, when a date has come between `since` and `moment` (10 §6, ours)."""
        dates = [date for phase in self.all for date in (phase.starts, phase.ends) if date]
        if not self.follow_dates or not any(since < date <= moment for date in dates):
            return None
        inside = [phase for phase in self.all if phase.starts and phase.contains(moment)]
        if inside:
            inside.sort(key=lambda phase: (phase.ends is None, phase.ends or moment, self.position(phase)))
            wanted = inside[0]
        else:
            wanted = self._next_started(moment)
        return wanted if wanted is not None and wanted.id != self.active_id else None

    def _next_started(self, moment):
        active = self.active
        following = self.all[self.position(active) + 1 :][:1] if active else ()
        for phase in following:
            if phase.starts and phase.starts <= moment:
                return phase
        return None

    def share(self, phase: Phase, moment: datetime | None = None) -> float:
        """How much of a phase has passed, from 0 to 1: for the ruler."""
        moment = moment or clock.now()
        active = self.active
        if active is None or self.position(phase) > self.position(active):
            return 0.0
        if self.position(phase) < self.position(active):
            return 1.0
        if not (phase.starts and phase.ends):
            return 0.5
        return min(max((moment - phase.starts) / (phase.ends - phase.starts), 0.0), 1.0)


class PhaseOf:
    """A phase as a place in the tree, where it is administered; below it, by its slug, what it sets for a component."""

    type = 'phase'
    is_institutional = True

    def __init__(self, phases: Phases, phase: Phase):
        self.__parent__, self.phase = phases, phase
        self.id, self.title = phase.id, phase.title

    @property
    def __name__(self):
        return str(self.phase.id)

    def __getitem__(self, slug):
        component = self.__parent__.__parent__[slug]
        if not hasattr(component, 'phase_settings'):
            raise KeyError(slug)
        return InPhase(self, component)


class InPhase:
    """What a phase sets for a component."""

    def __init__(self, phase_of: PhaseOf, component):
        self.__parent__, self.phase, self.component = phase_of, phase_of.phase, component
        self.__name__, self.title = component.slug, component.title

    @property
    def values(self) -> dict:
        """With the defaults of what was never set."""
        return {**self.component.manifest.phase_defaults, **(self.phase.settings or {}).get(self.component.id, {})}


def check_dates(phase: Phase):
    if phase.starts and phase.ends and phase.starts >= phase.ends:
        raise ValueError(_('A phase starts before it ends.'))
