"""What a page costs: the same at any number of proposals (architecture 9)."""

from collections import Counter
from unittest.mock import patch

import pytest
import transaction
from ZODB.Connection import Connection
from ZODB.serialize import referencesf

from isegoria import clock
from isegoria.catalog.rebuilding import rebuild
from isegoria.components.proposals.resource import Proposal
from tests.factories import asked_of_catalogs, find
from tests.functional.components.proposals.pages import titles

FEW, MANY = 200, 10_000
TREES = ('LOBTree', 'LOBucket', 'LLBTree', 'LLBucket', 'OOBTree', 'OOBucket')


def fill(make, at, number):
    """So many proposals by three people, published at once."""
    people = [make.participant(f'writer-{each}').id for each in range(3)]
    manager = transaction.TransactionManager()
    connection = make.database.open(manager)
    component = find(next(iter(connection.root()['isegoria'].sites.values())), at)
    for each in range(len(component.contents), number):
        proposal = Proposal({'en': f'Proposal number {each}'}, {'en': 'Shade where children play.'}, authors=(people[each % 3],))
        proposal.published = proposal.created = clock.microseconds()
        proposal.original_id = each + 1
        component.add_content(proposal)
        if each % 2000 == 1999:
            manager.commit()
            connection.cacheGC()
    manager.commit()
    connection.close()
    rebuild(make.registry.catalog, make.database)


def cost(browser, make, address):
    """(objects loaded beside the nodes of trees, nodes loaded, questions to the catalog) of a page, nothing being in memory."""
    make.registry.proposal_fragments.clear()
    make.registry.catalog.answers.clear()
    loads = Counter()
    make.database.cacheMinimize()
    with asked_of_catalogs() as queries, counted(loads):
        page = browser.get(address, {'order': 'recent'})
    assert len(titles(page)) == 20
    nodes = sum(number for name, number in loads.items() if name in TREES)
    return sum(loads.values()) - nodes, nodes, len(queries)


def counted(loads):
    """Counts each object whose state is read from the storage, by its class."""
    read = Connection.setstate

    def counting(connection, resource):
        loads[type(resource).__name__] += 1
        return read(connection, resource)

    return patch.object(Connection, 'setstate', counting)


def test_a_list_page_of_20_costs_the_same_at_200_and_at_10_000_proposals(browser, make):
    at = make.proposals()
    address = make.url(at)
    browser.login('bob')  # whose pages are never kept
    fill(make, at, FEW)
    browser.get(address, {'order': 'recent'})
    few = cost(browser, make, address)
    fill(make, at, MANY)
    browser.get(address, {'order': 'recent'})
    many = cost(browser, make, address)
    assert many[0] == few[0]
    assert many[2] == few[2]
    # Of the shards' trees a page reads the way to its twenty rows, which is one node longer where there are more; in how many of
    # the sixteen shards the twenty lie is chance.
    assert many[1] <= few[1] + 20 + 16
    assert few[0] < 200


def test_a_page_that_is_kept_in_fragments_asks_the_catalog_no_more(browser, make):
    at = make.proposals()
    fill(make, at, 30)
    first = browser.get(make.url(at), {'order': 'recent'})
    kept = len(make.registry.proposal_fragments)
    assert kept >= 20
    browser.login('bob')
    again = browser.get(make.url(at), {'order': 'recent'})
    assert len(make.registry.proposal_fragments) == kept  # a person's page is made of the same fragments
    assert titles(again) == titles(first)


def parts_of(resource) -> set:
    """The persistent objects that are the resource's own: all that hangs on it, but not the place it stands in."""
    connection, above = resource._p_jar, resource.__parent__._p_oid
    found, todo = set(), [resource._p_oid]
    while todo:
        oid = todo.pop()
        if oid != above and oid not in found:
            found.add(oid)
            todo += referencesf(connection.db().storage.load(oid)[0])
    return found


def test_an_untouched_proposal_costs_at_most_10_persistent_objects(make):
    with make.open(make.proposal()) as proposal:
        assert len(parts_of(proposal)) <= 10


@pytest.mark.parametrize('what', ['support', 'like', 'comment', 'rewrite', 'name', 'answer'])
def test_a_fragment_is_never_out_of_date(browser, make, what):
    at = make.proposals()
    trees = make.proposal(author='ana', at=at)
    browser.login('bob')
    before = browser.get(make.url(at)).html.select_one('article.item').text
    with make.open(trees) as found:
        if what == 'support':
            found.component.support(found, 99)
        elif what == 'like':
            found.like(99)
        elif what == 'rewrite':
            found.rewrite({'en': 'Far more trees'}, found.body, found.author)
        elif what == 'answer':
            found.state_token, found.state_published = 'accepted', 1
            make.changed(found)
    if what == 'comment':
        make.comment(trees)
    if what == 'name':
        with make.site() as site:
            site['participants'].get_by_nickname('ana').name = 'Anna Maria'
    after = browser.get(make.url(at), {'order': 'recent'}).html.select_one('article.item').text
    assert after != before
