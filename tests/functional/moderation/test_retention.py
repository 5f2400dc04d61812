"""The texts of a case go half a year after the last possible appeal; the decision without the text stays."""

import pytest

from isegoria import clock
from isegoria.accounts.sign_ins import SignIn
from isegoria.moderation.spans import months_after
from tests.factories import BROWSER
from tests.functional.moderation.steps import decide, enter, hide, open_case, report, words


def the_case(site):
    return next(iter(site.cases.values()))


@pytest.fixture
def wait(make, tick):
    """Let so many months pass since the last step of the case; the worker looks."""

    def wait(months):
        with make.site() as site:
            last = the_case(site).history[-1].when
        tick(seconds=(months_after(last, months) - clock.now()).total_seconds() + 1)

    return wait


def test_a_case_is_closed_when_nobody_can_appeal_any_more(browser, make, moderator, pills, wait):
    hide(browser, make, pills)
    wait(5)
    with make.site() as site:
        assert the_case(site).state == 'hidden'
    wait(6)
    with make.site() as site:
        assert the_case(site).state == 'closed'
        assert the_case(site).snapshot is not None


def test_six_months_later_the_texts_the_reports_and_who_reported_are_gone(browser, make, moderator, pills, tick, caplog):
    caplog.set_level('INFO')
    hide(browser, make, pills)
    with make.site() as site:
        decided = the_case(site).decision.when
    tick(seconds=(months_after(decided, 6) - clock.now()).total_seconds() + 1)
    tick(seconds=(months_after(decided, 12) - clock.now()).total_seconds() + 3600)
    with make.site() as site:
        case = the_case(site)
        assert case.snapshot is None and case.title is None
        report = case.reports[0]
        assert (report.who, report.details, report.reason) == (None, '', 'spam')
        assert case.decision.said('ground') == 'spam', 'the decision stays'
        assert site.cases.figures.of(clock.now().year, 'reports') == {'spam': 1}, 'counts stay'
    assert 'texts of 1 closed cases removed' in caplog.text
    with make.site() as site:  # a year has passed for the worker, and for sessions
        site['participants'].get_by_nickname('mod').sign_ins = (SignIn(BROWSER, clock.microseconds(), remembered=True),)
    page = words(open_case(browser, by='mod', where='/en/moderation/decided'))
    assert 'The text is not kept any more.' in page
    assert 'zebra' not in page


def test_what_the_authorities_were_told_of_is_kept(browser, make, moderator, pills, tick):
    from isegoria.moderation.cases import cases_of

    hide(browser, make, pills)
    with make.site() as site:
        cases_of(site)
        the_case(site).frozen = True
        decided = the_case(site).decision.when
    tick(seconds=(months_after(decided, 6) - clock.now()).total_seconds() + 1)
    tick(seconds=(months_after(decided, 12) - clock.now()).total_seconds() + 3600)
    with make.site() as site:
        assert the_case(site).snapshot is not None


def test_a_case_that_was_looked_at_again_meanwhile_stays_open(browser, make, moderator, pills, wait):
    report(browser, make, pills, by='carla')
    decide(open_case(browser, by='mod'), 'keep')
    report(browser, make, pills, by='eve')
    wait(7)
    with make.site() as site:
        assert the_case(site).state == 'open'
    enter(browser, 'mod')
