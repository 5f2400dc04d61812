"""Supports: a participant's backing of a proposal, named to nobody; limits, minimums and thresholds are decided here (11 §8)."""

from persistent import Persistent

from isegoria import clock, outbox
from isegoria.i18n import _
from isegoria.shards import ObjectShards, Shards


class NotPossible(ValueError):
    """A rule refuses; the message is for the person."""


class Given(Persistent):
    """What one person supports in one component: one small object, so that two tabs of one person conflict and a limit holds."""

    ids = ()


class Guard(Persistent):
    """Written by everyone who takes a place that is limited, so that the last one is given once."""

    taken = 0


class Supportable:
    """What can be supported: final supports in shards beside it, and what an import brought whose people are unknown."""

    votes_carried_over = 0

    def _prepare_supports(self):
        self.supports = Shards()

    @property
    def supports_total(self) -> int:
        return len(self.supports) + self.votes_carried_over


class SupportRules:
    """For a component whose contents are supported; it asks its own settings."""

    def _prepare_support_rules(self):
        self.given = ObjectShards(sixteen=True)  # participant id -> Given
        self.guards = ObjectShards()

    def given_by(self, person: int | None) -> tuple[int, ...]:
        """Ids of all that a person supports here, temporary supports included."""
        given = self.given.get(person) if person is not None else None
        return given.ids if given is not None else ()

    def counting(self, person) -> tuple[int, ...]:
        """Those of a person's supports that use up the limit: not for what was withdrawn, hidden or trashed."""
        found = (self.contents.get(number) for number in self.given_by(person))
        return tuple(content.id for content in found if content is not None and content.may_keep_supports)

    def remaining(self, person) -> int | None:
        """How many supports are left; None without a limit."""
        limit = self.setting('vote_limit')
        return max(limit - len(self.counting(person)), 0) if limit else None

    def is_full(self, content) -> bool:
        """Has it reached a threshold beyond which nothing is accumulated?"""
        threshold = self.setting('threshold_per_proposal')
        return bool(threshold) and not self.setting('can_accumulate_votes_beyond_threshold') and content.supports_total >= threshold

    def support(self, content, person: int):
        """Support it; a second time changes nothing. NotPossible says why not."""
        self._check_open(content)
        given = self.given.get(person)
        if given is None:
            given = Given()
            self.given.add(person, given)
        if content.id in given.ids:
            return
        if self.remaining(person) == 0:
            raise NotPossible(_('You have used all your supports. Take one back to support this proposal.'))
        self._take_place(content)
        before = given.ids
        given.ids = (*before, content.id)
        self._settle(person, before, given.ids)

    def take_back(self, content, person: int):
        """Take a support back; where there is none nothing changes."""
        self._check_open(content, withdrawing=True)
        given = self.given.get(person)
        if given is None or content.id not in given.ids:
            return
        before = given.ids
        given.ids = tuple(number for number in before if number != content.id)
        self._settle(person, before, given.ids)

    def _check_open(self, content, withdrawing=False):
        self._watch_what_decides()
        if not self.is_open('support'):
            raise NotPossible(_('Supporting is closed now.'))
        if not withdrawing and not content.can_be_supported:
            raise NotPossible(_('This proposal can no longer be supported.'))

    def _watch_what_decides(self):
        """A vote that read "open" must not commit after the phase was closed: mark what decides as read."""
        phases = self.space.phases
        for decides in (self, self.space, phases):
            if decides is not None and decides._p_jar is not None:
                decides._p_jar.readCurrent(decides)

    def _take_place(self, content):
        threshold = self.setting('threshold_per_proposal')
        if not threshold or self.setting('can_accumulate_votes_beyond_threshold'):
            return
        guard = self.guards.get(content.id)
        if guard is None:
            guard = Guard()
            self.guards.add(content.id, guard)
        guard.taken += 1
        if self.is_full(content):
            raise NotPossible(_('This proposal has all the supports it needs.'))

    def _settle(self, person, before, after):
        """Make supports count, or stop counting, as the minimum per person says."""
        minimum = self.setting('minimum_votes_per_user') or 0
        counted = set(before) if len(before) >= minimum else set()
        counts = set(after) if len(after) >= minimum else set()
        for number in counts - counted:
            self._count(number, person, True)
        for number in counted - counts:
            self._count(number, person, False)

    def _count(self, number, person, counts):
        content = self.contents.get(number)
        if content is None:
            return
        changed = content.supports.add(person, clock.microseconds()) if counts else content.supports.discard(person)
        if changed:
            outbox.changed(content)

    def is_temporary(self, person) -> bool:
        """Does this person support fewer than the minimum, so that nothing counts yet?"""
        given = self.given_by(person)
        return bool(given) and len(given) < (self.setting('minimum_votes_per_user') or 0)
