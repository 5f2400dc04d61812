"""What one forecast of equal shares leaves to the next: what it knew before each of its rounds."""

from itertools import islice
from typing import NamedTuple


class Note(NamedTuple):
    """What was found out about a project: a pot bound, or (without strength) that its supporters have too little: `behind`."""

    place: int
    rest: int
    strength: int
    poor: int
    behind: int


class Memory(NamedTuple):
    """A forecast's share, its notes before each round, and what was bought, in order, with the prices of each bundle."""

    share: int = 0
    notes: tuple = ()
    prices: dict = {}


class Recall:
    """An earlier forecast's notes, as far as they still hold in a new run.

    A voter holds what the share is more than the prices of all that they paid for, or nothing. So whoever paid for the same
    projects holds at most `rise` more than then: what the share grew by, and what each of those projects has become cheaper by.
    What was known before a round of then is known again as soon as all that was bought then is bought now, in whatever order.
    """

    def __init__(self, memory: Memory, run):
        self.memory, self.run = memory, run
        self.rises = [max(0, end.share - memory.share) for end in run.ends]
        self.round, self.told = 0, False

    def refresh(self):
        while self.round < len(self.memory.notes):
            if not self.told:
                for note in self.memory.notes[self.round]:
                    self.tell(note)
                self.told = True
            place = next(islice(self.memory.prices, self.round, None), None)
            if place not in self.run.prices:
                return
            then = self.memory.prices[place]
            for number, now in enumerate(self.run.prices[place]):
                self.rises[number] += max(0, *(old - new for old, new in zip(then, now, strict=True)))
            self.round, self.told = self.round + 1, False

    def tell(self, note: Note):
        if note.place in self.run.bounds:
            if note.strength:
                self.tell_bound(note)
            else:
                self.tell_poverty(note)

    def tell_poverty(self, note):
        run = self.run
        behind = [note.behind + rise * run.supporters.voters[note.place] for rise in self.rises]
        if all(money + end.lack < run.forecast.costs[note.place] for money, end in zip(behind, run.ends, strict=True)):
            del run.bounds[note.place]
            run.notes[-1].append(note._replace(behind=behind[0]))

    def tell_bound(self, note):
        run = self.run
        split = run.everybody(note.place)._replace(
            rests=[note.rest - rise * note.poor for rise in self.rises], strength=note.strength, poor=note.poor
        )
        bound = run.fine(note.place, split)
        if all(new > old for new, old in zip(bound, run.bounds[note.place], strict=True)):
            run.bounds[note.place] = bound
            run.notes[-1].append(note._replace(rest=split.rests[0]))
