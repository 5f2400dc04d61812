"""The desk: what administration, moderation and editing share; the pages themselves belong to what they administer."""


def includeme(config):
    config.include('.frame')
    config.scan(__name__)
