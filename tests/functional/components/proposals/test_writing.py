"""People write: a draft, similar ones, a preview, publication; edit and withdraw (11 §4-6, §22)."""

from datetime import UTC, datetime, timedelta

import pytest

from isegoria import clock
from isegoria.components.proposals.events import Withdrawn
from isegoria.events import Changed, Published
from tests.functional.components.proposals.pages import button, errors, has_button, has_link, link, said, titles, token

TITLE, BODY = 'More trees on the main square', 'We want shade where children play.'


@pytest.fixture
def write(browser, make):
    """Write a draft; gives the page that answers."""

    def begin(title=TITLE, body=BODY, at=None):
        form = browser.get(make.url(at or make.proposals(), 'new')).forms['newproposal']
        form['title'], form['body'] = title, body
        return form.submit('save', status='*')

    return begin


def follow(page):
    while page.status_int in (302, 303):
        page = page.follow()
    return page


def only(make, at=None):
    """The one thing in the component."""
    with make.open(at or make.proposals()) as component:
        (content,) = component.contents.values()
        return content


def test_somebody_writes_reads_it_over_and_publishes(browser, make, write):
    browser.login('ana')
    page = follow(write())
    assert page.request.path.endswith('/preview')
    assert 'nobody else can see it yet' in said(page)
    page = button(page, 'publish').submit().follow()
    assert 'Your proposal is published.' in said(page)
    assert TITLE in said(page)
    assert titles(browser.get(make.url(make.proposals()))) == [TITLE]


def test_a_draft_is_neither_in_search_nor_on_a_page_for_others_and_publishing_shows_it(browser, make, write):
    browser.login('ana')
    place = follow(write()).request.path.removesuffix('/preview')
    for nickname in ('bob', 'root'):
        make.participant('root', role='admin')
        browser.login(nickname)
        for rest in ('', '/preview', '/edit', '/similar', '/versions', '/admin'):
            browser.get(place + rest, status=404)
        assert TITLE not in browser.get('/en/search', {'term': 'trees'}).text
    browser.login('ana')
    assert browser.get(place).location.endswith('/preview')
    button(browser.get(place + '/preview'), 'publish').submit()
    browser.login('bob')
    assert TITLE in browser.get(place).text


def test_one_draft_for_each_person_new_leads_back_to_it(browser, make, write):
    browser.login('ana')
    write()
    page = browser.get(make.url(make.proposals(), 'new')).follow()
    assert page.request.path.endswith('/edit')
    assert page.forms['editproposal']['title'].value == TITLE
    assert 'you can have one at a time' in said(page)
    assert 'You have a draft here' in said(browser.get(make.url(make.proposals())))


def test_a_second_draft_is_refused_also_when_the_form_was_open_before(browser, make, write):
    browser.login('ana')
    form = browser.get(make.url(make.proposals(), 'new')).forms['newproposal']
    write()
    form['title'], form['body'] = TITLE, BODY
    page = form.submit('save', status=422)
    assert 'You have a draft already' in said(page)
    assert page.forms['newproposal']['title'].value == TITLE


def test_modify_leads_back_to_the_form_and_what_is_changed_there_is_read_over_again(browser, make, write):
    browser.login('ana')
    page = follow(write())
    form = browser.get(link(page, 'Change it')).forms['editproposal']
    form['title'] = 'Far more trees on the main square'
    page = follow(form.submit('save'))
    assert page.request.path.endswith('/preview')
    assert 'Far more trees' in said(page)


def test_discarding_a_draft_deletes_it_for_good_and_leads_to_an_empty_form(browser, make, write):
    browser.login('ana')
    page = browser.get(link(follow(write()), 'Discard the draft'))
    assert 'Discard this draft?' in said(page)
    page = button(page, 'discard').submit().follow()
    assert page.request.path.endswith('/new')
    assert page.forms['newproposal']['title'].value == ''
    with make.open(make.proposals()) as component:
        assert len(component.contents) == 0


def test_a_published_proposal_cannot_be_destroyed_through_the_draft_path(browser, make):
    trees = make.proposal(author='ana')
    browser.login('ana')
    for rest in ('discard', 'publish'):
        browser.post(make.url(trees, rest), {'csrf_token': token(browser, make)}, status=403)
    browser.get(make.url(trees, 'discard'), status=403)


def test_publishing_by_somebody_else_is_refused(browser, make, write):
    browser.login('ana')
    place = follow(write()).request.path.removesuffix('/preview')
    make.participant('root', role='admin')
    for nickname in ('bob', 'root'):
        browser.login(nickname)
        browser.post(place + '/publish', {'csrf_token': token(browser, make)}, status=404)
    assert only(make).is_draft


def test_publishing_writes_version_one_tells_it_and_nothing_was_told_before(browser, make, write, told):
    browser.login('ana')
    page = follow(write())
    assert told(Published) == []
    button(page, 'publish').submit()
    assert len(told(Published)) == 1
    proposal = only(make)
    assert len(proposal.versions) == 1
    assert {change.new for change in proposal.versions[0].changes} == {TITLE, BODY}


def test_a_proposal_is_written_in_the_language_of_the_page(browser, make):
    browser.login('ana')
    form = browser.get(make.url(make.proposals(), 'new', language='ca')).forms['newproposal']
    form['title'], form['body'] = 'Més arbres a la plaça', 'Volem ombra on juguen les criatures.'
    form.submit('save')
    proposal = only(make)
    assert proposal.title == {'ca': 'Més arbres a la plaça'}
    assert proposal.language == 'ca'


# Similar ones


def test_similar_proposals_are_shown_before_the_preview_and_one_can_support_them_instead(browser, make, write):
    make.proposal('More trees and shade on the main square', BODY, author='bob')
    browser.login('ana')
    page = write().follow()
    assert page.request.path.endswith('/similar')
    assert titles(page) == ['More trees and shade on the main square']
    page = button(page, 'support').submit().follow()
    assert page.request.path.endswith('/similar')
    assert 'Your support counts' in said(page)
    page = browser.get(link(page, 'go on'))
    assert page.request.path.endswith('/preview')


def test_without_similar_ones_the_step_is_left_out(browser, make, write):
    make.proposal('Lamps along the river', 'It is dark there.', author='bob')
    browser.login('ana')
    assert write().follow().location.endswith('/preview')


@pytest.mark.parametrize('about', [{'withdrawn': 1}, {'hidden': True}, {'trashed': 1}])
def test_withdrawn_hidden_and_trashed_ones_are_never_similar(browser, make, write, about):
    make.proposal('More trees and shade on the main square', BODY, author='bob', **about)
    browser.login('ana')
    assert write().follow().location.endswith('/preview')


# What a text must be


@pytest.mark.parametrize(
    ('title', 'body', 'problem'),
    [
        ('', BODY, 'Fill in “Title”.'),
        ('Trees', BODY, 'Write “Title” with 15 to 150 letters. Now it has 5.'),
        ('Trees ' * 30, BODY, 'Write “Title” with 15 to 150 letters'),
        (TITLE, '', 'Fill in “Your proposal”.'),
        (TITLE, 'Short.', 'Write “Your proposal” with 15 to 500 letters. Now it has 6.'),
        (TITLE, 'Shade. ' * 80, 'Write “Your proposal” with 15 to 500 letters'),
        (TITLE, '<b><i><u></u></i></b>Short.', 'Write “Your proposal” with 15 to 500 letters'),
        ('MORE TREES ON THE MAIN SQUARE', BODY, 'too many capital letters'),
        ('MÉS ÀRBRES A LA PLAÇA MAJOR', BODY, 'too many capital letters'),
        (TITLE + '!!', BODY, 'One exclamation or question mark'),
        ('more trees on the main square', BODY, 'begin with a capital letter'),
        (TITLE, 'we want shade where children play.', 'begin with a capital letter'),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_everything_typed_is_kept(browser, make, write, title, body, problem):
    browser.login('ana')
    page = write(title, body)
    assert page.status_int == 422
    assert len(errors(page)) == 1
    assert problem in errors(page)[0]
    assert page.forms['newproposal']['title'].value == title.strip()
    assert page.html.select_one('title').text.startswith('Error:')
    with make.open(make.proposals()) as component:
        assert len(component.contents) == 0


def test_the_length_of_a_text_is_the_components(browser, make, write):
    make.proposals(settings={'proposal_length': 0, 'etiquette': False})
    browser.login('ana')
    assert write('more trees on the main square!!', 'SHADE. ' * 300).status_int == 303


@pytest.mark.parametrize('body', ['What happens today:\r\n\r\nWhat should change:', 'What happens today:\n\nWhat should change:'])
def test_the_template_of_the_text_is_filled_in_and_cannot_be_submitted_unchanged(browser, make, write, body):
    make.proposals(settings={'new_proposal_body_template': {'en': 'What happens today:\n\nWhat should change:'}})
    browser.login('ana')
    form = browser.get(make.url(make.proposals(), 'new')).forms['newproposal']
    assert 'What happens today:' in form['body'].value
    page = write(body=body)
    assert page.status_int == 422
    assert 'Write your own text' in errors(page)[0]


def test_topics_are_chosen_from_the_taxonomies_of_the_component_alone(browser, make):
    with make.site() as site:
        districts, topics = site.taxonomies.add({'en': 'Districts'}), site.taxonomies.add({'en': 'Topics'})
        north, green = site.taxonomies.add({'en': 'North'}, districts), site.taxonomies.add({'en': 'Green'}, topics)
        root, north, green = districts.id, north.id, green.id
    make.proposals(settings={'taxonomy_filters': (root,)})
    browser.login('ana')
    form = browser.get(make.url(make.proposals(), 'new')).forms['newproposal']
    form['title'], form['body'], form[str(root)] = TITLE, BODY, str(north)
    form.submit('save')
    assert only(make).terms == (north,)
    form = browser.get(make.url(make.proposals(), 'new')).follow().forms['editproposal']
    assert form[str(root)].value == str(north)
    form[str(root)].force_value(str(green))
    form.submit('save', status=422)


# How many


def test_limit_of_two_the_third_is_refused_and_a_withdrawn_one_frees_a_place(browser, make, write):
    at = make.proposals(settings={'proposal_limit': 2})
    first = make.proposal('The first of two proposals', author='ana', at=at)
    make.proposal('The second of two proposals', author='ana', at=at)
    browser.login('ana')
    page = browser.get(make.url(at, 'new')).follow()
    assert 'all the proposals that each person may make' in said(page)
    with make.open(first) as found:
        found.withdraw()
    assert write(at=at).status_int == 303
    browser.login('bob')
    assert write(at=at).status_int == 303


def test_the_limit_is_checked_when_a_draft_is_changed_and_when_it_is_published(browser, make, write):
    at = make.proposals(settings={'proposal_limit': 1})
    browser.login('ana')
    place = follow(write(at=at)).request.path.removesuffix('/preview')
    make.proposal('One that came by another way', author='ana', at=at)
    form = browser.get(place + '/edit').forms['editproposal']
    assert 'all the proposals' in said(form.submit('save', status=422))
    page = button(browser.get(place + '/preview'), 'publish').submit().follow()
    assert 'all the proposals' in said(page)


def test_a_draft_counts_at_creation_and_the_form_says_how_many_are_made(browser, make, write):
    make.proposals(settings={'proposal_limit': 5})
    browser.login('ana')
    write()
    page = browser.get(make.url(make.proposals(), 'new')).follow()
    assert 'You have made 1 of 5 proposals.' in said(page)


# Closed


def test_where_writing_is_closed_there_is_no_button_no_form_and_a_draft_is_not_published(browser, make, write):
    browser.login('ana')
    place = follow(write()).request.path.removesuffix('/preview')
    with make.open(make.proposals()) as component:
        phases = component.space.phases
        phases.set_settings(phases.active, component, {'creation_enabled': False})
    page = browser.get(place + '/preview')
    assert not has_button(page, 'publish')
    assert 'can no longer be made here' in said(page)
    browser.post(place + '/publish', {'csrf_token': page.html.select_one('input[name=csrf_token]')['value']}, status=403)
    browser.login('bob')
    assert not has_link(browser.get(make.url(make.proposals())), 'Write a proposal')
    browser.get(make.url(make.proposals(), 'new'), status=403)


def test_a_visitor_signs_in_first_and_comes_back_to_the_form(browser, make):
    page = browser.get(make.url(make.proposals(), 'new'))
    assert page.status_int == 303
    assert '/en/login?back=' in page.location


def test_somebody_whose_address_is_not_confirmed_cannot_write(browser, make):
    make.participant('new', confirmed=None)
    browser.login('new')
    browser.get(make.url(make.proposals(), 'new'), status='*')
    page = browser.get(make.url(make.proposals()))
    assert not has_link(page, 'Write a proposal')


# Editing


def edit(browser, make, proposal, body='Shade and water where children play.'):
    form = browser.get(make.url(proposal, 'edit')).forms['editproposal']
    form['body'] = body
    return form.submit('save')


def test_an_author_edits_while_there_is_time_and_the_earlier_text_stays_as_a_version(browser, make, told):
    trees = make.proposal(author='ana')
    browser.login('ana')
    page = browser.get(make.url(trees))
    assert 'You can edit it until' in said(page)
    assert 'Your changes are published.' in said(edit(browser, make, trees).follow())
    proposal = only(make)
    assert proposal.body == {'en': 'Shade and water where children play.'}
    assert len(proposal.versions) == 2
    assert len(told(Changed)) == 1


def test_an_edit_keeps_all_authors_and_any_of_them_may(browser, make):
    ana, bob = make.participant('ana'), make.participant('bob')
    trees = make.proposal(author='ana')
    with make.open(trees) as found:
        found.authors = (ana.id, bob.id)
    browser.login('bob')
    edit(browser, make, trees)
    proposal = only(make)
    assert proposal.authors == (ana.id, bob.id)
    assert proposal.author == ana.id
    assert proposal.versions[-1].who == bob.id


def test_updating_a_draft_records_no_version(browser, make, write):
    browser.login('ana')
    write()
    form = browser.get(make.url(make.proposals(), 'new')).follow().forms['editproposal']
    form['body'] = 'Another text that is long enough.'
    form.submit('save')
    assert only(make).versions == ()


@pytest.mark.parametrize('nickname', ['bob', 'mod', 'editor', 'root'])
def test_update_by_another_user_is_refused_also_by_staff(browser, make, nickname):
    make.participant('mod', role='moderator')
    make.participant('editor', role='collaborator')
    make.participant('root', role='admin')
    trees = make.proposal(author='ana')
    browser.login(nickname)
    browser.get(make.url(trees, 'edit'), status=403)
    browser.post(make.url(trees, 'edit'), {'csrf_token': token(browser, make), 'title': 'x', 'body': 'y'}, status=403)


@pytest.mark.parametrize(
    'about',
    [{'state_token': 'evaluating', 'state_published': 1}, {'published': 1}, {'withdrawn': 1}],
    ids=['answered', 'time out', 'withdrawn'],
)
def test_not_editable_when_answered_in_public_when_the_time_is_out_and_when_withdrawn(browser, make, about):
    trees = make.proposal(author='ana', **about)
    browser.login('ana')
    assert not has_link(browser.get(make.url(trees)), 'Edit')
    browser.get(make.url(trees, 'edit'), status=403)


def test_with_an_unpublished_answer_the_author_still_edits(browser, make):
    trees = make.proposal(author='ana', state_token='accepted', answered=1)
    browser.login('ana')
    assert edit(browser, make, trees).status_int == 303


def test_with_infinite_time_an_old_proposal_is_edited_without_a_deadline(browser, make):
    make.proposals(settings={'proposal_edit_time': 'infinite'})
    trees = make.proposal(author='ana', published=1)
    browser.login('ana')
    assert 'You can edit it until' not in said(browser.get(make.url(trees)))
    assert edit(browser, make, trees).status_int == 303


@pytest.mark.parametrize(('unit', 'amount', 'after', 'possible'), [
    ('minutes', 5, timedelta(minutes=4), True),
    ('minutes', 5, timedelta(minutes=6), False),
    ('hours', 2, timedelta(minutes=119), True),
    ('days', 1, timedelta(hours=25), False),
])  # fmt: skip
def test_the_time_to_edit_counts_from_publication_and_neither_edits_nor_counters_move_it(
    browser, make, monkeypatch, unit, amount, after, possible
):
    at = make.proposals(settings={'edit_time': amount, 'edit_time_unit': unit})
    trees = make.proposal(author='ana', at=at)
    with make.open(trees) as found:
        found.rewrite(found.title, {'en': 'Edited at once, long enough.'}, found.author)
        found.component.support(found, 99)
        found.like(99)
        moment = clock.moment(found.published) + after
        monkeypatch.setattr(clock, 'now', lambda: moment)
        assert found.can_be_edited is possible
        monkeypatch.setattr(clock, 'now', lambda: datetime.now(UTC))


# Withdrawing


def test_an_author_withdraws_on_a_page_that_says_what_will_happen(browser, make, told):
    trees = make.proposal(author='ana')
    browser.login('ana')
    page = browser.get(link(browser.get(make.url(trees)), 'Withdraw'))
    assert 'Withdraw “More trees on the main square”?' in said(page)
    assert 'cannot be undone' in said(page)
    page = button(page, 'withdraw').submit().follow()
    assert 'Your proposal is withdrawn.' in said(page)
    assert titles(browser.get(make.url(make.proposals()))) == []
    assert len(told(Withdrawn)) == 1


def test_a_second_withdrawal_is_refused(browser, make):
    trees = make.proposal(author='ana')
    browser.login('ana')
    ask = browser.get(make.url(trees, 'withdraw'))
    button(ask, 'withdraw').submit()
    assert 'withdrawn already' in said(button(ask, 'withdraw').submit().follow())
    assert 'withdrawn already' in said(browser.get(make.url(trees, 'withdraw')).follow())


@pytest.mark.parametrize('about', ['supported', 'carried over'])
def test_withdraw_with_supports_is_refused_carried_over_ones_too(browser, make, about):
    trees = make.proposal(author='ana')
    browser.login('ana')
    ask = browser.get(make.url(trees, 'withdraw'))
    with make.open(trees) as found:
        if about == 'supported':
            found.component.support(found, 99)
        else:
            found.votes_carried_over = 1
    page = button(ask, 'withdraw').submit().follow()
    assert 'It has supports' in said(page)
    assert not has_link(page, 'Withdraw')
    assert only(make).withdrawn is None


def test_a_temporary_support_does_not_keep_anybody_from_withdrawing(browser, make):
    make.proposals(settings={'minimum_votes_per_user': 2})
    trees = make.proposal(author='ana')
    with make.open(trees) as found:
        found.component.support(found, 99)
    browser.login('ana')
    button(browser.get(make.url(trees, 'withdraw')), 'withdraw').submit()
    assert only(make).withdrawn is not None


@pytest.mark.parametrize('nickname', ['bob', 'root'])
def test_nobody_withdraws_what_somebody_else_wrote(browser, make, nickname):
    make.participant('root', role='admin')
    trees = make.proposal(author='ana')
    browser.login(nickname)
    browser.get(make.url(trees, 'withdraw'), status=403)


def test_a_script_asks_for_similar_titles_while_one_types(browser, make):
    make.proposal('More trees and shade on the main square', BODY, author='bob')
    make.proposal('Hidden trees on the main square', BODY, author='bob', hidden=True)
    browser.get(make.url(make.proposals(), 'similar'), {'title': TITLE}, status=303)  # a visitor cannot write
    browser.login('ana')
    page = browser.get(make.url(make.proposals(), 'similar'), {'title': TITLE})
    assert 'More trees and shade on the main square' in page.text
    assert 'Hidden trees' not in page.text
    assert browser.get(make.url(make.proposals(), 'similar'), {'title': 'Zebra'}).text.strip() == ''
    assert browser.get(make.url(make.proposals(), 'similar')).text.strip() == ''
