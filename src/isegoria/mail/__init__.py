"""Mail: how a message is written, and the lane by which it leaves."""

from isegoria.settings import SettingsError


def includeme(config):
    from isegoria.mail import lanes, letters

    try:
        config.registry.mail_lane = lanes.lane_of(config.registry.settings['isegoria.mail'])
    except lanes.WrongSetting as wrong:
        raise SettingsError(str(wrong)) from None
    config.add_job(letters.MAIL, letters.send)
