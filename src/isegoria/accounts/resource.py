"""Participant and Participants: people with an account, and the container that finds them."""

from BTrees.OLBTree import OLBTree

from isegoria import ids
from isegoria.content import Content
from isegoria.shards import ObjectShards


class Participant(Content):
    """A person with an account, or the author of imported things who cannot sign in."""

    type = 'participant'
    name = nickname = email = ''
    password = None  # an Argon2id hash; None: cannot sign in with a password
    session_stamp = ''  # changes with the password: older sessions end
    confirmed = None
    blocked = None
    deleted = None
    official = False  # speaks for the organization
    collective = False  # marked as an organization where it was imported from
    locale = 'en'
    about = ''

    def __init__(self, name, nickname, email='', **about):
        super().__init__(**about)
        self.name, self.nickname, self.email = name, nickname, email

    @property
    def __name__(self):
        return self.nickname or ids.encode(self.id)

    @property
    def title(self):
        return {'en': self.name}

    @property
    def is_confirmed(self):
        return self.confirmed is not None and self.blocked is None and self.deleted is None

    @property
    def has_profile(self):
        """Is there a public page about them? Not before the address is confirmed, unless they were imported without one."""
        return bool(self.nickname) and self.blocked is None and self.deleted is None and (self.confirmed is not None or not self.email)

    def keeps_session(self, session) -> bool:
        """Does a session that began with this stamp still hold?"""
        return self.blocked is None and self.deleted is None and session.get('stamp') == self.session_stamp

    def row(self):
        if self.deleted or self.blocked or not self.confirmed:
            return None
        return {'title': f'{self.name} {self.nickname}', 'weight': 0}


class Participants(Content):
    """`/participants`: everybody, by id, nickname and address."""

    __name__ = 'participants'
    title = {'en': 'Participants', 'ca': 'Participants', 'es': 'Participantes', 'fr': 'Participants'}

    def __init__(self):
        super().__init__()
        self.people = ObjectShards(sixteen=True)
        self.nicknames = OLBTree()
        self.emails = OLBTree()

    def row(self):
        return None

    def add(self, participant: Participant) -> Participant:
        """Put somebody in; KeyError when the nickname or the address is taken."""
        nickname, email = participant.nickname.casefold(), participant.email.casefold()
        if nickname in self.nicknames:
            raise KeyError('nickname')
        if email and email in self.emails:
            raise KeyError('email')
        participant.__parent__ = self
        while not self.people.add(participant.id, participant):
            participant.id = ids.new_id(self.people)
        self.nicknames[nickname] = participant.id
        if email:
            self.emails[email] = participant.id
        return participant

    def get_by_id(self, number) -> Participant | None:
        return self.people.get(number) if number is not None else None

    def get_by_email(self, email) -> Participant | None:
        return self.get_by_id(self.emails.get(email.strip().casefold()))

    def get_by_nickname(self, nickname) -> Participant | None:
        return self.get_by_id(self.nicknames.get(nickname.casefold()))

    def __getitem__(self, name):
        found = self.get_by_nickname(name)
        if found is None:
            raise KeyError(name)
        return found
