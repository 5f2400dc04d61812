"""One's own account: a forgotten password, data, another address."""

import pytest

from tests.functional.accounts.conftest import PASSWORD
from tests.functional.accounts.test_registering import words

NEW = 'nine owls on a fence'


def ask_for_password(browser, email):
    form = browser.get('/en/forgotten-password').forms['forgottenpassword']
    form['email'] = email
    return form.submit('send')


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(browser, member, sign_in, deliver):
    member('ana')
    ask_for_password(browser, 'ana@example.org')
    link = deliver().link('ana@example.org')
    form = browser.get(link).forms['newpassword']
    form['password'] = NEW
    assert 'Your password is changed. Sign in with it.' in form.submit('save').follow()
    assert sign_in('ana').status_int == 422
    assert sign_in('ana', NEW).status_int == 303
    browser.reset()
    assert 'This link no longer works' in browser.get(link, status=410)
    form.submit('save', expect_errors=True)


def test_the_link_for_a_password_lasts_six_hours(browser, member, deliver, time):
    member('ana')
    ask_for_password(browser, 'ana@example.org')
    link = deliver().link('ana@example.org')
    time(hours=5, minutes=59)
    assert browser.get(link).status_int == 200
    time(minutes=2)
    browser.get(link, status=410)


def test_the_new_password_follows_the_rules(browser, member, deliver):
    member('ana', name='Ana Belmonte')
    ask_for_password(browser, 'ana@example.org')
    form = browser.get(deliver().link('ana@example.org')).forms['newpassword']
    for refused in ('short', 'anabelmonte', '1234567890'):
        form['password'] = refused
        assert form.submit('save', status=422).forms['newpassword']['password'].value == refused


def test_known_unknown_and_blocked_addresses_are_answered_alike(browser, member, make, deliver):
    member('ana')
    make.participant('bob', blocked=1)
    answers = {words(ask_for_password(browser, f'{name}@example.org').follow()) for name in ('ana', 'bob', 'nobody')}
    assert len(answers) == 1
    letters = deliver()
    assert letters.to('ana@example.org') and len(letters) == 1


def test_a_new_password_by_letter_ends_every_session_and_the_lock(browser, member, make, sign_in, deliver):
    member('ana')
    sign_in('ana')
    ask_for_password(browser, 'ana@example.org')
    link = deliver().link('ana@example.org')
    form = browser.get(link).forms['newpassword']
    form['password'] = NEW
    form.submit('save')
    assert 'Sign out' not in browser.get('/en')


# Data


@pytest.fixture
def ana(browser, member, sign_in):
    made = member('ana')
    sign_in('ana')
    return made


def change(browser, **typed):
    form = browser.get('/en/account').forms['data']
    for name, value in typed.items():
        form[name] = value
    return form.submit('save', expect_errors=True)


def test_somebody_changes_what_others_see_of_them(browser, ana, deliver):
    page = change(browser, name='Ana Puig', nickname='@Ana_P', about='Nurse at night.', personal_url='ana.example.org').follow()
    assert 'Your data is saved.' in page
    profile = browser.get('/en/participants/ana_p')
    for shown in ('Ana Puig', '@ana_p', 'Nurse at night.', 'http://ana.example.org'):
        assert shown in profile
    (letter,) = deliver().to('ana@example.org')
    text = letter.get_body(('plain',)).get_content()
    assert 'name, nickname, about you, web page' in text and 'language' not in text


def test_saving_nothing_new_sends_no_letter(browser, ana, deliver):
    change(browser)
    assert not deliver()


def test_an_old_nickname_leads_on_until_somebody_takes_it(browser, ana, make):
    change(browser, nickname='anna')
    assert browser.get('/en/participants/ana').headers['Location'].endswith('/en/participants/anna')
    make.participant('ana', email='other@example.org', name='Another')
    assert 'Another' in browser.get('/en/participants/ana')


def test_a_nickname_that_others_have_is_refused_and_the_rest_is_kept(browser, ana, member):
    member('bob')
    page = change(browser, nickname='Bob', about='I change this too.')
    assert page.status_int == 422 and 'Somebody has this nickname already' in page
    assert page.forms['data']['about'].value == 'I change this too.'


def test_after_another_language_the_site_speaks_it(browser, ana, make):
    answer = change(browser, locale='ca')
    assert answer.headers['Location'].endswith('/ca/account')
    with make.open(ana) as person:
        assert person.locale == 'ca'


@pytest.mark.parametrize('address', ['javascript:alert(1)', 'ftp://example.org', 'http://', 'https://a b.org', 'nowhere'])
def test_a_web_page_must_be_one(browser, ana, address):
    page = change(browser, personal_url=address)
    assert page.status_int == 422 and 'Write a web address' in page


def test_what_people_write_about_themselves_brings_no_markup(browser, ana):
    change(browser, about='<script>alert(1)</script>')
    assert '<script>alert(1)' not in browser.get('/en/participants/ana')


# Address


def change_address(browser, email, password=PASSWORD):
    form = browser.get('/en/account/email').forms['email']
    form['email'], form['current_password'] = email, password
    return form.submit('save', expect_errors=True)


def test_a_new_address_counts_once_it_is_confirmed(browser, ana, sign_in, deliver):
    assert 'We have written to the new address.' in change_address(browser, 'ana@new.example.com').follow()
    letters = deliver()
    assert letters.to('ana@example.org')[-1]['Subject'] == 'Your email address is to be changed'
    link = letters.link('ana@new.example.com')
    page = browser.get(link)
    assert 'ana@new.example.com' in browser.get('/en/account/email')
    browser.reset()
    assert sign_in('ana').status_int == 303  # the earlier one keeps working until then
    page = browser.get(link)
    next(form for form in page.forms.values() if 'token' in form.fields).submit()
    browser.reset()
    assert sign_in('ana').status_int == 422
    form = browser.get('/en/login').forms['signin']
    form['email'], form['password'] = 'ana@new.example.com', PASSWORD
    assert form.submit('sign-in').status_int == 303
    assert deliver().to('ana@example.org')[-1]['Subject'] == 'Your account was changed'


def test_a_wrong_current_password_blocks_the_change_of_address_but_keeps_the_form(browser, ana, make):
    page = change_address(browser, 'ana@new.example.com', 'not my password')
    assert page.status_int == 422 and 'This is not your password.' in page
    assert page.forms['email']['email'].value == 'ana@new.example.com'
    with make.open(ana) as person:
        assert person.unconfirmed_email == ''


def test_an_address_of_another_account_is_answered_like_any_and_only_its_owner_is_told(browser, ana, member, deliver, make):
    member('bob')
    taken = change_address(browser, 'bob@example.org').follow()
    deliver()
    free = change_address(browser, 'free@example.org').follow()
    assert words(taken) == words(free)
    letters = deliver()
    assert letters.to('bob@example.org')[-1]['Subject'] == 'Somebody wanted to use your email address'
    with make.site() as site:
        assert site['participants'].get_by_email('bob@example.org').nickname == 'bob'


def test_the_letter_can_be_sent_again_and_the_change_cancelled(browser, ana, deliver):
    change_address(browser, 'ana@new.example.com')
    page = browser.get('/en/account/email')
    again, stays = [form for form in page.forms.values() if '/email-' in form.action]
    again.submit()
    letters = deliver()
    assert len(letters.to('ana@new.example.com')) == 2
    stays.submit()
    assert 'ana@new.example.com' not in browser.get('/en/account/email')
    browser.get(letters.link('ana@new.example.com'), status=410)


def test_two_accounts_that_want_one_address_the_first_confirmed_has_it(browser, ana, member, sign_in, deliver):
    change_address(browser, 'free@example.org')
    first = deliver().link('free@example.org')
    browser.reset()
    member('bob')
    sign_in('bob')
    change_address(browser, 'free@example.org')
    second = deliver().link('free@example.org')
    for link, status in ((second, 303), (first, 410)):
        page = browser.get(link)
        form = next(form for form in page.forms.values() if 'token' in form.fields)
        assert form.submit(status='*').status_int == status


def test_a_password_is_changed_only_by_who_knows_it(browser, ana, sign_in):
    form = browser.get('/en/account/password').forms['password']
    form['current_password'], form['password'] = 'not my password', NEW
    page = form.submit('save', status=422)
    assert 'This is not your password.' in page
    assert page.forms['password']['password'].value == NEW


def test_an_account_is_for_who_is_signed_in(browser):
    for path in ('', '/email', '/password', '/sign-ins', '/delete', '/terms'):
        answer = browser.get(f'/en/account{path}')
        assert answer.status_int == 303 and '/en/login?back=' in answer.headers['Location']


def test_every_write_needs_the_forms_token(browser, ana):
    for path in ('', '/email', '/password', '/sign-ins', '/delete', '/terms', '/email-again', '/email-stays', '/discard-kept'):
        browser.post(f'/en/account{path}', {'name': 'x'}, status=400)
