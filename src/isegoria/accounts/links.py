"""The links in our mails: they open a page with one button, and only pressing it changes something (02 §3)."""

from urllib.parse import quote, urlsplit

from isegoria import clock
from isegoria.accounts import tokens

LOCAL = 'http://localhost:6543'  # of a site that nobody has told its address yet


def root_address(request) -> str:
    """What links in mails begin with: the site's own host or the setting's; only where neither is known, the one of the request."""
    site, base = request.site, request.environ.get('isegoria.script_name', '')
    if site.host and request.domain.lower() in (site.host, *site.secondary_hosts):
        port = request.host.rpartition(':')[2] if ':' in request.host else ''
        return f'{request.scheme}://{site.host}{":" + port if port.isdigit() else ""}{base}'
    return root_of(request.registry, site) or request.host_url + base


def root_of(registry, site) -> str:
    """The same without a request, as the setting says it where that is about this site's host; '' where neither is known."""
    known = registry.settings['isegoria.address']
    return f'https://{site.host}' if site.host and urlsplit(known).hostname != site.host else known


def link(root: str, language: str, path: str, token: str = '') -> str:
    return f'{root}/{language}/{path}' + (f'?token={quote(token)}' if token else '')


def tokens_of(registry, site) -> tokens.Tokens:
    return tokens.Tokens(registry.settings['isegoria.secret'], site.id)


# What using a token changes: afterwards it no longer fits.


def to_confirm(participant):
    return (participant.unconfirmed_email,) if participant.is_registration else None


def to_change_email(participant):
    changes = bool(participant.unconfirmed_email) and may_use_links(participant)
    return (participant.email, participant.unconfirmed_email) if changes else None


def to_reset(participant):
    return (participant.password, participant.session_stamp) if may_use_links(participant) else None


def to_unlock(participant):
    return (str(participant.locked),) if participant.is_locked and may_use_links(participant) else None


def to_reopen(participant):
    return (
        (str(participant.closes), participant.session_stamp)
        if participant.closes is not None and participant.deleted is None
        else None
    )


BOUND = {
    tokens.CONFIRM: to_confirm,
    tokens.CHANGE_EMAIL: to_change_email,
    tokens.RESET_PASSWORD: to_reset,
    tokens.UNLOCK: to_unlock,
    tokens.REOPEN: to_reopen,
}


def may_use_links(participant):
    return participant.confirmed is not None and participant.blocked is None and not participant.is_gone


def give(registry, site, purpose, participant) -> str:
    """A token that the owner of the account finds in a mail."""
    return tokens_of(registry, site).give(purpose, participant.id, BOUND[purpose](participant), clock.now())


def take(request, purpose, token):
    """Whose token this is; tokens.NotValid, or its Expired."""
    people = request.site['participants']

    def bound_to(number):
        participant = people.get_by_id(number)
        return BOUND[purpose](participant) if participant is not None else None

    return people.get_by_id(tokens_of(request.registry, request.site).take(purpose, token, bound_to, clock.now()))
