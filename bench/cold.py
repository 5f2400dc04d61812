"""The site without its kept cards, to measure what they are worth: as `isegoria`, or as an application for gunicorn."""

from isegoria.components.proposals import cards

keep_cards = cards.includeme


def includeme(config):
    keep_cards(config)
    config.registry.proposal_fragments.most = 0


cards.includeme = includeme


def main(global_config, **settings):
    from isegoria import main as make_app

    return make_app(global_config, **settings)


if __name__ == '__main__':
    from isegoria.scripts import main as command

    command()
