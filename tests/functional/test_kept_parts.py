"""Parts of pages are shared by those who see the same, never personal, and never older than a change."""

import pytest

import isegoria.root
from tests.conftest import Browser


@pytest.fixture
def two(app, make):
    """Two people with a browser each."""
    ana, bob = Browser(app, make), Browser(app, make)
    ana.login('ana')
    bob.login('bob')
    return ana, bob


def texts(page, selector):
    return [' '.join(each.get_text(' ').split()) for each in page.html.select(selector)]


def token_of(page):
    return {each['value'] for each in page.html.select('input[name=csrf_token]')}


def test_each_person_sees_their_own_buttons_in_a_list_that_is_kept(make, two):
    first, second = make.proposal('Trees', author='zoe'), make.proposal('Benches', author='zoe')
    ana, bob = two
    address = make.url(make.proposals())
    for _visit in range(3):
        ana.get(address), bob.get(address)
    page = ana.get(address)
    form = next(each for each in page.forms.values() if each.action == make.url(first, 'support'))
    form.submit()
    seen_by_ana, seen_by_bob = ana.get(address), bob.get(address)
    assert make.url(first, 'take-back') in seen_by_ana and make.url(first, 'take-back') not in seen_by_bob
    assert make.url(first, 'support') in seen_by_bob and make.url(second, 'support') in seen_by_ana
    numbers = {each.find_parent('article')['id']: each.get_text() for each in seen_by_bob.html.select('.vote .n')}
    assert numbers == {f'p-{first.id}': '1', f'p-{second.id}': '0'}


def test_nobody_gets_the_token_or_the_name_of_somebody_else(make, two):
    proposal = make.proposal('Trees', author='zoe')
    make.comment(proposal, author='zoe')
    ana, bob = two
    for address in (make.url(make.proposals()), make.url(proposal), '/en/', '/en/processes'):
        pages = [person.get(address) for _visit in range(3) for person in (ana, bob)]
        assert all(len(token_of(page)) == 1 for page in pages)
        assert not token_of(pages[-2]) & token_of(pages[-1])
        assert 'Ana' in pages[-2].html.header.get_text() and 'Ana' not in pages[-1]


@pytest.mark.parametrize('ana_first', [True, False])
def test_what_one_may_do_with_ones_own_comment_is_shown_to_nobody_else(make, two, ana_first):
    proposal = make.proposal('Trees', author='zoe')
    comment = make.comment(proposal, 'I planted one.', author='ana')
    ana, bob = two
    address, edit = make.url(proposal), f'{comment.path}/edit'
    for _visit in range(2):
        pages = {person: person.get(address) for person in (two if ana_first else reversed(two))}
        assert edit in pages[ana] and edit not in pages[bob]
        assert f'{comment.path}/report' in pages[bob] and f'{comment.path}/report' not in pages[ana]


def test_a_vote_on_a_comment_is_seen_by_all_and_pressed_for_one(make, two):
    proposal = make.proposal('Trees', author='zoe')
    make.comment(proposal, 'I planted one.', author='zoe')
    ana, bob = two
    address = make.url(proposal)
    for person in (bob, ana, bob):
        page = person.get(address)
    form = next(each for each in ana.get(address).forms.values() if each.action.endswith('/vote'))
    form.submit('value')
    pressed = [len(person.get(address).html.select('[aria-pressed=true]')) for person in (bob, ana, bob)]
    assert pressed == [0, 1, 0]
    page = bob.get(address)
    assert [each.get_text() for each in page.html.select('.thread form .num')] == ['1', '0']


def test_a_person_who_is_called_otherwise_is_so_at_once_everywhere(make, two):
    proposal = make.proposal('Trees', author='zoe')
    make.comment(proposal, 'I planted one.', author='zoe')
    _ana, bob = two
    addresses = make.url(make.proposals()), make.url(proposal)
    for address in addresses * 2:
        assert 'Zoe' in bob.get(address)
    with make.site() as site:
        person = site['participants'].get_by_nickname('zoe')
        person.name = 'Zofia'
        make.changed(person)
    for address in addresses:
        assert 'Zofia' in bob.get(address) and 'Zoe' not in bob.get(address)


@pytest.mark.parametrize('staff_first', [True, False])
def test_a_part_of_the_process_that_is_not_public_is_named_to_its_staff_only(app, make, two, staff_first):
    proposal = make.proposal('Trees')
    make.proposals('secret', published=False)
    with make.open(make.proposals('secret')) as component:
        component.title = {'en': 'Not announced yet'}
        make.changed(component)
    _ana, bob = two
    carla = Browser(app, make)
    make.participant('carla', role='admin', at=make.process())
    carla.login('carla')
    for address in (make.url(make.proposals()), make.url(proposal)):
        for _visit in range(2):
            pages = {person: person.get(address) for person in ((carla, bob) if staff_first else (bob, carla))}
            assert 'Not announced yet' not in pages[bob]
        if address == make.url(make.proposals()):
            assert 'Not announced yet' in pages[carla]


@pytest.mark.parametrize('where', ['comment', 'text'])
@pytest.mark.parametrize('staff_first', [True, False])
def test_the_title_behind_a_link_is_told_to_who_may_see_it(app, make, two, where, staff_first):
    hidden = make.proposal('A cruel title', at=make.proposals('inside', process='other', published=False))
    link = f'See http://localhost/en{hidden.path} and decide.'
    proposal = make.proposal('Trees', link if where == 'text' else 'We want shade.', author='zoe')
    if where == 'comment':
        make.comment(proposal, link, author='zoe')
    _ana, bob = two
    carla = Browser(app, make)
    make.participant('carla', role='admin', at=make.process('other'))
    carla.login('carla')
    for _visit in range(2):
        pages = {person: person.get(make.url(proposal)) for person in ((carla, bob) if staff_first else (bob, carla))}
        assert 'A cruel title' in pages[carla]
        assert 'A cruel title' not in pages[bob]


def test_a_phase_that_ends_takes_the_buttons_along(make, two):
    make.proposal('Trees', author='zoe')
    _ana, bob = two
    address = make.url(make.proposals())
    for _visit in range(2):
        assert '/support' in bob.get(address)
    with make.open(make.process()) as process:
        process.phases.active_id = process.phases.all[2].id
        make.changed(process)
    assert '/support"' not in bob.get(address)


@pytest.mark.parametrize('moment', ['before the objects are seen', 'while the page is made'])
def test_what_changes_while_a_page_is_made_is_seen_at_the_next_visit(app, make, two, monkeypatch, moment):
    proposal = make.proposal('Trees', author='zoe')
    _ana, bob = two
    addresses = make.url(make.proposals()), make.url(proposal)
    for address in addresses * 2:
        bob.get(address)
    connect, titles = isegoria.root.get_connection, iter(['Benches', 'Fountains'])

    def change():
        with make.open(proposal) as found:
            found.title = {'en': next(titles)}
            make.changed(found)

    def connected(request):
        if moment.startswith('before'):
            change()
            return connect(request)
        connection = connect(request)
        assert connection.root()['isegoria'].sites
        change()
        return connection

    for address, title in zip(addresses, ('Benches', 'Fountains'), strict=True):
        monkeypatch.setattr(isegoria.root, 'get_connection', connected)
        bob.get(address)
        monkeypatch.setattr(isegoria.root, 'get_connection', connect)
        assert title in bob.get(address).maybe_follow()


def test_two_languages_have_parts_of_their_own(make, two):
    make.proposal('Trees', author='zoe')
    _ana, bob = two
    for _visit in range(2):
        assert 'Propostes' in bob.get(make.url(make.proposals(), language='ca'))
        assert 'Propostes' not in texts(bob.get(make.url(make.proposals())), 'h1')


def test_a_text_cannot_speak_for_the_page(make, two):
    """What stands in the places of tokens and names while a part is kept is a mark that nobody can guess."""
    mark = '\ue000csrf_token\ue000'
    proposal = make.proposal(f'Trees {mark}', f'Shade {mark}', author='zoe')
    make.comment(proposal, f'I agree {mark}', author='zoe')
    _ana, bob = two
    page = bob.get(make.url(proposal))
    assert page.text.count(next(iter(token_of(page)))) == len(page.html.select('input[name=csrf_token]'))
