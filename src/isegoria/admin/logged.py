"""What else the log keeps: roles that are given and taken, invitations."""

from isegoria.accounts.events import RoleGiven, RoleTaken
from isegoria.activity import Logged
from isegoria.admin.invitations import Invited
from isegoria.admin.participants import MadeOfficial, MadeUnofficial
from isegoria.i18n import _


def role_and_place(event) -> dict:
    return {'role': event.role, 'place': event.place.id}


def includeme(config):
    config.add_logged(RoleGiven, Logged('give_role', _('Gave a role'), about=role_and_place))
    config.add_logged(RoleTaken, Logged('remove_role', _('Took a role away'), about=role_and_place))
    config.add_logged(MadeOfficial, Logged('officialize', _('Made official')))
    config.add_logged(MadeUnofficial, Logged('unofficialize', _('Made unofficial')))
    config.add_logged(Invited, Logged('invite', _('Invited somebody'), about=lambda event: {'role': event.role}))
