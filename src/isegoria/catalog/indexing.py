"""From a resource to its row: what the catalog knows of it, read from the object alone."""

import hashlib

from isegoria.catalog.row import Row
from isegoria.content import above, lineage
from isegoria.spaces.space import ComponentFolder, Space
from isegoria.visibility import PUBLIC


def row_of(resource) -> Row | None:
    """The row of a resource; None when it is not listed (or is gone)."""
    own = resource.row()
    site = lineage_end(resource)
    if own is None or site is None:
        return None
    space, component = above(resource, Space), above(resource, ComponentFolder)
    taxonomies = site.taxonomies
    fields = {
        'id': resource.id,
        'site': site.id,
        'space': space.id if space is not None else None,
        'component': component.id if component is not None else None,
        'type': resource.type,
        'author': resource.author,
        'language': resource.language,
        'created': resource.created,
        'updated': resource.updated,
        'random': shuffled(resource.id),
        'visibility': relative_visibility(resource),
        **own,
    }
    texts = fields.pop('texts', None)
    if texts:
        fields['language'], fields['title'], fields['body'] = leading(texts, resource.language, site.default_language)
        others = (language for language in texts if language != fields['language'])
        fields['translations'] = tuple((language, *texts[language]) for language in others)
    fields['terms'] = taxonomies.with_ancestors(own.get('terms', ())) | fields.pop('marks', frozenset())
    return Row(**fields)


def leading(texts, *wanted):
    """(language, title, text) of the language a thing is sorted and stemmed by first."""
    language = next((code for code in (*wanted, *texts) if code in texts), '')
    return (language, *texts[language])


def relative_visibility(resource) -> str:
    """The strictest key between the resource and its place, whose own key stands in the place table."""
    keys = []
    for each in lineage(resource):
        if isinstance(each, ComponentFolder | Space) and each is not resource:
            break
        key = getattr(each, 'visibility', PUBLIC)
        if key != PUBLIC:
            keys.append(key)
    return keys[-1] if keys else PUBLIC


def lineage_end(resource):
    """The site at the top, or None when the resource hangs on nothing any more."""
    from isegoria.root import Site

    return above(resource, Site)


def shuffled(number: int, epoch: int = 0) -> int:
    """Where a resource stands in the random order of an epoch: 53 bits that nobody can choose."""
    digest = hashlib.blake2b(f'{epoch}:{number}'.encode(), digest_size=8).digest()
    return int.from_bytes(digest, 'big') >> 11
