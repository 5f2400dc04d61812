"""Writing `.pb` files that the public calculators read."""

import csv
import io
from fractions import Fraction

from isegoria.components.budgets.tally.model import Exact, VoteType
from isegoria.components.budgets.tally.pabulib_file import EXCLUSIVE, THRESHOLD, PabulibFile

RESERVED = {'meta', 'projects', 'votes'}  # some readers take a row that begins so as the title of a section


def lines(file: PabulibFile):
    """The lines of a file, without their ends."""
    yield 'META'
    yield row('key', 'value')
    for key, value in meta(file).items():
        yield row(key, value)
    yield 'PROJECTS'
    yield from projects(file)
    yield 'VOTES'
    yield from votes(file)


def meta(file) -> dict[str, str]:
    """What the file tells about itself; what can be counted is counted."""
    election = file.election
    told = dict(file.meta)
    told |= {
        'num_projects': str(len(election.projects)),
        'num_votes': str(len(file.voters)),
        'budget': number(election.budget),
        'vote_type': str(election.vote_type),
    }
    if election.threshold is not None:
        told[THRESHOLD] = number(election.threshold)
    if election.vote_type is VoteType.ORDINAL and election.first_place:
        told.setdefault('max_length', str(election.first_place))
    return told


def projects(file):
    fields = {project.id: dict(file.projects.get(project.id, {})) for project in file.election.projects}
    if file.election.exclusive:
        for project, others in rivals(file.election).items():
            fields[project][EXCLUSIVE] = ','.join(others)
    more = columns(fields.values())
    yield row('project_id', 'cost', *more)
    for project in file.election.projects:
        if project.id.lower() in RESERVED or ',' in project.id:
            raise ValueError(f'a project cannot be called {project.id} in a file')
        yield row(project.id, number(project.cost), *(fields[project.id].get(name, '') for name in more))


def rivals(election) -> dict[str, list[str]]:
    """The projects that cannot be carried out together with each."""
    groups = {project.id: [group for group in election.exclusive if project.id in group] for project in election.projects}
    return {project: sorted(set().union(*found) - {project}) for project, found in groups.items()}


def votes(file):
    points = ('points',) if file.election.vote_type.gives_points else ()
    more = columns(voter.fields for voter in file.voters)
    yield row('voter_id', 'vote', *points, *more)
    for voter in file.voters:
        given = [','.join(number(one) for one in voter.ballot.points)] if points else []
        yield row(voter.id, ','.join(voter.ballot.choices), *given, *(voter.fields.get(name, '') for name in more))


def columns(rows) -> list[str]:
    return list(dict.fromkeys(name for fields in rows for name in fields))


def row(*cells) -> str:
    """One line. A line break inside a cell becomes a space, as not every reader understands it."""
    line = io.StringIO()
    csv.writer(line, delimiter=';', lineterminator='').writerow([' '.join(str(cell).splitlines()).strip() for cell in cells])
    return line.getvalue()


def number(amount: Exact) -> str:
    """An amount with as many decimals as it needs."""
    digits = 0
    while (Fraction(amount) * 10**digits).denominator != 1:
        digits += 1
        if digits > 9:
            raise ValueError(f'{amount} has no end as a decimal number')
    whole, rest = divmod(int(amount * 10**digits), 10**digits)
    return f'{whole}.{rest:0{digits}}' if digits else str(whole)
