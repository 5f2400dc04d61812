"""A text that was hidden is looked for in every page, list, search, feed and export that there is, and is not found.

Every address that can be reached from the home page is opened, by a visitor, by another participant, by its author, by staff
who do not moderate; then the text is hidden and all of them are opened again, with whatever is reached now. Shown again, it
stands wherever it stood before, and the counts are what they were.
"""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup, SoupStrainer

from isegoria.catalog import below
from isegoria.catalog.query import Query
from isegoria.catalog.rebuilding import rebuild
from isegoria.ids import encode
from isegoria.worker import Worker
from tests.functional.moderation.steps import decide as decide_in
from tests.functional.moderation.steps import enter, open_case, report

# Each text has one word to search for and another one to look for: a page of results repeats what was asked.
TITLE, BODY, COMMENT, REPLY = 'zanzibar lanterns', 'quixotic gondolas', 'xylophone umbrellas', 'vermilion trombones'
SEARCHED = tuple(f'/en/search?term={text.split()[0]}' for text in (TITLE, BODY, COMMENT, REPLY))
MISSPELLED = ('/en/search?term=zanzibra', '/en/search?term=quixotik', '/en/search?term=xylophon', '/en/search?term=vermilian')
FILES = (
    '/en/processes/trees/proposals/comments.csv',
    '/en/processes/trees/proposals/export.csv',
    '/en/processes/trees/proposals?text=quixotic',
    '/en/processes/trees/proposals/admin?text=quixotic',
)
VIEWERS = (None, 'eve', 'dan', 'collaborator', 'evaluator')
LEADING = ('a', 'link')
LINKS = SoupStrainer(LEADING, href=True)


class Walk:
    """Everything that somebody finds by following links, and what stands there."""

    def __init__(self, browser):
        self.browser, self.pages = browser, {}

    def open(self, address):
        """The page at an address, with the addresses that it leads to."""
        answer = self.browser.get(address, expect_errors=True)
        while answer.status_int in (301, 302, 303) and answer.location.startswith('http://localhost/'):
            answer = self.browser.get(answer.location, expect_errors=True)
        self.pages[address] = without(address, answer.text) if answer.content_type.startswith('text/') else ''
        return [] if answer.content_type != 'text/html' or answer.status_int != 200 else list(links(answer))

    def from_(self, *addresses):
        """All that is reached from here; of one address with other questions, one of each kind."""
        waiting, known = list(addresses), {kind_of(address) for address in addresses}
        while waiting:
            for found in self.open(waiting.pop(0)):
                if kind_of(found) not in known:
                    known.add(kind_of(found))
                    waiting.append(found)
        return self

    def where(self, text) -> set:
        """The addresses at which a text stands: its second word, for the first may only have been asked for."""
        return {address for address, page in self.pages.items() if text.split()[1] in page}


def without(address, text):
    """A page repeats its own address, in links to its other languages for instance."""
    path = address.partition('?')[0].removeprefix('/en')
    return text.replace(path, '').replace(quote(path, safe=''), '')


def links(page):
    """Addresses of this site in one language; of so many pages nothing else is made into a tree."""
    for link in BeautifulSoup(page.text, 'html.parser', parse_only=LINKS).find_all(LEADING, href=True):
        address = link['href'].partition('#')[0].removeprefix('http://localhost')
        if address.startswith('/en') and not address.startswith(('/en/login', '/en/register', '/en/link')):
            yield address


def kind_of(address):
    """The path, and what is asked there."""
    path, _mark, query = address.partition('?')
    return path, tuple(sorted(name.partition('=')[0] for name in query.split('&')))


def walk(browser, viewer, again=()):
    enter(browser, viewer)
    return Walk(browser).from_('/en', *SEARCHED, *MISSPELLED, *FILES, *again)


@pytest.fixture
def said(make, moderator):
    """A proposal with comments and a reply, edited once; it is liked, answered and talked about."""
    make.participant('collaborator', role='collaborator', at=make.process())
    make.participant('evaluator', role='evaluator', at=make.process())
    proposal = make.proposal(f'{TITLE.capitalize()} for our streets', f'We want {BODY} on the canal.', author='dan')
    comment = make.comment(proposal, f'What about {COMMENT}?', author='dan')
    reply = make.comment(proposal, f'Only with {REPLY}.', author='eve', reply_to=comment)
    other = make.proposal('Longer benches in the park', 'For those who rest.', author='ana')
    by_number = make.url(proposal).rpartition('/')[0] + f'/{encode(proposal.id)}'
    mention = make.comment(other, f'See http://localhost{by_number} too.', author='bob')
    with make.open(comment) as found:
        found.edit(f'And what about {COMMENT}?', found.author)
    with make.open(proposal) as found:
        found.rewrite(found.title, {'en': f'We all want {BODY} on the canal.'}, found.author)
        found.like(make.participant('eve').id)
    return {'proposal': proposal, 'comment': comment, 'reply': reply, 'mention': mention}


def counts(browser, about) -> list[str]:
    """What the lists and tabs say of how many there are."""
    enter(browser, None)
    addresses = ('/en', '/en/processes/trees', '/en/processes/trees/proposals', '/en/participants/dan', about)
    pages = [browser.get(address, expect_errors=True) for address in addresses]
    return [' '.join(found.get_text().split()) for page in pages for found in page.html.select(COUNTS)]


COUNTS = '.count, .stats dd, [role=status], #comments-title, article .meta'


EVERYTHING = ('proposal', (TITLE, BODY, COMMENT, REPLY))
ONE_COMMENT = ('comment', (COMMENT,))


@pytest.mark.parametrize(
    ('viewer', 'what', 'texts'),
    [
        (None, *EVERYTHING),
        ('eve', *EVERYTHING),
        ('dan', *EVERYTHING),
        ('carla', *EVERYTHING),
        ('collaborator', *EVERYTHING),
        (None, *ONE_COMMENT),
    ],
)
def test_a_hidden_text_is_found_nowhere_and_comes_back_everywhere(browser, make, said, viewer, what, texts):
    before = walk(browser, viewer)
    for text in texts:
        assert before.where(text), f'the walk reaches “{text}”'
    report(browser, make, said[what], by='carla')
    case = open_case(browser, by='mod')
    address = case.request.path
    decide_in(case, 'hide', 'It is not about trees at all.')

    hidden = walk(browser, viewer, before.pages)
    for text in texts:
        assert found_by(hidden, text, viewer) == set(), f'“{text}” is still found'

    enter(browser, 'mod')
    decide_in(browser.get(address), 'restore', 'It is about trees after all.')
    enter(browser, viewer)
    for text in texts:
        after = Walk(browser)
        for address in before.where(text):
            after.open(address)
        assert after.where(text) == before.where(text), f'“{text}” is not back'


def found_by(walk, text, viewer) -> set:
    """Where a text still stands. Its author reads it, with the statement of reasons, and nowhere else."""
    found = walk.where(text)
    return {address for address in found if not (viewer == 'dan' and address.startswith('/en/decisions'))}


@pytest.mark.parametrize('what', ['proposal', 'comment', 'reply'])
def test_counts_follow_and_come_back(browser, make, said, what):
    before = counts(browser, make.url(said['proposal']))
    report(browser, make, said[what], by='carla')
    case = open_case(browser, by='mod')
    address = case.request.path
    decide_in(case, 'hide', 'It is not about trees at all.')
    assert counts(browser, make.url(said['proposal'])) != before
    enter(browser, 'mod')
    decide_in(browser.get(address), 'restore', 'It is about trees after all.')
    assert counts(browser, make.url(said['proposal'])) == before


def test_a_search_counts_nothing_that_is_hidden(browser, make, said):
    report(browser, make, said['proposal'], by='carla')
    decide_in(open_case(browser, by='mod'), 'hide', 'It is not about trees at all.')
    for viewer in VIEWERS:
        enter(browser, viewer)
        for address in SEARCHED:
            assert 'Nothing has these words' in browser.get(address)


def test_the_export_of_proposals_leaves_out_what_is_hidden(browser, make, said):
    make.participant('root', role='admin')
    enter(browser, 'root')
    assert 'gondolas' in browser.get(FILES[1]).text
    report(browser, make, said['proposal'], by='carla')
    decide_in(open_case(browser, by='mod'), 'hide', 'It is not about trees at all.')
    enter(browser, 'root')
    for address in FILES[:2]:
        assert not [text for text in (TITLE, BODY, COMMENT, REPLY) if text.split()[1] in browser.get(address).text]


def test_the_address_of_a_hidden_proposal_says_that_something_was_there(browser, make, said):
    address = make.url(said['proposal'])
    report(browser, make, said['proposal'], by='carla')
    decide_in(open_case(browser, by='mod'), 'hide', 'It is not about trees at all.')
    for viewer in (None, 'eve', 'dan'):
        enter(browser, viewer)
        page = browser.get(address, status=410)
        assert 'This was taken away' in page
        assert ('Read why it is hidden' in page) is (viewer == 'dan')
        for part in ('versions', 'versions/1', 'fingerprint', 'likers', 'report', 'comments'):
            browser.get(f'{address}/{part}', status=404)
    enter(browser, 'mod')
    browser.get(address)


def test_what_was_never_public_is_not_found(browser, make):
    draft = make.proposal('A draft that nobody sees yet', draft=True)
    with make.open(draft) as found:
        found.hide()
    enter(browser, 'eve')
    browser.get(make.url(draft), status=404)


def test_a_hidden_comment_leaves_its_place_its_date_and_the_reason(browser, make, said):
    report(browser, make, said['comment'], by='carla')
    decide_in(open_case(browser, by='mod'), 'hide', 'It is not about trees at all.', ground='does_not_belong')
    enter(browser, None)
    page = browser.get(make.url(said['proposal']))
    assert 'Comment hidden by moderation on' in page
    assert 'trombones' in page, 'its replies stay'
    page = page.click('Why it was hidden')
    assert 'It does not belong here' in page
    assert 'umbrellas' not in page


def test_its_author_cannot_edit_or_delete_what_is_hidden(browser, make, said):
    for what in ('proposal', 'comment'):
        with make.open(said[what]) as thing:
            thing.hide()
    enter(browser, 'dan')
    for what, part in (('proposal', 'edit'), ('proposal', 'withdraw'), ('comment', 'edit'), ('comment', 'delete')):
        browser.get(make.url(said[what], part), status=404)


def comments_found(app, make, proposal) -> int:
    """How many comments of a proposal the catalog shows to everybody."""
    with make.open(proposal) as found:
        site, component = found.component.space.__parent__.__parent__.id, found.component.id
    return app.registry.catalog.count(Query(site=site, keys=frozenset({'public'}), types=('comment',), component=component))


def test_of_a_long_conversation_the_first_comments_follow_at_once_and_the_worker_does_the_rest(
    browser, app, make, moderator, monkeypatch
):
    monkeypatch.setattr(below, 'BATCH', 2)
    proposal = make.proposal(f'{TITLE.capitalize()} for our streets', author='dan')
    for number in range(5):
        make.comment(proposal, f'Yes, {number} times.')
    report(browser, make, proposal, by='carla')
    decide_in(open_case(browser, by='mod'), 'hide', 'It is not about trees at all.')
    assert comments_found(app, make, proposal) in (0, 3)
    Worker(app.registry, make.database).drain()
    assert comments_found(app, make, proposal) == 0


def test_what_is_hidden_stays_hidden_when_the_catalog_is_made_anew(browser, app, make, database, said):
    report(browser, make, said['proposal'], by='carla')
    decide_in(open_case(browser, by='mod'), 'hide', 'It is not about trees at all.')
    rebuild(app.registry.catalog, database)
    assert comments_found(app, make, said['proposal']) == 1, 'the one on another proposal'
    enter(browser, None)
    assert 'Nothing has these words' in browser.get(SEARCHED[0])
    enter(browser, 'mod')
    assert 'lanterns' in browser.get('/en/moderation/decided').text, 'the case has a row again'
