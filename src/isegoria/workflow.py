"""Workflows: the states a thing goes through, who may move it on and with which form, and what is remembered of it.

One engine for cases of moderation, editors' pages, answers, identity checks and initiatives.  A workflow is data:

    CASES = Workflow(
        'case',
        states=(State('open', _('Open')), State('hidden', _('Hidden'), visibility=HIDDEN)),
        transitions=(Transition('hide', _('Hide it'), sources=('open',), target='hidden', permission=MODERATE,
                                form=StatementOfReasons, effects=(tell_author,), event=Hidden),),
    )
    fired = CASES.fire(case, 'hide', actor=userid, data=typed, now=clock.now(), permits=request.has_permission)
    if fired.event:
        request.registry.notify(fired.event(case, request))

Where a thing stands and how it came there lie with the thing itself, so nothing is lost when the storage is packed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

import colander

from isegoria.i18n import _

PLAIN = (int, float, bool, Decimal, date, datetime, time, type(None))
NOWHERE: MappingProxyType = MappingProxyType({})
STAYS = ''  # as a transition's target: the state it is in


class Refused(Exception):
    """A transition that may not be taken now; `reason` is for the person who asked."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class NotPermitted(Refused):
    """This person may not do it in this state."""


class WrongState(Refused):
    """The thing has moved on meanwhile: somebody else was quicker, or a button was pressed twice."""


class HeldBack(Refused):
    """A guard says no."""


@dataclass(frozen=True)
class State:
    """Where a thing can be; `visibility` is the key that it then has, None when its state says nothing about that."""

    name: str
    title: str
    visibility: str | None = None


@dataclass(frozen=True)
class Transition:
    """A way from one state to another.

    The target may be STAYS: something happened that is to be remembered, and it stands where it stood.
    `form` is the Colander schema of what must be said with it.  `guard(resource, actor, now)` gives a reason against it, or
    None.  Each effect is called as `effect(resource, step, data)` in the same transaction, after the state has changed.
    """

    name: str
    title: str
    sources: tuple[str, ...]
    target: str
    permission: str
    form: type[colander.Schema] | None = None
    guard: Callable | None = None
    effects: tuple[Callable, ...] = ()
    event: type | None = None


@dataclass(frozen=True)
class Step:
    """One entry of a history: plain values, and ids instead of names, so that a deleted account leaves no name here.

    `data` holds what the form said, as pairs; fields declared with `recorded=False` are left out.
    """

    transition: str | None  # None: it was put there, by an import for instance
    source: str | None
    target: str
    who: int | str | None  # a participant's id; None: the site itself
    when: datetime
    data: tuple = ()

    def said(self, field: str, default=None):
        """What the form said in `field`."""
        return dict(self.data).get(field, default)


@dataclass(frozen=True)
class Progress:
    """Where a thing stands in one workflow, and every step it took."""

    state: str
    history: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Fired:
    """What a transition did: the step it added, the whole checked form, and the event class to notify, if any."""

    transition: Transition
    step: Step
    data: dict

    @property
    def event(self):
        return self.transition.event


@dataclass(frozen=True)
class Workflow:
    """States and transitions under a name; things begin in the first state, or in the one that `begins(resource)` names."""

    name: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    begins: Callable | None = None

    def __post_init__(self):
        _once(self.name, 'state', [state.name for state in self.states])
        _once(self.name, 'transition', [transition.name for transition in self.transitions])
        for transition in self.transitions:
            for state in (*transition.sources, transition.target):
                if state != STAYS and state not in self._states:
                    raise ValueError(f'{self.name}: {transition.name!r} names the unknown state {state!r}')

    @cached_property
    def _states(self):
        return {state.name: state for state in self.states}

    @cached_property
    def _transitions(self):
        return {transition.name: transition for transition in self.transitions}

    # Where it stands

    def progress(self, resource) -> Progress:
        known = getattr(resource, 'workflows', NOWHERE).get(self.name)
        return known or Progress(self.begins(resource) if self.begins else self.states[0].name)

    def state(self, resource) -> State:
        return self._states[self.progress(resource).state]

    def visibility(self, resource) -> str | None:
        """The visibility key that its state gives it."""
        return self.state(resource).visibility

    def history(self, resource) -> tuple[Step, ...]:
        """Every step, oldest first."""
        return self.progress(resource).history

    # What can be done

    def transition(self, name: str) -> Transition:
        return self._transitions[name]

    def transitions_for(self, resource, permits) -> list[Transition]:
        """What this person may do now, in the order of declaration; `permits` is `request.has_permission`."""
        here = self.progress(resource).state
        return [each for each in self.transitions if here in each.sources and permits(each.permission, resource)]

    def reason_against(self, resource, name: str, actor, now: datetime):
        """Why the guard would refuse it now, or None: for the page that offers it."""
        guard = self.transition(name).guard
        return guard and guard(resource, actor, now)

    def form(self, name: str, resource, **bindings) -> colander.Schema | None:
        """The form of a transition, bound to the thing it is about."""
        schema = self.transition(name).form
        return schema and schema().bind(context=resource, **bindings)

    # Moving on

    def fire(self, resource, name: str, actor, data, now: datetime, permits, *, checked=False, **bindings) -> Fired:
        """Take a transition, or raise: Refused with its reason, colander.Invalid for what was typed.

        Everything that can refuse is asked before anything changes.  `checked` says that `data` comes out of the
        transition's own form already; `bindings` are for the form's deferred fields.
        """
        transition = self.transition(name)
        self._allow(resource, transition, actor, now, permits)
        data = dict(data or {}) if checked else self._check(resource, name, data, actor=actor, now=now, **bindings)
        recorded = _recorded(transition.form, data)
        target = transition.target or self.progress(resource).state
        step = self._move(resource, target, actor, now, recorded, transition.name)
        _run(transition, resource, step, data)
        return Fired(transition, step, data)

    def put(self, resource, state: str, actor, now: datetime, **data) -> Step:
        """Put a thing into a state without asking anybody: for imports and for what is born further on."""
        if state not in self._states:
            raise ValueError(f'{self.name}: unknown state {state!r}')
        return self._move(resource, state, actor, now, _frozen_pairs(data))

    def _allow(self, resource, transition, actor, now, permits):
        if not permits(transition.permission, resource):
            raise NotPermitted(_('You may not do this here.'))
        if self.progress(resource).state not in transition.sources:
            raise WrongState(_('This has moved on meanwhile. Look at it again before you decide.'))
        reason = transition.guard and transition.guard(resource, actor, now)
        if reason:
            raise HeldBack(reason)

    def _check(self, resource, name, data, **bindings) -> dict:
        schema = self.form(name, resource, **bindings)
        return {} if schema is None else schema.deserialize(data or {})

    def _move(self, resource, target, actor, now, data, transition=None) -> Step:
        progress = self.progress(resource)
        step = Step(transition, progress.state if transition else None, target, _id(actor), _aware(now), data)
        moved = Progress(target, (*progress.history, step))
        resource.workflows = {**getattr(resource, 'workflows', NOWHERE), self.name: moved}
        return step


def _run(transition, resource, step, data):
    """The effects; one that refuses comes too late, and must not be taken for a refusal that changed nothing."""
    try:
        for effect in transition.effects:
            effect(resource, step, data)
    except (Refused, colander.Invalid) as late:
        raise RuntimeError(f'an effect of {transition.name!r} refused: that is for its guard or form') from late


def _once(workflow, what, names):
    if len(set(names)) != len(names):
        raise ValueError(f'{workflow}: a {what} is declared twice in {names}')


def _id(actor):
    if actor is not None and not isinstance(actor, int | str):
        raise TypeError('who did it is kept as an id')
    return actor


def _aware(moment):
    if moment.tzinfo is None:
        raise ValueError('a history needs times with a zone')
    return moment.astimezone(UTC)  # other zones cannot be stored


def _recorded(form, data) -> tuple:
    """The fields of the form that the history keeps."""
    nodes = form().children if form else ()
    left_out = {node.name for node in nodes if node.name == 'csrf_token' or not getattr(node, 'recorded', True)}
    return _frozen_pairs({name: value for name, value in data.items() if name not in left_out})


def _frozen_pairs(values) -> tuple:
    return tuple((name, _frozen(value)) for name, value in values.items() if value is not colander.null)


def _frozen(value):
    """A copy that nothing can change any more and that points to no object of the storage."""
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict):
        return _frozen_pairs(value)
    if isinstance(value, list | tuple):
        return tuple(_frozen(each) for each in value)
    if isinstance(value, set | frozenset):
        return frozenset(_frozen(each) for each in value)
    raise TypeError(f'a history keeps plain values, not {type(value).__name__}: declare the field with recorded=False')
