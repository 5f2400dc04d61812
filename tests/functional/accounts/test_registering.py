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
