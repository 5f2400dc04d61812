"""Spaces: where people take part. Each kind of space has a folder of its own; what they share stands here."""


def includeme(config):
    config.include('.overview')
    config.include('.processes')
    config.include('.members_admin')
    config.include('.terms_job')
    for part in ('.publishing', '.components_admin', '.phases_admin', '.taxonomies_admin'):
        config.scan(part)
