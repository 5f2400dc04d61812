"""Money, rules and numbers in the words of a page."""

from decimal import Decimal
from fractions import Fraction

from isegoria import formats
from isegoria.components.budgets.rules import Missing, Rule
from isegoria.components.budgets.settings import ALL, AT_MOST, CUMULATIVE, ONE, OWN, RANDOM, RANKING, RULE_TITLES
from isegoria.i18n import _, plural

WHERE = {
    ONE: _('Each person votes in one of the budgets.'),
    ALL: _('Each person can vote in all budgets.'),
    RANDOM: _('Each person votes in one budget that is drawn by lot.'),
    OWN: _(
        'Each person votes in the district where they live, and in the budgets that have none. Nobody checks where you live: the '
        'district in which you vote first counts as yours.'
    ),
}


def money(request, component, cents: int) -> str:
    """An amount as the language writes it."""
    return formats.money(Decimal(cents) / 100, component.setting('currency'), request.language)


def exact_money(request, component, amount) -> str:
    """An amount of the tally, which may be a fraction, rounded for reading."""
    return money(request, component, round(Fraction(amount) * 100))


def figure(request, value) -> str:
    """A score of the tally for reading: whole numbers as they are, others with two decimals."""
    value = Fraction(value)
    if value.denominator == 1:
        return formats.number(int(value), request.language)
    return formats.number(
        round(Decimal(value.numerator) / Decimal(value.denominator), 2 if value > 1 else 6).normalize(), request.language
    )


def rules_of(request, budget) -> list[str]:
    """The rules of voting in sentences."""
    component, rule, translate = budget.component, Rule.of(budget), request.localizer.translate
    found = [how(request, component, rule)]
    if rule.needed:
        needed = money(request, component, rule.needed)
        found.append(translate(_('A ballot is complete when it spends at least ${money}.', mapping={'money': needed})))
    elif rule.least > 1:
        found.append(plural(request, 'Choose at least ${n} project.', 'Choose at least ${n} projects.', rule.least))
    if rule.most:
        found.append(plural(request, 'Choose ${n} project at most.', 'Choose ${n} projects at most.', rule.most))
    found.append(where(request, component))
    found.append(translate(_('You can change or cancel your vote until the voting ends.')))
    counted_by = translate(RULE_TITLES[component.setting('tally_rule')])
    found.append(translate(_('The votes are counted by this rule: ${rule}.', mapping={'rule': counted_by})))
    return found


def how(request, component, rule) -> str:
    translate = request.localizer.translate
    if rule.counts_money:
        total = money(request, component, rule.total)
        return translate(
            _('Choose the projects you want, as long as together they cost no more than ${money}.', mapping={'money': total})
        )
    if rule.kind == RANKING:
        return translate(_('Put the projects you want in order, the most wanted first. What they cost does not limit you.'))
    if rule.kind == CUMULATIVE:
        return plural(request, 'Share out ${n} point among the projects.', 'Share out ${n} points among the projects.', rule.points)
    return translate(_('Choose all projects that you find good. What they cost does not limit you.'))


def where(request, component) -> str:
    workflow = component.setting('workflow')
    if workflow == AT_MOST:
        most = component.setting('workflow_most')
        return plural(request, 'Each person can vote in ${n} budget.', 'Each person can vote in ${n} budgets.', most)
    return request.localizer.translate(WHERE[workflow])


def lacking(request, budget, missing: Missing) -> str:
    """What a ballot still needs; '' when it is complete."""
    if missing.money:
        words = _(
            'Choose projects for ${money} more, so that your ballot is complete.',
            mapping={'money': money(request, budget.component, missing.money)},
        )
        return request.localizer.translate(words)
    if missing.projects:
        return plural(
            request,
            'Choose ${n} more project, so that your ballot is complete.',
            'Choose ${n} more projects, so that your ballot is complete.',
            missing.projects,
        )
    return ''
