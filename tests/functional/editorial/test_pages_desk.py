"""Pages at the desk: editors write and send to review, administrators publish; what is public stays until then."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from isegoria import clock
from isegoria.editorial.course import COURSE
from isegoria.security import ADMIN, COLLABORATOR, MODERATOR
from isegoria.worker import Worker
from tests.desk import errors, press, take
from tests.factories import Made


@pytest.fixture
def eva(browser, make):
    make.participant('eva', role=ADMIN)
    browser.login('eva')
    return browser


@pytest.fixture
def ed(browser, make):
    make.participant('ed', role=COLLABORATOR)
    browser.login('ed')
    return browser


HOW = Made(0, '/pages/how')


def new_page(browser, title='How supports are counted', slug='how', status=303):
    form = browser.get('/en/pages/new').forms['newpage']
    form['title'], form['slug'] = title, slug
    return form.submit('save', status=status)


def write(browser, body, title='How supports are counted', language='en', status=303):
    form = browser.get(f'/en/pages/how/edit?in={language}').forms['editpage']
    form['title'], form['body'] = title, body
    return form.submit('save', status=status)


def move(browser, step, status=303, **said):
    form = browser.get(f'/en/pages/how/move/{step}').forms['move']
    for name, value in said.items():
        form[name] = value
    return form.submit('save', status=status)


def state(make, page=HOW):
    with make.open(page) as found:
        return COURSE.state(found).name


def test_a_page_is_written_reviewed_and_published_and_only_then_everybody_reads_it(browser, make):
    make.participant('ed', role=COLLABORATOR)
    make.participant('eva', role=ADMIN)
    browser.login('ed')
    new_page(browser)
    write(browser, 'Each person has **ten** supports.')
    assert state(make) == 'draft'
    move(browser, 'send', note='Is ten right?')
    assert state(make) == 'review'
    browser.logout()
    browser.get('/en/pages/how', status=404)
    browser.login('eva')
    assert 'How supports are counted' in browser.get('/en/admin')
    assert 'Is ten right?' in browser.get('/en/pages/how/edit')
    move(browser, 'publish')
    browser.logout()
    page = browser.get('/en/pages/how')
    assert page.html.find(class_='prose').strong.text == 'ten'
    assert 'How supports are counted' in browser.get('/en/search?term=supports')


def test_editors_do_not_publish_and_are_not_offered_to(ed, make):
    new_page(ed)
    page = ed.get('/en/pages/how/edit')
    moves = [link.get_text(strip=True) for link in page.html.select('.flow a')]
    assert 'Send to review' in moves and 'Publish' not in moves
    answer = ed.get('/en/pages/how/move/publish', status=303).follow()
    assert 'This cannot be done now.' in answer
    answer = press(ed, '/en/pages/how/edit', '/en/pages/how/move/publish', 422)
    assert 'You may not do this here.' in answer
    assert state(make) == 'draft'


def test_editors_publish_where_that_is_switched_on(browser, make):
    make.participant('eva', role=ADMIN)
    make.participant('ed', role=COLLABORATOR)
    browser.login('eva')
    press(browser, '/en/pages/admin', '/en/pages/editors-publish')
    browser.login('ed')
    new_page(browser)
    move(browser, 'publish')
    assert state(make) == 'published'


def test_a_reviewer_sends_back_with_a_comment_that_must_be_written(eva, make):
    new_page(eva)
    move(eva, 'send')
    assert 'Fill in' in errors(move(eva, 'send_back', status=422))
    move(eva, 'send_back', note='French is missing.')
    assert state(make) == 'draft'
    assert 'French is missing.' in eva.get('/en/pages/how/edit')


def test_what_is_public_stays_while_somebody_works_on_it(eva, make):
    new_page(eva)
    write(eva, 'Five supports.')
    move(eva, 'publish')
    write(eva, 'Ten supports.')
    assert state(make) == 'draft'
    page = eva.get('/en/pages/how/edit')
    diff = page.html.find(class_='diff')
    assert diff.find('del').text == 'Five' and diff.find('ins').text == 'Ten'
    assert 'Ten supports.' in eva.get('/en/pages/how/preview')
    eva.logout()
    assert 'Five supports.' in eva.get('/en/pages/how')
    assert 'Ten' not in eva.get('/en/pages/how')
    assert 'Ten' not in eva.get('/en/search?term=ten')
    eva.login('eva')
    move(eva, 'publish')
    eva.logout()
    assert 'Ten supports.' in eva.get('/en/pages/how')


def test_every_publication_is_a_version_with_its_author_and_what_changed(eva, make):
    new_page(eva)
    write(eva, 'Five supports.')
    move(eva, 'publish')
    write(eva, 'Ten supports.')
    move(eva, 'publish')
    page = eva.get('/en/pages/how/edit').click('Version 2')
    assert page.html.find('ins').text == 'Ten' and 'Eva' in page
    eva.get('/en/pages/how/version/9', status=404)
    eva.get('/en/pages/how/version/x', status=404)


def test_languages_that_are_missing_or_old_are_marked(eva):
    new_page(eva)
    write(eva, 'Ten supports.')
    write(eva, 'Deu suports.', 'Com es compten', language='ca')
    write(eva, 'Twelve supports.')
    tabs = {tab.contents[0]: tab.get_text(' ', strip=True) for tab in eva.get('/en/pages/how/edit').html.select('.tabs a')}
    assert 'old' in tabs['Català'] and 'missing' in tabs['Français'] and tabs['English'] == 'English'
    assert 'Français' in eva.get('/en/pages/admin?text=supports')


def test_a_title_is_needed_and_what_was_typed_stays(eva):
    new_page(eva)
    page = write(eva, 'Ten supports.', title='', status=422)
    assert page.forms['editpage']['body'].value == 'Ten supports.'
    page = write(eva, 'Deu suports.', title='', language='ca', status=422)
    assert 'Write a title.' in errors(page)


def test_markup_that_could_do_harm_is_cleaned(eva):
    new_page(eva)
    write(eva, 'Hello <script>alert(1)</script> [x](javascript:alert(1)) <img src="/a.png" onerror="alert(1)">')
    move(eva, 'publish')
    body = eva.get('/en/pages/how').html.find(class_='prose')
    assert body.find('script') is None and body.find('a') is None and set(body.find('img').attrs) == {'src'}


def later(**about):
    return (clock.now() + timedelta(**about)).astimezone(ZoneInfo('Europe/Madrid'))


def test_a_page_is_published_at_the_moment_it_was_scheduled_for(eva, make):
    new_page(eva)
    when = later(days=1).replace(second=0, microsecond=0)
    form = eva.get('/en/pages/how/move/schedule').forms['move']
    form['date'], form['time'] = f'{when:%Y-%m-%d}', f'{when:%H:%M}'
    form.submit('save', status=303)
    assert state(make) == 'scheduled'
    worker = Worker(make.registry, make.database)
    worker.tick(when - timedelta(minutes=1))
    assert state(make) == 'scheduled'
    worker.tick(when)
    assert state(make) == 'published'
    with make.open(HOW) as page:
        assert page.is_published and page.publish_at is None


def test_a_moment_that_has_passed_is_refused(eva):
    new_page(eva)
    form = eva.get('/en/pages/how/move/schedule').forms['move']
    form['date'], form['time'] = '2020-01-01', '10:00'
    assert 'still to come' in errors(form.submit('save', status=422))


def test_editing_a_scheduled_page_takes_it_off_the_schedule(eva, make):
    new_page(eva)
    form = eva.get('/en/pages/how/move/schedule').forms['move']
    when = later(days=1)
    form['date'], form['time'] = f'{when:%Y-%m-%d}', f'{when:%H:%M}'
    form.submit('save')
    write(eva, 'Another text.')
    assert state(make) == 'draft'
    Worker(make.registry, make.database).tick(datetime(2100, 1, 1, tzinfo=ZoneInfo('UTC')))
    assert state(make) == 'draft'


def test_a_legal_page_stays_keeps_its_slug_and_cannot_be_unpublished(eva):
    page = eva.get('/en/pages/privacy/edit')
    assert 'Unpublish' not in [link.get_text(strip=True) for link in page.html.select('.flow a')]
    assert 'slug' not in eva.get('/en/pages/privacy/place').forms['placepage'].fields
    assert 'The law asks for this page' in eva.get('/en/pages/privacy/remove')
    press(eva, '/en/pages/privacy/edit', '/en/pages/privacy/remove')
    eva.get('/en/pages/privacy', status=200)


def test_planted_pages_are_to_be_completed_until_an_editor_confirms(ed, make):
    assert 'To be completed' in ed.get('/en/pages/admin')
    assert 'Privacy' in ed.get('/en/admin').html.find(class_='todo').get_text()
    press(ed, '/en/pages/privacy/edit', '/en/pages/privacy/complete')
    assert 'Privacy' not in ed.get('/en/admin').html.find(class_='todo').get_text()
    with make.open(Made(0, '/pages/privacy')) as page:
        assert not page.to_be_completed


def terms(browser, notably):
    form = browser.get('/en/pages/terms-of-service/edit?in=en').forms['editpage']
    form['body'] = form['body'].value + '\n\nOne more rule.'
    form.submit('save', status=303)
    form = browser.get('/en/pages/terms-of-service/move/publish').forms['move']
    form['changed_notably'].checked = notably
    form.submit('save', status=303)


@pytest.mark.parametrize('notably', [True, False])
def test_terms_that_changed_notably_are_asked_of_everybody_again(eva, make, notably):
    make.participant('ana')
    terms(eva, notably)
    eva.login('ana')
    answer = eva.get('/en/processes', expect_errors=True)
    assert (answer.status_int == 303 and '/account/terms' in answer.location) == notably


def test_only_the_terms_can_change_notably(eva):
    new_page(eva)
    assert 'changed_notably' not in eva.get('/en/pages/how/move/publish').forms['move'].fields


def test_a_page_is_unpublished_and_then_removed(eva, make):
    new_page(eva)
    move(eva, 'publish')
    assert 'Unpublish it first.' in eva.get('/en/pages/how/remove')
    move(eva, 'unpublish')
    press(eva, '/en/pages/how/edit', '/en/pages/how/remove')
    eva.get('/en/pages/how', status=404)
    assert 'supports are counted' not in eva.get('/en/search?term=counted')


def test_pages_nest_and_a_page_that_holds_others_stays(eva, make):
    new_page(eva)
    form = eva.get('/en/pages/how/new').forms['newpage']
    form['title'] = 'Details'
    form.submit('save', status=303)
    assert '– Details' in eva.get('/en/pages/admin')
    assert 'There are pages below it' in eva.get('/en/pages/how/remove')


def test_another_slug_leads_on_from_the_old_one(eva):
    new_page(eva)
    move(eva, 'publish')
    form = eva.get('/en/pages/how/place').forms['placepage']
    form['slug'] = 'counting'
    form.submit('save', status=303)
    assert eva.get('/en/pages/how', status=301).location.endswith('/en/pages/counting')


@pytest.mark.parametrize('slug', ['1abc', 'a', 'a b', 'admin', 'topics', 'privacy'])
def test_a_slug_that_is_no_good_is_refused(eva, slug):
    assert new_page(eva, slug=slug, status=422).html.find(role='alert')


def test_several_pages_are_published_at_once_and_legal_ones_stay(eva, make):
    new_page(eva)
    with make.site() as site:
        pages = [site['pages']['how'].id, site['pages']['privacy'].id]
    page = take(eva, '/en/pages/admin', 'publish', *pages)
    assert 'There is nothing to publish.' in page
    assert '1 row was changed.' in page.forms['bulk'].submit('yes').follow()
    page = take(eva, '/en/pages/admin', 'unpublish', *pages).forms['bulk'].submit('yes').follow()
    assert 'The law asks for this page' in page and state(make) == 'draft'


# Topics


def test_a_topic_stands_in_the_footer_with_its_pages_and_goes_without_them(eva, make):
    form = eva.get('/en/pages/topics/new').forms['newtopic']
    form['en'] = 'Help in person'
    form['in_footer'].checked = True
    form.submit('save', status=303)
    new_page(eva)
    move(eva, 'publish')
    form = eva.get('/en/pages/how/place').forms['placepage']
    form['topic'] = 'help-in-person'
    form.submit('save')
    footer = eva.get('/en/').html.find('footer').get_text()
    assert 'Help in person' in footer and 'How supports are counted' in footer
    press(eva, '/en/pages/topics/help-in-person/edit', '/en/pages/topics/help-in-person/remove')
    assert 'Help in person' not in eva.get('/en/').html.find('footer').get_text()
    eva.get('/en/pages/how', status=200)


def test_topics_are_moved_by_buttons(eva, make):
    form = eva.get('/en/pages/topics/new').forms['newtopic']
    form['en'] = 'Help'
    form.submit('save')
    press(eva, '/en/pages/topics', '/en/pages/topics/help/up')
    with make.site() as site:
        assert site['pages'].topics[0]['slug'] == 'help'


def test_other_roles_see_nothing_of_it(browser, make):
    make.participant('mo', role=MODERATOR)
    browser.login('mo')
    for page in ('admin', 'new', 'privacy/edit', 'privacy/preview', 'topics'):
        browser.get(f'/en/pages/{page}', status=403)


def test_editors_change_no_topics(ed):
    ed.get('/en/pages/topics', status=403)
