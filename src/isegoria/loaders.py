"""Loaders: how a row of each type leads back to its object."""


def add_loader(config, type_, function):
    """`function(site, hit)` gives the object of a row of this type, or None when it is gone."""
    config.action(('isegoria.loader', type_), lambda: config.registry.loaders.__setitem__(type_, function))


def content(site, hit):
    """A content of a component."""
    component = site.place(hit.component)
    return component.contents.get(hit.id) if component is not None else None


def comment(site, hit):
    """A comment; of a deleted one only the place in its thread is left, so no list has it."""
    component = site.place(hit.component)
    found = component.comments.get(hit.id) if component is not None else None
    return found if found is not None and found.deleted is None else None


def includeme(config):
    config.registry.loaders = {}
    config.add_directive('add_loader', add_loader)
    config.add_loader('process', lambda site, hit: site.place(hit.id))
    config.add_loader('participant', lambda site, hit: site['participants'].get_by_id(hit.id))
    config.add_loader('page', lambda site, hit: site['pages'].find(hit.id))
    config.add_loader('comment', comment)
