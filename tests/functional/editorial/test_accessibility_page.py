"""The accessibility page tells what the tests found, and what they did not look at."""

from isegoria.editorial import accessibility


def test_the_accessibility_page_tells_what_was_tested_and_what_not(browser):
    page = browser.get('/en/pages/accessibility')
    said = ' '.join(page.html.find('section', attrs={'aria-labelledby': 'tested'}).get_text(' ').split())
    assert f'{accessibility.tested().states} states of pages' in said
    assert accessibility.tested().tool in said
    assert 'No violation was found.' in said
    assert 'What was not tested' in said


def test_other_pages_tell_nothing_of_it(browser):
    assert browser.get('/en/pages/privacy').html.find(id='tested') is None


def test_states_with_violations_are_told(browser, monkeypatch, tmp_path):
    monkeypatch.setattr(accessibility, 'RESULTS', tmp_path / 'accessibility.json')
    known = accessibility.Tested(accessibility.date(2026, 11, 26), 'axe-core 4.14.1', 155, 153)
    accessibility.write(known)
    assert accessibility.tested() == known
    assert '2 states had violations.' in browser.get('/en/pages/accessibility')


def test_a_release_has_looked_at_many_states_and_found_no_violation():
    found = accessibility.tested()
    assert found.states >= 60
    assert found.faulty == 0
