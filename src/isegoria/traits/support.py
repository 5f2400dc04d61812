"""Supports: a participant's backing of a proposal, named to nobody; limits, minimums and thresholds are decided here (11 §8)."""

from persistent import Persistent

from isegoria import clock, ids, outbox
from isegoria.i18n import _
from isegoria.shards import ObjectShards, Shards
from isegoria.watching import watch

GIVEN_UP = 'support_given_up'  # outbox: {'person', 'resource'} of a support that the limit no longer holds


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

    barred = ()  # ids of participants whose earlier account supported here: one person, one voice

    def _prepare_support_rules(self):
        self.given = ObjectShards(sixteen=True)  # participant id -> Given
        self.guards = ObjectShards()  # content id -> Guard

    # What somebody has given

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

    def missing(self, person) -> int:
        """How many more supports this person must give before any of theirs counts; 0 before the first and from then on."""
        given = self.given_by(person)
        return max((self.setting('minimum_votes_per_user') or 0) - len(given), 0) if given else 0

    @property
    def has_last_place(self) -> bool:
        """Is there a threshold beyond which nothing is accumulated?"""
        return bool(self.setting('threshold_per_proposal')) and not self.setting('can_accumulate_votes_beyond_threshold')

    def is_full(self, content) -> bool:
        """Has it reached a threshold beyond which nothing is accumulated?"""
        return self.has_last_place and content.supports_total >= self.setting('threshold_per_proposal')

    # Giving and taking back

    def support(self, content, person: int) -> bool:
        """Support it; False, and nothing changed, the second time. NotPossible says why not, and nothing has changed either."""
        self._check_open(content)
        if not content.can_be_supported:
            raise NotPossible(_('This proposal can no longer be supported.'))
        if person in self.barred:
            raise NotPossible(_('An account that you had before supported here already, and that support is counted.'))
        before = self.given_by(person)
        if content.id in before:
            return False
        if self.remaining(person) == 0:
            raise NotPossible(_('You have used all your supports. Take one back to support this proposal.'))
        if not self._take_place(content):
            raise NotPossible(_('This proposal has all the supports it needs.'))
        self._give(person, (*before, content.id))
        return True

    def take_back(self, content, person: int) -> bool:
        """Take a support back; False, and nothing changed, where there was none."""
        self._check_open(content)
        before = self.given_by(person)
        if content.id not in before:
            return False
        self._give(person, tuple(number for number in before if number != content.id))
        return True

    def _check_open(self, content):
        """A support that read "open" must not be kept after the phase was closed or the proposal withdrawn or rejected."""
        watch(self, self.space, self.space.phases, content)
        if not self.is_open('support'):
            raise NotPossible(_('Supporting is closed now.'))

    def _take_place(self, content) -> bool:
        """Where places are limited, meet everybody else who wants one now; is there one left?"""
        if not self.has_last_place:
            return True
        guard = self.guards.get(content.id)
        if guard is None:
            guard = Guard()
            self.guards.add(content.id, guard)
        guard.taken += 1
        return not self.is_full(content)

    def _give(self, person, ids):
        """Write down what a person gives from now on; make supports count, or stop counting, as the minimum says."""
        given = self.given.get(person)
        if given is None:
            given = Given()
            self.given.add(person, given)
        before, given.ids = given.ids, ids
        minimum = self.setting('minimum_votes_per_user') or 0
        counted = set(before) if len(before) >= minimum else set()
        counts = set(ids) if len(ids) >= minimum else set()
        for number in counts - counted:
            self._count(number, person, is_new=number not in before)
        for number in counted - counts:
            self._count_out(number, person)

    def _count(self, number, person, is_new):
        content = self.contents.get(number)
        # What waited for the minimum may find that its places are taken; then it waits on.
        if content is None or not (is_new or self._take_place(content)):
            return
        if content.supports.add(person, clock.microseconds()):
            outbox.changed(content)

    def _count_out(self, number, person):
        content = self.contents.get(number)
        if content is not None and content.supports.discard(person):
            outbox.changed(content)

    def cut_supports(self, person: int) -> bool:
        """A participant leaves: what they support stays counted, without whose it was. Did they support anything here?"""
        given = self.given.get(person)
        if given is None:
            return False
        for number in given.ids:
            content = self.contents.get(number)
            if content is not None:
                content.supports.exchange(person, ids.new_id(content.supports))
        self.given.discard(person)
        return bool(given.ids)

    def bar(self, person: int):
        """This person was here before under an account that is gone."""
        self.barred = (*self.barred, person)

    def supports_return(self, content):
        """What was hidden or trashed is back: a support that its giver's limit no longer holds is given up, and they are told."""
        limit = self.setting('vote_limit')
        if not limit:
            return
        for person in self._givers(content):
            if len(self.counting(person)) > limit:
                self._give(person, tuple(number for number in self.given_by(person) if number != content.id))
                outbox.put(self, GIVEN_UP, {'person': person, 'resource': content.id})

    def _givers(self, content):
        if not self.setting('minimum_votes_per_user'):
            return list(content.supports)
        return [person for person, given in self.given.items() if content.id in given.ids]  # temporary ones too
