"""Slugs: the names of spaces, components and pages in addresses, and which of them are refused (10 §1)."""

import re

import colander
from slugify import slugify
from zope.interface import implementedBy

from isegoria.i18n import _
from isegoria.ids import SLUG_LENGTH, from_address

PATTERN = re.compile('[a-z][a-z0-9-]+')


def reason_against(registry, parent, slug: str, own=None) -> str | None:
    """Why a child of `parent` may not be called so; None when it may. `own` is the child that has a slug already."""
    if not PATTERN.fullmatch(slug):
        return _('Use small letters without accents, digits and hyphens; begin with a letter; write at least two.')
    if len(slug) > SLUG_LENGTH:
        return _('Write ${n} letters or fewer.', mapping={'n': SLUG_LENGTH})
    if slug in taken_names(registry, parent) or from_address(slug) is not None or slug.startswith('trash-'):
        return _('This word is part of the addresses of the site. Choose another one.')
    if slug in parent and parent[slug] is not own:
        return _('Something else has this address already.')
    return None


def taken_names(registry, parent) -> frozenset:
    """What stands below `parent` already without being its child: views, and branches such as `moderation`."""
    return view_names(registry, parent) | frozenset(getattr(parent, 'branches', ()))


def view_names(registry, parent) -> frozenset:
    """The names of the views of what is to hold the child: they come after its children, so a child would hide them."""
    provided = implementedBy(type(parent))
    names = {found.name for found in registry.registeredAdapters() if is_view(found, provided)}
    return frozenset(name for name in names if name)


def is_view(found, provided) -> bool:
    """Is it a view for such a context? They are registered for three things: classifier, request, context."""
    return len(found.required) == 3 and provided.isOrExtends(found.required[2]) and found.provided.__name__ in VIEWS


VIEWS = frozenset({'IView', 'ISecuredView', 'IMultiView'})


def free_slug(parent, title: str, fallback: str) -> str:
    """A slug made of a title, with a number behind it where it is taken."""
    base = slugify(title, max_length=SLUG_LENGTH - 4, word_boundary=True)
    base = base if PATTERN.fullmatch(base) else fallback
    names = (base, *(f'{base}-{number}' for number in range(2, len(parent) + 3)))
    return next(name for name in names if name not in parent)


class Slug(colander.SchemaNode):
    """A name in addresses; the form it stands in says `slug_parent` and, of what has one already, `slug_own`, when it binds."""

    schema_type = colander.String
    name = 'slug'
    title = _('Address')
    description = _('The last part of its address. When it changes, the old address leads to the new one.')

    def validator(self, node, value):
        bound = self.bindings
        reason = reason_against(bound['request'].registry, bound['slug_parent'], value, bound.get('slug_own'))
        if reason:
            raise colander.Invalid(node, reason)
