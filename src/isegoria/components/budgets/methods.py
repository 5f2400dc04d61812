"""How each rule counts, in sentences for everybody."""

from isegoria import formats
from isegoria.components.budgets.counting import conditions
from isegoria.components.budgets.settings import CUMULATIVE, RANKING
from isegoria.components.budgets.tally.greedy import VARIANTS, Greedy
from isegoria.components.budgets.words import figure
from isegoria.i18n import _

GROUPS = _(
    'Again and again the project is funded that gives its supporters most for their money. So every '
    'group of voters decides about its part, and none about the part of others.'
)
METHODS = {
    'greedy': (
        _(
            'The projects are taken by their votes, the most first. Each one is funded if it still fits in the '
            'money that is left; one that does not fit is passed over.'
        ),
    ),
    'greedy-per-cost': (
        _(
            'The projects are taken by their votes for each unit of money, the most first. Each one is funded if '
            'it still fits in the money that is left.'
        ),
    ),
    'greedy-no-skip': (
        _(
            'The projects are taken by their votes, the most first, until one no longer fits in the money that '
            'is left. Then the counting ends.'
        ),
    ),
    'equalshares': (
        _(
            'The money belongs to the voters in equal shares. A project is paid by those who chose it, in equal '
            'parts, as long as they have something left of their share.'
        ),
        GROUPS,
    ),
    'phragmen': (
        _(
            'All voters receive money at the same pace. As soon as those who chose a project have saved up what '
            'it costs, they buy it, and begin again with nothing.'
        ),
    ),
}
RAISED = _('As long as the outcome fits in the budget, every share is raised by one unit of money and the counting begins anew.')
COMPLETED = _('What is left in the end goes to further projects by their votes.')
COMPARED = _('If more voters are better served when the most votes come first, that outcome is taken instead.')
EXCLUSIVE = _('Of projects that are alternatives of each other only one is funded: the first one that fits.')
BY_COST = _('Each vote for a project is worth what the project costs.')
BY_COUNT = _('Each vote is worth the same, whatever the project costs.')
IN_PROPORTION = _(
    'The money belongs to the voters in equal shares. A project is paid by those who gave it points, in proportion to these, as '
    'long as they have something left of their share.'
)
GIVEN_POINTS = _('The votes of a project are the points that people give it.')
ALL_ALIKE = _('Every project that stands on a ballot counts the same there, whatever its points or its place.')
TIES = _(
    'Where two projects are equal, the cheaper one comes first, then the one that more people chose, then the one whose number '
    'comes first when numbers are compared sign by sign: 10 before 9.'
)


def method(request, budget, rule: str) -> list[str]:
    """How a rule counts the ballots of a budget, in sentences."""
    family = 'equalshares' if rule.startswith('equalshares') else rule
    found = [*points(request, budget, rule), *METHODS.get(family, METHODS['greedy'])]
    if family == 'equalshares':
        if budget.ballot_kind in (CUMULATIVE, RANKING):
            found[-2:] = [IN_PROPORTION, GROUPS]
        found.append(BY_COUNT if rule.startswith('equalshares-count') else BY_COST)
    found += conditions_of(request, budget, rule)
    if '/add1' in rule:
        found.append(RAISED)
    if '/add1u' in rule:
        found.append(COMPLETED)
    if 'comparison' in rule:
        found.append(COMPARED)
    return [request.localizer.translate(words) for words in (*found, TIES)]


def points(request, budget, rule) -> list:
    """How points and places become votes."""
    if budget.ballot_kind not in (CUMULATIVE, RANKING):
        return []
    if rule == 'phragmen':
        return [ALL_ALIKE]
    if budget.ballot_kind == CUMULATIVE:
        return [GIVEN_POINTS]
    first = asked(budget, rule)['first_place'] or len(budget.projects())
    about = {'n': formats.number(first, request.language)}
    return [_('In a ranking the first project has ${n} points, the next one less, and so on. They are its votes.', mapping=about)]


def conditions_of(request, budget, rule) -> list:
    """What a rule asks of a project beside votes and money."""
    variant, threshold = VARIANTS.get(rule, Greedy()), asked(budget, rule)['threshold']
    found = [EXCLUSIVE] if variant.exclusive else []
    if variant.threshold and threshold:
        about = {'n': figure(request, threshold)}
        found.append(_('A project with fewer than ${n} votes is passed over.', mapping=about))
    return found


def asked(budget, rule) -> dict:
    """What a rule asks about here, or what an imported file tells of it."""
    return budget.imported.more if budget.imported is not None else conditions(budget, rule)
