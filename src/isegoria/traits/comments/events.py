"""What happens in a conversation."""

from isegoria.activity import EVERYBODY, Logged
from isegoria.events import Changed, Created
from isegoria.i18n import _


class Commented(Created):
    """Somebody commented, or replied to a comment."""


class Edited(Changed):
    """Somebody gave their comment another text."""


def includeme(config):
    config.add_logged(Commented, Logged('create', _('Commented'), EVERYBODY))
    config.add_logged(Edited, Logged('update', _('Edited a comment'), EVERYBODY, lambda _event: {'edit': True}))
