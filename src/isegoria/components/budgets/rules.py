"""What a ballot may hold and what it needs to be complete; all in whole numbers (21 A4)."""

from dataclasses import dataclass

from isegoria.components.budgets.settings import CUMULATIVE, KNAPSACK, MINIMUM, RANKING, SELECTED, THRESHOLD
from isegoria.i18n import _
from isegoria.traits.support import NotPossible

Lines = tuple[tuple[int, int], ...]  # (project id, points) in the order of the ballot


class OverBudget(NotPossible):
    """There is not enough money left for a project."""

    def __init__(self, missing: int):
        super().__init__(_('There is not enough money left in your basket for this project. Take another one out first.'))
        self.missing = missing


class TooMany(NotPossible):
    def __init__(self):
        super().__init__(_('Your ballot has as many projects as it may have. Take one out first.'))


class TooManyPoints(NotPossible):
    def __init__(self):
        super().__init__(_('You have not so many points left. Take some from another project first.'))


@dataclass(frozen=True)
class Missing:
    """What a ballot lacks: an amount of money in cents, or a number of projects."""

    money: int = 0
    projects: int = 0

    def __bool__(self):
        return bool(self.money or self.projects)


@dataclass(frozen=True)
class Rule:
    """The rule of one budget. `least` and `most` are numbers of projects, most 0 is no limit; `needed` is an amount in cents."""

    kind: str
    total: int
    counts_money: bool = False
    needed: int = 0
    least: int = 1
    most: int = 0
    points: int = 0

    @classmethod
    def of(cls, budget) -> 'Rule':
        setting, kind = budget.component.setting, budget.component.setting('ballot')
        if kind == KNAPSACK and setting('vote_rule') == THRESHOLD:
            percent = setting('vote_threshold_percent')
            return cls(kind, budget.total, True, needed=-(-budget.total * percent // 100))
        if kind == KNAPSACK and setting('vote_rule') == MINIMUM:
            return cls(kind, budget.total, True, least=setting('vote_minimum_budget_projects_number'))
        assert kind != KNAPSACK or setting('vote_rule') == SELECTED
        least, most = setting('vote_selected_projects_minimum'), setting('vote_selected_projects_maximum')
        return cls(kind, budget.total, least=least, most=most, points=setting('points_each') if kind == CUMULATIVE else 0)

    @property
    def in_order(self) -> bool:
        return self.kind == RANKING

    def check(self, lines: Lines, amounts: dict[int, int]):
        """NotPossible where a ballot holds more than it may; `amounts` are the prices of the projects that there are."""
        numbers = [number for number, _points in lines]
        if len(set(numbers)) != len(numbers):
            raise NotPossible(_('A project stands twice on this ballot.'))
        if any(number not in amounts for number in numbers):
            raise NotPossible(_('A project of this ballot is not one of this budget.'))
        if self.counts_money and sum(amounts[number] for number in numbers) > self.total:
            raise OverBudget(sum(amounts[number] for number in numbers) - self.total)
        if self.most and len(numbers) > self.most:
            raise TooMany
        if self.points and (sum(points for _number, points in lines) > self.points or any(points < 1 for _number, points in lines)):
            raise TooManyPoints

    def missing(self, lines: Lines, amounts: dict[int, int]) -> Missing:
        """What is still needed before it can be cast; an empty ballot never can."""
        spent = sum(amounts.get(number, 0) for number, _points in lines)
        return Missing(max(self.needed - spent, 0) if self.counts_money else 0, max(max(self.least, 1) - len(lines), 0))
