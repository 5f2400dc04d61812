"""Who wrote what in a component: one draft for each person, and no more proposals than allowed (11 §4)."""

from persistent import Persistent

from isegoria.i18n import _
from isegoria.shards import ObjectShards
from isegoria.traits.support import NotPossible
from isegoria.watching import watch


class Written(Persistent):
    """What one person wrote in one component: one small object, so that two tabs of one person conflict and a limit holds."""

    ids = ()
    draft = None  # the id of what is not published yet


class WritingRules:
    """For a component in which people write; it asks its own settings."""

    def _prepare_writing(self):
        self.written = ObjectShards(sixteen=True)  # participant id -> Written

    def written_by(self, person: int | None) -> tuple[int, ...]:
        """Ids of all that a person wrote here, the draft included."""
        written = self.written.get(person) if person is not None else None
        return written.ids if written is not None else ()

    def draft_of(self, person: int | None):
        """The draft that a person has here, or None."""
        written = self.written.get(person) if person is not None else None
        return self.contents.get(written.draft) if written is not None and written.draft is not None else None

    def counted_for(self, person, beside=None) -> int:
        """How many proposals of a person count towards the limit: what was withdrawn or trashed frees its place."""
        found = (self.contents.get(number) for number in self.written_by(person))
        return sum(
            1 for each in found if each is not None and each is not beside and each.withdrawn is None and each.trashed is None
        )

    def may_write_more(self, person, beside=None) -> bool:
        limit = self.setting('proposal_limit')
        return not limit or self.counted_for(person, beside) < limit

    def check_limit(self, person, beside=None):
        """NotPossible when this person has as many proposals as one may have, `beside` not counted."""
        if not self.may_write_more(person, beside):
            raise NotPossible(_('You have made all the proposals that each person may make here.'))

    def start_draft(self, draft, person: int):
        """Keep a first draft; it is private to who writes it, and there is one."""
        if self.draft_of(person) is not None:
            raise NotPossible(_('You have a draft already. Publish or discard it first.'))
        self.check_limit(person)
        return self.add_content(draft)

    def check_writing_open(self):
        """What was begun while writing was open is not published after it was closed."""
        watch(self, self.space, self.space.phases)
        if not self.is_open('create'):
            raise NotPossible(_('Proposals can no longer be made here.'))

    def note_written(self, person: int, proposal):
        """Remember that this person is an author of it."""
        written = self.written.get(person)
        if written is None:
            written = Written()
            self.written.add(person, written)
        if proposal.id not in written.ids:
            written.ids = (*written.ids, proposal.id)
        if proposal.is_draft:
            written.draft = proposal.id

    def note_published(self, person: int, proposal):
        written = self.written.get(person)
        if written is not None and written.draft == proposal.id:
            written.draft = None

    def note_gone(self, person: int, proposal):
        written = self.written.get(person)
        if written is not None:
            written.ids = tuple(number for number in written.ids if number != proposal.id)
            self.note_published(person, proposal)
