"""Terms of use: which version holds, and who has accepted it (01 §5.1)."""

PAGE = 'terms-of-service'


def page_of(site):
    """The page of the terms, or None on a site that has none."""
    return site['pages'].get(PAGE)


def current_version(site) -> int:
    """The version that everybody must have accepted: when the text last changed notably, in microseconds."""
    page = page_of(site)
    return 0 if page is None else page.changed_notably or page.created


def are_accepted(site, participant) -> bool:
    return participant.has_accepted(current_version(site))
