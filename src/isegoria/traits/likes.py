"""Likes: public, named approval of a contribution, one for each person (12 §14)."""

from isegoria import clock, outbox
from isegoria.shards import Shards


class Likeable:
    """What can be liked."""

    def _prepare_likes(self):
        self.likes = Shards()

    def like(self, person: int):
        """Like it; a second time changes nothing."""
        if self.likes.add(person, clock.microseconds()):
            outbox.changed(self)

    def unlike(self, person: int):
        if self.likes.discard(person):
            outbox.changed(self)

    def likers(self, limit: int | None = None) -> list[int]:
        """Who likes it, first ones first."""
        people = [person for _when, person in sorted((when, person) for person, when in self.likes.items())]
        return people[:limit]
