"""Moderation: reports, cases, decisions with their reasons, appeals; what was hidden is hidden everywhere (03, 12 §10)."""

from isegoria.activity import Logged
from isegoria.i18n import _


def includeme(config):
    from isegoria.accounts.events import Deleted
    from isegoria.moderation import events, hiding_all, retention
    from isegoria.moderation.cases import Moderation
    from isegoria.moderation.hearing_pages import concerns
    from isegoria.moderation.hearings import Decisions
    from isegoria.root import Site
    from isegoria.spaces.space import Space

    config.add_branch(Site, 'moderation', Moderation)
    config.add_branch(Space, 'moderation', Moderation)
    config.add_branch(Site, 'decisions', Decisions)
    config.add_loader('case', lambda site, hit: site.cases.get(hit.id) if site.cases is not None else None)
    config.add_job(hiding_all.HIDE_ALL, hiding_all.hide_all)
    config.add_job(retention.FORGET, retention.forget)
    config.add_due(retention.look_at_dates)
    config.add_subscriber(retention.forget_later, Deleted)
    config.add_subscriber(hiding_all.after_block, events.BlockedByDecision)
    config.add_logged(events.Kept, Logged('unreport', _('Kept')))
    config.add_logged(events.BlockedByDecision, Logged('block', _('Blocked')))
    config.add_logged(events.UnblockedByDecision, Logged('unblock', _('Unblocked')))
    config.add_logged(events.AuthoritiesInformed, Logged('alarm', _('Informed the authorities')))
    config.add_account_link(_('Decisions of moderators'), '/decisions', order=30, shown=concerns)
    config.include('.gone')
    config.include('.links')
    config.scan(__name__)
