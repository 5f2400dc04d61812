"""A `.pb` file: its election, which is all that a tally sees, and the rest.

The rest is what META tells, names and earlier results of projects, and the voters one by one with what is told of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from isegoria.components.budgets.tally.model import Ballot, Election

COUNTED = ('num_projects', 'num_votes', 'budget', 'vote_type')
MANDATORY = ('description', 'country', 'unit', 'instance', *COUNTED, 'rule', 'date_begin', 'date_end')
THRESHOLD = 'min_project_score_threshold'
EXCLUSIVE = 'exclusive_with'  # our own column: the projects that cannot be carried out together with this one


class PabulibError(ValueError):
    """A file that is not as it must be: which file, which line, and why."""

    def __init__(self, name: str, line: int, reason: str):
        super().__init__(f'{name}, line {line}: {reason}')
        self.name, self.line, self.reason = name, line, reason


@dataclass(frozen=True, slots=True)
class Voter:
    """One line of VOTES: an opaque id, the ballot, and what else the file tells."""

    id: str
    ballot: Ballot
    fields: Mapping[str, str]


@dataclass(frozen=True)
class PabulibFile:
    """A file as it was read or is to be written. `projects` has the further columns of each project, by its id."""

    meta: Mapping[str, str]
    projects: Mapping[str, Mapping[str, str]]
    voters: tuple[Voter, ...]
    election: Election

    @property
    def rule(self) -> str:
        """The rule that the file names, or nothing."""
        return self.meta.get('rule', '')

    @property
    def missing(self) -> tuple[str, ...]:
        """What Pabulib wants in META and this file does not have."""
        return tuple(key for key in MANDATORY if not self.meta.get(key))

    @property
    def selected(self) -> frozenset[str]:
        """The projects that were funded in reality, as the file tells. No rule ever looks here."""
        return frozenset(project for project, fields in self.projects.items() if fields.get('selected', '0') not in ('', '0'))
