"""How far our tally agrees with what cities did, and with the academic library: one row per published election."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from isegoria.components.budgets.tally import Undecidable, pabulib, tally
from isegoria.components.budgets.tally.equal_shares import SharesTally
from isegoria.components.budgets.tally.own import tally_file

SAME = 'same'
ADD_ONE = {'equalshares/add1': True, 'equalshares-count/add1': False}
ASKED = ('greedy', 'greedy-per-cost', 'equalshares', 'equalshares-count', *ADD_ONE, 'phragmen')
CITY = 'the city'
THEIR_ADD_ONE = "pabutools' own Add1"


@dataclass(frozen=True)
class Difference:
    """Projects that only one side funds."""

    ours: frozenset[str]
    theirs: frozenset[str]

    @classmethod
    def between(cls, ours, theirs):
        return cls(frozenset(ours) - frozenset(theirs), frozenset(theirs) - frozenset(ours))

    def __bool__(self):
        return bool(self.ours or self.theirs)

    def __str__(self):
        told = (
            f'only {who}: {", ".join(sorted(projects))}'
            for who, projects in (('ours', self.ours), ('theirs', self.theirs))
            if projects
        )
        return '; '.join(told) or SAME


@dataclass(frozen=True)
class Row:
    """One election: which rule it names, and for each comparison the difference, or a word why there is none to tell."""

    name: str
    ballots: str
    rule: str
    answers: dict[str, Difference | str]

    @property
    def differences(self) -> dict[str, Difference]:
        return {asked: answer for asked, answer in self.answers.items() if isinstance(answer, Difference) and answer}


def agreement(folder: Path) -> Iterator[Row]:
    """The rows of all `.pb` files of a folder, in the order of their names."""
    for path in sorted(folder.glob('*.pb')):
        yield row(path, completed=True)


def row(path: Path, completed=False) -> Row:
    """One row. `completed`: pabutools also completes Add1 in its own way, where the file names that rule; a minute's work."""
    file = pabulib.read(path)
    election = file.election
    ballots = f'{election.vote_type}, {election.voters:,}'
    return Row(path.stem, ballots, file.rule, {CITY: like_the_city(file), **like_the_academy(path, file, completed)})


def like_the_city(file) -> Difference | str:
    """Our tally by the rule that the file names, against what it says was funded."""
    try:
        return Difference.between(tally_file(file).winners, file.selected)
    except Undecidable:
        return 'local rule'


def like_the_academy(path, file, completed) -> dict[str, Difference | str]:
    if find_spec('pabutools') is None:
        return dict.fromkeys(ASKED, 'not installed')
    from isegoria.components.budgets.academy import Academy

    academy = Academy(path)
    answers: dict[str, Difference | str] = {
        'greedy': compared(file, 'greedy', academy.greedy()),
        'greedy-per-cost': compared(file, 'greedy-per-cost', academy.greedy_per_cost()),
        'equalshares': compared(file, 'equalshares', academy.shares(by_cost=True)),
        'equalshares-count': compared(file, 'equalshares-count', academy.shares(by_cost=False)),
        'phragmen': compared(file, 'phragmen', academy.phragmen()),
    }
    answers |= {rule: raised_alike(file, rule, academy, by_cost) for rule, by_cost in ADD_ONE.items()}
    if completed and file.rule.startswith('equalshares/add1'):
        answers[THEIR_ADD_ONE] = compared(file, 'equalshares/add1', academy.shares_add_one(by_cost=True))
    return answers


def compared(file, rule, theirs) -> Difference:
    return Difference.between(tally(file.election, rule).winners, theirs)


def raised_alike(file, rule, academy, by_cost) -> Difference | str:
    """Whether pabutools finds our winners at the share where our raising ends, and too dear an outcome one step further."""
    ours = tally(file.election, rule)
    assert isinstance(ours, SharesTally)
    difference = Difference.between(ours.winners, academy.shares(by_cost, ours.share))
    further = academy.shares(by_cost, ours.share + 1)
    cost = sum(project.cost for project in file.election.projects if project.id in further)
    everything = all(project.id in further for project in file.election.projects)
    ends = cost > file.election.budget or everything
    return difference if difference or ends else 'theirs can be raised further'


def markdown(rows: list[Row]) -> str:
    """The table of agreement."""
    columns = [CITY, *ASKED, THEIR_ADD_ONE]
    lines = ['| Election | Ballots | Its rule | ' + ' | '.join(columns) + ' |', '|' + ' --- |' * (len(columns) + 3)]
    for one in rows:
        cells = [one.name.replace('_', ' '), one.ballots, one.rule, *(str(one.answers.get(column, '')) for column in columns)]
        lines.append('| ' + ' | '.join(cell.replace('|', '/') for cell in cells) + ' |')
    return '\n'.join(lines) + '\n'
