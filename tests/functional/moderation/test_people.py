"""Reported participants: looked at, left alone or blocked with a statement of reasons, and all they wrote with them."""

import pytest

from tests.functional.moderation.steps import decide, enter, open_case, report, text_of, words

WHY = 'Sells pills in every debate, after two warnings.'


@pytest.fixture
def dan(make, member):
    return member('dan', about='I sell zebra pills.')


@pytest.fixture
def root(make):
    return make.participant('root', role='admin')


def blocked(make, made):
    with make.open(made) as person:
        return person.blocked is not None


def test_a_participant_is_reported_and_never_blocked_by_reports(browser, make, neighbour, root, dan):
    for nickname in ('carla', 'eve', 'fay', 'gil'):
        neighbour(nickname)
        assert report(browser, make, dan, by=nickname, reason='offensive').status_int == 303
    assert not blocked(make, dan)
    page = words(open_case(browser, by='root'))
    assert 'Profile: “Dan”' in page
    assert 'I sell zebra pills.' in page
    assert 'Insults, threats or discrimination (4)' in page


def test_reported_participants_are_for_moderators_of_the_whole_site(browser, make, moderator, dan):
    make.participant('sam', role='moderator', at=make.process())
    report(browser, make, dan, by='carla')
    enter(browser, 'sam')
    assert 'Nothing waits to be decided' in browser.get('/en/moderation')
    assert 'Profile' in words(open_case(browser, by='mod'))


def test_blocking_needs_a_statement_of_fifteen_letters(browser, make, root, dan):
    report(browser, make, dan, by='carla')
    page = decide(open_case(browser, by='root'), 'block', 'Bad person.')
    assert page.status_int == 422
    assert not blocked(make, dan)
    assert decide(page, 'block', WHY).status_int == 303
    assert blocked(make, dan)


def test_who_is_blocked_is_told_why_and_reads_the_decision_and_appeals(browser, make, root, dan, deliver, sign_in):
    make.participant('ora', role='moderator')
    report(browser, make, dan, by='carla')
    decide(open_case(browser, by='root'), 'block', WHY)
    letter = text_of(deliver().to('dan@example.org')[-1])
    assert WHY in letter
    assert '/en/decisions/author-' in letter
    browser.reset()
    page = sign_in('dan')
    assert page.status_int == 403
    assert WHY in page
    page = page.click('Read the whole decision')
    assert 'Your account is blocked' in words(page)
    form = page.click('Appeal').forms['appealform']
    form['text'] = 'I have never sold a pill to anybody.'
    form.submit(status=303)
    decide(open_case(browser, by='ora', where='/en/moderation/appeals'), 'give_back', 'It was somebody with the same name.')
    assert not blocked(make, dan)
    assert 'The account is open again.' in text_of(deliver().to('dan@example.org')[-2]) + text_of(
        deliver().to('dan@example.org')[-1]
    )


def test_blocking_oneself_is_refused(browser, make, root):
    make.participant('ora', role='admin')
    report(browser, make, root, by='carla')
    page = open_case(browser, by='root')
    assert 'block' not in [field['value'] for field in page.html.select('form#casepage input[type=radio]')]


def test_the_only_administrator_is_not_blocked(browser, make, root, moderator):
    report(browser, make, root, by='carla')
    page = open_case(browser, by='mod')
    assert 'block' not in [field['value'] for field in page.html.select('form#casepage input[type=radio]')]


def test_ignoring_keeps_the_record_and_tells_who_reported(browser, make, root, dan, deliver):
    report(browser, make, dan, by='carla')
    decide(open_case(browser, by='root'), 'keep', 'There is nothing wrong with this page.')
    assert 'There is nothing wrong' in text_of(deliver().to('carla@example.org')[-1])
    assert 'Kept' in words(browser.get('/en/moderation/decided'))


def test_from_the_form_to_report_a_comment_an_administrator_goes_on_to_block(browser, make, root, dan):
    comment = make.comment(make.proposal(), 'Buy my zebra pills now.', author='dan')
    answer = report(browser, make, comment, by='root', then='block')
    assert answer.status_int == 303
    page = browser.get(answer.location)
    assert 'Profile: “Dan”' in words(page)
    decide(page, 'block', WHY)
    assert blocked(make, dan)


@pytest.fixture
def everything(make, dan):
    """What dan wrote, alone and with others, and what others wrote."""
    proposal = make.proposal('Cheap pills for everybody', author='dan')
    shared = make.proposal('Longer benches in the park', authors=(dan.id, make.participant('ana').id), author='dan')
    comments = [make.comment(proposal, f'Zebra pill number {number}.', author='dan') for number in range(3)]
    return proposal, shared, comments, make.comment(proposal, 'I do not want pills.', author='eve')


def test_hiding_all_their_content_is_done_by_the_worker_and_each_is_logged(browser, make, root, dan, everything, deliver):
    proposal, shared, comments, other = everything
    report(browser, make, dan, by='carla')
    answer = decide(open_case(browser, by='root'), 'block', WHY, hide_everything=True)
    assert answer.status_int == 303
    deliver()
    for made in (proposal, *comments):
        with make.open(made) as thing:
            assert thing.hidden
    for made in (shared, other):
        with make.open(made) as thing:
            assert not thing.hidden, 'what others wrote, alone or with them, stays'
    with make.site() as site:
        hidden = [record for record in site.activity.latest(1000) if record.action == 'hide']
        assert {record.resource for record in hidden} == {proposal.id, *(comment.id for comment in comments)}
        cases = [case for case in site.cases.values() if case.subject in {proposal.id, *(comment.id for comment in comments)}]
        assert all(case.state == 'hidden' and case.reports[-1].reason == 'hidden_during_block' for case in cases)
        assert all(case.reports[-1].details == WHY for case in cases)
    to_dan = [text_of(letter) for letter in deliver().to('dan@example.org')]
    assert len(to_dan) == 1, 'one letter for the block, none for each comment'


def test_hiding_all_twice_changes_nothing(browser, make, app, database, root, dan, everything, deliver):
    from isegoria import outbox
    from isegoria.moderation.hiding_all import HIDE_ALL, STORES

    report(browser, make, dan, by='carla')
    decide(open_case(browser, by='root'), 'block', WHY, hide_everything=True)
    deliver()
    with make.site() as site:
        before = {case.id: len(case.history) for case in site.cases.values()}
        steps = tuple((place.id, store) for place in site.places.values() if hasattr(place, 'contents') for store in STORES)
        about = {'person': dan.id, 'by': root.id, 'facts': WHY}
        outbox.put(site, HIDE_ALL, {'site': site, **about, 'steps': steps, 'number': 0})
    deliver()
    with make.site() as site:
        assert {case.id: len(case.history) for case in site.cases.values()} == before


def test_unblocking_gives_the_name_back_and_leaves_hidden_what_was_hidden(browser, make, root, dan, everything, deliver):
    proposal = everything[0]
    report(browser, make, dan, by='carla')
    decide(open_case(browser, by='root'), 'block', WHY, hide_everything=True)
    deliver()
    page = open_case(browser, by='root', where='/en/moderation/decided?kind=participant')
    decide(page, 'unblock', 'Two months have passed.')
    assert not blocked(make, dan)
    with make.open(proposal) as thing:
        assert thing.hidden
    page = open_case(browser, where='/en/moderation/decided?kind=proposal')
    decide(page, 'restore', 'It was about trees after all.')
    with make.open(proposal) as thing:
        assert not thing.hidden


def test_a_deleted_account_leaves_no_name_in_what_it_reported(browser, make, app, moderator, dan, deliver):
    from isegoria.accounts import leaving

    comment = make.comment(make.proposal(), 'Buy my zebra pills now.', author='dan')
    report(browser, make, comment, by='carla', details='It sells pills.')
    with make.site() as site:
        leaving.delete(app.registry, site, site['participants'].get_by_nickname('carla'))
    deliver()
    with make.site() as site:
        case = next(iter(site.cases.values()))
        assert case.reports[0].who is None
        assert case.reports[0].reason == 'spam'
    assert 'Carla' not in words(open_case(browser, by='mod'))
