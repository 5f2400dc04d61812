"""Participatory processes: a question, phases with dates, and what came of it."""

from isegoria.i18n import _


def includeme(config):
    config.include('.schedule')
    config.add_section(_('Processes'), '/processes', order=10)
    config.scan(__name__)
