"""Mail: how a message is written, and the lane by which it leaves."""

from isegoria.mail.lanes import lane_of


def includeme(config):
    config.registry.mail = lane_of(config.registry.settings['isegoria.mail'])
