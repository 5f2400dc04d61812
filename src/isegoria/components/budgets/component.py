"""Budgets: the component that holds them, and who may do what in it."""

from BTrees.LLBTree import LLTreeSet

from isegoria import outbox
from isegoria.components.budgets import permissions as may
from isegoria.components.budgets.budget import Budget
from isegoria.components.budgets.closing import ClosingRules
from isegoria.components.budgets.project import Project
from isegoria.components.budgets.voting import VotingRules
from isegoria.security import ADMIN, COLLABORATOR, Allow
from isegoria.spaces.space import ComponentFolder

DECISIVE = frozenset(
    {
        'workflow',
        'workflow_most',
        'ballot',
        'vote_rule',
        'vote_threshold_percent',
        'vote_minimum_budget_projects_number',
        'vote_selected_projects_minimum',
        'vote_selected_projects_maximum',
        'points_each',
        'tally_rule',
        'currency',
    }
)


class Budgets(VotingRules, ClosingRules, ComponentFolder):
    """The budgets of a space. They and their projects lie in the one store of contents; a project's address is below its budget."""

    def __init__(self, slug, title, **about):
        super().__init__(slug, title, **about)
        self._prepare_voting()
        self.budget_ids = LLTreeSet()

    def __getitem__(self, name):
        found = super().__getitem__(name)
        if isinstance(found, Project):
            raise KeyError(name)
        return found

    def add_budget(self, budget: Budget) -> Budget:
        self.add_content(budget)
        self.budget_ids.insert(budget.id)
        outbox.changed(budget)
        return budget

    def every_budget(self) -> list[Budget]:
        """Those in the trash too."""
        found = [self.contents[number] for number in self.budget_ids]
        return sorted(found, key=lambda each: (each.weight, each.created, each.id))

    def budgets(self) -> list[Budget]:
        return [each for each in self.every_budget() if each.trashed is None]

    @property
    def settled(self) -> frozenset:
        """What people relied on when they voted does not change under their ballots."""
        return DECISIVE if any(budget.number_of_ballots for budget in self.budgets() if budget.imported is None) else frozenset()

    @property
    def open_actions(self) -> frozenset:
        """Once the ballots were parted from their people nothing opens the vote again."""
        return super().open_actions - {'vote'} if self.has_ended else super().open_actions

    @property
    def shows_running_counts(self) -> bool:
        return bool(self.in_phase('show_votes'))

    def __acl__(self):
        yield from super().__acl__()
        yield Allow, f'role:{ADMIN}', (may.ADMINISTER, may.EDIT, may.COUNT, may.EXPORT)
        yield Allow, f'role:{COLLABORATOR}', (may.ADMINISTER, may.EDIT)
