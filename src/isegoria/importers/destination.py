"""Where an import goes: the component at a path such as processes/pam-2016/proposals, made when it is missing and wanted."""

from isegoria import clock
from isegoria.importers import CannotImport
from isegoria.spaces.space import Spaces


class Destination:
    """A component of the site by its path; when it is made it is of the `kind` that a manifest names."""

    def __init__(self, path: str, registry, kind: str):
        self.path = path.strip('/')
        self.registry, self.kind = registry, kind
        parts = self.path.split('/')
        if len(parts) != 3 or not all(parts):
            raise CannotImport(f'{path!r} is no path of a component; one looks like processes/pam-2016/proposals')
        self.container, self.space, self.component = parts

    def find(self, site):
        """The component, or None when it or its space is missing; CannotImport when something else stands there."""
        found = site
        for name in (self.container, self.space, self.component):
            found = found.get(name) if hasattr(found, 'get') else None
            if found is None:
                return None
        manifest = getattr(found, 'manifest', None)
        if manifest is None or manifest.imports is None:
            raise CannotImport(f'{self.path} cannot take an import')
        return found

    def require(self, site):
        found = self.find(site)
        if found is None:
            raise CannotImport(f'there is no {self.path} in this site; give --create to make it')
        return found

    def create(self, site, new_space, titles: dict):
        """The component, made and published with its space where they are missing; `new_space(slug)` makes one."""
        spaces = site.get(self.container)
        if not isinstance(spaces, Spaces):
            raise CannotImport(f'there is no {self.container} in a site; a path begins with processes')
        space = spaces.get(self.space)
        if space is None:
            space = new_space(self.space)
            spaces.add(self.space, space)
            space.publish()
        if self.component not in space:
            manifest = self.registry.components[self.kind]
            component = space.add(self.component, manifest.factory(self.component, titles))
            component.published = clock.microseconds()
        return self.find(site)
