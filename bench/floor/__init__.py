"""The floor: the least a page of twenty cards costs with Pyramid, ZODB and Chameleon, on the same server as the site.

No permissions, no translation, no layout. What the site reaches is told as a share of this, so that two machines can be compared.
"""

from contextlib import closing

import transaction
from BTrees.LOBTree import LOBTree
from persistent import Persistent
from pyramid.config import Configurator
from pyramid_zodbconn import get_connection
from ZODB import DB
from zodburi import resolve_uri

CARDS = 20


class Item(Persistent):
    """What a card shows."""

    def __init__(self, title, text, people, topics, supports, comments):
        self.title, self.text, self.people, self.topics = title, text, people, topics
        self.supports, self.comments = supports, comments


def fill(objects: str, items: list[Item]):
    """Put the cards into an empty database."""
    factory, options = resolve_uri(objects)
    with closing(DB(factory(), **options)) as database, transaction.manager:
        connection = database.open(transaction.manager)
        tree = connection.root()['items'] = LOBTree()
        for number, item in enumerate(items):
            tree[number] = item


def cards(request):
    items = get_connection(request).root()['items']
    return {'items': [(number, items[number]) for number in range(CARDS)]}


def main(global_config, **settings):
    config = Configurator(settings=settings)
    config.include('pyramid_chameleon')
    config.include('pyramid_zodbconn')
    config.add_route('cards', '/')
    config.add_view(cards, route_name='cards', renderer='bench.floor:cards.pt')
    return config.make_wsgi_app()
