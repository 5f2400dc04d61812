"""Proposals: people write ideas, support them, and receive an answer."""

from isegoria.components.proposals import permissions as may
from isegoria.components.proposals.importing import take_over
from isegoria.components.proposals.offering import accepted
from isegoria.components.proposals.resource import Proposal, Proposals
from isegoria.components.proposals.settings import ProposalsInPhase, ProposalsSettings, opens
from isegoria.components.proposals.states import NOT_LISTED, WITHDRAWN
from isegoria.i18n import _
from isegoria.loaders import content
from isegoria.manifest import Component


def includeme(config):
    config.add_component(
        Component(
            name='proposals',
            title=_('Proposals'),
            factory=Proposals,
            icon='lightbulb',
            actions=('create', 'support', 'like', 'comment'),
            settings=ProposalsSettings,
            phase_settings=ProposalsInPhase,
            opens=opens,
            verbs={
                'create': ('pen-line', _('Propose'), _('Write a proposal')),
                'support': ('hand-heart', _('Support'), _('Read the proposals and support them')),
                'comment': ('message-square', _('Discuss'), _('Discuss the proposals')),
            },
            feed=(Proposal,),
            imports=take_over,
            offers=accepted,
            counted={'not_states': (WITHDRAWN, *NOT_LISTED)},
            numbered=('${n} proposal', '${n} proposals'),
            search=(('proposal', _('Proposals')),),
        )
    )
    config.add_loader('proposal', content)
    config.add_edit_link(Proposal, _('Administration'), 'admin', may.ADMINISTER, icon='layout-dashboard')
    config.include('.events')
    config.include('.needs')
    config.include('.cards')
    config.include('.shuffling')
    config.scan(__name__)
