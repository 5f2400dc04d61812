"""Whoever is invited creates an account, and lands at the desk with the role."""

import pytest

from isegoria.security import ADMIN, COLLABORATOR, MODERATOR
from tests.desk import choose
from tests.functional.accounts.conftest import PASSWORD, deliver, letters, time, unthrottled

__all__ = ['deliver', 'letters', 'time', 'unthrottled']  # fixtures


@pytest.mark.parametrize('role', [ADMIN, COLLABORATOR, MODERATOR])
def test_somebody_who_is_invited_lands_on_the_overview_after_confirming(browser, make, deliver, time, role):
    process = make.process()
    make.participant('eva', role=ADMIN)
    browser.login('eva')
    form = browser.get(make.url(process, 'give-role')).forms['giverole']
    form['email'], form['name'] = 'nuria@example.org', 'Núria'
    choose(form, role).submit('save', status=303)
    browser.logout()
    sent = deliver()
    assert 'Trees for everybody' in sent[-1].get_body(('plain',)).get_content()
    form = browser.get(sent.link('nuria@example.org')).forms['register']
    for name, value in {
        'name': 'Núria',
        'email': 'nuria@example.org',
        'password': PASSWORD,
        'old_enough': True,
        'terms': True,
    }.items():
        form[name] = value
    time(seconds=5)
    form.submit('register', status=303)
    answer = browser.get(deliver().link('nuria@example.org')).forms[0].submit()
    assert answer.location.endswith('/en/admin')
    page = answer.follow()
    assert 'Núria' in page.html.h1.text and 'Trees for everybody' in page
