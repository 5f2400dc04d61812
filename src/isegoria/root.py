"""Site: the top of an organization's tree, how a new one is planted, and how a host finds its own."""

from BTrees.LOBTree import LOBTree
from persistent import Persistent
from persistent.mapping import PersistentMapping
from pyramid.httpexceptions import HTTPFound, HTTPNotFound
from pyramid_zodbconn import get_connection

from isegoria import ids
from isegoria.accounts.own import Account
from isegoria.accounts.resource import Participants
from isegoria.content import Folder
from isegoria.editorial.resource import Pages
from isegoria.outbox import Outbox
from isegoria.security import ADMIN, COLLABORATOR, DESK, EDIT, MANAGE, MODERATE, MODERATOR, ORGANIZATION, USER_MANAGER, Allow
from isegoria.spaces.processes.resource import Processes, ProcessGroups
from isegoria.spaces.space import Place
from isegoria.spaces.taxonomies import Taxonomies

MOST_HOSTS = 1_000


class Site(Place):
    """An organization: its texts, settings, people, spaces and pages."""

    type = ''
    languages = ('ca', 'es', 'fr', 'en')
    default_language = 'en'
    host = ''
    secondary_hosts = ()
    time_zone = 'Europe/Madrid'
    organization = None  # {language: official name}
    organization_url = ''
    description = None  # {language: the sentence on the home page}
    address = email = phone = ''
    reference_prefix = ''
    colour = '#1f45c2'
    logo = None  # a picture (uploads.py)
    comments_max_length = 1000
    settings = {}
    wordings = {}  # language -> {text of the interface: words of the organization} (wordings/); replaced, never changed in place
    wordings_version = 0
    registration_mode = 'enabled'  # 'existing': nobody new; 'disabled': no passwords at all (01 §2.2)
    minimum_age = 16
    admin_terms = None  # {language: cleaned HTML} that whoever has a role accepts first
    admin_terms_version = 0  # microseconds: when they changed
    activity = None  # what was done (activity.py)
    cases = None  # what was reported, and what was decided (moderation/)
    visibility = 'public'

    def __init__(self, name, title, languages=None, default_language=None):
        super().__init__(name)
        self.title = title
        if languages:
            self.languages = tuple(languages)
            self.default_language = default_language or self.languages[0]
        for container in (Processes(), ProcessGroups(), Pages(), Taxonomies(), Participants()):
            Folder.add(self, container.__name__, container)
        self.places = LOBTree()  # spaces and components by id
        self.published = self.created

    @property
    def __name__(self):
        return ''

    def __getitem__(self, name):
        return Account(self) if name == 'account' else super().__getitem__(name)

    @property
    def taxonomies(self):
        return self['taxonomies']

    def spaces(self):
        """Every space of every kind."""
        return list(self['processes'].values())

    def listed_elsewhere(self):
        """What has rows in the catalog beside spaces, pages and people."""
        return self.cases.values() if self.cases is not None else ()

    def place(self, number):
        """The space or component with this id, or None."""
        return self.places.get(number)

    def row(self):
        return None

    def __acl__(self):
        yield Allow, f'role:{ADMIN}', (DESK, EDIT, MANAGE, MODERATE)
        yield Allow, f'site-role:{ADMIN}', ORGANIZATION
        yield Allow, f'role:{COLLABORATOR}', (DESK, EDIT)
        yield Allow, f'role:{MODERATOR}', (DESK, MODERATE)
        yield Allow, f'role:{USER_MANAGER}', (DESK,)


class Installation(Persistent):
    """What a database holds: its sites by name, and the data steps that were run."""

    def __init__(self):
        self.sites = PersistentMapping()
        self.steps = ()


def installation(connection) -> Installation | None:
    return connection.root().get('isegoria')


def install(connection) -> Installation:
    """Make an empty database ours; what is there stays."""
    root = connection.root()
    if 'isegoria' not in root:
        root['isegoria'] = Installation()
        root['outbox'] = Outbox()
        # New objects that the outbox points to want a connection before the first commit.
        connection.add(root['isegoria'])
        connection.add(root['outbox'])
    return root['isegoria']


def plant(connection, name, title, **about) -> Site:
    """A new site with nothing in it but what every site has; KeyError when the name is taken."""
    sites = install(connection).sites
    if name in sites:
        raise KeyError(f'{name!r} is taken')
    site = Site(name, title, **about)
    connection.add(site)
    site.id = ids.new_place_id({each.id for each in sites.values()})
    sites[name] = site
    return site


def find_site(connection, host: str, strict=False) -> Site | None:
    """The site that a host serves; a lone site serves every host unless hosts are strict (01 §1.1)."""
    found = installation(connection)
    if found is None:
        return None
    sites = list(found.sites.values())
    for site in sites:
        if host and host in (site.host, *site.secondary_hosts):
            return site
    return sites[0] if len(sites) == 1 and not strict else None


def database(request):
    """A connection that sees everything as it was at one moment. What is kept of pages wants its stamps read before that."""
    request.note_stamps()
    return get_connection(request)


def site_of(request):
    host = request.domain.lower()
    site = find_site(request.database, host, request.registry.settings['isegoria.strict_hosts'])
    if site is not None:
        remember_host(request.registry.site_ids, request.host, site)
    return site


def remember_host(known: dict, host: str, site: Site):
    """So that the next request can ask for counters before it sees any object. Hosts come from outside, so they are forgotten."""
    if known.get(host) != site.id:
        if len(known) >= MOST_HOSTS:
            known.clear()
        known[host] = site.id


def root_factory(request):
    """The site of the request's host, in a language that it speaks."""
    site = request.site
    if site is None:
        raise HTTPNotFound('no site here')
    if site.host and request.domain.lower() in site.secondary_hosts:
        raise HTTPFound(request.url.replace(f'//{request.host}', f'//{site.host}', 1))
    request.require_language(site)
    return site


def includeme(config):
    config.set_root_factory(root_factory)
    config.add_request_method(database, reify=True)
    config.add_request_method(site_of, 'site', reify=True)
