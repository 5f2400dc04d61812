"""Budgets: the component that holds them, and who may do what in it."""

from isegoria import outbox
from isegoria.components.budgets import permissions as may
from isegoria.components.budgets.budget import Budget
from isegoria.components.budgets.closing import ClosingRules
from isegoria.components.budgets.project import Project
from isegoria.components.budgets.voting import VotingRules
from isegoria.security import ADMIN, COLLABORATOR, Allow
from isegoria.spaces.space import ComponentFolder


class Budgets(VotingRules, ClosingRules, ComponentFolder):
    """The budgets of a space. They and their projects lie in the one store of contents; a project's address is below its budget."""

    def __init__(self, slug, title, **about):
        super().__init__(slug, title, **about)
        self._prepare_voting()

    def __getitem__(self, name):
        found = super().__getitem__(name)
        if isinstance(found, Project):
            raise KeyError(name)
        return found

    def add_budget(self, budget: Budget) -> Budget:
        self.add_content(budget)
        outbox.changed(budget)
        return budget

    def every_budget(self) -> list[Budget]:
        """Those in the trash too."""
        found = [each for each in self.contents.values() if isinstance(each, Budget)]
        return sorted(found, key=lambda each: (each.weight, each.created, each.id))

    def budgets(self) -> list[Budget]:
        return [each for each in self.every_budget() if each.trashed is None]

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
