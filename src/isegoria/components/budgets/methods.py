"""How each rule counts, in sentences for everybody."""

from isegoria.i18n import _

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
        _(
            'Again and again the project is funded that gives its supporters most for their money. So every '
            'group of voters decides about its part, and none about the part of others.'
        ),
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
TIES = _(
    'Where two projects are equal, the cheaper one comes first, then the one that more people chose, then the '
    'one with the smaller number.'
)


def method(request, rule: str) -> list[str]:
    """How a rule counts, in sentences."""
    family = 'equalshares' if rule.startswith('equalshares') else rule
    found = [*METHODS.get(family, METHODS['greedy'])]
    if '/add1' in rule:
        found.append(RAISED)
    if rule.endswith('/add1u') or '/add1u' in rule:
        found.append(COMPLETED)
    if 'comparison' in rule:
        found.append(COMPARED)
    return [request.localizer.translate(words) for words in (*found, TIES)]
