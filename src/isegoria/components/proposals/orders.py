"""The orders of a list of proposals; each says in one sentence how it is made (11 §18)."""

from dataclasses import dataclass

from isegoria import clock
from isegoria.catalog.row import SEEDS
from isegoria.i18n import _

AUTOMATIC, RANDOM = 'automatic', 'random'
HOUR = 3_600_000_000


@dataclass(frozen=True)
class Order:
    """One way to sort: its name in the address, its title, how it is made, and the sort of the catalog."""

    name: str
    title: str
    how: str
    sort: str


ORDERS = {
    order.name: order
    for order in (
        Order(RANDOM, _('By lot'), _('Drawn by lot, so that everybody’s idea has the same chance to be read.'), 'random'),
        Order('recent', _('Newest first'), _('By the moment of publication, the latest first.'), '-created'),
        Order('most_voted', _('Most supported'), _('By the number of supports, the highest first.'), '-supports'),
        Order('most_liked', _('Most liked'), _('By the number of likes, the highest first.'), '-likes'),
        Order('most_commented', _('Most discussed'), _('By the number of comments, the highest first.'), '-comments'),
        Order('with_more_authors', _('With most authors'), _('By the number of authors, the highest first.'), '-authors'),
    )
}


def offered(component) -> list[Order]:
    """The orders of a component's list as its phase has it, the default one first."""
    offers = {
        'most_voted': component.shows_supports,
        'most_liked': component.in_phase('likes_enabled'),
        'most_commented': component.setting('comments_enabled'),
    }
    found = [order for name, order in ORDERS.items() if offers.get(name, True)]
    default = default_name(component, {order.name for order in found})
    return sorted(found, key=lambda order: order.name != default)


def default_name(component, names) -> str:
    """What the phase says, else the component; automatic, or what cannot be had now, gives the most supported once
    supporting is over, and a draw until then."""
    wanted = component.in_phase('default_sort_order') or component.setting('default_sort_order')
    if wanted in names:
        return wanted
    return 'most_voted' if 'most_voted' in names and component.in_phase('votes_blocked') else RANDOM


def seed_of(given: str | None) -> int:
    """The seed in an address; without one that of the hour, so that a page can be kept and read again in the same order."""
    if given is not None and given.isdecimal() and int(given[:4]) < SEEDS:
        return int(given[:4])
    return clock.microseconds() // HOUR * 29 % SEEDS
