"""Where one may vote: in which budgets of a component, and in how many (21 A6)."""

import hashlib

from isegoria.components.budgets.settings import ALL, AT_MOST, ONE, OWN, RANDOM
from isegoria.i18n import _

REASONS = {
    ONE: _('Each person votes in one budget, and you have voted in another one. Cancel that vote to vote here.'),
    RANDOM: _('Each person votes in one budget that is drawn by lot, and this is not yours.'),
    AT_MOST: _('You have voted in as many budgets as one may. Cancel one of those votes to vote here.'),
    OWN: _('You have voted in another district, which counts as yours. Cancel that vote to vote here.'),
}


def reason_against(component, budget, person: int, voted: tuple[int, ...]):
    """Why this person may not vote in this budget, having voted in others; None when they may."""
    workflow = component.setting('workflow')
    return REASONS[workflow] if FORBIDS[workflow](component, budget, person, others(component, budget, voted)) else None


def instead_of(component, budget, person: int, voted: tuple[int, ...]) -> list:
    """Where a person who may not vote in this budget votes: what that reason is about."""
    if reason_against(component, budget, person, voted) is None:
        return []
    if component.setting('workflow') == RANDOM:
        drawn = drawn_for(component, person)
        return [drawn] if drawn is not None else []
    return others(component, budget, voted)


def others(component, budget, voted) -> list:
    """The budgets beside this one in which somebody voted; of districts, where these count."""
    found = [component.contents[number] for number in voted if number != budget.id]
    return [each for each in found if is_of_another_district(each, budget)] if component.setting('workflow') == OWN else found


def is_of_another_district(other, budget) -> bool:
    """Nobody verifies people yet: the first district in which somebody votes counts as theirs."""
    return bool(other.terms and budget.terms) and not set(other.terms) & set(budget.terms)


def drawn_for(component, person: int):
    """The budget that the lot gives a person: the highest of a hash, so that one budget more moves few people."""
    open_ones = (budget for budget in component.budgets() if budget.box is not None)
    return max(open_ones, key=lambda budget: lot(budget.id, person), default=None)


def lot(budget_id: int, person: int) -> bytes:
    return hashlib.blake2b(f'{budget_id}:{person}'.encode(), digest_size=8).digest()


FORBIDS = {
    ONE: lambda component, budget, person, others: bool(others),
    ALL: lambda component, budget, person, others: False,
    RANDOM: lambda component, budget, person, others: drawn_for(component, person) is not budget,
    AT_MOST: lambda component, budget, person, others: len(others) >= component.setting('workflow_most'),
    OWN: lambda component, budget, person, others: bool(others),
}
