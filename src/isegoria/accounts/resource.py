"""Participant and Participants: people with an account, and the container that finds them."""

from dataclasses import dataclass

from BTrees.LOBTree import LOBTree
from BTrees.OLBTree import OLBTree
from BTrees.OOBTree import OOBTree

from isegoria import clock, ids, outbox
from isegoria.accounts import nicknames, passwords
from isegoria.accounts.sign_ins import SignsIn
from isegoria.content import Content
from isegoria.i18n import _
from isegoria.shards import ObjectShards
from isegoria.traits.reportable import Reportable
from isegoria.visibility import HIDDEN, PUBLIC

UNCONFIRMED, IMPORTED, BLOCKED, CLOSED = 'unconfirmed', 'imported', 'blocked', 'closed'  # of accounts that do not take part


def email_key(email: str) -> str:
    """Under it an address is one of a kind."""
    return email.strip().casefold()


@dataclass(frozen=True)
class Block:
    """Why somebody was blocked, by whom and when; what they are told is `statement`."""

    when: int
    by: int | None
    reason: str
    statement: str
    ended: int | None = None
    ended_by: int | None = None


class Participant(SignsIn, Reportable, Content):
    """A person with an account, or the author of imported things who cannot sign in."""

    type = 'participant'
    reported_as = _('Profile')
    kept_in = 'people'
    email_on_moderations = True  # of who moderates: a letter for each report
    name = nickname = email = ''
    former_nicknames = ()
    unconfirmed_email = ''  # typed at registration or for a change, and not confirmed yet
    registered_in = ''  # known again in the browser that registered
    password = None  # an Argon2id hash; None: cannot sign in with a password
    previous_passwords = ()
    must_change_password = False  # after a suspected leak, or a role that asks for a longer one
    confirmed = None
    blocked = None  # microseconds
    blocks: tuple[Block, ...] = ()  # all there ever were, the last one newest
    deleted = None
    delete_reason = ''
    asked_for_email = None  # microseconds: when another address was asked for
    wishes = frozenset()  # what goes with them when they leave (leaving.py)
    closes = None  # microseconds: closed by its owner, deleted then unless reopened before
    official = False  # speaks for the organization
    official_as = None  # {language: as what}
    collective = False  # marked as an organization where it was imported from
    locale = 'en'
    about = personal_url = ''
    kept = None  # a form that waits for them (kept.py)
    accepted_terms = ()  # pairs (version, when)
    admin_terms_accepted = 0  # the version

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
    def writers(self):
        return (self.id,)

    @property
    def said(self):
        return {self.locale: (self.name, self.about)}

    # What they are

    @property
    def is_gone(self):
        """Deleted, or closed by its owner and soon to be."""
        return self.deleted is not None or self.closes is not None

    @property
    def is_confirmed(self):
        return self.confirmed is not None and self.blocked is None and not self.is_gone

    @property
    def is_registration(self):
        """Somebody registered and has not confirmed the address yet."""
        return self.confirmed is None and bool(self.unconfirmed_email)

    @property
    def has_profile(self):
        """Is there a public page about them? Not before the address is confirmed, unless they were imported without one."""
        return bool(self.nickname) and not self.is_registration and self.blocked is None and not self.is_gone

    @property
    def visibility(self):
        return PUBLIC if self.has_profile else HIDDEN

    # What they and others do with the account

    def take_password(self, kept: str):
        """A new password: every session ends, the earlier one is remembered for those who may not take it again."""
        self.previous_passwords = passwords.remembered(self.previous_passwords, self.password)
        self.password, self.must_change_password = kept, False
        self.unlock()
        self.end_sessions()

    def make_official(self, as_what: dict | None = None):
        """They speak for the organization, as {language: what} says; once more changes the words."""
        self.official, self.official_as = True, as_what or None
        outbox.changed(self)

    def make_unofficial(self):
        self.official, self.official_as = False, None
        outbox.changed(self)

    def accept_terms(self, version: int):
        if version not in (accepted for accepted, _when in self.accepted_terms):
            self.accepted_terms = (*self.accepted_terms, (version, clock.microseconds()))

    def has_accepted(self, version: int) -> bool:
        return any(accepted >= version for accepted, _when in self.accepted_terms)

    def may_act_in_roles(self, site) -> bool:
        """Whoever has a role accepts the terms of administration before it counts (03 §2.3)."""
        return self.admin_terms_accepted >= site.admin_terms_version

    @property
    def state(self) -> str:
        """How the desk tells them apart: '' for everybody who takes part."""
        if self.blocked is not None:
            return BLOCKED
        if self.closes is not None:
            return CLOSED
        if self.confirmed is not None:
            return ''
        return UNCONFIRMED if self.is_registration else IMPORTED

    def row(self):
        """Who does not take part is found by those who administer, and by nobody else."""
        if self.deleted is not None:
            return None
        visibility = PUBLIC if self.has_profile and self.confirmed is not None else HIDDEN
        return {'title': f'{self.name} {self.nickname}', 'state': self.state, 'visibility': visibility, 'weight': 0}


class Participants(Content):
    """`/participants`: everybody, by id, nickname and address."""

    __name__ = 'participants'
    pack_wanted = None  # microseconds: something was deleted that must leave the storage's history too
    title = {'en': 'Participants', 'ca': 'Participants', 'es': 'Participantes', 'fr': 'Participants'}

    def __init__(self):
        super().__init__()
        self.people = ObjectShards(sixteen=True)
        self.nicknames = OLBTree()  # key -> id
        self.former_nicknames = OLBTree()  # key -> id, for links to a profile that has moved
        self.emails = OLBTree()  # confirmed addresses -> id
        self.waiting = OOBTree()  # unconfirmed addresses -> ids
        self.departed = OOBTree()  # keyed hash of a deleted account's address -> Departed (leaving.py)
        self.closing = LOBTree()  # when -> id of an account that is to be deleted then

    def row(self):
        return None

    def add(self, participant: Participant) -> Participant:
        """Put somebody in; KeyError when the nickname or the address is taken."""
        nickname, email = nicknames.key(participant.nickname), email_key(participant.email)
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
        if participant.unconfirmed_email:
            self._wait(participant)
        return participant

    def get_by_id(self, number) -> Participant | None:
        return self.people.get(number) if number is not None else None

    def get_by_email(self, email) -> Participant | None:
        return self.get_by_id(self.emails.get(email_key(email)))

    def get_by_nickname(self, nickname) -> Participant | None:
        return self.get_by_id(self.nicknames.get(nicknames.key(nickname)))

    def get_by_former_nickname(self, nickname) -> Participant | None:
        return self.get_by_id(self.former_nicknames.get(nicknames.key(nickname)))

    def registrations(self, email) -> list[Participant]:
        """Those who registered with this address and have not confirmed it, the newest last."""
        people = (self.get_by_id(number) for number in self.waiting.get(email_key(email), ()))
        return [person for person in people if person is not None and person.is_registration]

    def __getitem__(self, name):
        found = self.get_by_nickname(name) or self.get_by_former_nickname(name) or self.get_by_id(ids.from_address(name))
        if found is None:
            raise KeyError(name)
        return found

    def is_taken(self, key: str, by_other_than: Participant | None = None) -> bool:
        """Is a nickname (its key) somebody's already?"""
        holder = self.nicknames.get(key)
        return holder is not None and (by_other_than is None or holder != by_other_than.id)

    def rename(self, participant: Participant, nickname: str):
        """Another nickname; the old one leads on to the profile until somebody takes it."""
        old, new = nicknames.key(participant.nickname), nicknames.key(nickname)
        if self.is_taken(new, participant):
            raise KeyError('nickname')
        if old != new:
            self.nicknames.pop(old, None)
            self.former_nicknames[old] = participant.id
            participant.former_nicknames = (*participant.former_nicknames, old)
        self.nicknames[new] = participant.id
        participant.nickname = nickname

    def ask_to_confirm(self, participant: Participant, email: str):
        """Somebody registered with an address, or wants it instead of theirs; a link is sent to it."""
        self.stop_waiting(participant)
        participant.unconfirmed_email, participant.asked_for_email = email, clock.microseconds()
        self._wait(participant)

    def confirm(self, participant: Participant):
        """The address is theirs; KeyError when another account has it meanwhile."""
        email = participant.unconfirmed_email
        holder = self.emails.get(email_key(email))
        if holder is not None and holder != participant.id:
            raise KeyError('email')
        self.stop_waiting(participant)
        self.emails.pop(email_key(participant.email), None)
        self.emails[email_key(email)] = participant.id
        participant.email = email
        if participant.confirmed is None:
            participant.confirmed = clock.microseconds()
        for other in self.registrations(email):
            self.drop(other)
        outbox.changed(participant)

    def drop(self, participant: Participant):
        """Remove a registration that was never confirmed: nothing of it stays."""
        self.stop_waiting(participant)
        self.free_names(participant)
        self.people.discard(participant.id)
        outbox.put(self, 'unindex', (participant.id,))

    def free_names(self, participant: Participant):
        """Nickname and address may be taken by others from now on."""
        if self.nicknames.get(nicknames.key(participant.nickname)) == participant.id:
            del self.nicknames[nicknames.key(participant.nickname)]
        if participant.email and self.emails.get(email_key(participant.email)) == participant.id:
            del self.emails[email_key(participant.email)]
        for old in participant.former_nicknames:
            if self.former_nicknames.get(old) == participant.id:
                del self.former_nicknames[old]

    def close(self, participant: Participant, moment: int, reason='', wishes=frozenset()):
        """Its owner closed the account; it is deleted at `moment` unless they come back."""
        participant.closes, participant.delete_reason, participant.wishes = moment, reason, frozenset(wishes)
        participant.end_sessions()
        while not self.closing.insert(moment, participant.id):
            moment += 1
        outbox.changed(participant)

    def stop_closing(self, participant: Participant):
        """Its owner came back in time."""
        for moment in [moment for moment, number in self.closing.items() if number == participant.id]:
            del self.closing[moment]
        participant.closes = None
        outbox.changed(participant)

    def _wait(self, participant):
        email = email_key(participant.unconfirmed_email)
        self.waiting[email] = (*self.waiting.get(email, ()), participant.id)

    def stop_waiting(self, participant):
        """Take back an address that was to be confirmed, if there is one."""
        email = email_key(participant.unconfirmed_email)
        left = tuple(number for number in self.waiting.get(email, ()) if number != participant.id)
        if left:
            self.waiting[email] = left
        else:
            self.waiting.pop(email, None)
        participant.unconfirmed_email = ''
