"""The end of a vote: ballots and people are parted for good, then the votes are counted, in this order and never together.

What is promised, and kept: from the close on nothing stored says who cast which ballot (21 A5b; docs/budgets.md).
"""

import logging
from pathlib import Path

from BTrees.LLBTree import LLBTree

from isegoria import clock, outbox
from isegoria.components.budgets.budget import Budget, Urn
from isegoria.components.budgets.counting import count, tell_winners
from isegoria.components.budgets.settings import FINISHED
from isegoria.shards import ObjectShards

log = logging.getLogger(__name__)
CLOSE, TALLY, PACK = 'budgets-close', 'budgets-tally', 'budgets-pack'
STEP = 10  # ballots between two running counts, at least


class ClosingRules:
    """For the component."""

    ended = None  # microseconds: voting is over, whatever a phase says
    closed = None  # microseconds: ballots and people were parted

    @property
    def has_ended(self) -> bool:
        return self.ended is not None

    def end_vote(self):
        """Nobody votes any more; the worker does the rest."""
        if self.ended is None:
            self.ended = clock.microseconds()
            outbox.put(self, CLOSE, self)
            outbox.put(self, outbox.PLACE)

    def part_ballots_and_people(self):
        """Shuffle the ballots into urns, note who voted on which day, forget every key, cart and order."""
        if self.closed is not None:
            return
        voters = list(self.voters.items())
        for budget in self.every_budget():
            part(budget, {person: voter.days.get(budget.id, 0) for person, voter in voters if budget.id in voter.voted})
        self.voters = ObjectShards(sixteen=True)
        self.closed = clock.microseconds()
        outbox.put(self, TALLY, self)


def part(budget: Budget, people: dict[int, int]):
    if budget.box is None:
        return
    budget.urn = Urn(budget.box.values())
    budget.register = LLBTree(people)
    budget.secret = budget.box = budget.carts = budget.running = None
    budget.closed = clock.microseconds()


def close(_registry, _connection, component):
    """The worker's job; it leaves counting to a later transaction."""
    component.part_ballots_and_people()


def tally(_registry, _connection, component):
    """Count every budget under the rule that was published before the vote."""
    for budget in component.budgets():
        if budget.urn is not None and budget.outcome is None:
            budget.outcome = count(budget, budget.imported.rule if budget.imported is not None else component.setting('tally_rule'))
            tell_winners(budget)
    if component.closed is not None:
        outbox.put(component, PACK, component)


def pack(_registry, connection, _component):
    """What the storage remembers of earlier states goes too: there every ballot still lies under its key."""
    try:
        connection.db().pack()
    except Exception as error:  # some storages pack themselves, others by a command
        log.warning('the storage was not packed after the vote: %s; run `isegoria pack --days 0`', error)
        return
    kept = Path(f'{connection.db().storage.getName()}.old')
    if kept.is_file():  # a FileStorage leaves its earlier file beside itself
        kept.unlink()


def look_what_ended(site, _moment, _since, _registry):
    """A phase says that the vote is over: end it. While it is open: running counts, where they are shown."""
    for component in site.places.values():
        if not isinstance(component, ClosingRules) or component.has_ended or not component.is_published:
            continue
        if component.in_phase('votes') == FINISHED:
            if any(budget.box is not None and len(budget.box) for budget in component.budgets()):
                component.end_vote()
        elif component.shows_running_counts and component.is_open('vote'):
            for budget in component.budgets():
                count_on(budget)


def count_on(budget: Budget):
    """Running counts move in steps, so that nobody can take one reading from another and see a ballot."""
    if budget.box is None:
        return
    now, before = budget.number_of_ballots, budget.running[0] if budget.running else 0
    if now - before < max(STEP, before // 50):
        return
    votes: dict[int, int] = {}
    for lines in budget.box.values():
        for number, _points in lines:
            votes[number] = votes.get(number, 0) + 1
    budget.running = now, votes
    for project in budget.projects():
        outbox.changed(project)


def includeme(config):
    config.add_job(CLOSE, close)
    config.add_job(TALLY, tally)
    config.add_job(PACK, pack)
    config.add_due(look_what_ended)
