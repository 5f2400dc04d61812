"""The command line, as an administrator uses it; each test has a folder of its own."""

import gzip
import json
import shutil
import stat
from pathlib import Path

import pytest
from chameleon.template import BaseTemplate
from click.testing import CliRunner

from isegoria import templating
from isegoria.accounts import passwords
from isegoria.demonstration import town
from isegoria.demonstration.accounts import ACCOUNTS, PASSWORD
from isegoria.root import installation
from isegoria.scripts import compiling, main
from isegoria.scripts.environment import connected, open_database, settings_of
from tests.functional.test_import import INTO, proposal

GOOD = 'four words nobody guesses'


class Run:
    """Runs commands against the ini file of one folder."""

    def __init__(self, folder: Path):
        self.folder, self.ini = folder, folder / 'site.ini'

    def __call__(self, *arguments, status=0, given=None) -> str:
        """What a command prints; its status must be the one expected, and a foreseeable error is one line."""
        result = CliRunner().invoke(main, [str(each) for each in arguments], input=given)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == status, result.output
        return result.output

    def site(self, look):
        """What `look(site)` finds in the data."""
        database = open_database(settings_of(str(self.ini)))
        try:
            with connected(database) as (connection, _manager):
                return look(next(iter(installation(connection).sites.values())))
        finally:
            database.close()


@pytest.fixture(scope='module')
def planted_folder(tmp_path_factory):
    """A demonstration, planted once; tests work on copies of it."""
    run = Run(tmp_path_factory.mktemp('planted'))
    run('init', run.ini)
    run.said = run('demo', run.ini)
    return run


@pytest.fixture
def run(tmp_path):
    return Run(tmp_path)


@pytest.fixture
def planted(planted_folder, tmp_path):
    shutil.copytree(planted_folder.folder, tmp_path / 'site')
    return Run(tmp_path / 'site')


# init


def test_init_makes_everything_that_is_missing(run):
    said = run('init', run.ini, '--title', 'Parlem', '--languages', 'ca en')
    assert 'site.ini is written' in said
    assert stat.S_IMODE((run.folder / 'var' / 'secret').stat().st_mode) == 0o600
    site = run.site(lambda site: (site.title, site.languages, site.default_language, sorted(site['pages'])))
    assert site[:3] == ({'ca': 'Parlem', 'en': 'Parlem'}, ('ca', 'en'), 'ca')
    assert site[3] == ['accessibility', 'legal-notice', 'moderation-rules', 'open-data', 'privacy', 'terms-of-service']


def test_init_changes_nothing_that_is_there(run):
    run('init', run.ini)
    secret = (run.folder / 'var' / 'secret').read_text()
    assert 'nothing was changed' in run('init', run.ini, '--title', 'Another')
    assert (run.folder / 'var' / 'secret').read_text() == secret
    assert run.site(lambda site: site.title['en']) == 'Isegoria'


def test_a_name_that_begins_with_production_gets_the_other_settings(run):
    run('init', run.folder / 'production.ini')
    written = (run.folder / 'production.ini').read_text()
    assert 'isegoria.secure_cookies = true' in written
    assert 'isegoria.development = false' in written


def test_a_language_that_the_interface_does_not_speak_is_refused(run):
    assert 'xx' in run('init', run.ini, '--languages', 'en xx', status=2)
    assert not run.ini.exists()


# compile


def test_pages_are_compiled_into_the_folder_that_the_site_reads(run, monkeypatch):
    folder = run.folder / 'var' / 'templates'
    run('init', run.ini)
    monkeypatch.setattr(templating, 'CACHE_DIRECTORY', None)
    monkeypatch.setattr(BaseTemplate, 'loader', BaseTemplate.loader)  # is put back with this
    monkeypatch.setattr(compiling, 'names', lambda: ['form/hidden.pt', 'frame/foot.pt'])
    assert '2 pages' in run('compile', run.ini)
    compiled = set(folder.glob('*.py'))
    assert {path.name.partition('_')[0] for path in compiled} == {'hidden', 'foot'}
    written = {path: path.stat().st_mtime_ns for path in compiled}
    run('compile', run.ini)  # and a site that starts now finds them, as this does
    assert {path: path.stat().st_mtime_ns for path in folder.glob('*.py')} == written


def test_without_a_folder_for_them_nothing_is_compiled(run):
    run('init', run.ini)
    run.ini.write_text(run.ini.read_text().replace('isegoria.compiled_templates', '# isegoria.compiled_templates'))
    assert 'names no folder' in run('compile', run.ini, status=1)


# demo


def test_the_demonstration_prints_its_accounts(planted_folder):
    for account in ACCOUNTS:
        assert account.email in planted_folder.said
    assert PASSWORD in planted_folder.said


def test_its_accounts_have_their_roles_and_the_password(planted):
    def roles(site):
        people = {account.nickname: site['participants'].get_by_email(account.email) for account in ACCOUNTS}
        assert all(passwords.fits(person.password, PASSWORD) and person.is_confirmed for person in people.values())
        return {nickname: sorted(site.roles.get(person.id, ())) for nickname, person in people.items()}

    assert planted.site(roles) == {
        'mar_ferrer': ['admin'],
        'teo_navarro': ['collaborator'],
        'ines_laurent': ['moderator'],
        'robin_ashby': [],
    }


def test_its_password_is_one_that_the_site_would_take():
    for account in ACCOUNTS:
        words = passwords.own_words(account.name, account.nickname, account.email, *town.NAME.values())
        assert passwords.PasswordRules(words, staff=True).complaints(PASSWORD) == []


def test_a_second_planting_changes_nothing(planted):
    before = (planted.folder / 'var' / 'data.fs').stat().st_size
    assert 'nothing was changed' in planted('demo', planted.ini)
    assert (planted.folder / 'var' / 'data.fs').stat().st_size == before


def test_the_demonstration_has_of_everything(planted):
    def counted(site):
        processes = site['processes']
        asked = [process['proposals'] for process in processes.values() if 'proposals' in process]
        contents = [content for proposals in asked for content in proposals.contents.values()]
        return {
            'processes': {slug: process.status() for slug, process in processes.items()},
            'languages': {content.language for content in contents},
            'states': {content.row_state for content in contents},
            'origins': {content.origin for content in contents},
            'deepest': max(comment.depth for comment in processes['streets']['proposals'].comments.values()),
        }

    found = planted.site(counted)
    statuses = {'old-harbour': 'past', 'open-yards': 'upcoming', 'streets': 'active', 'town-money': 'active'}
    assert found['processes'] == statuses
    assert found['languages'] == {'ca', 'es', 'fr', 'en'}
    assert found['states'] == {'', 'accepted', 'rejected', 'evaluating', 'withdrawn', 'draft'}
    assert found['origins'] == {'official', 'participants', 'collectives', 'meeting'}
    assert found['deepest'] == 3


def test_a_demonstration_grows_to_any_size(planted):
    said = planted('demo', planted.ini, '--size', 120, '--into', 'processes/streets/proposals')
    assert 'to 120 proposals' in said

    def grown(site):
        component = site['processes']['streets']['proposals']
        contents = list(component.contents.values())
        comments = sum(content.comment_count.value for content in contents)
        return len(contents), comments == len([each for each in component.comments.values() if each.is_shown]), comments

    number, counted, comments = planted.site(grown)
    assert (number, counted) == (120, True)
    assert comments > 100


# import


def test_an_import_ends_with_its_totals(run):
    for name, lines in (('proposals', [proposal(1), proposal(2)]), ('comments', [])):
        text = ''.join(json.dumps(line) + '\n' for line in lines)
        (run.folder / f'{name}.ndjson.gz').write_bytes(gzip.compress(text.encode()))
    run('init', run.ini)
    command = ('import', 'pam-2016', run.ini, run.folder, '--into', INTO)
    assert 'give --create to make it' in run(*command, status=1)
    rehearsed = run(*command, '--create', '--dry-run').splitlines()
    assert rehearsed[-2:] == [
        'A rehearsal: nothing was written. Without --dry-run:',
        'imported 2 proposals and 0 comments; already there 0; rejected 0',
    ]
    assert run(*command, '--create').splitlines()[-1] == rehearsed[-1]
    assert run(*command).splitlines()[-1] == 'imported 0 proposals and 0 comments; already there 2; rejected 0'


# user


def test_an_administrator_is_added(planted):
    said = planted('user', 'add', planted.ini, 'eva', '--email', 'eva@example.org', '--role', 'admin', given=f'{GOOD}\n')
    assert 'eva can sign in as eva@example.org and has the role admin.' in said
    assert 'eva' in planted('user', 'list', planted.ini, '--role', 'admin')
    assert planted.site(lambda site: passwords.fits(site['participants'].get_by_nickname('eva').password, GOOD))


def test_what_is_taken_or_guessable_is_refused(planted):
    add = ('user', 'add', planted.ini)
    assert 'Somebody has this nickname' in planted(*add, 'mar_ferrer', '--email', 'x@example.org', status=2)
    assert 'address of another account' in planted(*add, 'eva', '--email', 'admin@example.org', status=2, given=f'{GOOD}\n')
    assert 'the password is refused' in planted(*add, 'eva', '--email', 'eva@example.org', status=1, given='password123\n')
    assert planted.site(lambda site: site['participants'].get_by_nickname('eva')) is None


def test_roles_are_given_and_taken(planted):
    assert 'has the role moderator at processes/streets' in planted(
        'user', 'role', planted.ini, 'robin_ashby', 'moderator', '--at', 'processes/streets'
    )

    def held(site):
        return site['processes']['streets'].roles.get(site['participants'].get_by_nickname('robin_ashby').id)

    assert planted.site(held) == frozenset({'moderator'})
    planted('user', 'role', planted.ini, 'robin_ashby', 'moderator', '--at', 'processes/streets', '--take')
    assert not planted.site(held)


def test_a_password_is_set_and_an_account_blocked(planted):
    printed = planted('user', 'password', planted.ini, 'admin@example.org', '--generate')
    made = printed.split('Password: ')[1].split()[0]
    assert planted.site(lambda site: passwords.fits(site['participants'].get_by_nickname('mar_ferrer').password, made))
    assert 'say why' in planted('user', 'block', planted.ini, 'robin_ashby', status=2)
    planted('user', 'block', planted.ini, 'robin_ashby', '--reason', 'Advertising again and again')
    assert planted.site(lambda site: site['participants'].get_by_nickname('robin_ashby').blocked)
    assert 'blocked' in planted('user', 'list', planted.ini)
    planted('user', 'block', planted.ini, 'robin_ashby', '--end')
    assert planted.site(lambda site: site['participants'].get_by_nickname('robin_ashby').blocked) is None


def test_nobody_of_that_name(planted):
    assert planted('user', 'role', planted.ini, 'nobody', 'admin', status=1) == 'Error: there is nobody called nobody\n'


# check


def test_check_finds_a_demonstration_in_order(planted):
    said = planted('check', planted.ini)
    assert 'wrong' not in said
    assert 'hint   site site: pages to be completed' in said
    assert 'ok     catalog' in said


def test_check_names_what_is_missing(planted):
    shutil.rmtree(planted.folder / 'var')
    said = planted('check', planted.ini, status=1)
    assert 'wrong  folder' in said
    assert 'isegoria init' in said


def test_check_looks_at_mail_and_secret(planted):
    (planted.folder / 'var' / 'secret').chmod(0o644)
    text = planted.ini.read_text().replace('isegoria.mail = maildir:%(here)s/var/mail', 'isegoria.mail = smtp://localhost:1')
    planted.ini.write_text(text)
    said = planted('check', planted.ini, status=1)
    assert 'wrong  secret' in said
    assert 'wrong  mail: localhost does not answer' in said


# Errors


def test_data_in_use_is_one_clear_line(planted):
    database = open_database(settings_of(str(planted.ini)))
    try:
        assert (
            planted('demo', planted.ini, status=1)
            == 'Error: the data is in use by another process; if the site is running, stop it first\n'
        )
    finally:
        database.close()


def test_a_setting_that_is_missing_is_one_clear_line(planted):
    planted.ini.write_text(planted.ini.read_text().replace('zodbconn.uri', '# zodbconn.uri'))
    said = planted('demo', planted.ini, status=1)
    assert said.startswith('Error: zodbconn.uri is missing') and said.count('\n') == 1


def test_folders_that_are_missing_are_one_clear_line(run):
    run('init', run.ini)
    shutil.rmtree(run.folder / 'var')
    said = run('demo', run.ini, status=1)
    assert said.startswith('Error: ') and 'makes what is missing' in said


def test_every_command_explains_itself(run):
    def commands(group, path=()):
        for name, command in group.commands.items():
            yield (*path, name)
            if hasattr(command, 'commands'):
                yield from commands(command, (*path, name))

    for path in commands(main):
        said = run(*path, '--help')
        assert 'Usage:' in said
        assert len(said.splitlines()) > 4, path
