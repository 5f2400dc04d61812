"""Several people at once, with real threads on a real FileStorage: one case, every report counted, one decision."""

# ruff: noqa: F811  # the name of a fixture is that of an argument

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from isegoria.moderation import reporting
from isegoria.moderation.acting import Acting
from isegoria.worker import Worker
from tests.functional.accounts.conftest import Letters
from tests.functional.components.proposals.test_races import make, sign_in  # noqa: F401
from tests.functional.moderation.steps import choose, open_case, report


@pytest.fixture
def together(monkeypatch):
    """Each waits, in its first attempt, until all have done what they came for and nobody has committed yet."""

    def run(place, name, *submits):
        barrier, waited, act = Barrier(len(submits)), set(), getattr(place, name)

        def act_together(acting, *arguments):
            answer = act(acting, *arguments)
            attempt = id(acting.request.environ['wsgi.input'])
            if attempt not in waited:
                waited.add(attempt)
                barrier.wait(20)
            return answer

        monkeypatch.setattr(place, name, act_together)
        with ThreadPoolExecutor(len(submits)) as pool:
            answers = list(pool.map(lambda submit: submit(), submits))
        monkeypatch.setattr(place, name, act)
        return answers

    return run


@pytest.fixture
def sent(app, make):
    """The letters that the worker sends."""
    before, app.registry.mail_lane = app.registry.mail_lane, Letters()

    def sent():
        Worker(app.registry, make.database).drain()
        return app.registry.mail_lane

    yield sent
    app.registry.mail_lane = before


def form_of(browser, address):
    form = browser.get(address).forms['reportform']
    choose(form, 'spam')
    return form


def test_three_reports_at_once_are_one_case_with_three_reports_and_hide_once(app, make, neighbour, together, sent):
    pills = make.comment(make.proposal(), 'Buy my zebra pills now.', author='dan')
    browsers = [sign_in(app, make, neighbour(nickname) and nickname) for nickname in ('carla', 'eve', 'fay')]
    forms = [form_of(browser, make.url(pills, 'report')) for browser in browsers]
    answers = together(reporting, 'report', *[form.submit for form in forms])
    assert all(answer.status_int == 303 for answer in answers)
    with make.site() as site:
        cases = list(site.cases.values())
        assert len(cases) == 1
        assert sorted(each.number for each in cases[0].reports) == [1, 2, 3]
        assert [step.transition for step in cases[0].history] == ['hide_provisionally']
    with make.open(pills) as comment:
        assert comment.hidden
    statements = [each for each in sent().to('dan@example.org') if each['Subject'] == 'A decision about what you published']
    assert len(statements) == 1


def test_one_person_twice_at_once_has_reported_once(app, make, neighbour, together):
    pills = make.comment(make.proposal(), 'Buy my zebra pills now.', author='dan')
    neighbour('carla')
    forms = [form_of(sign_in(app, make, 'carla'), make.url(pills, 'report')) for _tab in range(2)]
    answers = together(reporting, 'report', *[lambda form=form: form.submit(expect_errors=True) for form in forms])
    assert sorted(answer.status_int for answer in answers) == [303, 422]
    with make.site() as site:
        assert len(next(iter(site.cases.values())).reports) == 1


def test_two_moderators_who_decide_at_once_take_one_decision(app, make, together):
    pills = make.comment(make.proposal(), 'Buy my zebra pills now.', author='dan')
    browsers = []
    for nickname in ('mod', 'ora'):
        make.participant(nickname, role='moderator')
        browsers.append(sign_in(app, make, nickname))
    report(sign_in(app, make, 'carla'), make, pills)
    forms = [open_case(browser).forms['casepage'] for browser in browsers]
    for form, decision in zip(forms, ('hide', 'keep'), strict=True):
        choose(form, decision)
        choose(form, 'spam')
        form['reasons'] = 'I have looked at it for a long time.'
    answers = together(Acting, 'take', *[lambda form=form: form.submit(expect_errors=True) for form in forms])
    assert sorted(answer.status_int for answer in answers) == [303, 422]
    with make.site() as site:
        case = next(iter(site.cases.values()))
        assert len(case.history) == 1
        assert case.is_hidden is (case.state == 'hidden')
