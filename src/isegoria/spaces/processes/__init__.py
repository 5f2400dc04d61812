"""Participatory processes: a question, phases with dates, and what came of it."""

from isegoria.admin.frame import allowed, allowed_in_space
from isegoria.i18n import _
from isegoria.security import MANAGE, ORGANIZATION, VIEW


def is_any_public(request) -> bool:
    """Is there a published process that this visitor may see? Else the menu does not lead to them (10 §1)."""
    processes = request.site['processes'].values()
    return any(process.is_published and request.viewer.sees(process) for process in processes)


def includeme(config):
    from isegoria.spaces.processes.resource import Processes, ProcessGroup, ProcessGroups

    config.include('.schedule')
    config.add_section(_('Processes'), '/processes', order=10, shown=is_any_public)
    config.add_desk_link(_('Processes'), '/processes/admin', order=100, icon='layers', shown=lambda request: request.has_desk)
    config.add_desk_link(_('Process groups'), '/process-groups/admin', order=110, icon='folder', shown=allowed(ORGANIZATION))
    config.add_space_desk_link(_('Settings'), 'edit', order=10, icon='settings', shown=allowed_in_space(MANAGE))
    config.add_space_desk_link(_('Phases'), 'phases', order=20, icon='calendar', shown=allowed_in_space(MANAGE))
    config.add_space_desk_link(_('Components'), 'components', order=30, icon='blocks', shown=allowed_in_space(MANAGE))
    config.add_edit_link(Processes, _('Administration'), 'admin', VIEW, icon='layers', above=False)
    config.add_edit_link(ProcessGroups, _('Administration'), 'admin', ORGANIZATION, icon='folder', above=False)
    config.add_edit_link(ProcessGroup, _('Edit'), 'edit', ORGANIZATION)
    config.scan(__name__)
