"""Signing in and out, and what ends a session."""

import pytest

from isegoria.accounts import blocking, roles
from tests.functional.accounts.conftest import KEPT, PASSWORD
from tests.functional.accounts.test_registering import words

WRONG = 'do not fit together'


def test_somebody_signs_in_and_out(browser, member, sign_in):
    member('ana')
    page = sign_in('ana').follow()
    assert 'Ana' in page and 'Sign out' in page
    page = sign_out(browser)
    assert 'You are signed out.' in page and 'Sign out' not in page


def sign_out(browser):
    page = browser.get('/en')
    return next(form for form in page.forms.values() if form.action.endswith('/logout')).submit().follow()


def test_the_address_may_be_typed_in_capitals(browser, member):
    member('ana')
    form = browser.get('/en/login').forms['signin']
    form['email'], form['password'] = ' ANA@Example.org ', PASSWORD
    assert form.submit('sign-in').status_int == 303


def test_a_wrong_password_keeps_what_was_typed_and_is_said_on_top(browser, member, sign_in):
    member('ana')
    page = sign_in('ana', 'something else')
    assert page.status_int == 422 and WRONG in page
    assert page.forms['signin']['email'].value == 'ana@example.org'


def test_wrong_passwords_unknown_addresses_and_locked_accounts_are_answered_alike(browser, member, sign_in, deliver):
    member('ana')
    member('bob', failures=20, locked=10**17)
    wrong, unknown, locked = sign_in('ana', 'x' * 12), sign_in('nobody', 'x' * 12), sign_in('bob')
    assert words(wrong) == words(unknown) == words(locked).replace(PASSWORD, 'x' * 12)
    assert wrong.status == unknown.status == locked.status
    assert sorted(wrong.headers) == sorted(unknown.headers) == sorted(locked.headers)


def test_each_attempt_compares_one_password(member, sign_in, monkeypatch):
    from isegoria.accounts import passwords

    member('ana')
    compared, fits = [], passwords.fits
    monkeypatch.setattr(passwords, 'fits', lambda kept, typed: compared.append(kept) or fits(kept, typed))
    sign_in('ana', 'wrong password')
    sign_in('nobody', 'wrong password')
    assert len(compared) == 2


def fail(app, sign_in, deliver, times, nickname='ana'):
    from isegoria.throttle import Throttle

    for _time in range(times):
        app.registry.throttle = Throttle.from_settings(app.registry.settings)
        sign_in(nickname, 'a wrong password')
    app.registry.throttle = Throttle.from_settings(app.registry.settings)
    return deliver()


def test_20_failures_lock_and_a_letter_tells_the_owner(app, browser, member, sign_in, deliver):
    member('ana')
    assert not fail(app, sign_in, deliver, 19)
    (letter,) = fail(app, sign_in, deliver, 1).to('ana@example.org')
    assert letter['Subject'] == 'Your account is locked for an hour'
    assert WRONG in sign_in('ana')


def test_the_link_in_the_letter_unlocks_when_the_button_is_pressed(app, browser, member, sign_in, deliver):
    member('ana', failures=19)
    link = fail(app, sign_in, deliver, 1).link('ana@example.org')
    page = browser.get(link)
    assert WRONG in sign_in('ana')  # opening it changes nothing
    page.forms[0].submit()
    assert sign_in('ana').status_int == 303
    browser.reset()
    browser.get(link, status=410)


def test_after_an_hour_the_lock_is_gone(app, browser, member, sign_in, deliver, time):
    member('ana', failures=19)
    fail(app, sign_in, deliver, 1)
    time(minutes=59)
    assert WRONG in sign_in('ana')
    time(minutes=2)
    assert sign_in('ana').status_int == 303


def test_a_success_begins_the_count_anew(app, browser, member, sign_in, deliver):
    member('ana', failures=19)
    assert sign_in('ana').status_int == 303
    browser.reset()
    assert not fail(app, sign_in, deliver, 1)


def test_the_unlock_letter_for_an_unknown_account_is_answered_identically(app, browser, member, sign_in, deliver):
    member('ana', failures=19)
    fail(app, sign_in, deliver, 1)
    answers = []
    for email in ('ana@example.org', 'nobody@example.org'):
        form = browser.get('/en/resend-unlock').forms['resendunlock']
        form['email'] = email
        answers.append(words(form.submit('send').follow()))
    assert answers[0] == answers[1]
    letters = deliver()
    assert len(letters.to('ana@example.org')) == 2 and not letters.to('nobody@example.org')


def test_trying_too_often_is_refused_alike_for_known_and_unknown_addresses(app, browser, member, sign_in):
    from isegoria.throttle import Throttle

    app.registry.throttle = Throttle.from_settings({'isegoria.throttle.login': 'email 3 per hour'})
    member('ana')
    for nickname in ('ana', 'nobody'):
        for _time in range(3):
            assert sign_in(nickname, 'wrong password').status_int == 422
        page = sign_in(nickname, 'wrong password')
        assert page.status_int == 429 and 'too many tries' in page


# The way back


def test_whoever_must_sign_in_first_comes_back(browser, member, sign_in):
    member('ana')
    page = browser.get('/en/account/password').follow()
    answer = sign_in('ana', page=page)
    assert answer.headers['Location'].endswith('/en/account/password')


def test_the_page_says_where_one_was(browser, make):
    proposal = make.proposal('More trees on the square')
    assert 'You were at “<tal' not in browser.get('/en/login', {'back': make.url(proposal)})
    assert 'More trees on the square' in browser.get('/en/login', {'back': make.url(proposal)})


@pytest.mark.parametrize(
    'elsewhere',
    ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/en\r\nX: y', '/.//evil.example'],
)
def test_the_way_back_leads_nowhere_else(browser, member, sign_in, elsewhere):
    member('ana')
    page = browser.get('/en/login', {'back': elsewhere})
    assert sign_in('ana', page=page).headers['Location'] == 'http://localhost/en'


def test_what_somebody_was_writing_is_there_after_they_signed_in_again(browser, make, member, sign_in):
    proposal = make.proposal('More trees on the square')
    member('bob')
    sign_in('bob')
    form = browser.get(make.url(proposal)).forms['write']
    form['body'] = 'Plane trees, and benches below them.'
    with make.site() as site:
        site['participants'].get_by_nickname('bob').end_sessions()
    page = form.submit(expect_errors=True)
    assert page.status_int == 403 and 'What you were writing is kept.' in page
    page = sign_in('bob', page=page).follow()
    assert 'Plane trees, and benches below them.' in page
    page = page.forms[next(number for number, form in page.forms.items() if 'body' in form.fields)].submit().follow()
    assert 'Plane trees, and benches below them.' in browser.get(make.url(proposal))
    assert browser.get('/en/account/go-on').status_int == 303


def test_words_that_a_stranger_sends_are_not_kept(browser, make):
    proposal = make.proposal('More trees on the square')
    answer = browser.post(make.url(proposal, 'comments', 'new'), {'body': 'Vote for me!'}, expect_errors=True)
    assert 'Vote for me!' not in answer
    assert 'is kept' not in answer


# Cookies


def cookie(answer, name='isegoria'):
    return next(value for header, value in answer.headerlist if header == 'Set-Cookie' and value.startswith(f'{name}='))


def test_the_cookies_are_for_the_server_alone(browser, member, sign_in):
    member('ana')
    page = browser.get('/en/login')
    answer = sign_in('ana', page=page)
    for kept in (cookie(answer), cookie(page, 'isegoria-token')):
        assert 'HttpOnly' in kept and 'SameSite=Lax' in kept


def test_the_session_goes_with_the_browser_unless_asked_to_stay(browser, member, sign_in):
    member('ana')
    assert 'Max-Age' not in cookie(sign_in('ana'))
    browser.reset()
    assert f'Max-Age={14 * 24 * 3600}' in cookie(sign_in('ana', remember=True))


def test_staying_signed_in_is_not_ticked_beforehand(browser):
    assert browser.get('/en/login').forms['signin']['remember'].checked is False


def test_a_session_of_before_is_not_taken_over(browser, member, sign_in):
    """Somebody who prepared a browser knows neither its session nor its token after another signs in there."""
    member('ana')
    browser.get('/en/login')
    before = dict(browser.cookies)
    sign_in('ana')
    after = dict(browser.cookies)
    assert before['isegoria-token'] != after['isegoria-token']
    assert before.get('isegoria') != after['isegoria']


def test_after_half_an_hour_without_doing_anything_one_is_signed_out(browser, member, sign_in, time):
    member('ana')
    sign_in('ana')
    time(minutes=29)
    assert 'Sign out' in browser.get('/en')
    time(minutes=2)
    assert 'Sign out' not in browser.get('/en')
    assert 'Sign out' not in browser.get('/en')  # and stays so


def test_activity_in_another_window_keeps_the_session_alive(browser, member, sign_in, time, monkeypatch):
    import time as real

    member('ana')
    sign_in('ana')
    now = real.time
    for window in range(1, 4):
        time(minutes=20)
        monkeypatch.setattr(real, 'time', lambda passed=20 * 60 * window: now() + passed)
        assert 'Sign out' in browser.get('/en')


def test_remembered_people_are_exempt_from_the_idle_time_until_fourteen_days_are_over(browser, member, sign_in, time):
    member('ana')
    sign_in('ana', remember=True)
    time(days=13)
    assert 'Sign out' in browser.get('/en')
    time(days=2)
    assert 'Sign out' not in browser.get('/en')


def test_reading_writes_nothing(browser, member, sign_in, database):
    member('ana')
    sign_in('ana')
    before = database.lastTransaction()
    browser.get('/en')
    browser.get('/en/account')
    assert database.lastTransaction() == before


# What ends a session


def copy_of(browser):
    from tests.conftest import Browser

    other = Browser(browser.app, browser.make)
    for name, value in browser.cookies.items():
        other.set_cookie(name, value.strip('"'))
    return other


def test_a_copied_cookie_is_worth_nothing_after_signing_out(browser, member, sign_in):
    member('ana')
    sign_in('ana')
    copy = copy_of(browser)
    assert 'Sign out' in copy.get('/en')
    sign_out(browser)
    assert 'Sign out' not in copy.get('/en')


def second_device(browser, member, sign_in):
    """Somebody is signed in on two devices: this browser, and the one that is returned."""
    member('ana')
    sign_in('ana')
    other = copy_of(browser)
    browser.reset()
    sign_in('ana')
    assert 'Sign out' in other.get('/en')
    return other


def test_signing_out_here_leaves_the_other_device_signed_in(browser, member, sign_in):
    other = second_device(browser, member, sign_in)
    sign_out(browser)
    assert 'Sign out' in other.get('/en')


def test_each_device_is_listed_and_can_be_signed_out(browser, member, sign_in):
    other = second_device(browser, member, sign_in)
    page = browser.get('/en/account/sign-ins')
    assert page.text.count('This one') == 1
    form = [form for form in page.forms.values() if 'key' in form.fields and form['key'].value][-2]
    form.submit()
    assert 'Sign out' not in other.get('/en')
    assert 'Sign out' in browser.get('/en')


def test_signing_out_everywhere_ends_all(browser, member, sign_in):
    other = second_device(browser, member, sign_in)
    page = browser.get('/en/account/sign-ins')
    form = next(form for form in page.forms.values() if 'key' in form.fields and not form['key'].value)
    assert 'You are signed out everywhere.' in form.submit().follow()
    assert 'Sign out' not in browser.get('/en')
    assert 'Sign out' not in other.get('/en')


def test_a_new_password_ends_every_other_session(browser, member, sign_in, deliver):
    other = second_device(browser, member, sign_in)
    form = browser.get('/en/account/password').forms['password']
    form['current_password'], form['password'] = PASSWORD, 'nine owls on a fence'
    page = form.submit('save').follow()
    assert 'Your password is changed.' in page and 'Sign out' in page
    assert 'Sign out' not in other.get('/en')
    assert deliver().to('ana@example.org')[-1]['Subject'] == 'Your password was changed'


def test_a_block_ends_every_session_and_says_so_on_the_next_page(browser, member, make, sign_in):
    ana = member('ana')
    sign_in('ana')
    with make.open(ana) as person:
        blocking.block(person.__parent__.__parent__, person, by=None, reason='spam', statement='You sent the same offer 40 times.')
    page = browser.get('/en')
    assert 'Your account is blocked, so you are signed out.' in page and 'Sign out' not in page
    assert 'Your account is blocked' not in browser.get('/en')


def test_a_blocked_person_cannot_sign_in_and_reads_why(browser, member, make, sign_in):
    ana = member('ana')
    with make.open(ana) as person:
        blocking.block(person.__parent__.__parent__, person, by=None, reason='spam', statement='You sent the same offer 40 times.')
    page = sign_in('ana')
    assert page.status_int == 403 and 'You sent the same offer 40 times.' in page
    assert 'Sign out' not in browser.get('/en')
    assert WRONG in sign_in('ana', 'a wrong password')


def test_a_changed_role_ends_every_session(browser, member, make, sign_in):
    ana = member('ana')
    sign_in('ana')
    with make.open(ana) as person:
        roles.give(person.__parent__.__parent__, person, 'moderator')
    assert 'Sign out' not in browser.get('/en')


def test_whoever_has_a_role_needs_a_longer_password_before_going_on(browser, member, make, sign_in):
    member('ana', role='moderator')
    with make.site() as site:
        from isegoria.accounts.passwords import hash_password

        site['participants'].get_by_nickname('ana').password = hash_password('kx7!qwmz-2f')
    sign_in('ana', 'kx7!qwmz-2f')
    page = browser.get('/en/processes').follow()
    assert 'Your account needs a new password' in page
    form = page.forms['password']
    form['current_password'], form['password'] = 'kx7!qwmz-2f', 'kx7!qwmz-2g'
    assert '15 characters' in form.submit('save', status=422)
    form['current_password'], form['password'] = 'kx7!qwmz-2f', 'nine owls on a fence'
    assert form.submit('save').headers['Location'].endswith('/en/processes')
    assert browser.get('/en/processes').status_int == 200


def test_personal_pages_are_kept_by_nobody_else(browser, member, sign_in):
    member('ana')
    sign_in('ana')
    for path in ('/en/account', '/en/account/sign-ins', '/en'):
        assert browser.get(path).headers['Cache-Control'] == 'private, no-store'


def test_a_password_kept_with_an_older_method_is_renewed(browser, make, member, sign_in):
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    make.participant('ana', password=weak)
    assert sign_in('ana').status_int == 303
    with make.site() as site:
        assert site['participants'].get_by_nickname('ana').password != weak
    browser.reset()
    assert sign_in('ana').status_int == 303


def test_signing_in_without_the_forms_token_is_refused(browser, member):
    member('ana')
    browser.post('/en/login', {'email': 'ana@example.org', 'password': PASSWORD}, status=400)
    browser.post('/en/logout', status=400)
    browser.get('/en/logout', status=404)


def test_deleted_people_and_those_imported_without_a_password_cannot_sign_in(browser, make, sign_in):
    make.participant('old')
    make.participant('gone', deleted=1, email='')
    assert WRONG in sign_in('old', 'anything at all')
    assert WRONG in sign_in('gone', 'anything at all')


def test_the_same_address_in_two_organizations_leads_into_the_right_account(browser, make, member, sign_in, database):
    import transaction

    from isegoria.accounts.resource import Participant
    from isegoria.accounts.terms import current_version
    from isegoria.root import plant

    member('ana', name='Ana of the first')
    manager = transaction.TransactionManager(explicit=True)
    connection = database.open(manager)
    manager.begin()
    site = plant(connection, 'other', {'en': 'Other'}, languages=('en',))
    site.host = 'other.example'
    other = Participant('Ana of the other', 'ana', 'ana@example.org')
    other.confirmed, other.password = 1, KEPT
    site['participants'].add(other)
    other.accept_terms(current_version(site))
    from isegoria.root import installation

    installation(connection).sites['site'].host = 'localhost'
    manager.commit()
    connection.close()
    sign_in('ana')
    assert 'Ana of the first' in browser.get('/en')
    browser.extra_environ['HTTP_HOST'] = 'other.example'
    browser.reset()
    sign_in('ana')
    assert 'Ana of the other' in browser.get('/en')


def test_where_nobody_signs_in_with_a_password_nobody_gets_one(browser, make, member, sign_in):
    member('ana')
    with make.site() as site:
        site.registration_mode = 'disabled'
    assert 'One cannot sign in with a password here.' in sign_in('ana')
    assert browser.get('/en/forgotten-password').headers['Location'].endswith('/en/login')


def test_a_page_with_a_form_is_kept_by_nobody_in_between(browser):
    assert browser.get('/en/login').headers['Cache-Control'] == 'private, no-store'


def test_a_very_long_way_back_survives(browser, member, sign_in):
    member('ana')
    back = '/en/search?term=' + 'trees' * 800
    page = browser.get('/en/login', {'back': back})
    assert sign_in('ana', page=page).headers['Location'].endswith(back)
