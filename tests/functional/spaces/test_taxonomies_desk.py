"""Taxonomies at the desk: trees of terms, and what becomes of what was classified."""

import pytest

from isegoria.security import ADMIN, COLLABORATOR
from isegoria.spaces import terms_job
from isegoria.worker import Worker
from tests.desk import errors, press, write


@pytest.fixture
def eva(browser, make):
    make.participant('eva', role=ADMIN)
    browser.login('eva')
    return browser


@pytest.fixture
def terms(make) -> dict:
    """Districts: Gràcia (with Vila), Sants; their ids by name."""
    with make.site() as site:
        root = site.taxonomies.add({'en': 'Districts'}, code='districts')
        gracia = site.taxonomies.add({'en': 'Gràcia'}, root, code='06')
        vila = site.taxonomies.add({'en': 'Vila'}, gracia)
        sants = site.taxonomies.add({'en': 'Sants'}, root, code='03')
        return {'Districts': root.id, 'Gràcia': gracia.id, 'Vila': vila.id, 'Sants': sants.id}


def titles(page):
    return [row.th.get_text(strip=True) for row in page.html.select('tbody tr')]


def url(number, *rest):
    return '/'.join(['/en/taxonomies', str(number), *rest])


def uses(browser):
    rows = browser.get('/en/taxonomies').html.select('tbody tr')
    return {row.th.get_text(strip=True): row.select('td')[1].get_text(strip=True) for row in rows}


def test_the_tree_is_shown_in_its_order_and_searched_by_name_and_code(eva, terms):
    assert titles(eva.get('/en/taxonomies')) == ['Districts', '– Gràcia', '– – Vila', '– Sants']
    assert titles(eva.get('/en/taxonomies?text=grac')) == ['– Gràcia']
    assert titles(eva.get('/en/taxonomies?text=03')) == ['– Sants']


def test_a_taxonomy_and_a_term_are_added(eva, make):
    write(eva.get('/en/taxonomies/new').forms['newroot'], 'Topics').submit('save')
    with make.site() as site:
        (root,) = site.taxonomies.roots()
    form = write(eva.get(url(root.id, 'new')).forms['newterm'], 'Mobility')
    form['code'] = 'mob'
    form.submit('save')
    assert titles(eva.get('/en/taxonomies')) == ['Topics', '– Mobility']


def test_a_term_lies_at_most_three_levels_below_its_root(eva, make, terms):
    with make.site() as site:
        third = site.taxonomies.add({'en': 'Plaça'}, site.taxonomies.get(terms['Vila']))
    page = write(eva.get(url(third.id, 'new')).forms['newterm'], 'Bench').submit('save', status=422)
    assert 'at most three levels' in errors(page)


def test_a_code_names_one_term_of_its_tree(eva, make, terms):
    form = write(eva.get(url(terms['Sants'], 'edit')).forms['editterm'], 'Sants')
    form['code'] = '06'
    assert 'Another term has this code.' in errors(form.submit('save', status=422))
    form['code'] = '03'
    form.submit('save', status=303)


def test_a_term_is_renamed_and_what_has_it_says_so_at_once(eva, make, terms):
    make.proposals(settings={'taxonomy_filters': (terms['Districts'],)})
    proposal = make.proposal(terms=(terms['Sants'],))
    write(eva.get(url(terms['Sants'], 'edit')).forms['editterm'], 'Sants-Montjuïc').submit('save')
    assert 'Sants-Montjuïc' in eva.get(make.url(proposal))


def test_terms_are_moved_by_buttons(eva, terms):
    press(eva, '/en/taxonomies', url(terms['Sants'], 'up'))
    assert titles(eva.get('/en/taxonomies')) == ['Districts', '– Sants', '– Gràcia', '– – Vila']
    press(eva, '/en/taxonomies', url(terms['Sants'], 'up'))
    press(eva, '/en/taxonomies', url(terms['Sants'], 'down'))
    assert titles(eva.get('/en/taxonomies')) == ['Districts', '– Gràcia', '– – Vila', '– Sants']


def test_removing_says_first_how_much_has_the_term_and_then_takes_it_away_everywhere(eva, make, terms, monkeypatch):
    monkeypatch.setattr(terms_job, 'BATCH', 2)
    made = [make.proposal(f'More trees on square {number}', terms=(terms['Vila'], terms['Sants'])) for number in range(5)]
    hidden = make.proposal('A bench on the square', terms=(terms['Gràcia'],), hidden=True)
    process = make.process()
    with make.open(process) as found:
        found.terms = (terms['Vila'],)
        found.tell()
    page = eva.get(url(terms['Gràcia'], 'remove'))
    facts = [each.get_text(strip=True) for each in page.html.select('dl.facts dd')]
    assert facts[0] == '1' and int(facts[1]) >= 6
    press(eva, url(terms['Gràcia'], 'edit'), url(terms['Gràcia'], 'remove'))
    assert 'More trees' in eva.get(make.url(made[0]))  # nothing breaks before the worker comes
    Worker(make.registry, make.database).drain()
    for each in made:
        with make.open(each) as proposal:
            assert proposal.terms == (terms['Sants'],)
    with make.open(hidden) as proposal:
        assert proposal.terms == ()
    with make.open(process) as found:
        assert found.terms == ()
    assert titles(eva.get('/en/taxonomies')) == ['Districts', '– Sants']
    assert uses(eva)['– Sants'] == '5'


def test_removing_a_root_removes_all_below_it(eva, make, terms):
    make.proposal(terms=(terms['Vila'],))
    facts = [each.get_text(strip=True) for each in eva.get(url(terms['Districts'], 'remove')).html.select('dl.facts dd')]
    assert facts == ['3', '1']
    press(eva, url(terms['Districts'], 'edit'), url(terms['Districts'], 'remove'))
    with make.site() as site:
        assert site.taxonomies.roots() == []


def test_space_administrators_and_editors_change_no_taxonomies(browser, make, terms):
    make.participant('sam', role=ADMIN, at=make.process())
    make.participant('ed', role=COLLABORATOR)
    for nickname in ('sam', 'ed'):
        browser.login(nickname)
        browser.get('/en/taxonomies', status=403)
        browser.get(url(terms['Sants'], 'edit'), status=403)
