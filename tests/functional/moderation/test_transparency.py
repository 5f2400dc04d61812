"""The public report on moderation: counts, no names, no texts, and nothing that points to somebody."""

from tests.functional.moderation.steps import enter, hide, report, words


def test_anybody_reads_how_the_site_is_moderated(browser, make, moderator):
    page = words(browser.get('/en/transparency'))
    assert 'We promise to decide within 3 days.' in page
    assert 'When 3 accounts have reported something' in page


def test_numbers_under_five_are_added_up(browser, make, moderator):
    proposal = make.proposal()
    for number in range(6):
        report(browser, make, make.comment(proposal, f'Buy my pills number {number}.', author='dan'), by='carla')
    report(browser, make, make.comment(proposal, 'He lives at number 14.', author='dan'), by='carla', reason='personal_data')
    enter(browser, None)
    tables = browser.get('/en/transparency').html.find_all('table')
    cells = [[cell.get_text() for cell in row.find_all(['th', 'td'])] for table in tables for row in table.tbody.find_all('tr')]
    assert ['Advertising or spam', '6'] in cells
    assert ['Other, each fewer than 5', 'fewer than 5'] in cells
    assert not [row for row in cells if row[1] == '1']


def test_the_report_has_no_names_and_no_texts(browser, make, moderator, pills):
    hide(browser, make, pills)
    enter(browser, None)
    page = browser.get('/en/transparency')
    for word in ('zebra', 'Dan', 'Carla', 'More trees'):
        assert word not in page


def test_moderators_see_the_exact_figures(browser, make, moderator, pills):
    hide(browser, make, pills)
    enter(browser, 'mod')
    page = words(browser.get('/en/moderation/figures'))
    assert 'Advertising or spam 1' in page
    assert 'Up to an hour 1' in page
    enter(browser, 'eve')
    browser.get('/en/moderation/figures', status=403)
