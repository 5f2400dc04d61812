"""Case: one thing that was reported, everything that was said against it, and what was decided."""

import hashlib
from dataclasses import dataclass, replace

from isegoria import clock, ids
from isegoria.content import Content, above, lineage
from isegoria.moderation.course import APPEALED, CASES, CLOSED, KEPT, PENDING, last_decision
from isegoria.moderation.grounds import ground, is_urgent
from isegoria.moderation.spans import DAY
from isegoria.spaces.space import ComponentFolder, Space
from isegoria.traits.reportable import Hideable
from isegoria.visibility import moderators_of

AHEAD = 10_000 * DAY  # what is urgent stands so far before the rest


@dataclass(frozen=True)
class Report:
    """What one person said against it. Who reported is shown to those who moderate there, and to nobody else."""

    number: int
    when: int  # microseconds
    reason: str
    who: int | None = None  # a participant's id
    name: str = ''  # of who reported without an account
    email: str = ''
    language: str = 'en'
    details: str = ''
    law: str = ''
    counts: bool = False  # toward hiding by reports alone

    @property
    def is_notice(self) -> bool:
        """A notice of illegal content."""
        return self.reason == 'illegal'

    def blanked(self) -> 'Report':
        """Without its words and without whose it was."""
        return replace(self, who=None, name='', email='', details='', law='')


@dataclass(frozen=True)
class Appeal:
    """What somebody wrote who wants a decision looked at again; `party` is `author` or the number of a report."""

    when: int
    party: str
    text: str

    def blanked(self) -> 'Appeal':
        return replace(self, text='')


@dataclass(frozen=True)
class Snapshot:
    """What the thing said when it was last reported: (language, title, text) of each language."""

    when: int
    texts: tuple[tuple[str, str, str], ...]

    @property
    def fingerprint(self) -> int:
        """Equal for equal texts."""
        return hash_of(self.texts)


def hash_of(texts) -> int:
    return int.from_bytes(hashlib.blake2b(repr(texts).encode('utf-8', 'replace'), digest_size=8).digest(), 'big')


def texts_of(thing) -> tuple:
    return tuple((language, title, text) for language, (title, text) in sorted(thing.said.items()))


class Case(Content):
    """One for each thing that was ever reported or hidden."""

    type = 'case'
    reports: tuple[Report, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    begun = 0  # the reports before this one were answered: the thing was kept
    snapshot: Snapshot | None = None
    judged: int | None = None  # the fingerprint of the text that was kept
    due = None  # microseconds: by when we promised to decide
    frozen = False  # a copy is kept for the authorities
    hides_everything = False  # was everything of this person to be hidden with the block?

    def __init__(self, place, thing, **about):
        super().__init__(**about)
        self.place = place  # the space it lies in, or the site
        self.subject, self.kind, self.kept_in = thing.id, thing.type, thing.kept_in
        self.component = component_id(thing)
        self.called = str(thing.reported_as)  # what such a thing is called, in English, as the catalogues know it
        self.people = tuple(thing.writers)
        self.language = thing.language

    @property
    def __parent__(self):
        from isegoria.moderation.cases import Moderation

        return Moderation(self.place)

    @__parent__.setter
    def __parent__(self, _parent):
        """It stands where the thing stands."""

    @property
    def __name__(self):
        return ids.encode(self.id)

    @property
    def site(self):
        return list(lineage(self.place))[-1]

    @property
    def visibility(self):
        return moderators_of(self.place)

    # What it is about

    @property
    def is_about_person(self) -> bool:
        return self.kind == 'participant'

    @property
    def thing(self):
        """What was reported; None when it is no longer there."""
        if self.is_about_person:
            return self.site['participants'].get_by_id(self.subject)
        component = self.site.place(self.component)
        store = getattr(component, self.kept_in, None)
        return store.get(self.subject) if store is not None else None

    @property
    def is_hidden(self) -> bool:
        thing = self.thing
        return isinstance(thing, Hideable) and thing.hidden

    @property
    def is_provisional(self) -> bool:
        """Hidden by reports alone, and nobody has decided yet?"""
        return self.state in PENDING and self.is_hidden

    # Its reports

    @property
    def current(self) -> tuple[Report, ...]:
        """The reports that are not answered yet, or were answered by the last decision."""
        return self.reports[self.begun :]

    @property
    def reasons(self) -> tuple[str, ...]:
        """What is said against it now, the most frequent reason first."""
        said = [report.reason for report in self.current or self.reports]
        return tuple(sorted(dict.fromkeys(said), key=lambda reason: (-said.count(reason), reason)))

    @property
    def is_urgent(self) -> bool:
        return self.is_provisional or any(is_urgent(reason) for reason in self.reasons)

    def report_by(self, person: int | None, email: str = '') -> Report | None:
        """What this person has said against it as it is now; a text that was changed since can be reported again."""
        since = 0 if self.judged is not None and self.says_what_was_judged() else self.begun
        for report in self.reports[since:]:
            if (person is not None and report.who == person) or (email and report.email == email):
                return report
        return None

    def says_what_was_judged(self) -> bool:
        thing = self.thing
        return thing is not None and not self.is_about_person and hash_of(texts_of(thing)) == self.judged

    def add(self, report: Report, thing, due: int):
        """One more report; what the thing says now is kept with it."""
        self.reports = (*self.reports, report)
        self.snapshot = Snapshot(report.when, texts_of(thing))
        if not self.is_about_person:  # what a person is called is looked up
            self.title = thing.about_what
        self.due = due if self.due is None or len(self.current) == 1 else min(self.due, due)

    # Its course

    @property
    def state(self) -> str:
        return CASES.state(self).name

    @property
    def history(self):
        return CASES.history(self)

    @property
    def claimed_by(self) -> int | None:
        """Who is looking at it."""
        last = next((step for step in reversed(self.history) if step.transition in ('claim', 'release')), None)
        return last.who if last is not None and self.state == 'claimed' else None

    @property
    def decision(self):
        """The last step that decided something, or None."""
        return last_decision(self)

    @property
    def is_pending(self) -> bool:
        """Does it wait for somebody?"""
        return self.state in PENDING or self.state == APPEALED

    @property
    def awaited_since(self) -> int:
        """Since when it waits: its first unanswered report, or the appeal."""
        if self.state == APPEALED:
            return clock.microseconds(self.history[-1].when)
        return self.current[0].when if self.current else self.created

    def row(self):
        space = self.place if isinstance(self.place, Space) else None
        texts = {language: (title, text) for language, title, text in self.snapshot.texts} if self.snapshot is not None else {}
        return {
            'state': self.state,
            'origin': self.kind,
            'author': self.people[0] if self.people else None,
            'space': space.id if space is not None else None,
            'created': self.awaited_since,
            'updated': clock.microseconds(self.history[-1].when) if self.history else 0,
            'supports': len(self.current),
            'weight': (self.due or 0) - (AHEAD if self.is_pending and self.is_urgent else 0),
            'marks': frozenset(ground(reason).mark for reason in self.reasons if ground(reason) is not None),
            'texts': texts or {self.language: ('', '')},
        }

    # What goes with time

    def forget_person(self, person: int):
        """Somebody left for good: what they reported stays, without whose it was."""
        if any(report.who == person for report in self.reports):
            self.reports = tuple(report if report.who != person else replace(report, who=None) for report in self.reports)

    def forget_texts(self):
        """Nobody can appeal any more: the text and the words of the reports go, what was decided stays."""
        self.snapshot, self.title = None, None
        self.reports = tuple(report.blanked() for report in self.reports)
        self.appeals = tuple(appeal.blanked() for appeal in self.appeals)

    def answered(self):
        """It was kept: whatever is reported from now on counts anew."""
        self.begun = len(self.reports)
        self.judged = self.snapshot.fingerprint if self.snapshot is not None else None

    @property
    def may_be_reopened(self) -> bool:
        return self.state in (KEPT, CLOSED)


def component_id(thing) -> int | None:
    component = above(thing, ComponentFolder)
    return component.id if component is not None else None
