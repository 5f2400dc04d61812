"""What journeys about accounts may ask for: the letters that were sent, a clock to move, people with a password."""

import re
from datetime import timedelta

import pytest

from isegoria import clock
from isegoria.accounts.passwords import hash_password
from isegoria.throttle import Throttle
from isegoria.worker import Worker

PASSWORD = 'seven boats under rain'
KEPT = hash_password(PASSWORD)


class Letters(list):
    """The letters that have left, oldest first; as a lane, it takes them."""

    def send(self, message):
        self.append(message)

    def to(self, email) -> list:
        return [each for each in self if each['To'].endswith(f'{email}>') or each['To'] == email]

    def link(self, email) -> str:
        """The address in the last letter to somebody, as a path of the site."""
        text = self.to(email)[-1].get_body(('plain',)).get_content()
        return re.search(r'^https?://[^/\s]+(/\S+)$', text, re.MULTILINE)[1]


@pytest.fixture
def letters(app, database):
    """Letters that the worker has sent: `letters.to('ana@example.org')`; ask `deliver()` first."""
    before, app.registry.mail_lane = app.registry.mail_lane, Letters()
    yield app.registry.mail_lane
    app.registry.mail_lane = before


@pytest.fixture
def deliver(app, database, letters):
    """Let the worker do what waits, and give the letters."""

    def deliver():
        Worker(app.registry, database).drain()
        return letters

    return deliver


@pytest.fixture(autouse=True)
def unthrottled(app):
    """Each test begins with nobody having tried anything."""
    app.registry.throttle = Throttle.from_settings(app.registry.settings)


@pytest.fixture
def time(monkeypatch):
    """A clock that the test moves on: `time(hours=1)`."""
    real, passed = clock.now, [timedelta()]
    monkeypatch.setattr(clock, 'now', lambda: real() + passed[0])

    def pass_by(**span):
        passed[0] += timedelta(**span)

    return pass_by


@pytest.fixture
def member(make):
    """Makes somebody who can sign in with PASSWORD: `member('ana')`."""

    def member(nickname, **about):
        return make.participant(nickname, password=KEPT, **about)

    return member


@pytest.fixture
def sign_in(browser):
    """Sign in by the form: `sign_in('ana')`."""

    def sign_in(nickname, password=PASSWORD, page=None, **typed):
        form = (page or browser.get('/en/login')).forms['signin']
        form['email'], form['password'] = f'{nickname}@example.org', password
        for name, value in typed.items():
            form[name] = value
        return form.submit('sign-in', expect_errors=True)

    return sign_in


@pytest.fixture
def tick(app, database):
    """Let the worker look what is due at a moment."""

    def tick(**later):
        Worker(app.registry, database).tick(clock.now() + timedelta(**later))
        Worker(app.registry, database).drain()

    return tick
