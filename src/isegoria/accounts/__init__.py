"""Accounts: the people who take part; signing up and in, profiles, leaving."""


def includeme(config):
    config.scan(__name__)
