"""When a term is removed, what had it has it no longer: done by the worker, some hundred resources at a time."""

from isegoria import outbox
from isegoria.catalog.holding import with_term
from isegoria.root import installation
from isegoria.spaces.space import Space

GONE = 'terms_gone'
BATCH = 500


def forget_terms(site, terms):
    """Leave it to the worker."""
    for term in terms:
        outbox.put(site, GONE, {'site': site.id, 'term': term, 'after': 0})


def take_away(registry, connection, about):
    """One batch; the next one is another job."""
    site = next((each for each in installation(connection).sites.values() if each.id == about['site']), None)
    if site is None:
        return
    hits = with_term(registry.catalog, site.id, about['term'], about['after'], BATCH)
    for hit in hits:
        resource = registry.loaders[hit.type](site, hit)
        if resource is not None and about['term'] in getattr(resource, 'terms', ()):
            resource.terms = tuple(term for term in resource.terms if term != about['term'])
            outbox.put(resource, outbox.PLACE if isinstance(resource, Space) else outbox.INDEX)
        elif resource is not None:
            outbox.changed(resource)  # it had a term below
    if len(hits) == BATCH:
        outbox.put(site, GONE, {**about, 'after': hits[-1].id})


def includeme(config):
    config.add_job(GONE, take_away)
