"""The desk: what administration, moderation and editing share; the pages themselves belong to what they administer."""

from isegoria.admin.frame import SITE, allowed
from isegoria.i18n import _


def includeme(config):
    from isegoria.accounts.resource import Participant, Participants
    from isegoria.admin.frame import allowed_in_space
    from isegoria.security import MANAGE, ORGANIZATION

    config.include('.places')
    config.include('.frame')
    config.include('.bar')
    config.include('.invitations')
    config.include('.logged')
    config.include('.appearance')
    config.add_edit_link(Participants, _('Administration'), 'admin', ORGANIZATION, icon='users', above=False)
    config.add_edit_link(Participant, _('Administration'), 'admin', ORGANIZATION, icon='circle-user')
    config.add_account_link(_('Administration'), '/admin', order=20, shown=lambda request: request.has_desk)
    config.add_desk_link(_('Overview'), '/admin', order=0, icon='layout-dashboard')
    config.add_desk_link(_('Participants'), '/participants/admin', order=30, icon='users', shown=allowed(ORGANIZATION))
    config.add_desk_link(_('Taxonomies'), '/taxonomies', order=790, icon='tags', group=SITE, shown=allowed(ORGANIZATION))
    config.add_desk_link(_('Settings'), '/settings', order=800, icon='settings', group=SITE, shown=allowed(ORGANIZATION))
    config.add_desk_link(_('Appearance'), '/appearance', order=810, icon='palette', group=SITE, shown=allowed(ORGANIZATION))
    config.add_desk_link(_('Roles'), '/roles', order=820, icon='key-round', group=SITE, shown=allowed(ORGANIZATION))
    config.add_desk_link(_('Activity log'), '/log', order=900, icon='history', group=SITE, shown=allowed(ORGANIZATION))
    config.add_space_desk_link(_('Members'), 'members', order=60, icon='users', shown=allowed_in_space(MANAGE))
    config.add_space_desk_link(_('Roles'), 'roles', order=70, icon='key-round', shown=allowed_in_space(MANAGE))
    config.scan(__name__)
