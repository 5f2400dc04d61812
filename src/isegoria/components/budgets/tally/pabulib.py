"""Elections as files: Pabulib's `.pb`, which cities publish and public calculators read."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from isegoria.components.budgets.tally.model import Election
from isegoria.components.budgets.tally.pabulib_file import COUNTED, MANDATORY, PabulibError, PabulibFile, Voter
from isegoria.components.budgets.tally.pabulib_reading import Reading
from isegoria.components.budgets.tally.pabulib_writing import lines

__all__ = ['COUNTED', 'MANDATORY', 'PabulibError', 'PabulibFile', 'Voter', 'compose', 'parse', 'read', 'write']


def read(path) -> PabulibFile:
    """Read a file, or raise PabulibError."""
    path = Path(path)
    return parse(path.read_bytes(), path.name)


def parse(data: bytes | str, name: str = 'file.pb') -> PabulibFile:
    """The same from its content, for a file that was sent."""
    return Reading(data, name).file()


def compose(
    election: Election, meta: Mapping[str, str], projects: Mapping[str, Mapping[str, str]], voters: Iterable[Voter] = ()
) -> PabulibFile:
    """A file of an election that was held here: META without what is counted, and further columns of projects by their ids.

    Without voters, ballots are numbered in the order of their content, which tells nothing of who came when. What is written says
    the same election when it is read, or is refused: so everybody who counts the file counts what was counted here.
    """
    ballots = (ballot for ballot, count in election.ballots for _ in range(count))
    voters = tuple(voters) or tuple(Voter(str(number), ballot, {}) for number, ballot in enumerate(ballots, 1))
    fields = {project.id: dict(projects.get(project.id, {})) for project in election.projects}
    file = parse(write(PabulibFile(dict(meta), fields, voters, election)), 'composed.pb')
    if file.election != election:
        raise ValueError('META says another election than the one that was held')
    return file


def write(file: PabulibFile) -> str:
    """The text of a file."""
    return '\n'.join(lines(file)) + '\n'
