"""`make`: puts into a test's site what the test talks about, in the product's words."""

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from unittest.mock import patch

import transaction
from pyramid.traversal import resource_path

from isegoria import clock, outbox
from isegoria.accounts.resource import Participant
from isegoria.accounts.sign_ins import SignIn
from isegoria.accounts.terms import current_version
from isegoria.catalog.engine import Database
from isegoria.components.proposals.resource import PARTICIPANTS, Proposal, Proposals
from isegoria.root import installation
from isegoria.spaces.processes.resource import Process
from isegoria.traits.comments.resource import Comment
from isegoria.worker import Worker


@dataclass(frozen=True)
class Made:
    """Where something that was made is, and its id; the object itself belongs to a closed connection."""

    id: int
    path: str
    session_stamp: str = ''


BROWSER = 'browser-of-a-test'  # the key of the session that `browser.login` begins
EVERYTHING_OPEN = {'creation_enabled': True, 'votes_enabled': True, 'likes_enabled': True}


class Make:
    """Each call is a transaction of its own, seen by the next request."""

    def __init__(self, registry, database):
        self.registry, self.database = registry, database

    @contextmanager
    def site(self):
        """The site, to read or change in one transaction; the catalog follows."""
        manager = transaction.TransactionManager(explicit=True)
        connection = self.database.open(manager)
        manager.begin()
        try:
            yield next(iter(installation(connection).sites.values()))
            manager.commit()
        finally:
            with suppress(transaction.interfaces.NoTransaction):
                manager.abort()
            connection.close()
        Worker(self.registry, self.database).drain()

    @contextmanager
    def open(self, made: Made):
        """The object behind what was made, to read or change in one transaction."""
        with self.site() as site:
            yield find(site, made)

    def changed(self, resource):
        """Say that the resource was changed, as its verbs do."""
        outbox.put(resource, outbox.PLACE if hasattr(resource, 'roles') else outbox.INDEX)

    def url(self, made: Made, *rest, language='en'):
        return f'/{language}' + '/'.join([made.path.rstrip('/'), *rest])

    def participant(self, nickname, *, role=None, at=None, **about) -> Made:
        """Somebody with a confirmed account; made once, found by nickname afterwards. `role` is given at `at`, else at the root."""
        with self.site() as site:
            person = site['participants'].get_by_nickname(nickname)
            if person is None:
                person = Participant(about.pop('name', nickname.capitalize()), nickname, f'{nickname}@example.org')
                person.confirmed = clock.microseconds()
                person.accept_terms(current_version(site))
                person.admin_terms_accepted = site.admin_terms_version
                person.sign_ins = (SignIn(BROWSER, clock.microseconds(), remembered=True),)
                for name, value in about.items():
                    setattr(person, name, value)
                site['participants'].add(person)
                outbox.changed(person)
            if role is not None:
                (find(site, at) if at else site).give_role(person.id, role)
            return Made(person.id, resource_path(person), person.session_stamp)

    def process(self, slug='trees', *, published=True, open_now=None, **about) -> Made:
        """A published process with three phases, the second one active."""
        with self.site() as site:
            if slug in site['processes']:
                return made(site['processes'][slug])
            process = Process(slug, about.pop('title', {'en': 'Trees for everybody', 'ca': 'Arbres per a tothom'}))
            for name, value in about.items():
                setattr(process, name, value)
            if published:
                process.published = clock.microseconds()
            site['processes'].add(slug, process)
            now = clock.now()
            for number, title in enumerate(('Inform', 'Propose', 'Decide')):
                start = now + timedelta(days=30 * (number - 1) - 10)
                process.phases.add({'en': title}, starts=start, ends=start + timedelta(days=30))
            process.phases.active_id = process.phases.all[1].id
            return made(process)

    def proposals(self, slug='proposals', *, process='trees', published=True, settings=None, **in_phase) -> Made:
        """A proposals component in which everything is open, with `settings` and what the phase sets."""
        self.process(process)
        with self.site() as site:
            space = site['processes'][process]
            if slug in space:
                return made(space[slug])
            component = Proposals(slug, {'en': 'Proposals', 'ca': 'Propostes'})
            component.settings = settings or {}
            if published:
                component.published = clock.microseconds()
            space.add(slug, component)
            space.phases.set_settings(space.phases.active, component, {**EVERYTHING_OPEN, **in_phase})
            return made(component)

    def proposal(
        self,
        title='More trees on the main square',
        body='We want shade where children play.',
        *,
        author='ana',
        at=None,
        draft=False,
        **about,
    ) -> Made:
        """A published proposal by `author`, in `at` or in the usual component."""
        at = at or self.proposals()
        origin = about.pop('origin', PARTICIPANTS)
        authors = (self.participant(author).id,) if origin == PARTICIPANTS else ()
        with self.site() as site:
            component = find(site, at)
            proposal = component.add_content(Proposal({'en': title}, {'en': body}, authors=authors, origin=origin))
            if not draft:
                proposal.publish()
            for name, value in about.items():
                setattr(proposal, name, value)
            outbox.changed(proposal)
            return made(proposal)

    def comment(self, on: Made, body='I agree.', *, author='bob', reply_to: Made | None = None, **about) -> Made:
        """A comment on something, or a reply to a comment."""
        person = self.participant(author)
        with self.site() as site:
            subject = find(site, on)
            answered = find(site, reply_to) if reply_to else None
            comment = Comment(subject, body, author=person.id, reply_to=answered, alignment=about.pop('alignment', 0))
            for name, value in about.items():
                setattr(comment, name, value)
            subject.add_comment(comment)
            return made(comment)


@contextmanager
def asked_of_catalogs():
    """What every catalog is asked meanwhile: a growing list of (SQL, values)."""
    asked, tell = [], Database.tell

    def listen(database, connection, sql, values=()):
        asked.append((sql, values))
        return tell(database, connection, sql, values)

    with patch.object(Database, 'tell', listen):
        yield asked


def made(resource) -> Made:
    return Made(resource.id, resource_path(resource))


def find(site, made: Made):
    resource = site
    for name in made.path.strip('/').split('/'):
        if name:
            resource = resource[name]
    return resource
