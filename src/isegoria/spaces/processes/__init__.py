"""Participatory processes: a question, phases with dates, and what came of it."""


def includeme(config):
    config.include('.schedule')
    config.scan(__name__)
