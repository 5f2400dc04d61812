"""The way back: where somebody was when they had to sign in first. Only addresses of this site are followed."""

import re
from urllib.parse import urlsplit

from pyramid.traversal import traverse

LONGEST = 8000
PLAIN = re.compile(r'/[^\x00-\x20\\\x7f]*')


def local(address) -> str:
    """The address when it is a path of this site, else ''."""
    if not isinstance(address, str) or len(address) > LONGEST or not PLAIN.fullmatch(address) or address.startswith('//'):
        return ''
    try:
        parts = urlsplit(address)
    except ValueError:
        return ''
    return '' if parts.scheme or parts.netloc or '//' in parts.path else address


def title_at(request, back: str):
    """The title of what is at the end of the way back, if this person may see it, else ''."""
    base = request.script_name
    path = urlsplit(back).path
    if not path.startswith(base + '/'):
        return ''
    try:
        found = traverse(request.site, path[len(base) :])['context']
    except (KeyError, UnicodeError, ValueError):
        return ''
    title = getattr(found, 'title', None)
    if found is request.site or not isinstance(title, dict) or not request.viewer.sees(found):
        return ''
    from isegoria.templating import text

    return text(request, title)
