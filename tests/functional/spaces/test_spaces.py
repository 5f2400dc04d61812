"""Spaces as their edge cases want them (10 §18): the index, access, phases that follow their dates, invitations."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from isegoria import clock, formats
from isegoria.root import plant
from isegoria.security import ADMIN, MODERATOR
from isegoria.spaces.processes.resource import Process, ProcessGroup
from isegoria.worker import Worker

DAY = timedelta(days=1)


def today():
    return clock.now().date()


def sections(page):
    return [link.get_text(strip=True) for link in page.html.select('nav.nav a')]


def links(page):
    return {link['href'].rpartition('/')[2] for link in page.html.select('main a[href*="/processes/"]')}


# The index


def test_without_a_published_process_the_index_is_an_empty_page_and_no_menu_leads_there(browser, make):
    make.process(published=False)
    page = browser.get('/en/processes', status=200)
    assert 'Trees for everybody' not in page
    assert 'Processes' not in sections(page)


def test_a_process_that_only_members_see_gives_visitors_no_menu_entry(browser, make):
    make.process(access='restricted')
    assert 'Processes' not in sections(browser.get('/en/'))
    with make.site() as site:
        site['processes']['trees'].access = 'open'
        site['processes']['trees'].tell()
    assert 'Processes' in sections(browser.get('/en/'))


@pytest.mark.parametrize(
    ('starts', 'ends', 'status'),
    [
        (None, DAY, 'active'),
        (None, timedelta(0), 'active'),
        (-3 * DAY, None, 'active'),
        (timedelta(0), None, 'active'),
        (None, -DAY, 'past'),
        (-3 * DAY, -DAY, 'past'),
        (DAY, 2 * DAY, 'upcoming'),
    ],
)
def test_a_process_is_found_under_the_status_of_its_dates(browser, make, starts, ends, status):
    make.process(starts=today() + starts if starts is not None else None, ends=today() + ends if ends is not None else None)
    for asked in ('active', 'upcoming', 'past'):
        assert ('trees' in links(browser.get(f'/en/processes?status={asked}'))) == (asked == status)


def test_the_index_falls_from_active_to_upcoming_to_past(browser, make):
    make.process('old', starts=today() - 9 * DAY, ends=today() - DAY)
    assert 'old' in links(browser.get('/en/processes'))
    make.process('soon', starts=today() + DAY)
    assert links(browser.get('/en/processes')) & {'old', 'soon', 'now'} == {'soon'}
    make.process('now')
    assert links(browser.get('/en/processes')) & {'old', 'soon', 'now'} == {'now'}


def test_upcoming_processes_stand_in_the_order_of_their_start(browser, make):
    for slug, days in (('later', 9), ('sooner', 2), ('next', 5)):
        make.process(slug, title={'en': slug}, starts=today() + days * DAY)
    titles = [title.get_text(strip=True) for title in browser.get('/en/processes?status=upcoming').html.select('main h3')]
    assert titles == ['sooner', 'next', 'later']


def test_the_card_of_a_group_appears_when_one_of_its_processes_fits(browser, make):
    with make.site() as site:
        site['process-groups'].add('green', ProcessGroup('green', {'en': 'Green city'}, {'en': 'All'}))
    make.process(group='green')
    make.process('old', group='green', ends=today() - DAY)
    page = browser.get('/en/processes?status=active')
    assert 'Green city' in page and links(page) == set()
    assert 'Green city' not in browser.get('/en/processes?status=upcoming')


def test_the_same_slug_is_allowed_in_another_site_and_for_another_kind_of_thing(browser, make):
    make.participant('eva', role=ADMIN)
    browser.login('eva')
    make.process('a1')
    with make.site() as site:
        other = plant(site._p_jar, 'other', {'en': 'Another site'})
        other['processes'].add('a1', Process('a1', {'en': 'Another'}))
        site['process-groups'].add('a1', ProcessGroup('a1', {'en': 'Group'}, {'en': 'All'}))
        site.host, other.host = 'localhost', 'other.example.org'
    assert 'Trees for everybody' in browser.get('/en/processes/a1')
    assert 'Group' in browser.get('/en/process-groups/a1')


# Access


def test_a_restricted_process_is_found_by_members_and_role_holders_and_by_nobody_else(browser, make):
    process = make.process(access='restricted')
    proposal = make.proposal('A secret garden behind the school')
    make.participant('mo', role=MODERATOR, at=process)
    member = make.participant('bob')
    with make.open(process) as found:
        found.members.add(member.id)
    for nickname, seen in ((None, False), ('carla', False), ('bob', True), ('mo', True)):
        browser.logout()
        if nickname:
            browser.login(nickname)
        status = 200 if seen else 404
        browser.get(make.url(process), status=status)
        browser.get(make.url(proposal), status=status)
        assert ('secret garden behind' in browser.get('/en/search?term=garden')) == seen, nickname


def test_in_a_transparent_process_visitors_read_and_only_members_act(browser, make):
    process = make.process(access='transparent')
    proposal = make.proposal()
    browser.get(make.url(proposal), status=200)
    browser.login('carla')
    browser.get(make.url(proposal), status=200)
    browser.get(make.url(make.proposals(), 'new'), status=403)
    member = make.participant('bob')
    with make.open(process) as found:
        found.members.add(member.id)
    browser.login('bob')
    browser.get(make.url(make.proposals(), 'new'), status=200)


# What is open, and until when


def test_a_process_says_what_one_can_do_in_whole_words_and_its_last_day(browser, make):
    process, last = make.process(), today() + 20 * DAY
    make.proposals()
    with make.open(process) as found:
        midnight = datetime.combine(last + DAY, time(), ZoneInfo('Europe/Madrid'))
        found.phases.change(found.phases.active, ends=midnight)
        found.tell()
    page = browser.get(make.url(process))
    assert page.html.select_one('.masthead .btn').get_text(strip=True) == 'Write a proposal'
    assert 'Read the proposals and support them' in page
    assert formats.date(last, 'en', style='day-month') in page.html.select_one('.due').get_text()


def test_an_empty_list_speaks_the_language_of_the_page(browser, make):
    page = browser.get(make.url(make.proposals(), language='ca'), {'text': 'zzzz'})
    assert 'Cap proposta no encaixa amb aquestes paraules' in page


# Phases that follow their dates


def windows(make, process, *pairs):
    """Give the phases these windows, in days from now."""
    with make.open(process) as found:
        now = clock.now()
        for phase, pair in zip(list(found.phases), pairs, strict=True):
            starts, ends = (now + days * DAY if days is not None else None for days in pair)
            found.phases.change(phase, starts=starts, ends=ends)
        found.phases.active_id = found.phases.all[0].id


def after(make, process, days):
    worker = Worker(make.registry, make.database)
    worker.since = clock.now() - timedelta(minutes=1)
    worker.tick(clock.now() + days * DAY)
    with make.open(process) as found:
        return found.phases.active.title['en']


def test_of_overlapping_windows_the_earliest_end_wins(make):
    process = make.process()
    windows(make, process, (None, None), (0.5, 9), (0.5, 5))
    assert after(make, process, 1) == 'Decide'


def test_in_a_gap_the_next_phase_that_has_started_is_active(make):
    process = make.process()
    windows(make, process, (-9, 0.5), (-1, 0.25), (3, 5))
    assert after(make, process, 1) == 'Propose'


def test_an_unpublished_process_is_left_as_it_is(make):
    process = make.process(published=False)
    windows(make, process, (None, None), (0.5, 9), (0.5, 5))
    assert after(make, process, 1) == 'Inform'
