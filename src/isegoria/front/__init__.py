"""The front of a site: home, search, errors, and what search engines and monitors ask for."""


def includeme(config):
    config.scan(__name__)
