"""Which site an import or a command is about."""

from isegoria.importers import CannotImport
from isegoria.root import Site, installation


def the_site(connection, name: str | None = None) -> Site:
    """The site of this name; without a name the only one there is."""
    found = installation(connection)
    sites = dict(found.sites) if found is not None else {}
    if not sites:
        raise CannotImport('there is no site yet; plant one with: isegoria init')
    if name is None and len(sites) > 1:
        raise CannotImport(f'there are several sites; say which with --site: {", ".join(sorted(sites))}')
    if name is not None and name not in sites:
        raise CannotImport(f'there is no site {name!r}; there is {", ".join(sorted(sites))}')
    return sites[name] if name is not None else next(iter(sites.values()))
