"""Wordings: an organization says some of the interface's texts in words of its own."""

from isegoria.admin.frame import SITE, allowed
from isegoria.i18n import _
from isegoria.root import Site
from isegoria.security import ORGANIZATION
from isegoria.wordings.resource import Wording, Wordings


def includeme(config):
    config.add_branch(Site, 'wordings', Wordings)
    config.add_edit_link(Wordings, _('Wordings'), '', ORGANIZATION, icon='languages', above=False)
    config.add_edit_link(Wording, _('Wording'), 'edit', ORGANIZATION, icon='languages', above=False)
    config.add_desk_link(_('Wordings'), '/wordings', order=815, icon='languages', group=SITE, shown=allowed(ORGANIZATION))
    config.scan(__name__)
