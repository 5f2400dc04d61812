"""Deleting an account: what goes, what stays, and that nobody supports twice."""

import pytest
import transaction
from ZODB.POSException import ConflictError

from isegoria.accounts import leaving
from isegoria.accounts.resource import Participant
from isegoria.watching import watch
from tests.functional.accounts.conftest import PASSWORD

TRACES = ('ines', 'Inés Molina', 'ines@example.org', 'Night nurse', 'ines.example')


@pytest.fixture
def ines(browser, member, sign_in):
    made = member('ines', name='Inés Molina', about='Night nurse.', personal_url='https://ines.example', last_address='203.0.113.7')
    sign_in('ines')
    return made


def delete(browser, when='at-once', **typed):
    form = browser.get('/en/account/delete').forms['deleteaccount']
    choice = next(name for name in form.fields if name and name.startswith('deformField'))
    form[choice], form['current_password'] = when, PASSWORD
    for name, value in typed.items():
        form[name] = value
    return form.submit('delete', expect_errors=True)


def test_an_account_is_deleted_and_nothing_personal_is_left_in_it(browser, ines, make, deliver):
    assert 'Your account is deleted.' in delete(browser, reason='No more time.').follow()
    assert 'Sign out' not in browser.get('/en')
    with make.site() as site:
        person = site['participants'].get_by_id(ines.id)
        stored = repr(person.__getstate__())
        assert not any(trace in stored for trace in (*TRACES, '203.0.113.7'))
        assert person.delete_reason == 'No more time.' and person.password is None
        assert site['participants'].get_by_email('ines@example.org') is None
        assert site['participants'].get_by_nickname('ines') is None
    assert deliver().to('ines@example.org')[-1]['Subject'] == 'Your account was deleted'


def test_nothing_of_a_deleted_person_is_left_on_any_page_or_in_the_catalog(browser, ines, make, deliver, app):
    trees = make.proposal('More trees on the main square', author='ines')
    make.comment(trees, 'Benches too.', author='ines')
    delete(browser)
    deliver()
    browser.reset()
    for path in ('/en', '/en/search?term=ines', '/en/search?term=molina', make.url(trees), '/en/processes/trees'):
        page = browser.get(path).html.find('main').get_text()
        assert 'Inés' not in page and 'Molina' not in page, path
    assert 'Deleted participant' in browser.get(make.url(trees))
    browser.get('/en/participants/ines', status=404)
    browser.get(f'/en/participants/{Participant("", "").__name__}', status=404)


def test_what_they_wrote_stays_unless_they_wish_otherwise(browser, ines, make, deliver):
    trees = make.proposal('More trees on the main square', author='ines')
    comment = make.comment(trees, 'Benches too.', author='ines')
    delete(browser)
    deliver()
    assert 'Benches too.' in browser.get(make.url(trees))
    with make.open(comment) as kept:
        assert kept.deleted is None


def test_whoever_wishes_so_takes_comments_and_unsupported_proposals_along(browser, ines, make, deliver):
    make.participant('bob')
    supported, alone = (
        make.proposal('More trees on the square', author='ines'),
        make.proposal('Fewer cars on the square', author='ines'),
    )
    comment = make.comment(supported, 'Benches too.', author='ines')
    with make.open(supported) as proposal:
        proposal.component.support(proposal, make.participant('bob').id)
    delete(browser, comments=True, proposals=True)
    deliver()
    with make.site() as site:
        from tests.factories import find

        assert find(site, comment).deleted is not None and find(site, comment).body == ''
        assert find(site, supported).withdrawn is None
        assert find(site, alone).withdrawn is not None


def test_a_draft_goes_with_its_author(browser, ines, make, deliver):
    draft = make.proposal('A draft about trees', author='ines', draft=True)
    delete(browser)
    deliver()
    with make.site() as site, pytest.raises(KeyError):
        from tests.factories import find

        find(site, draft)


def test_supports_stay_counted_and_nothing_says_whose_they_were(browser, ines, make, deliver):
    trees = make.proposal('More trees on the main square', author='bob')
    with make.open(trees) as proposal:
        proposal.component.support(proposal, ines.id)
        when = proposal.supports[ines.id]
    delete(browser)
    deliver()
    with make.open(trees) as proposal:
        assert proposal.supports_total == 1
        assert ines.id not in proposal.supports and list(proposal.supports.values()) == [when]
        assert proposal.component.given.get(ines.id) is None


def test_likes_and_votes_on_comments(browser, ines, make, deliver):
    trees = make.proposal('More trees on the main square', author='bob')
    comment = make.comment(trees, 'Benches too.', author='bob')
    with make.open(trees) as proposal:
        proposal.like(ines.id)
    with make.open(comment) as said:
        said.vote(ines.id, 1)
    delete(browser)
    deliver()
    with make.open(trees) as proposal:
        assert not proposal.likers()
    with make.open(comment) as said:
        assert said.up == 1 and said.vote_of(ines.id) == 0


def register_again(make, app):
    """Somebody registers with the address of the deleted account, and confirms it."""
    with make.site() as site:
        person = site['participants'].add(Participant('Inés again', 'ines2'))
        site['participants'].ask_to_confirm(person, 'ines@example.org')
        site['participants'].confirm(person)
        leaving.remember_earlier_supports(site, person, app.registry)
        return person.id


def test_whoever_comes_back_with_the_same_address_does_not_support_again_in_the_open_phase(
    browser, ines, make, deliver, app, member
):
    trees = make.proposal('More trees on the main square', author='bob')
    other = make.proposal('Fewer cars on the main square', author='bob')
    with make.open(trees) as proposal:
        proposal.component.support(proposal, ines.id)
    delete(browser)
    deliver()
    back = register_again(make, app)
    with make.open(other) as proposal:
        with pytest.raises(ValueError, match='supported here already'):
            proposal.component.support(proposal, back)
        assert proposal.supports_total == 0


def test_whoever_did_not_support_may_after_coming_back(browser, ines, make, deliver, app):
    trees = make.proposal('More trees on the main square', author='bob')
    delete(browser)
    back = register_again(make, app)
    with make.open(trees) as proposal:
        assert proposal.component.support(proposal, back)


def test_the_hash_of_the_address_is_keyed_and_goes_when_the_phase_is_over(browser, ines, make, deliver, app, tick):
    import hashlib

    trees = make.proposal('More trees on the main square', author='bob')
    with make.open(trees) as proposal:
        proposal.component.support(proposal, ines.id)
    delete(browser)
    with make.site() as site:
        (mark,) = site['participants'].departed
        assert mark != hashlib.sha256(b'ines@example.org').hexdigest() and 'ines' not in mark
    back = register_again(make, app)
    tick(days=1)
    with make.site() as site:
        assert len(site['participants'].departed) == 1
        process = site['processes']['trees']
        assert back in process['proposals'].barred
        process.phases.activate(process.phases.all[2])
    tick(days=2)
    with make.site() as site:
        assert not len(site['participants'].departed)
        assert not site['processes']['trees']['proposals'].barred


def test_roles_and_memberships_go(ines, make, app):
    process = make.process('trees')
    with make.open(process) as place:
        place.give_role(ines.id, 'moderator')
        place.members.add(ines.id)
    with make.site() as site:
        leaving.delete(app.registry, site, site['participants'].get_by_id(ines.id))
        assert ines.id not in site['processes']['trees'].roles
        assert ines.id not in site['processes']['trees'].members


def test_the_only_administrator_is_asked_to_hand_over_first(browser, make, member, sign_in):
    member('root', role='admin')
    sign_in('root')
    page = delete(browser)
    assert page.status_int == 422 and 'You are the only administrator' in page


def test_deleting_needs_the_password_and_keeps_the_form(browser, ines, make):
    form = browser.get('/en/account/delete').forms['deleteaccount']
    form['current_password'], form['reason'], form['comments'] = 'not mine', 'No more time.', True
    page = form.submit('delete', status=422)
    form = page.forms['deleteaccount']
    assert form['reason'].value == 'No more time.' and form['comments'].checked
    with make.open(ines) as person:
        assert not person.is_gone


def test_for_seven_days_an_account_can_be_opened_again(browser, ines, make, sign_in, deliver, time, tick):
    trees = make.proposal('More trees on the main square', author='ines')
    assert 'will be deleted in seven days' in delete(browser, when='later').follow()
    assert 'Deleted participant' in browser.get(make.url(trees))
    browser.get('/en/participants/ines', status=404)
    page = sign_in('ines')
    assert page.status_int == 403 and 'You closed this account' in page
    reopen = next(form for form in page.forms.values() if form.action.endswith('/reopen'))
    assert 'Welcome back.' in reopen.submit().follow()
    assert browser.get('/en/participants/ines').status_int == 200
    tick(days=8)
    with make.open(ines) as person:
        assert person.deleted is None


def test_after_seven_days_a_closed_account_is_deleted(browser, ines, make, deliver, tick):
    comment = make.comment(make.proposal(), 'Benches too.', author='ines')
    delete(browser, when='later', comments=True)
    tick(days=6, hours=23)
    with make.site() as site:
        assert site['participants'].get_by_id(ines.id).deleted is None
    tick(days=7, hours=1)
    with make.site() as site:
        from tests.factories import find

        assert site['participants'].get_by_id(ines.id).deleted is not None
        assert find(site, comment).deleted is not None


def test_nickname_and_address_are_free_at_once(browser, ines, make):
    delete(browser)
    assert make.participant('ines', name='Another').id != ines.id


def test_a_write_in_flight_does_not_survive_the_deletion(ines, make, database, app):
    """Two transactions at once: what a person was writing when the account was deleted is refused, and not kept."""
    trees = make.proposal('More trees on the main square', author='bob')
    manager = transaction.TransactionManager(explicit=True)
    connection = database.open(manager)
    manager.begin()
    site = connection.root()['isegoria'].sites['site']
    watch(site['participants'].get_by_id(ines.id))
    component = site['processes']['trees']['proposals']
    component.contents.get(trees.id).like(ines.id)
    with make.site() as other:
        leaving.delete(app.registry, other, other['participants'].get_by_id(ines.id))
    with pytest.raises(ConflictError):
        manager.commit()
    manager.abort()
    connection.close()


def test_every_write_of_somebody_signed_in_watches_their_account(browser, ines, make, monkeypatch):
    from isegoria.accounts import gate

    watched = []
    monkeypatch.setattr(gate, 'watch', lambda person: watched.append(person.id))
    form = browser.get('/en/account').forms['data']
    form.submit('save')
    assert watched == [ines.id]


def test_deleting_twice_changes_nothing(ines, make, app):
    with make.site() as site:
        person = site['participants'].get_by_id(ines.id)
        leaving.delete(app.registry, site, person, reason='first')
        leaving.delete(app.registry, site, person, reason='second')
        assert person.delete_reason == 'first'


def test_the_storage_is_asked_to_forget_too(ines, make, app, database, tick, monkeypatch):
    packed = []
    monkeypatch.setattr(type(database), 'pack', lambda self, t=None, **more: packed.append(t))
    with make.site() as site:
        leaving.delete(app.registry, site, site['participants'].get_by_id(ines.id))
    tick(hours=0)
    assert not packed  # pages that are being read still need what was
    tick(days=1)
    assert len(packed) == 1
    tick(days=2)
    assert len(packed) == 1
