"""Settings of a budgets component, and what may differ from phase to phase (21 A2)."""

import colander
from colander import Boolean, Integer, Range, SchemaNode, String
from deform.widget import SelectWidget

from isegoria.components.budgets.tally import RULES
from isegoria.i18n import _
from isegoria.schemas import TermRoots, Translated

KNAPSACK, APPROVAL, CUMULATIVE, RANKING = 'knapsack', 'approval', 'cumulative', 'ranking'
BALLOTS = (
    (KNAPSACK, _('A basket: choose projects within the money there is')),
    (APPROVAL, _('Approval: choose all projects one finds good')),
    (CUMULATIVE, _('Points: share out points among the projects')),
    (RANKING, _('Ranking: put projects in order, the most wanted first')),
)
THRESHOLD, MINIMUM, SELECTED = 'threshold', 'minimum', 'selected'
VOTE_RULES = (
    (THRESHOLD, _('Spend at least a share of the money')),
    (MINIMUM, _('Choose at least a number of projects')),
    (SELECTED, _('Choose a number of projects, whatever they cost')),
)
ONE, ALL, RANDOM, AT_MOST, OWN = 'one', 'all', 'random', 'at_most', 'own'
PLACES = (
    (ONE, _('In one budget of their choice')),
    (ALL, _('In all budgets')),
    (RANDOM, _('In one budget that is drawn by lot')),
    (AT_MOST, _('In as many budgets as stands below')),
    (OWN, _('In one district, the first in which they vote, and in the budgets without a district')),
)
RULE_TITLES = {
    'greedy': _('Most votes first'),
    'greedy-per-cost': _('Most votes for the money first'),
    'greedy-no-skip': _('Most votes first, until one does not fit'),
    'greedy-threshold': _('Most votes first, among projects with enough votes'),
    'greedy-exclusive': _('Most votes first, one of each group of alternatives'),
    'equalshares': _('Equal shares'),
    'equalshares/add1': _('Equal shares, raised step by step'),
    'equalshares/add1u': _('Equal shares, raised, and completed by votes'),
    'equalshares/add1u-comparison': _('Equal shares, unless most votes first serves more people'),
    'equalshares-count/add1u': _('Equal shares by the number of projects, raised, and completed by votes'),
    'phragmen': _('Saving up together (Phragmén)'),
}
OFFERED = tuple((name, title) for name, title in RULE_TITLES.items() if name in RULES)


def switch(title, default, description=''):
    return SchemaNode(Boolean(), title=title, default=default, missing=False, description=description)


def amount(title, default=0, description='', most=None, least=0):
    return SchemaNode(
        Integer(), title=title, default=default, missing=default, description=description, validator=Range(min=least, max=most)
    )


def choice(title, values, default, description=''):
    return SchemaNode(
        String(),
        title=title,
        default=default,
        missing=default,
        description=description,
        widget=SelectWidget(values=values),
        validator=colander.OneOf([value for value, _label in values]),
    )


def enough_room(node, settings):
    """The largest number of projects is not below the smallest; 0 is no limit."""
    least, most = settings.get('vote_selected_projects_minimum') or 0, settings.get('vote_selected_projects_maximum') or 0
    if most and most < least:
        errors = colander.Invalid(node)
        for name in ('vote_selected_projects_minimum', 'vote_selected_projects_maximum'):
            errors[name] = _('The most projects are fewer than the least.')
        raise errors


class BudgetsSettings(colander.Schema):
    """Settings of the component, the same in every phase."""

    validator = staticmethod(enough_room)

    taxonomy_filters = TermRoots(title=_('Taxonomies to classify and filter by'))
    workflow = choice(
        _('Where one may vote'),
        PLACES,
        ONE,
        _('Nobody checks where people live: whoever votes in a district says that they live there, and it counts as theirs.'),
    )
    workflow_most = amount(_('In how many budgets, where a number is asked'), 2, least=1)
    ballot = choice(_('What a ballot looks like'), BALLOTS, KNAPSACK)
    vote_rule = choice(_('When a basket is complete'), VOTE_RULES, THRESHOLD)
    vote_threshold_percent = amount(_('Share of the money to be spent, in percent'), 70, most=100)
    vote_minimum_budget_projects_number = amount(_('Least number of projects'), 1, least=1)
    vote_selected_projects_minimum = amount(
        _('Least number of projects, where money does not count'), 1, _('Also for approval, points and rankings.'), least=1
    )
    vote_selected_projects_maximum = amount(_('Most projects, where money does not count'), 0, _('0 means as many as they like.'))
    points_each = amount(_('Points each person has'), 10, least=1)
    tally_rule = choice(
        _('How votes are counted'),
        OFFERED,
        'equalshares/add1u',
        _('Choose it before the vote begins: it stands on the voting page.'),
    )
    tally_least = amount(
        _('Votes or points that a project needs at least'),
        0,
        _('Where most votes come first and enough are asked for.'),
    )
    currency = SchemaNode(
        String(),
        title=_('Currency'),
        default='EUR',
        missing='EUR',
        validator=colander.Regex('^[A-Z]{3}$', _('Three capital letters.')),
    )
    comments_enabled = switch(_('Projects can be commented'), True)
    comments_max_length = amount(_('Longest comment, in letters'), 0, _('0 means the organization’s limit.'))
    announcement = Translated(title=_('Announcement'), rich=True)
    more_information = Translated(title=_('More about the vote'), rich=True)


DISABLED, ENABLED, FINISHED = 'disabled', 'enabled', 'finished'
STATES = ((DISABLED, _('Nobody can vote')), (ENABLED, _('People can vote')), (FINISHED, _('The vote has ended')))


class BudgetsInPhase(colander.Schema):
    """What may differ from phase to phase."""

    votes = choice(
        _('Voting'), STATES, DISABLED, _('When it has ended, ballots and people are parted for good, and the votes are counted.')
    )
    show_votes = switch(_('Show running counts'), False, _('They move in steps of at least ten ballots.'))
    comments_blocked = switch(_('Commenting is closed'), False)
    comment_votes_while_blocked = switch(_('Comments can be voted while commenting is closed'), False)
    announcement = Translated(title=_('Announcement in this phase'), rich=True)


def opens(settings: dict, in_phase: dict) -> frozenset:
    """What a phase with these settings opens."""
    opened = set()
    if in_phase['votes'] == ENABLED:
        opened.add('vote')
    if settings['comments_enabled'] and not in_phase['comments_blocked']:
        opened.add('comment')
    return frozenset(opened)
