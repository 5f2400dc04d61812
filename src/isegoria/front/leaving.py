"""Leaving: the page between a link that a participant wrote and the site elsewhere to which it leads (01 §2)."""

import re
from urllib.parse import urlsplit

from pyramid.view import view_config

from isegoria.forms import go
from isegoria.i18n import _
from isegoria.root import Site
from isegoria.security import VIEW

PAGES = 'isegoria:templates/front/'
READ_OTHERWISE = re.compile(r'[\s\\\x00-\x1f]')  # a browser takes a backslash for a slash, and leaves line ends out


@view_config(context=Site, name='link', request_method='GET', permission=VIEW, renderer=PAGES + 'leaving.pt')
def leaving(site, request):
    """Shows where the link leads, its host apart, so that nobody takes it for another one."""
    url = request.GET.get('external_url', '').strip()
    parts = split(url)
    if parts is None:
        return go(request, site, message=_('This address cannot be opened.'), kind='alert')
    request.response.headers['X-Robots-Tag'] = 'none'
    scheme = f'{parts.scheme}://'
    return {'address': url, 'before': scheme, 'host': parts.netloc, 'after': url[len(scheme) + len(parts.netloc) :]}


def split(url):
    """The parts of a web address; None when it is none, hides its host behind a name, or is read by browsers in another way."""
    if READ_OTHERWISE.search(url):
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - a port that is no number
    except ValueError:
        return None
    return parts if parts.scheme in ('http', 'https') and parts.hostname and '@' not in parts.netloc else None
