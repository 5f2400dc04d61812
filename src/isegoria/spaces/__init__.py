"""Spaces: where people take part. Each kind of space has a folder of its own; what they share stands here."""

from isegoria.i18n import _


def includeme(config):
    from isegoria.security import DESK, MANAGE, ORGANIZATION
    from isegoria.spaces.phases import PhaseOf, Phases
    from isegoria.spaces.space import ComponentFolder, Space
    from isegoria.spaces.taxonomies import Taxonomies, Term

    config.include('.overview')
    config.add_edit_link(Space, _('Settings'), 'edit', MANAGE, icon='settings')
    config.add_edit_link(Phases, _('Phases'), '', MANAGE)
    config.add_edit_link(PhaseOf, _('Edit'), 'edit', MANAGE)
    config.add_edit_link(Taxonomies, _('Edit'), '', ORGANIZATION, above=False)
    config.add_edit_link(Term, _('Edit'), 'edit', ORGANIZATION)
    config.add_edit_link(ComponentFolder, _('Administration'), 'admin', DESK, icon='layout-dashboard')
    config.include('.processes')
    config.include('.members_admin')
    config.include('.terms_job')
    for part in ('.publishing', '.components_admin', '.phases_admin', '.taxonomies_admin'):
        config.scan(part)
