"""A new draw each night: nobody's proposal is always among the first (11 §18)."""

from isegoria import clock, outbox
from isegoria.components.proposals.resource import Proposals
from isegoria.formats import local

KIND = 'proposals-shuffle'
AT_ONCE = 500
HOUR = 3  # of the organization's night


def shuffle_at_night(site, moment, since, registry):
    """When the hour has come, give every component a new epoch, and leave its rows to be written in batches. A start of the
    site looks a day back: what was drawn since, or is newer, waits for the next night."""
    now, before = local(moment, site.time_zone), local(since, site.time_zone)
    at = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if not before < at <= now:
        return
    for place in site.places.values():
        if isinstance(place, Proposals) and place.is_published and (place.drawn or place.created) < clock.microseconds(at):
            place.epoch, place.drawn = place.epoch + 1, clock.microseconds(moment)
            outbox.put(place, KIND, {'component': place, 'after': 0})


def shuffle_batch(registry, connection, about):
    """Some rows in the new order, and an entry for the next ones."""
    component, after = about['component'], about['after']
    numbers = sorted(number for number in component.contents if number > after)
    for number in numbers[:AT_ONCE]:
        outbox.changed(component.contents[number])
    if numbers[AT_ONCE:]:
        outbox.put(component, KIND, {'component': component, 'after': numbers[AT_ONCE - 1]})


def includeme(config):
    config.add_job(KIND, shuffle_batch)
    config.add_due(shuffle_at_night)
