"""What somebody asked for by typing an email address: answered by mail alone.

The page says the same to everybody, in the same time: it only leaves an entry in the outbox, and the worker looks who has
the address. So nobody learns from us who has an account (02 §2, §3, §5).
"""

from isegoria import outbox
from isegoria.accounts import letters, tokens
from isegoria.accounts.links import give, link, may_use_links, root_address, to_unlock
from isegoria.mail.letters import post

ASKED = 'accounts.asked'
REGISTERED, CONFIRM, NEW_PASSWORD, UNLOCK, FAILED, WANTED = 'registered', 'confirm', 'new-password', 'unlock', 'failed', 'wanted'


def ask(request, what: str, email: str, person: int | None = None):
    """Leave it to the worker to find out whom this concerns; the entry is as large whether there is somebody or nobody."""
    about = {'site': request.site, 'what': what, 'email': email, 'person': person or 0, 'root': root_address(request)}
    outbox.put(request.site, ASKED, about)


def answer(registry, _connection, about):
    """The worker's job."""
    Asked(registry, **about).answer()


class Asked:
    """One thing that was asked for."""

    def __init__(self, registry, site, what, email, person, root):
        self.registry, self.site, self.what, self.email, self.person, self.root = registry, site, what, email, person, root
        self.people = site['participants']

    def answer(self):
        owner = self.people.get_by_email(self.email)
        if owner is not None and (owner.is_gone or owner.blocked is not None):
            return
        {
            REGISTERED: self.registered,
            CONFIRM: self.confirm,
            NEW_PASSWORD: self.new_password,
            UNLOCK: self.unlock,
            FAILED: self.failed,
            WANTED: self.wanted,
        }[self.what](owner)

    def registered(self, owner):
        if owner is not None:
            self.tell_owner(owner)
        else:
            self.send_confirmation(self.people.get_by_id(self.person))

    def confirm(self, owner):
        if owner is not None:
            self.tell_owner(owner)
        for registration in self.people.registrations(self.email)[-1:]:
            self.send_confirmation(registration)

    def new_password(self, owner):
        if owner is None:
            self.confirm(None)
        else:
            token = give(self.registry, self.site, tokens.RESET_PASSWORD, owner)
            self.post(owner, letters.new_password(owner, self.link(owner, 'new-password', token)))

    def unlock(self, owner):
        if owner is not None and to_unlock(owner):
            self.send_unlocking(owner)

    def failed(self, owner):
        if owner is not None and owner.fail():
            self.send_unlocking(owner)

    def wanted(self, owner):
        """Somebody signed in wants this address instead of theirs."""
        asker = self.people.get_by_id(self.person)
        if asker is None or not may_use_links(asker) or asker.unconfirmed_email != self.email:
            return
        if owner is not None:
            self.post(owner, letters.address_taken(owner, self.link(owner, 'login')))
            return
        token = give(self.registry, self.site, tokens.CHANGE_EMAIL, asker)
        self.post(asker, letters.change_address(asker, self.link(asker, 'confirm-address', token)), self.email)

    def send_confirmation(self, registration):
        if registration is not None and registration.is_registration:
            outbox.changed(registration)  # not in the request, which would take longer for who is new
            token = give(self.registry, self.site, tokens.CONFIRM, registration)
            letter = letters.confirm(registration, self.link(registration, 'confirm', token))
            self.post(registration, letter, registration.unconfirmed_email)

    def send_unlocking(self, owner):
        token = give(self.registry, self.site, tokens.UNLOCK, owner)
        self.post(owner, letters.locked(owner, self.link(owner, 'unlock', token)))

    def tell_owner(self, owner):
        self.post(owner, letters.registered_already(owner, self.link(owner, 'login'), self.link(owner, 'forgotten-password')))

    def link(self, participant, path, token=''):
        return link(self.root, participant.locale, path, token)

    def post(self, participant, letter, email=''):
        post(self.registry, self.site, letters.recipient(participant, email), letter)
