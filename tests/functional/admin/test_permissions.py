"""Who may do what: one row for each action that writes, one column for each role (03 §2).

What a component's own permissions allow (`proposals.create`, `budgets.vote`) stands in the table beside its other tests; here
is the rest. A view that writes and has no row makes a test fail.
"""

from pathlib import Path
from types import SimpleNamespace

from pyramid.interfaces import ISecurityPolicy

from isegoria.moderation.cases import cases_of
from isegoria.security import ADMIN, COLLABORATOR, EVALUATOR, MODERATOR, USER_MANAGER, Viewer
from isegoria.spaces.phases import PhaseOf

COMPONENTS = Path(__file__).parents[2] / 'unit' / 'components'
IN_SPACE = {'space admin': ADMIN, 'space editor': COLLABORATOR, 'space moderator': MODERATOR, 'space evaluator': EVALUATOR}
AT_ROOT = {'admin': ADMIN, 'editor': COLLABORATOR, 'moderator': MODERATOR, 'user manager': USER_MANAGER}
PEOPLE = ('participant', 'author', 'neighbour', *IN_SPACE, *AT_ROOT)  # the neighbour administers another space
EVERYBODY = {'visitor', *PEOPLE}
SIGNED_IN = set(PEOPLE)
ADMINS = {'admin'}
MANAGERS = {'admin', 'space admin'}
EDITORS = {'admin', 'editor'}
MODERATORS = {'admin', 'moderator', 'space admin', 'space moderator'}

# (kind of thing, the names of the views that write, who may)
TABLE = (
    ('Site', ('settings', 'appearance', 'roles', 'give-role', 'log'), ADMINS),
    ('Site', ('login', 'logout', 'register', 'confirm', 'confirm-address', 'reopen', 'unlock'), EVERYBODY),
    ('Site', ('forgotten-password', 'new-password', 'resend-confirmation', 'resend-unlock'), EVERYBODY),
    ('Account', ('', 'email', 'email-again', 'email-stays', 'password', 'sign-ins', 'delete'), SIGNED_IN),
    ('Account', ('terms', 'admin-terms', 'discard-kept'), SIGNED_IN),
    ('Taxonomies', ('', 'new'), ADMINS),
    ('Wordings', ('',), ADMINS),
    ('Wording', ('edit', 'reset'), ADMINS),
    ('Term', ('new', 'edit', 'up', 'down', 'remove'), ADMINS),
    ('ProcessGroups', ('admin', 'new'), ADMINS),
    ('ProcessGroup', ('edit', 'remove'), ADMINS),
    ('Processes', ('new',), ADMINS),
    ('Processes', ('admin',), EVERYBODY),  # each row is asked again; who has no role anywhere gets 403
    ('Process', ('edit',), MANAGERS),
    ('Space', ('publish', 'unpublish', 'components', 'new-component'), MANAGERS),
    ('Space', ('roles', 'give-role', 'members', 'add-member'), MANAGERS),
    ('Space', ('trash', 'restore'), ADMINS),
    ('Phases', ('', 'new', 'follow-dates'), MANAGERS),
    ('PhaseOf', ('edit', 'up', 'down', 'activate', 'remove'), MANAGERS),
    ('InPhase', ('',), MANAGERS),
    ('ComponentFolder', ('edit', 'up', 'down', 'publish', 'unpublish', 'trash', 'restore'), MANAGERS),
    ('Pages', ('admin', 'new'), EDITORS),
    ('Pages', ('editors-publish',), ADMINS),
    ('Page', ('edit', 'move', 'new', 'place', 'complete'), EDITORS),  # each step of `move` is asked again: publishing is for ADMINS
    ('Page', ('remove',), ADMINS),
    ('Topics', ('', 'new'), ADMINS),
    ('TopicOf', ('edit', 'up', 'down', 'remove'), ADMINS),
    ('Participants', ('admin',), ADMINS),
    ('Participant', ('official', 'unofficial'), ADMINS),
    ('Participant', ('open-case',), {'admin', 'moderator'}),
    ('Moderation', ('', 'appeals', 'decided', 'mail'), EVERYBODY),  # each case is asked again; who moderates nowhere gets 403
    ('Moderation', ('settings',), ADMINS),
    ('Case', ('', 'claim', 'release', 'look-again', 'alarm'), MODERATORS),
    ('Hearing', ('appeal',), EVERYBODY),  # by a link that only those concerned have
    ('Reportable', ('report',), EVERYBODY),
    ('Conversation', ('',), SIGNED_IN),
    ('Comment', ('reply',), SIGNED_IN),
    ('Comment', ('vote',), SIGNED_IN - {'author'}),
    ('Comment', ('edit', 'delete'), {'author'}),
)
ROWS = {(kind, name): who for kind, names, who in TABLE for name in names}


def writing_views(registry) -> dict:
    """(kind of thing, name) -> permission, of every view that answers a POST; '' where anybody may."""
    found = {}
    for entry in registry.introspector.get_category('views'):
        view = entry['introspectable']
        methods = view['request_methods'] or ()
        if 'POST' in ((methods,) if isinstance(methods, str) else methods):
            permissions = [each['value'] for each in entry['related'] if each.category_name == 'permissions']
            found[view['context'].__name__, view['name'] or ''] = permissions[0] if permissions else ''
    return {key: '' if permission == '__no_permission_required__' else permission for key, permission in found.items()}


def component_of(permission, registry) -> str | None:
    """Whose own permission it is."""
    name = permission.partition('.')[0]
    return name if name in registry.components else None


def test_every_view_that_writes_has_a_row(app):
    views = writing_views(app.registry)
    of_components = {key for key, permission in views.items() if component_of(permission, app.registry)}
    assert set(views) - of_components - set(ROWS) == set()
    assert set(ROWS) - set(views) == set()


def test_every_component_has_a_table_of_its_own(app):
    asked = {component_of(permission, app.registry) for permission in writing_views(app.registry).values()} - {None}
    missing = [name for name in asked if not list(COMPONENTS.glob(f'{name}/test_permissions.py'))]
    assert missing == []


def things(site, comment) -> dict:
    """One thing of each kind that the table names."""
    process = site['processes']['trees']
    proposal = comment.subject
    return {
        'Site': site,
        'Account': site['account'],
        'Taxonomies': site.taxonomies,
        'Term': site.taxonomies.roots()[0],
        'ProcessGroups': site['process-groups'],
        'ProcessGroup': site['process-groups']['green'],
        'Processes': site['processes'],
        'Process': process,
        'Space': process,
        'Phases': process.phases,
        'PhaseOf': PhaseOf(process.phases, process.phases.active),
        'InPhase': PhaseOf(process.phases, process.phases.active)['proposals'],
        'ComponentFolder': process['proposals'],
        'Pages': site['pages'],
        'Page': site['pages']['privacy'],
        'Wordings': site['wordings'],
        'Wording': next(iter(site['wordings'])),
        'Topics': site['pages']['topics'],
        'TopicOf': site['pages']['topics']['legal'],
        'Participants': site['participants'],
        'Participant': site['participants'].get_by_nickname('participant'),
        'Moderation': site['moderation'],
        'Case': cases_of(site).of(proposal),
        'Reportable': proposal,
        'Conversation': proposal['comments'],
        'Comment': comment,
    }


def plant(make):
    """A site with somebody in each role, and one thing of each kind."""
    trees, parks = make.process(), make.process('parks', title={'en': 'Parks'})
    for nickname in ('participant', 'author'):
        make.participant(nickname)
    make.participant('neighbour', role=ADMIN, at=parks)
    for name, role in IN_SPACE.items():
        make.participant(name.replace(' ', '_'), role=role, at=trees)
    for name, role in AT_ROOT.items():
        make.participant(name.replace(' ', '_'), role=role)
    proposal = make.proposal(author='author')
    comment = make.comment(proposal, author='author')
    with make.site() as site:
        from isegoria.spaces.processes.resource import ProcessGroup

        site.taxonomies.add({'en': 'Districts'})
        site['process-groups'].add('green', ProcessGroup('green', {'en': 'Green'}, {'en': 'Green'}))
    with make.open(proposal) as found:
        cases_of(found.__parent__.__parent__.__parent__.__parent__).open(found)
    return comment


def test_each_action_is_for_those_who_hold_it_and_nobody_else(app, make):
    comment = plant(make)
    policy, permissions = app.registry.queryUtility(ISecurityPolicy), writing_views(app.registry)
    wrong = {}
    with make.open(comment) as found:
        site = found.subject.component.space.__parent__.__parent__
        known = things(site, found)
        people = {name: site['participants'].get_by_nickname(name.replace(' ', '_')) for name in PEOPLE}
        for (kind, name), who in ROWS.items():
            permission, thing = permissions[kind, name], known.get(kind)
            if not permission:
                continue
            requests = {role: SimpleNamespace(viewer=Viewer(person, site), method='POST') for role, person in people.items()}
            requests['visitor'] = SimpleNamespace(viewer=Viewer(None, site), method='POST')
            may = {role for role, request in requests.items() if policy.permits(request, thing, permission)}
            if may != who:
                wrong[kind, name] = {'too many': may - who, 'too few': who - may}
    assert wrong == {}


def test_without_accepted_terms_of_administration_no_role_counts(app, make):
    comment = plant(make)
    policy, permissions = app.registry.queryUtility(ISecurityPolicy), writing_views(app.registry)
    with make.open(comment) as found:
        site = found.subject.component.space.__parent__.__parent__
        site.admin_terms_version = site.created
        known, person = things(site, found), site['participants'].get_by_nickname('admin')
        person.admin_terms_accepted = 0
        request = SimpleNamespace(viewer=Viewer(person, site), method='POST')
        for (kind, name), who in ROWS.items():
            if who <= MODERATORS | EDITORS and kind in known:
                assert not policy.permits(request, known[kind], permissions[kind, name]), (kind, name)
