"""Likes: public, named approval of a contribution, one for each person (12 §14)."""

from isegoria import clock, outbox
from isegoria.shards import Shards


class Likeable:
    """What can be liked; nothing to do with supports, which are named to nobody."""

    def _prepare_likes(self):
        self.likes = Shards()

    def like(self, person: int) -> bool:
        """Like it; False, and nothing changed, the second time."""
        if not self.likes.add(person, clock.microseconds()):
            return False
        outbox.changed(self)
        return True

    def unlike(self, person: int) -> bool:
        """Take a like back; False, and nothing changed, where there was none."""
        if not self.likes.discard(person):
            return False
        outbox.changed(self)
        return True

    def forget(self, person, wishes):
        self.unlike(person)
        super().forget(person, wishes)

    def likers(self, limit: int | None = None) -> list[int]:
        """Who likes it, first ones first."""
        people = [person for _when, person in sorted((when, person) for person, when in self.likes.items())]
        return people[:limit]
