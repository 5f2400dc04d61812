"""Barcelona's participation of 2016, in small: what the import takes over, reports, and finds again."""

import gzip
import json
from types import SimpleNamespace

import pytest
import transaction

from isegoria.catalog.query import Query
from isegoria.catalog.rebuilding import rebuild
from isegoria.importers import CannotImport
from isegoria.importers.pam_2016.run import Import
from isegoria.importers.rehearsal import rehearsal
from isegoria.root import installation
from isegoria.scripts.catalog import compare

INTO = 'processes/pam-2016/proposals'
NURIA = {'id': 7, 'name': 'Participant 7', 'official': False, 'organization': False}
SHOP = {'id': 8, 'name': 'Participant 8', 'official': False, 'organization': True}
TOWN = {'id': 1, 'name': 'Ajuntament de Barcelona', 'official': False, 'organization': False}


def proposal(number, **about):
    """A line as the file has it."""
    return {
        'id': number,
        'code': f'BCN-2016-01-{number}',
        'title': f'Més arbres al carrer {number}',
        'summary': 'Cal ombra per als qui caminen pel barri.',
        'category': 'Bon viure',
        'subcategory': 'Cultura',
        'district': 'Gràcia',
        'scope': 'district',
        'source': 'citizen',
        'official': False,
        'status': 'accepted',
        'hidden': False,
        'flagged': None,
        'from_meeting': False,
        'author': NURIA,
        'created_at': '22/01/2016',
        'votes': 0,
        'comments': 0,
        **about,
    }


def comment(number, on, ancestry=None, **about):
    return {
        'id': number,
        'proposal_id': on,
        'ancestry': ancestry,
        'alignment': 0 if ancestry is None else None,
        'author': NURIA,
        'body': '<p>Hi estic d’acord.</p>',
        'created_at': '17/03/2016 14:25:48',
        'likes': 0,
        'dislikes': 0,
        'hidden': False,
        'flagged': False,
        **about,
    }


class Files:
    """A folder with the two files."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, proposals=(), comments=(), packed=True):
        for stem, lines in (('proposals', proposals), ('comments', comments)):
            text = ''.join((line if isinstance(line, str) else json.dumps(line)) + '\n' for line in lines)
            path = self.folder / f'{stem}.ndjson{".gz" if packed else ""}'
            path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
        return self.folder


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path)


@pytest.fixture
def run(app, database):
    """Runs an import; gives its totals and what it reported."""

    def run(folder, create=True, registry=app.registry, database=database):
        reported = []
        totals = Import(registry, database, folder, INTO, create=create, report=lambda *about: reported.append(about))()
        return SimpleNamespace(totals=totals, said=str(totals), reported=reported)

    return run


@pytest.fixture
def imported(database):
    """The component as it is stored now."""
    connection = database.open(transaction.TransactionManager(explicit=True))
    connection.transaction_manager.begin()

    def component():
        connection.transaction_manager.abort()
        connection.transaction_manager.begin()
        return next(iter(installation(connection).sites.values()))['processes']['pam-2016']['proposals']

    yield component
    connection.transaction_manager.abort()
    connection.close()


def of(component, original):
    """A proposal or a comment by its original id."""
    number = component.originals.get('pam-2016', 'proposal', original)
    return component.contents[number]


def said(component, original):
    return component.comments[component.originals.get('pam-2016', 'comment', original)]


def test_a_proposal_keeps_what_the_file_knows(run, files, imported):
    run(files.write([proposal(3, votes=17)], [comment(9, 3)]))
    found = of(imported(), 3)
    assert found.title == {'ca': 'Més arbres al carrer 3'}
    assert (found.reference, found.original_id, found.origin) == ('BCN-2016-01-3', 3, 'participants')
    assert (found.votes_carried_over, found.supports_total, found.comment_count.value) == (17, 17, 1)
    assert found.public_state.token == 'accepted'


def test_sources_become_origins(run, files, imported):
    sources = {'official': 'official', 'citizen': 'participants', 'organization': 'collectives', 'meeting': 'meeting'}
    lines = [
        proposal(number, source=source, author=TOWN if source == 'official' else None) for number, source in enumerate(sources)
    ]
    run(files.write(lines))
    component = imported()
    assert [of(component, number).origin for number in range(4)] == list(sources.values())
    assert of(component, 0).authors == ()


def test_authors_become_participants_who_cannot_sign_in(run, files, imported):
    run(files.write([proposal(1), proposal(2, author=SHOP, source='organization')], [comment(5, 1, author=SHOP)]))
    component = imported()
    people = component.space.__parent__.__parent__['participants']
    nuria, shop = (people.get_by_id(of(component, number).author) for number in (1, 2))
    assert (nuria.name, nuria.collective, nuria.original_id) == ('Participant 7', False, 7)
    assert shop.collective
    assert said(component, 5).author == shop.id
    assert (nuria.email, nuria.password, nuria.is_confirmed) == ('', None, False)


def test_three_taxonomies_classify(run, files, imported):
    run(files.write([proposal(1), proposal(2, subcategory=None, district=None, scope='city')]))
    component = imported()
    taxonomies = component.space.__parent__.__parent__.taxonomies
    titles = [[taxonomies.get(term).title['ca'] for term in of(component, number).terms] for number in (1, 2)]
    assert titles == [['Cultura', 'Gràcia', 'Un districte'], ['Bon viure', 'Tota la ciutat']]
    assert {taxonomies.get(root).code for root in component.setting('taxonomy_filters')} == {
        f'pam-2016:{way}' for way in ('category', 'district', 'scope')
    }
    assert [term.title['ca'] for term in taxonomies.ancestors(taxonomies.get(of(component, 1).terms[0]))] == ['Bon viure', 'Àmbit']


def test_threads_keep_parent_and_depth(run, files, imported):
    chain = [comment(1, 3)] + [comment(number, 3, '/'.join(map(str, range(1, number)))) for number in range(2, 9)]
    run(files.write([proposal(3)], chain))
    component = imported()
    assert [said(component, number).depth for number in range(1, 9)] == list(range(8))
    assert said(component, 8).reply_to is said(component, 7)
    assert said(component, 1).replies == 7


def test_a_reply_may_stand_before_what_it_answers(run, files, imported):
    result = run(files.write([proposal(3)], [comment(3, 3, '1/2'), comment(2, 3, '1'), comment(1, 3)]))
    component = imported()
    assert [said(component, number).depth for number in (1, 2, 3)] == [0, 1, 2]
    assert result.said == 'imported 1 proposals and 3 comments; already there 0; rejected 0'


def test_a_comment_whose_ancestor_is_missing_hangs_under_the_nearest_known_one(run, files, imported):
    run(files.write([proposal(3)], [comment(1, 3), comment(4, 3, '1/99'), comment(5, 3, '98/99'), comment(6, 3, '1/99/4')]))
    component = imported()
    assert said(component, 4).reply_to is said(component, 1)
    assert said(component, 5).reply_to is None
    assert (said(component, 6).reply_to, said(component, 6).depth) == (said(component, 4), 2)


def test_comments_bring_alignment_likes_and_clean_markup(run, files, imported):
    hostile = '<p onclick="x()">Sí<script>alert(1)</script> <a href="javascript:x">aquí</a></p>'
    run(files.write([proposal(3)], [comment(1, 3, alignment=-1, likes=4, dislikes=2, body=hostile)]))
    found = said(imported(), 1)
    assert (found.alignment, found.up, found.down) == (-1, 4, 2)
    assert 'script' not in found.body and 'onclick' not in found.body and 'javascript' not in found.body
    assert (found.language, found.markup) == ('ca', 'html')


def test_a_second_import_changes_nothing(run, files, imported):
    folder = files.write([proposal(1), proposal(2)], [comment(5, 1), comment(6, 1, '5')])
    run(folder)
    again = run(folder)
    assert again.said == 'imported 0 proposals and 0 comments; already there 4; rejected 0'
    component = imported()
    assert (len(component.contents), len(component.comments), of(component, 1).comment_count.value) == (2, 2, 2)


def test_a_later_file_adds_what_is_new(run, files, imported):
    run(files.write([proposal(1)], [comment(5, 1)]))
    assert run(files.write([proposal(1), proposal(2)], [comment(5, 1), comment(6, 2)])).said == (
        'imported 1 proposals and 1 comments; already there 2; rejected 0'
    )


@pytest.mark.parametrize(
    ('line', 'reason'),
    [
        ('{"id": 4', 'no JSON'),
        ('[4]', 'no JSON object'),
        (json.dumps(proposal(4, title='')), "title is '', not a text"),
        (json.dumps(proposal(4, votes=-1)), 'votes is -1'),
        (json.dumps(proposal(4, created_at='2016')), "created_at is '2016', not a date such as 31/01/2016"),
        (json.dumps(proposal(4, source='pigeon')), "source is 'pigeon', not one of official, citizen"),
        (json.dumps({'id': 4}), 'title is missing'),
        ('\x00\x01', 'no JSON'),
    ],
)
def test_a_bad_line_is_reported_and_loses_nothing_else(run, files, line, reason):
    result = run(files.write([proposal(1), line, proposal(2)]))
    assert result.said == 'imported 2 proposals and 0 comments; already there 0; rejected 1'
    [(name, number, why)] = result.reported
    assert (name, number) == ('proposals.ndjson.gz', 2)
    assert why.startswith(reason)


def test_a_comment_on_nothing_is_reported(run, files):
    result = run(files.write([proposal(1)], [comment(5, 1), comment(6, 77)]))
    assert result.reported == [('comments.ndjson.gz', 2, 'there is no proposal 77')]
    assert result.said == 'imported 1 proposals and 1 comments; already there 0; rejected 1'


def test_a_file_that_breaks_off_gives_what_stands_before(run, files):
    folder = files.write([proposal(number) for number in range(200)])
    path = folder / 'proposals.ndjson.gz'
    path.write_bytes(path.read_bytes()[:-40])
    result = run(folder)
    assert 0 < result.totals.proposals <= 200
    assert result.totals.rejected == 1
    assert 'the file is damaged from here on' in result.reported[0][2]


def test_unpacked_files_are_read_too(run, files):
    assert run(files.write([proposal(1)], packed=False)).totals.proposals == 1


def test_without_files_nothing_begins(run, tmp_path):
    with pytest.raises(CannotImport, match=r'there is no proposals\.ndjson\.gz'):
        run(tmp_path)


def test_the_component_must_be_there_or_wanted(run, files):
    with pytest.raises(CannotImport, match='give --create to make it'):
        run(files.write([proposal(1)]), create=False)


def test_a_rehearsal_says_the_same_and_writes_nothing(app, run, files, database):
    folder = files.write([proposal(1), proposal(2, votes=-3)], [comment(5, 1)])
    with rehearsal(app.registry, database) as (registry, over):
        rehearsed = run(folder, registry=registry, database=over)
    with pytest.raises(CannotImport):
        run(folder, create=False)
    assert rehearsed.said == run(folder).said == 'imported 1 proposals and 1 comments; already there 0; rejected 1'


def test_lists_and_counts_follow(app, database, run, files, imported):
    run(files.write([proposal(1), proposal(2, status='rejected')], [comment(5, 1), comment(6, 2)]))
    component = imported()
    catalog = app.registry.catalog

    def rows(*types):
        site = component.space.__parent__.__parent__
        return catalog.count(Query(site=site.id, keys=frozenset({'public'}), types=types, component=component.id))

    assert (rows('proposal'), rows('comment')) == (2, 2)
    kept = catalog.fingerprints()
    rebuild(catalog, database)
    assert catalog.fingerprints() == kept
    assert len(component._p_jar.root()['outbox']) == 0


def test_a_small_import_into_much_more_writes_its_own_rows_alone(app, database, run, files):
    run(files.write([proposal(number) for number in range(20)]))
    kept = app.registry.catalog.fingerprints()
    app.registry.catalog.upsert(removed=[next(iter(kept))])
    run(files.write([proposal(77)], [comment(5, 77)]))
    differences = compare(app.registry.catalog, database)
    assert [len(found) for found in differences.values()] == [1, 0, 0]


def test_a_hidden_comment_stays_hidden_and_is_not_counted(run, files, imported):
    run(files.write([proposal(1, hidden=False)], [comment(5, 1, hidden=True), comment(6, 1)]))
    component = imported()
    assert of(component, 1).comment_count.value == 1
    assert said(component, 5).hidden
