"""The catalog: everything that is listed, filtered, sorted, counted or searched, as rows beside the objects."""

from isegoria.catalog.finding import count, count_all, facets, find
from isegoria.catalog.query import Query
from isegoria.catalog.store import Catalog

__all__ = ['Query', 'count', 'count_all', 'facets', 'find']


def includeme(config):
    settings = config.registry.settings
    config.registry.catalog = Catalog(settings['isegoria.catalog'])
    config.add_tween('isegoria.catalog.tween.after_commit_tween_factory', over='pyramid_tm.tm_tween_factory')
    config.include('.remembering')
    config.include('.tween')
