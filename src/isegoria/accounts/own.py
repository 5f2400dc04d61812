"""One's own account as a place: `/account`."""

from isegoria.i18n import _
from isegoria.security import Allow
from isegoria.visibility import PUBLIC

OWN = 'accounts.own'


class Account:
    """`/account`: one's own account, the same address for everybody; what it shows is that of who asks."""

    __name__ = 'account'
    title = _('Your account')
    visibility = PUBLIC  # whoever is not signed in is led to the login page

    def __init__(self, site):
        self.__parent__ = site

    def __acl__(self):
        yield Allow, 'role:signed-in', OWN
