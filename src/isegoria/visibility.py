"""Who may see a thing, among those who may see its place: one key, asked by every output (docs/decisions/visibility.md)."""

PUBLIC = 'public'
SIGNED_IN = 'signed-in'
HIDDEN = 'hidden'


def members_of(place) -> str:
    """The key of those admitted to a restricted place, and of those who have a role there."""
    return f'members:{place.id}'


def staff_of(place) -> str:
    """The key of those who have a role in the place or above it."""
    return f'staff:{place.id}'


def moderators_of(place) -> str:
    """The key of those who moderate in the place or above it."""
    return f'moderators:{place.id}'


def author_of(resource) -> str:
    """The key of the author alone."""
    return f'author:{resource.author}'
