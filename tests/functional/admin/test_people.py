"""Participants, roles and members at the desk."""

import pytest

from isegoria import clock
from isegoria.accounts.events import Confirmed
from isegoria.accounts.resource import Participant
from isegoria.outbox import changed
from isegoria.security import ADMIN, COLLABORATOR, EVALUATOR, MODERATOR, USER_MANAGER
from tests.desk import choose, errors, press, take


@pytest.fixture
def eva(browser, make):
    make.participant('eva', role=ADMIN)
    browser.login('eva')
    return browser


def roles_of(make, nickname, at=None):
    with make.site() as site:
        person = site['participants'].get_by_nickname(nickname)
        place = site['processes'][at] if at else site
        return set(place.roles.get(person.id, ()))


def give(browser, address, email, role, status=303):
    form = browser.get(f'{address}/give-role').forms['giverole']
    form['email'] = email
    return choose(form, role).submit('save', status=status)


def letters(make):
    with make.site() as site:
        box = site._p_jar.root()['outbox']
        return [entry.about for entry in box.entries(100) if entry.kind == 'mail']


# Roles


def test_a_role_is_given_to_who_has_an_account_with_the_address(eva, make):
    make.participant('bob')
    page = give(eva, '/en', 'bob@example.org', MODERATOR).follow()
    assert 'The role is given' in page and 'bob@example.org' in page
    assert roles_of(make, 'bob') == {MODERATOR}
    assert 'has the role already' in errors(give(eva, '/en', 'BOB@example.org', MODERATOR, status=422))


def test_one_person_may_hold_several_roles_in_a_space(eva, make):
    process = make.process()
    make.participant('bob')
    for role in (MODERATOR, EVALUATOR):
        give(eva, make.url(process), 'bob@example.org', role)
    assert roles_of(make, 'bob', 'trees') == {MODERATOR, EVALUATOR}
    assert roles_of(make, 'bob') == set()


def test_a_space_administrator_gives_roles_in_their_space_only(browser, make):
    mine, other = make.process(), make.process('parks', title={'en': 'Parks'})
    make.participant('sam', role=ADMIN, at=mine)
    make.participant('bob')
    browser.login('sam')
    give(browser, make.url(mine), 'bob@example.org', COLLABORATOR)
    assert roles_of(make, 'bob', 'trees') == {COLLABORATOR}
    for address in (make.url(other, 'roles'), make.url(other, 'give-role'), '/en/roles', '/en/give-role'):
        browser.get(address, status=403)


def test_a_role_that_is_none_at_that_place_is_refused(eva, make):
    process = make.process()
    make.participant('bob')
    form = eva.get(make.url(process, 'give-role')).forms['giverole']
    form['email'] = 'bob@example.org'
    fields = [(name, USER_MANAGER if value == ADMIN else value) for name, value in choose(form, ADMIN).submit_fields('save')]
    eva.post(make.url(process, 'give-role'), fields, status=422)
    assert roles_of(make, 'bob', 'trees') == set()


def test_nobody_takes_their_own_administration_away(eva, make):
    make.participant('ada', role=ADMIN)
    with make.site() as site:
        eva_id = site['participants'].get_by_nickname('eva').id
    page = take(eva, '/en/roles', 'take', f'{eva_id}:admin').forms['bulk'].submit('yes').follow()
    assert 'You cannot take your own administration away' in page
    assert roles_of(make, 'eva') == {ADMIN}


def test_the_administration_of_others_is_taken_away(eva, make):
    ada = make.participant('ada', role=ADMIN)
    page = take(eva, '/en/roles', 'take', f'{ada.id}:admin').forms['bulk'].submit('yes').follow()
    assert '1 row was changed' in page
    assert roles_of(make, 'ada') == set()
    assert 'Took a role away' in eva.get('/en/log') and 'Administrator' in eva.get('/en/log')


def test_role_holders_are_searched_and_filtered(eva, make):
    make.participant('mo', role=MODERATOR)
    make.participant('ed', role=COLLABORATOR)
    for question in ('text=mo', 'role=moderator', 'text=mo@example.org'):
        rows = eva.get(f'/en/roles?{question}').html.find('tbody').get_text()
        assert '@mo' in rows and '@ed' not in rows
    assert 'Nothing fits this question' in eva.get('/en/roles?text=nobody')


# Invitations


def test_who_has_no_account_is_invited_and_has_the_role_after_confirming(eva, make, app):
    process = make.process()
    page = give(eva, make.url(process), 'new@example.org', MODERATOR).follow()
    assert 'The invitation is sent.' in page and 'new@example.org' in page and 'Invited' in page
    with make.site() as site:
        person = site['participants'].add(Participant('New', 'new', 'new@example.org'))
        person.confirmed = clock.microseconds()
        app.registry.notify(Confirmed(person))
    assert roles_of(make, 'new', 'trees') == {MODERATOR}
    with make.open(process) as found:
        assert found.invited == ()


def test_somebody_who_is_invited_twice_waits_once(eva, make):
    process = make.process()
    for _time in range(2):
        give(eva, make.url(process), 'new@example.org', MODERATOR)
    with make.open(process) as found:
        assert len(found.invited) == 1


def test_an_invitation_that_is_too_old_gives_nothing(eva, make, app, monkeypatch):
    process = make.process()
    give(eva, make.url(process), 'new@example.org', MODERATOR)
    later = clock.microseconds() + 15 * 86_400_000_000
    with make.site() as site:
        person = site['participants'].add(Participant('New', 'new', 'new@example.org'))
        person.confirmed = clock.microseconds()
        monkeypatch.setattr('isegoria.admin.invitations.clock.microseconds', lambda *_about: later)
        app.registry.notify(Confirmed(person))
    assert roles_of(make, 'new', 'trees') == set()


def test_an_invitation_is_withdrawn(eva, make):
    process = make.process()
    give(eva, make.url(process), 'new@example.org', MODERATOR)
    box = eva.get(make.url(process, 'roles')).html.find('input', attrs={'name': 'chosen'})
    assert '@' not in box['value']
    take(eva, make.url(process, 'roles'), 'take', box['value']).forms['bulk'].submit('yes')
    with make.open(process) as found:
        assert found.invited == ()


# Members


def add_member(browser, make, process, email, status=303):
    form = browser.get(make.url(process, 'add-member')).forms['addmember']
    form['email'] = email
    return form.submit('save', status=status)


def test_a_visitor_does_not_find_a_restricted_process_and_a_member_reads_it(eva, make):
    process = make.process(access='restricted')
    make.participant('bob')
    eva.logout()
    eva.get(make.url(process), status=404)
    eva.login('bob')
    eva.get(make.url(process), status=404)
    eva.login('eva')
    add_member(eva, make, process, 'bob@example.org')
    assert 'is a member already' in errors(add_member(eva, make, process, 'bob@example.org', status=422))
    eva.login('bob')
    eva.get(make.url(process), status=200)


def test_a_member_who_is_taken_out_reads_no_more(eva, make):
    process = make.process(access='restricted')
    bob = make.participant('bob')
    add_member(eva, make, process, 'bob@example.org')
    take(eva, make.url(process, 'members'), 'remove', bob).forms['bulk'].submit('yes', status=303)
    eva.login('bob')
    eva.get(make.url(process), status=404)


def test_who_has_no_account_is_invited_to_be_a_member(eva, make, app):
    process = make.process(access='restricted')
    add_member(eva, make, process, 'new@example.org')
    with make.site() as site:
        person = site['participants'].add(Participant('New', 'new', 'new@example.org'))
        person.confirmed = clock.microseconds()
        app.registry.notify(Confirmed(person))
        assert person.id in site['processes']['trees'].members


# Participants


def names(page):
    return [row.th.get_text(' ', strip=True) for row in page.html.select('tbody tr')]


def test_the_list_has_everybody_also_those_nobody_else_finds(eva, make):
    make.participant('ana')
    make.participant('bad', blocked=clock.microseconds())
    with make.site() as site:
        person = Participant('Ned', 'ned')
        person.unconfirmed_email = 'ned@example.org'
        changed(site['participants'].add(person))
    found = ' '.join(names(eva.get('/en/participants/admin')))
    assert all(name in found for name in ('@ana', '@bad', '@ned', '@eva'))
    assert names(eva.get('/en/participants/admin?state=blocked')) == ['Bad @bad']
    assert names(eva.get('/en/participants/admin?state=unconfirmed')) == ['Ned @ned']
    eva.logout()
    assert 'Ned' not in eva.get('/en/search?term=ned')


def test_participants_are_found_by_the_beginning_of_a_name_and_by_a_whole_address(eva, make):
    make.participant('mariona')
    make.participant('bob')
    assert names(eva.get('/en/participants/admin?text=mari')) == ['Mariona @mariona']
    assert names(eva.get('/en/participants/admin?text=bob@example.org')) == ['Bob @bob']
    assert names(eva.get('/en/participants/admin?text=ob@example.org')) == []


def test_the_page_of_one_shows_their_data_roles_and_the_way_to_their_case(eva, make):
    mo = make.participant('mo', role=MODERATOR, at=make.process())
    page = eva.get(make.url(mo, 'admin'))
    assert 'mo@example.org' in page and 'Moderator' in page and 'Trees for everybody' in page
    answer = press(eva, make.url(mo, 'admin'), make.url(mo, 'open-case'))
    assert '/moderation/' in answer.location
    answer.follow(status=200)


def test_somebody_is_made_official_and_no_longer(eva, make):
    ana = make.participant('ana')
    form = eva.get(make.url(ana, 'official')).forms['official']
    form['en'] = 'Department of Mobility'
    assert 'Department of Mobility' in form.submit('save').follow()
    press(eva, make.url(ana, 'official'), make.url(ana, 'unofficial'))
    with make.open(ana) as person:
        assert not person.official


@pytest.mark.parametrize('role', [MODERATOR, COLLABORATOR, USER_MANAGER])
def test_other_roles_see_no_list_of_participants(browser, make, role):
    make.participant('kim', role=role)
    ana = make.participant('ana')
    browser.login('kim')
    browser.get('/en/participants/admin', status=403)
    browser.get(make.url(ana, 'admin'), status=403)
