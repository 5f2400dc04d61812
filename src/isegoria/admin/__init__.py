"""The desk: what administration, moderation and editing share; the pages themselves belong to what they administer."""

from isegoria.admin.frame import SITE, allowed
from isegoria.i18n import _


def includeme(config):
    config.include('.places')
    config.include('.frame')
    config.add_account_link(_('Administration'), '/admin', order=20, shown=lambda request: request.has_desk)
    config.add_desk_link(_('Overview'), '/admin', order=0, icon='layout-dashboard')
    config.add_desk_link(_('Activity log'), '/log', order=900, icon='history', group=SITE, shown=allowed('organization'))
    config.scan(__name__)
