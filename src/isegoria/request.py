"""The class of requests: what parts of the application add to them (`config.add_request_method`) belongs to it.

Pyramid gives it to each request anew, in a class made for that one request; making and collecting those classes was a seventh
of what a kept page costs.
"""

from pyramid.interfaces import IRequestExtensions, IRequestFactory
from pyramid.request import Request

LAST = 10_000  # after every part has added what it has


def make_class(registry):
    """Serve requests of a class that has all that was added so far."""
    added = registry.getUtility(IRequestExtensions)
    made = type('Request', (Request,), {**added.methods, **added.descriptors})
    registry.registerUtility(made, IRequestFactory)
    registry.unregisterUtility(added, IRequestExtensions)


def includeme(config):
    config.action('isegoria.request', make_class, args=(config.registry,), order=LAST)
