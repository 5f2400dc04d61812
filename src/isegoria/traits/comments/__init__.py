"""Comments: what people say about a contribution, in threads; on anything that is commentable (12)."""


def includeme(config):
    config.include('.events')
    config.include('.reading')
    config.include('.panel')
    config.scan(__name__)
