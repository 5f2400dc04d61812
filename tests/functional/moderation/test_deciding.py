"""Deciding: moderators look, decide with reasons, and can look again; each only where they moderate."""

import pytest

from isegoria import clock
from tests.functional.moderation.steps import cases_in, decide, enter, hide, open_case, report, text_of, words

DAY = 24 * 3600 * 1_000_000


def test_a_moderator_hides_with_reasons_that_the_author_reads(browser, make, moderator, pills, deliver):
    hide(browser, make, pills, reasons='It sells pills, and this is no shop.')
    statement = text_of(deliver().to('dan@example.org')[-1])
    for part in (
        'This is hidden: Comment: “More trees on the main square”',  # (a) what, how far and how long
        'for good, unless it is given back after an appeal',
        'It sells pills, and this is no shop.',  # (b) the facts, and what led to the look
        'We looked at it because it was reported.',
        'a person decided. No software took part.',  # (c)
        'against the rules of this site: Advertising or spam',  # (e) the rule
        'You can appeal here, free of charge, until',  # (f)
        'The courts are open to you in any case.',
    ):
        assert part in statement
    enter(browser, 'dan')
    page = words(browser.get('/en/decisions').click('Comment'))
    assert 'It sells pills, and this is no shop.' in page
    assert 'Buy my zebra pills now.' in page, 'authors see their own hidden text'


def test_what_is_illegal_is_hidden_with_the_law_and_the_place_to_turn_to(browser, make, moderator, pills, deliver):
    from isegoria.moderation.cases import cases_of

    with make.site() as site:
        cases_of(site).settings = {'out_of_court': {'en': 'The Ombudsman, Main Street 1'}}
    report(browser, make, pills, by='carla')
    page = decide(open_case(browser, by='mod'), 'hide', 'It calls for violence against somebody.', ground='illegal')
    assert page.status_int == 422
    assert 'Name the law that it is against.' in page
    decide(page, 'hide', 'It calls for violence against somebody.', ground='illegal', law='Penal code, 510')
    statement = text_of(deliver().to('dan@example.org')[-1])
    assert 'It is against the law: Penal code, 510' in statement
    assert 'You can also turn to: The Ombudsman, Main Street 1' in statement


def test_letters_are_in_the_language_of_their_reader(browser, make, moderator, pills, deliver):
    with make.site() as site:
        site['participants'].get_by_nickname('dan').locale = 'ca'
    hide(browser, make, pills)
    letter = deliver().to('dan@example.org')[-1]
    assert letter['Content-Language'] == 'ca'
    assert '/ca/decisions/' in text_of(letter)


def test_hiding_needs_reasons_and_keeps_what_was_typed(browser, make, moderator, pills):
    report(browser, make, pills, by='carla')
    page = decide(open_case(browser, by='mod'), 'hide', 'Spam!')
    assert page.status_int == 422
    assert 'Write the reasons, in 15 letters or more.' in page
    assert page.forms['casepage']['reasons'].value == 'Spam!'
    with make.open(pills) as comment:
        assert not comment.hidden


def test_keeping_tells_those_who_reported_and_the_counter_restarts(browser, make, moderator, pills, deliver):
    report(browser, make, pills, by='carla')
    decide(open_case(browser, by='mod'), 'keep', 'Pills belong to this debate.')
    letter = text_of(deliver().to('carla@example.org')[-1])
    assert 'It stays: we think that it respects the rules.' in letter
    assert 'Pills belong to this debate.' in letter
    assert 'you can appeal within six months' in letter
    assert not deliver().to('dan@example.org'), 'nothing was taken from its author'
    report(browser, make, pills, by='eve')
    assert 'Reports 1' in words(open_case(browser, by='mod'))


def test_a_hidden_item_cannot_be_unreported_unhide_first(browser, make, moderator, pills):
    hide(browser, make, pills)
    page = open_case(browser, where='/en/moderation/decided')
    offered = [field['value'] for field in page.html.select('#decide ~ form input[type=radio], form#casepage input[type=radio]')]
    assert 'keep' not in offered
    assert 'restore' in offered
    decide(page, 'restore', 'It was a joke after all.')
    with make.open(pills) as comment:
        assert not comment.hidden


def test_restoring_is_told_to_author_and_reporters(browser, make, moderator, pills, deliver):
    hide(browser, make, pills)
    decide(open_case(browser, where='/en/moderation/decided'), 'restore', 'It was a joke after all.')
    letters = deliver()
    assert letters.to('dan@example.org')[-1]['Subject'] == 'What you published is shown again'
    assert 'It is shown again.' in text_of(letters.to('carla@example.org')[-1])


def test_who_looks_at_a_case_is_seen_by_the_others_and_can_leave_it(browser, make, moderator, pills):
    report(browser, make, pills, by='carla')
    page = open_case(browser, by='mod')
    page = page.forms[next(at for at, form in page.forms.items() if form.action.endswith('/claim'))].submit().follow()
    make.participant('ora', role='moderator')
    assert 'Mod is looking at it' in words(open_case(browser, by='ora'))
    page = open_case(browser, by='mod')
    page = page.forms[next(at for at, form in page.forms.items() if form.action.endswith('/release'))].submit().follow()
    assert 'Somebody else can look at it' in page


def test_a_decision_pressed_twice_is_taken_once(browser, make, moderator, pills, deliver):
    report(browser, make, pills, by='carla')
    one, two = open_case(browser, by='mod'), open_case(browser)
    assert decide(one, 'hide', 'It sells pills, and this is no shop.').status_int == 303
    answer = decide(two, 'keep', 'It respects the rules.')
    assert answer.status_int == 422
    assert len(deliver().to('dan@example.org')) == 1


def test_nobody_decides_about_their_own_text(browser, make, moderator):
    own = make.comment(make.proposal(), 'Buy my zebra pills now.', author='mod')
    make.participant('ora', role='moderator')
    report(browser, make, own, by='carla')
    page = open_case(browser, by='mod')
    assert 'You wrote this yourself. Somebody else decides about it.' in words(page)
    assert 'casepage' not in page.forms
    assert decide(open_case(browser, by='ora'), 'keep').status_int == 303


def test_who_moderates_hides_at_once_and_says_why(browser, make, moderator, pills, deliver):
    page = report(browser, make, pills, by='mod', then='hide')
    assert page.status_int == 422
    assert 'Say why it is hidden, in 15 letters or more' in page
    answer = report(browser, make, pills, by='mod', details='It sells pills, and this is no shop.', then='hide')
    assert answer.status_int == 303
    statement = text_of(deliver().to('dan@example.org')[-1])
    assert 'Nobody sees it any more' in statement
    assert 'A moderator of this site came across it.' in statement
    enter(browser, None)
    assert 'zebra' not in browser.get('/en/processes/trees/proposals').text


@pytest.mark.parametrize(
    ('role', 'at_space', 'offered'),
    [
        ('admin', False, True),
        ('moderator', False, True),
        ('admin', True, True),
        ('moderator', True, True),
        ('collaborator', True, False),
        ('evaluator', True, False),
        (None, False, False),
    ],
)
def test_only_who_moderates_there_is_offered_to_hide(browser, make, pills, role, at_space, offered):
    make.participant('somebody', role=role, at=make.process() if at_space else None)
    enter(browser, 'somebody')
    page = browser.get(make.url(pills, 'report'))
    values = [field['value'] for field in page.html.find_all('input', type='radio')]
    assert ('hide' in values) is offered


def test_evaluator_alone_gets_no_hide_option_evaluator_who_is_also_space_admin_does(browser, make, pills):
    process = make.process()
    make.participant('vera', role='evaluator', at=process)
    enter(browser, 'vera')
    assert 'Hide it at once' not in browser.get(make.url(pills, 'report'))
    make.participant('vera', role='admin', at=process)
    assert 'Hide it at once' in browser.get(make.url(pills, 'report'))


def test_official_content_is_not_hidden_at_once(browser, make, moderator):
    from isegoria.components.proposals.resource import OFFICIAL

    official = make.proposal('The new tram line of the city', origin=OFFICIAL)
    enter(browser, 'mod')
    assert 'Hide it at once' not in browser.get(make.url(official, 'report'))


# Where one moderates


@pytest.fixture
def two_spaces(browser, make):
    """A report in each of two spaces; `sam` moderates the first."""
    here = make.proposal('Cheap pills for everybody', author='dan')
    make.process('boats', title={'en': 'Boats'})
    there = make.proposal('Expensive pills for nobody', author='dan', at=make.proposals(process='boats'))
    make.participant('sam', role='moderator', at=make.process())
    for thing in (here, there):
        report(browser, make, thing, by='carla')
    return here, there


def test_a_space_moderator_sees_only_their_spaces_in_the_global_queue_and_counters_match(browser, make, two_spaces):
    enter(browser, 'sam')
    queue = browser.get('/en/moderation')
    assert [link.text for link in cases_in(queue)] == ['Proposal: “Cheap pills for everybody”']
    assert '1 case waits' in words(queue)
    assert queue.html.select_one('.desk nav a[href="/en/moderation"] .count').text == '1'
    make.participant('root', role='admin')
    enter(browser, 'root')
    assert '2 cases wait' in words(browser.get('/en/moderation'))


def test_a_space_has_a_queue_of_its_own(browser, make, two_spaces):
    enter(browser, 'sam')
    assert len(cases_in(browser.get('/en/processes/trees/moderation'))) == 1
    browser.get('/en/processes/boats/moderation', status=403)


def test_a_case_of_another_space_is_not_even_known_of(browser, make, two_spaces):
    page = open_case(browser, by='sam')
    elsewhere = page.request.path
    with make.site() as site:
        other = next(case for case in site.cases.values() if case.place is site['processes']['boats'])
        address = f'/en/processes/boats/moderation/{other.__name__}'
    browser.get(address, status=404)
    assert elsewhere != address
    for nickname in (None, 'carla', 'dan'):
        enter(browser, nickname)
        browser.get(elsewhere, status=404)
        browser.get('/en/moderation', status=403 if nickname else 303)


def test_who_moderates_nowhere_does_not_enter(browser, make, two_spaces):
    for role in ('collaborator', 'evaluator'):
        make.participant(role, role=role, at=make.process())
        enter(browser, role)
        browser.get('/en/moderation', status=403)
        browser.get('/en/processes/trees/moderation', status=403)
        browser.get('/en/moderation/figures', status=403)


def test_a_role_counts_once_the_terms_of_administration_are_accepted(browser, make, moderator, pills):
    report(browser, make, pills, by='carla')
    with make.site() as site:
        site.admin_terms_version = clock.microseconds()
    enter(browser, 'mod')
    browser.get('/en/moderation', expect_errors=True).mustcontain(no='zebra')


# Mail


def test_a_moderator_with_email_on_moderations_false_gets_nothing(browser, make, moderator, pills, deliver):
    make.participant('ora', role='moderator')
    enter(browser, 'ora')
    page = browser.get('/en/moderation')
    page.forms[next(at for at, form in page.forms.items() if form.action.endswith('/mail'))].submit().follow()
    report(browser, make, pills, by='carla')
    letters = deliver()
    assert letters.to('mod@example.org')
    assert not letters.to('ora@example.org')


def test_only_who_may_moderate_there_gets_mail(browser, make, pills, deliver):
    make.process('boats', title={'en': 'Boats'})
    for nickname, role, at in (
        ('vera', 'evaluator', make.process()),
        ('olga', 'collaborator', make.process()),
        ('sam', 'moderator', make.process()),
        ('tom', 'moderator', make.process('boats')),
    ):
        make.participant(nickname, role=role, at=at)
    report(browser, make, pills, by='carla', details='It sells pills.')
    letters = deliver()
    assert {nickname for nickname in ('vera', 'olga', 'sam', 'tom') if letters.to(f'{nickname}@example.org')} == {'sam'}
    letter = text_of(letters.to('sam@example.org')[0])
    for part in ('Advertising or spam', 'It sells pills.', 'Buy my zebra pills now.', '/en/processes/trees/moderation/'):
        assert part in letter


# Lists


def test_moderation_of_a_record_that_no_longer_exists_still_renders(browser, make, moderator, pills):
    report(browser, make, pills, by='carla')
    with make.site() as site:
        site['processes']['trees']['proposals'].comments.discard(pills.id)
    page = open_case(browser, by='mod')
    assert 'It is no longer there' in words(page)
    assert 'Buy my zebra pills now.' in words(page)
    assert 'hide' not in [field['value'] for field in page.html.select('form#casepage input[type=radio]')]
    assert decide(page, 'keep').status_int == 303


def test_forty_reports_are_decided_at_once_with_one_reason(browser, make, moderator, deliver):
    proposal = make.proposal()
    comments = [make.comment(proposal, f'Buy my pills number {number}.', author='dan') for number in range(40)]
    from isegoria.moderation.acting import Acting
    from isegoria.moderation.taking import Notice
    from isegoria.moderation.taking import report as take_in

    with make.site() as site:
        carla = site['participants'].get_by_nickname('dan')
        acting = Acting(make.registry, site, 'http://localhost')
        for comment in comments:
            found = site['processes']['trees']['proposals'].comments[comment.id]
            take_in(acting, found, Notice('spam', who=None, name='Rosa', email=f'r{comment.id}@example.org'))
        assert carla is not None
    enter(browser, 'mod')
    page = browser.get('/en/moderation?per_page=50')
    chosen = [box['value'] for box in page.html.find_all('input', attrs={'name': 'chosen'})]
    assert len(chosen) == 40
    page = browser.get('/en/moderation', params=[('action', 'hide'), ('per_page', '50'), *(('chosen', key) for key in chosen)])
    assert 'These 40 change' in page
    form = page.forms['bulk']
    from tests.functional.moderation.steps import choose

    choose(form, 'spam')
    form['facts'] = 'They sell pills, and this is no shop.'
    answer = form.submit('yes').follow()
    assert '40 rows were changed.' in answer
    assert 'per_page=50' in answer.request.path_qs, 'page sizes are kept'
    enter(browser, None)
    assert browser.get(make.url(proposal)).html.find(id='comments-title').text == '0 comments'
    assert len(deliver().to('dan@example.org')) == 40


def test_a_bulk_action_with_foreign_ids_changes_nothing(browser, make, two_spaces):
    with make.site() as site:
        foreign = next(case for case in site.cases.values() if case.place is site['processes']['boats'])
        key, thing = str(foreign.id), foreign.subject
    enter(browser, 'sam')
    page = browser.get('/en/moderation', params={'action': 'hide', 'chosen': key}).follow()
    assert 'Choose at least one row first' in page
    token = page.html.find('input', attrs={'name': 'csrf_token'})['value']
    about = {'csrf_token': token, 'ground': 'spam', 'facts': 'They sell pills, and this is no shop.'}
    browser.post(f'/en/moderation?action=hide&chosen={key}', about, status='*')
    with make.site() as site:
        assert not site['processes']['boats']['proposals'].contents[thing].hidden


def test_an_empty_selection_is_an_error_message(browser, make, two_spaces):
    enter(browser, 'sam')
    assert 'Choose at least one row first' in browser.get('/en/moderation?action=hide').follow()


def test_the_queue_is_narrowed_by_reason_kind_space_state_and_words(browser, make, two_spaces, pills):
    make.participant('root', role='admin')
    report(browser, make, pills, by='eve', reason='personal_data')
    enter(browser, 'root')

    def found(**asked):
        return [link.text for link in cases_in(browser.get('/en/moderation', params=asked))]

    assert len(found()) == 3
    assert len(found(kind='comment')) == 1
    assert len(found(reason='4')) == 1
    assert found(text='zebra') == found(kind='comment')
    with make.site() as site:
        boats = site['processes']['boats'].id
    assert found(space=str(boats)) == ['Proposal: “Expensive pills for nobody”']
    assert len(found(state='claimed')) == 0


def test_the_queue_says_how_much_time_is_left(browser, make, moderator, pills):
    report(browser, make, pills, by='carla')
    enter(browser, 'mod')
    assert '3 days' in words(browser.get('/en/moderation'))
    with make.site() as site:
        case = next(iter(site.cases.values()))
        case.due -= 4 * DAY
        make.changed(case)
    assert 'Overdue' in words(browser.get('/en/moderation'))


def test_the_overview_of_the_desk_says_what_waits(browser, make, moderator, pills):
    report(browser, make, pills, by='carla')
    enter(browser, 'mod')
    assert '1 case waits to be decided' in browser.get('/en/admin')


def test_a_threat_to_life_is_told_to_the_authorities_and_a_copy_is_kept(browser, make, moderator, pills, deliver):
    from isegoria.moderation.cases import cases_of

    report(browser, make, pills, by='carla')
    with make.site() as site:
        cases_of(site).settings = {'authorities': 'police@example.org'}
    page = open_case(browser, by='mod')
    page.forms[next(at for at, form in page.forms.items() if form.action.endswith('/alarm'))].submit(status=303)
    letter = text_of(deliver().to('police@example.org')[-1])
    assert 'Buy my zebra pills now.' in letter
    assert 'dan@example.org' in letter
    with make.site() as site:
        assert next(iter(site.cases.values())).frozen
