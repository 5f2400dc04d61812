"""Imported participants: authors of what was taken over. They have no address and no password, so nobody can sign in as them."""

from isegoria.accounts.nicknames import from_name
from isegoria.accounts.resource import Participant
from isegoria.importers.fields import Fields
from isegoria.originals import originals_of
from isegoria.outbox import changed

KIND = 'participant'


class People:
    """Finds or makes the participant for each author of one source."""

    def __init__(self, site, source: str):
        self.participants, self.source = site['participants'], source
        self.originals = originals_of(self.participants)

    def id_of(self, author: Fields) -> int:
        """The id of the participant who stands for an author."""
        original, collective = author.id(), author.flag('organization')
        found = self.originals.get(self.source, KIND, original)
        if found is None:
            return self._make(original, author, collective)
        if collective:
            self._mark(found)
        return found

    def _make(self, original, author, collective):
        name = author.text('name')
        person = Participant(name, self._nickname(name, original))
        person.original_id, person.official, person.collective = original, author.flag('official'), collective
        self.participants.add(person)
        changed(person)
        self.originals.keep(self.source, KIND, original, person.id)
        return person.id

    def _mark(self, number):
        person = self.participants.get_by_id(number)
        if person is not None and not person.collective:
            person.collective = True

    def _nickname(self, name, original):
        """Made of the name; where that is taken, of the name and the original id, so that thousands of one name cost no search."""
        is_taken = self.participants.nicknames.__contains__
        nickname = from_name(name, lambda key: False)
        return nickname if not is_taken(nickname) else from_name(f'{name[:8]} {original}', is_taken)
