"""What editors publish: the pages of a site."""


def includeme(config):
    config.scan(__name__)
