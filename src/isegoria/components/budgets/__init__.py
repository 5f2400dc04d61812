"""Budgets: people share out money among projects, and everybody sees why each project won or lost."""


def includeme(config):
    """Its parts are loaded only for a site, so that the tally can be used without one."""
    config.include('.declaration')
