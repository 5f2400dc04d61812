"""How the text of a comment becomes part of a page: who is mentioned, which of our pages are linked, what leads away."""

from urllib.parse import unquote, urlsplit

from pyramid.traversal import find_resource

from isegoria.templating import address, title_of
from isegoria.text import Links, clean, render_comment


def links(request) -> Links:
    """How a text of this site finds what it speaks of."""
    return Links(
        mention=lambda nickname: mentioned(request, nickname),
        title=lambda url: title_at(request, url),
        outside=lambda url: address(request, request.site, 'link', external_url=url),
    )


def mentioned(request, nickname):
    """What the person is called now, and their profile; None where nobody is called so."""
    participant = request.site['participants'].get_by_nickname(nickname)
    if participant is None or not participant.is_confirmed:
        return None
    return participant.nickname, request.person(participant.id).url


def title_at(request, url):
    """The title of what stands at an address of this site, if the reader may see it."""
    parts = urlsplit(url)
    if parts.netloc.lower() != request.host.lower():
        return None
    language, _slash, path = unquote(parts.path).strip('/').partition('/')
    if language not in request.site.languages or not path:
        return None
    try:
        resource = find_resource(request.site, '/' + path)
    except (KeyError, UnicodeError, AttributeError):
        return None
    return title_of(request, resource) or None if request.viewer.sees(resource) else None


def spoken(comment, request, about: Links) -> str:
    """The text of a comment as HTML; of imported ones the HTML that they brought, cleaned."""
    if comment.markup == 'html':
        return clean(comment.body)
    return render_comment(comment.body, about)
