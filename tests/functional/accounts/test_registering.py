"""Registering and confirming the address."""

import pytest

from tests.functional.accounts.conftest import PASSWORD


def fill(page, **typed):
    form = page.forms['register']
    about = {
        'name': 'Ada Vidal',
        'nickname': '',
        'email': 'ada@example.org',
        'password': PASSWORD,
        'old_enough': True,
        'terms': True,
        **typed,
    }
    for name, value in about.items():
        form[name] = value
    return form


@pytest.fixture
def register(browser, time):
    def register(**typed):
        form = fill(browser.get('/en/register'), **typed)
        time(seconds=5)
        return form.submit('register', expect_errors=True)

    return register


def test_somebody_registers_confirms_by_mail_and_is_signed_in(browser, register, deliver):
    page = register().follow()
    assert 'We have written to <strong>ada@example.org</strong>' in page
    confirm = browser.get(deliver().link('ada@example.org'))
    assert 'Ada Vidal' in confirm and '@ada_vidal' in confirm
    page = confirm.forms[0].submit().follow()
    assert 'Your address is confirmed. Welcome!' in page
    assert 'Sign out' in page


def people(make, email='ada@example.org'):
    """How many accounts and registrations an address has."""
    with make.site() as site:
        found = site['participants']
        return int(found.get_by_email(email) is not None), len(found.registrations(email))


def words(page) -> str:
    """The page without what is different each time."""
    import re

    return re.sub(r'(value="[^"]{30,}"|\w+@example\.org)', '', page.text)


def test_known_and_unknown_addresses_are_answered_alike(browser, register, deliver, member, make):
    member('ada')
    known = register(email='ada@example.org', nickname='other')
    unknown = register(email='new@example.org', nickname='other')
    assert (known.status, known.headers['Location']) == (unknown.status, unknown.headers['Location'])
    assert words(known.follow()) == words(unknown.follow())
    letters = deliver()
    assert letters.to('ada@example.org')[-1]['Subject'] == 'You have an account already'
    assert letters.to('new@example.org')[-1]['Subject'] == 'Confirm your email address'
    assert people(make) == (1, 0)


def test_both_answers_hash_a_password_and_write_one_entry(browser, register, member, make, monkeypatch):
    from isegoria.accounts import registration

    member('ada')
    hashed = []
    monkeypatch.setattr(registration, 'hash_password', lambda password: hashed.append(password) or 'x')
    register(email='ada@example.org')
    register(email='new@example.org')
    assert hashed == [PASSWORD, PASSWORD]


def test_the_owner_of_an_address_is_told_that_there_is_an_account_and_how_to_get_in(browser, register, deliver, member):
    member('ada')
    register()
    (letter,) = deliver().to('ada@example.org')
    text = letter.get_body(('plain',)).get_content()
    assert '/en/login' in text and '/en/forgotten-password' in text


def test_what_is_wrong_stands_beside_its_field_and_all_that_was_typed_is_kept(browser, register, make):
    page = register(name='Ada <3', email='ada', password='short', nickname='admin', old_enough=False, terms=False)
    assert page.status_int == 422
    form = page.forms['register']
    assert (form['name'].value, form['email'].value, form['password'].value) == ('Ada <3', 'ada', 'short')
    assert 'Error:' in page.html.title.text
    for message in (
        'A name has none of these signs: &lt;',
        'Write an email address such as name@example.org.',
        'It is too short.',
        'The site needs this word itself.',
        'Tick “I am 16 years old or older” to go on.',
        'Tick “I accept the terms of use” to go on.',
    ):
        assert message in page, message
    assert people(make) == (0, 0)


def test_after_correction_the_same_form_is_taken(browser, register, deliver):
    page = register(password='short')
    form = page.forms['register']
    form['password'] = PASSWORD
    assert form.submit('register').status_int == 303
    assert deliver().to('ada@example.org')


def test_a_password_of_the_own_name_or_of_the_site_is_refused(browser, register):
    assert 'made of your name' in register(name='Valentina Montserrat', password='valentinamontserrat')


def test_a_nickname_that_somebody_has_is_refused_in_any_spelling(browser, register, member):
    member('bob')
    assert 'Somebody has this nickname already' in register(nickname='BOB')


def test_an_empty_nickname_is_made_of_the_name_and_numbered(browser, register, make):
    register()
    register(email='other@example.org')
    with make.site() as site:
        assert site['participants'].get_by_nickname('ada_vidal') is not None
        assert site['participants'].get_by_nickname('ada_vidal_2') is not None


def test_the_minimum_age_is_that_of_the_organization(browser, make):
    with make.site() as site:
        site.minimum_age = 14
    assert 'I am 14 years old or older' in browser.get('/en/register')


def test_a_robot_that_fills_every_field_registers_nobody_and_does_not_learn_it(browser, register, deliver, make):
    page = register(website='https://spam.example')
    assert page.status_int == 303
    assert people(make) == (0, 0) and not deliver()


def test_a_form_that_comes_back_at_once_is_asked_to_wait(browser, time, make):
    page = fill(browser.get('/en/register')).submit('register', expect_errors=True)
    assert page.status_int == 422 and 'quicker than people write' in page
    time(seconds=3)
    form = page.forms['register']
    assert form.submit('register').status_int == 303


def test_a_form_with_an_invented_mark_of_time_is_asked_again(browser, time):
    form = fill(browser.get('/en/register'))
    form['opened'] = 'yesterday'
    page = form.submit('register', expect_errors=True)
    assert page.status_int == 422
    time(seconds=3)
    assert page.forms['register'].submit('register').status_int == 303


def test_mail_that_is_thrown_away_after_minutes_is_refused(browser, register):
    assert 'thrown away after minutes' in register(email='ada@mailinator.com')


@pytest.mark.parametrize('mode', ['existing', 'disabled'])
def test_where_nobody_new_is_let_in_the_form_leads_to_the_login_page(browser, make, mode):
    with make.site() as site:
        site.registration_mode = mode
    answer = browser.get('/en/register')
    assert answer.status_int == 303 and answer.headers['Location'].endswith('/en/login')
    assert 'New accounts cannot be created here.' in answer.follow()
    assert 'Create an account' not in browser.get('/en')


def test_whoever_is_signed_in_needs_no_form(browser, make):
    browser.login('ana')
    assert browser.get('/en/register').status_int == 303


def test_terms_that_changed_while_somebody_wrote_are_shown_again(browser, time, make):
    from isegoria import clock

    form = fill(browser.get('/en/register'))
    time(seconds=5)
    with make.site() as site:
        site['pages']['terms-of-service'].changed_notably = clock.microseconds()
    assert 'changed while you were writing' in form.submit('register', expect_errors=True)


def test_registering_keeps_which_terms_were_accepted_and_the_language(browser, time, make):
    form = fill(browser.get('/ca/register'))
    time(seconds=5)
    form.submit('register')
    with make.site() as site:
        (person,) = site['participants'].registrations('ada@example.org')
        assert person.locale == 'ca'
        assert person.accepted_terms[0][0] == site['pages']['terms-of-service'].created


def test_opening_the_link_changes_nothing(browser, register, deliver, make):
    register()
    link = deliver().link('ada@example.org')
    browser.reset()
    for _time in range(3):
        assert browser.get(link).status_int == 200
    assert people(make) == (0, 1)


def test_a_link_works_once(browser, register, deliver):
    register()
    link = deliver().link('ada@example.org')
    confirm = browser.get(link)
    confirm.forms[0].submit()
    browser.reset()
    assert 'This link no longer works' in browser.get(link, status=410)
    page = browser.get('/en/resend-confirmation')
    assert page.status_int == 200


def test_a_link_is_signed_and_no_other_takes_its_place(browser, register, deliver):
    register()
    link = deliver().link('ada@example.org')
    assert browser.get(link[:-4] + 'abcd', status=410)
    assert browser.get('/en/confirm', status=410)
    assert browser.get(link.replace('/confirm?', '/new-password?'), status=410)


def test_a_link_that_is_older_than_fourteen_days_does_not_work(browser, register, deliver, time):
    register()
    link = deliver().link('ada@example.org')
    time(days=14, seconds=1)
    assert browser.get(link, status=410)


def test_in_another_browser_the_link_confirms_and_leads_to_the_login_page(browser, register, deliver, make):
    register()
    link = deliver().link('ada@example.org')
    browser.reset()
    answer = browser.get(link).forms[0].submit()
    assert answer.headers['Location'].endswith('/en/login')
    page = answer.follow()
    assert 'Your address is confirmed. Sign in now.' in page and 'Sign out' not in page
    assert people(make) == (1, 0)


def test_before_confirming_nobody_signs_in_and_only_who_knows_the_password_learns_why(browser, register, deliver, sign_in):
    register()
    assert 'Confirm your address first' in sign_in('ada')
    assert 'do not fit together' in sign_in('ada', 'another password here')


def test_the_letter_can_be_asked_for_again_and_unknown_addresses_are_answered_alike(browser, register, deliver):
    register()
    answers = []
    for email in ('ada@example.org', 'nobody@example.org'):
        form = browser.get('/en/resend-confirmation').forms['resendconfirmation']
        form['email'] = email
        answers.append(words(form.submit('send').follow()))
    assert answers[0] == answers[1]
    letters = deliver()
    assert len(letters.to('ada@example.org')) == 2
    assert not letters.to('nobody@example.org')


def test_two_registrations_of_one_address_are_two_links_and_the_first_confirmed_has_it(browser, register, deliver, make):
    """Whoever registers with somebody else's address gains nothing: the owner's own link makes the owner's account."""
    register(name='Stranger')
    stranger = deliver().link('ada@example.org')
    register(name='Ada Vidal')
    own = deliver().link('ada@example.org')
    assert stranger != own
    browser.get(own).forms[0].submit()
    browser.reset()
    browser.get(stranger, status=410)
    with make.site() as site:
        assert site['participants'].get_by_email('ada@example.org').name == 'Ada Vidal'
        assert site['participants'].get_by_nickname('stranger') is None


def test_a_blocked_owner_gets_no_letter(browser, register, deliver, make):
    make.participant('ada', blocked=1)
    assert register().status_int == 303
    assert not deliver()


def test_registering_too_often_is_refused_for_known_and_unknown_addresses(browser, register, member):
    member('ada')
    for email in ('ada@example.org', 'new@example.org'):
        for number in range(5):
            assert register(email=email, nickname=f'n{number}').status_int in (303, 422)
        page = register(email=email)
        assert page.status_int == 429 and 'too many tries' in page


def test_the_way_back_leads_through_the_letter(browser, time, deliver):
    form = fill(browser.get('/en/register?back=/en/processes'))
    time(seconds=5)
    form.submit('register')
    answer = browser.get(deliver().link('ada@example.org')).forms[0].submit()
    assert answer.headers['Location'].endswith('/en/processes')


def leads_to(address, browser, register, deliver):
    """The link of a letter, when the request claims to be for another host."""
    browser.extra_environ['HTTP_HOST'] = 'evil.example'
    register()
    text = deliver().to('ada@example.org')[-1].get_body(('plain',)).get_content()
    return f'{address}/en/confirm?token=' in text and 'evil' not in text


def test_links_in_letters_lead_to_the_configured_address_whatever_host_the_request_claims(
    browser, register, deliver, app, monkeypatch
):
    monkeypatch.setitem(app.registry.settings, 'isegoria.address', 'https://talk.example.org')
    assert leads_to('https://talk.example.org', browser, register, deliver)


def test_links_in_letters_lead_to_the_sites_own_host_whatever_host_the_request_claims(browser, register, deliver, make):
    with make.site() as site:
        site.host = 'talk.example.org'
    assert leads_to('https://talk.example.org', browser, register, deliver)


def test_a_registration_without_the_forms_token_is_refused(browser, make):
    answer = browser.post('/en/register', {'name': 'Ada', 'email': 'ada@example.org'}, status=400)
    assert 'form' in answer.text.lower()
    assert people(make) == (0, 0)


def test_two_people_who_register_the_same_nickname_at_once_do_not_both_get_it(browser, register, make):
    register(nickname='ada', email='one@example.org')
    assert 'Somebody has this nickname already' in register(nickname='ada', email='two@example.org')
