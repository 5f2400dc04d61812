"""Accounts: the people who take part; signing up and in, profiles, leaving."""

from isegoria.accounts.presentation import People, person


def includeme(config):
    config.add_request_method(People, 'people', reify=True)
    config.add_request_method(person, 'person')
    config.scan(__name__)
