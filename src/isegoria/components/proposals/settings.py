"""Settings of a proposals component, and what may differ from phase to phase (11 §2)."""

import colander
from colander import Boolean, Integer, Range, SchemaNode, String
from deform.widget import SelectWidget

from isegoria.i18n import _
from isegoria.schemas import TermRoots, Translated

ORDERS = (
    ('automatic', _('Automatic')),
    ('random', _('Random')),
    ('recent', _('Newest first')),
    ('most_liked', _('Most liked')),
    ('most_voted', _('Most supported')),
    ('most_commented', _('Most discussed')),
    ('with_more_authors', _('With most authors')),
)


def switch(title, default, description=''):
    return SchemaNode(Boolean(), title=title, default=default, missing=False, description=description)


def amount(title, default=0, description=''):
    return SchemaNode(Integer(), title=title, default=default, missing=default, validator=Range(min=0), description=description)


def choice(title, values, default):
    return SchemaNode(
        String(),
        title=title,
        default=default,
        missing=default,
        widget=SelectWidget(values=values),
        validator=colander.OneOf([value for value, _label in values]),
    )


class ProposalsSettings(colander.Schema):
    """Settings of the component, the same in every phase."""

    taxonomy_filters = TermRoots(title=_('Taxonomies to classify and filter by'))
    vote_limit = amount(_('Supports each person has'), description=_('0 means as many as they like.'))
    minimum_votes_per_user = amount(_('Supports each person must give before they count'))
    proposal_limit = amount(_('Proposals each person may make'), description=_('0 means as many as they like.'))
    proposal_length = amount(_('Longest text, in letters'), 500, _('0 means no limit.'))
    proposal_edit_time = choice(
        _('How long authors may edit'), (('limited', _('For a time')), ('infinite', _('Always'))), 'limited'
    )
    edit_time = amount(_('Time to edit'), 5)
    edit_time_unit = choice(
        _('Unit of the time to edit'), (('minutes', _('Minutes')), ('hours', _('Hours')), ('days', _('Days'))), 'minutes'
    )
    threshold_per_proposal = amount(_('Supports a proposal needs'), description=_('0 means there is no threshold.'))
    can_accumulate_votes_beyond_threshold = switch(_('Supports may go on beyond the threshold'), False)
    proposal_answering_enabled = switch(_('Proposals are answered'), True)
    default_sort_order = choice(_('Order of the list'), ORDERS, 'automatic')
    official_proposals_enabled = switch(_('There are official proposals'), True)
    comments_enabled = switch(_('Proposals can be commented'), True)
    comments_max_length = amount(_('Longest comment, in letters'), 0, _('0 means the organization’s limit.'))
    likes_show_names = switch(_('Show who likes a proposal'), True)
    etiquette = switch(_('Check titles and texts for shouting'), True)
    announcement = Translated(title=_('Announcement'), rich=True)
    new_proposal_body_template = Translated(title=_('Text that a new proposal starts with'))
    new_proposal_help_text = Translated(title=_('Help for those who write a proposal'), rich=True)


class ProposalsInPhase(colander.Schema):
    """What may differ from phase to phase."""

    creation_enabled = switch(_('People can make proposals'), False)
    votes_enabled = switch(_('People can support'), False)
    votes_blocked = switch(_('Supporting has ended: totals stay, nothing changes'), False)
    votes_hidden = switch(_('Hide how many supports there are'), False)
    likes_enabled = switch(_('People can like'), True)
    likes_blocked = switch(_('Liking has ended'), False)
    comments_blocked = switch(_('Commenting is closed'), False)
    comment_votes_while_blocked = switch(_('Comments can be voted while commenting is closed'), False)
    proposal_answering_enabled = switch(_('Proposals are answered in this phase'), True)
    publish_answers_immediately = switch(_('Answers are public at once'), True)
    answers_with_costs = switch(_('Answers state costs'), False)
    default_sort_order = choice(_('Order of the list in this phase'), (('', _('As in the component')), *ORDERS), '')
    announcement = Translated(title=_('Announcement in this phase'), rich=True)


def opens(settings: dict, in_phase: dict) -> frozenset:
    """What a phase with these settings opens (11 §2)."""
    opened = set()
    if in_phase['creation_enabled']:
        opened.add('create')
    if in_phase['votes_enabled'] and not in_phase['votes_blocked']:
        opened.add('support')
    if in_phase['likes_enabled'] and not in_phase['likes_blocked']:
        opened.add('like')
    if settings['comments_enabled'] and not in_phase['comments_blocked']:
        opened.add('comment')
    return frozenset(opened)
