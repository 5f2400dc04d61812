"""Traits: what any resource can have. Comments, supports, likes, versions."""


def includeme(config):
    config.include('.comments')
