"""Reading `.pb` files, strictly: whatever is not understood is refused, with its line and the reason."""

import csv
import io
import re
from dataclasses import dataclass
from fractions import Fraction

from isegoria.components.budgets.tally.model import Ballot, Election, Exact, Project, VoteType, exact
from isegoria.components.budgets.tally.pabulib_file import COUNTED, EXCLUSIVE, THRESHOLD, PabulibError, PabulibFile, Voter

SECTIONS = ('META', 'PROJECTS', 'VOTES')
COLUMNS = {'META': ('key', 'value'), 'PROJECTS': ('project_id', 'cost'), 'VOTES': ('voter_id', 'vote')}
DECIMAL = re.compile(r'[0-9]{1,15}(\.[0-9]{1,9})?')
WHOLE = re.compile(r'[0-9]{1,9}')
LONGEST_QUOTE = 40


@dataclass
class Section:
    """One part of the file: where it begins, its columns, and its rows with their lines."""

    line: int
    columns: list[str]
    rows: list[tuple[int, list[str]]]


class Reading:
    """One file being read."""

    def __init__(self, data, name):
        self.name = name
        self.text = data if isinstance(data, str) else self.decoded(data)
        self.keys: dict[str, int] = {}  # the lines of META, by key

    def refuse(self, line, reason):
        raise PabulibError(self.name, line, ' '.join(reason.split()))

    def decoded(self, data):
        try:
            return data.decode('utf-8-sig')
        except UnicodeDecodeError as error:
            self.refuse(data.count(b'\n', 0, error.start) + 1, 'this is not UTF-8')

    def file(self) -> PabulibFile:
        sections = self.sections()
        meta = self.meta(sections['META'])
        self.vote_type = self.known_vote_type(meta)
        self.limits = Limits(self, meta)
        budget = self.amount(self.keys['budget'], 'budget', meta['budget'])
        projects, fields = self.projects(sections['PROJECTS'])
        self.costs = {project.id: project.cost for project in projects}
        voters = self.voters(sections['VOTES'])
        self.agree(meta, 'num_projects', len(projects))
        self.agree(meta, 'num_votes', len(voters))
        election = Election.of(
            self.vote_type, budget, projects, (voter.ballot for voter in voters),
            first_place=self.first_place(), threshold=self.limits.number(THRESHOLD),
            exclusive=self.exclusive(sections['PROJECTS'], fields),
        )  # fmt: skip
        return PabulibFile(meta, fields, tuple(voters), election)

    def first_place(self) -> int | None:
        return self.limits.whole('max_length') if self.vote_type is VoteType.ORDINAL else None

    def rows(self):
        """Each row with the line where it begins."""
        rows = csv.reader(io.StringIO(self.text, newline=''), delimiter=';', strict=True, skipinitialspace=True)
        while True:
            line = rows.line_num + 1
            try:
                row = next(rows, None)
            except csv.Error as error:
                self.refuse(line, f'this is not a row: {error}')
            if row is None:
                return
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield line, cells

    def sections(self) -> dict[str, Section]:
        found: dict[str, Section] = {}
        section, line = None, 1
        for line, cells in self.rows():
            if len(cells) == 1 and cells[0] in SECTIONS:
                section = self.begin(found, line, cells[0])
            elif section is None:
                self.refuse(line, 'a file begins with META')
            elif not section.columns:
                section.columns = self.columns(line, list(found)[-1], cells)
            elif len(cells) != len(section.columns):
                self.refuse(line, f'there are {len(cells)} values for {len(section.columns)} columns')
            else:
                section.rows.append((line, cells))
        for name in SECTIONS:
            if name not in found or not found[name].columns:
                self.refuse(line, f'the section {name} is missing')
        return found

    def begin(self, found, line, name):
        if len(found) == len(SECTIONS) or SECTIONS[len(found)] != name:
            self.refuse(line, f'{name} is out of place: the sections are {", ".join(SECTIONS)}, each once')
        found[name] = Section(line, [], [])
        return found[name]

    def columns(self, line, section, cells):
        for name in COLUMNS[section]:
            if name not in cells:
                self.refuse(line, f'the column {name} is missing')
        if section == 'META' and tuple(cells) != COLUMNS['META']:
            self.refuse(line, 'the columns of META are key and value')
        if len(set(cells)) != len(cells) or '' in cells:
            self.refuse(line, 'each column has a name of its own')
        return cells

    def meta(self, section) -> dict[str, str]:
        meta = {}
        for line, (key, value) in section.rows:
            if not key or key in meta:
                self.refuse(line, f'{key} is there twice' if key else 'a key is missing')
            meta[key], self.keys[key] = value, line
        for key in COUNTED:
            if not meta.get(key):
                self.refuse(self.keys.get(key, section.line), f'META does not tell {key}')
        return meta

    def known_vote_type(self, meta) -> VoteType:
        if meta['vote_type'] not in list(VoteType):
            self.refuse(self.keys['vote_type'], f'the vote type {meta["vote_type"]} is none of {", ".join(VoteType)}')
        return VoteType(meta['vote_type'])

    def agree(self, meta, key, number):
        if self.whole(self.keys[key], key, meta[key]) != number:
            self.refuse(self.keys[key], f'{key} is {meta[key]}, but there are {number}')

    def projects(self, section):
        projects, fields = [], {}
        for line, cells in section.rows:
            row = dict(zip(section.columns, cells, strict=True))
            project, cost = row.pop('project_id'), row.pop('cost')
            if not project or ',' in project:
                self.refuse(line, 'a project has an id, without commas')
            if project in fields:
                self.refuse(line, f'project {project} is there twice')
            projects.append(Project(project, self.amount(line, 'cost', cost)))
            fields[project] = row
        if not projects:
            self.refuse(section.line, 'there are no projects')
        return projects, fields

    def voters(self, section) -> list[Voter]:
        if self.vote_type.gives_points and 'points' not in section.columns:
            self.refuse(section.line + 1, f'the column points is missing, which a {self.vote_type} vote has')
        voters, ids, ballots = [], set(), {}
        for line, cells in section.rows:
            row = dict(zip(section.columns, cells, strict=True))
            voter, vote = row.pop('voter_id'), row.pop('vote')
            points = row.pop('points') if self.vote_type.gives_points else ''
            if not voter or voter in ids:
                self.refuse(line, f'voter {voter} is there twice' if voter else 'a voter has no id')
            ids.add(voter)
            if (vote, points) not in ballots:
                ballots[vote, points] = self.ballot(line, self.names(line, vote), points)
            voters.append(Voter(voter, ballots[vote, points], row))
        return voters

    def names(self, line, vote) -> list[str]:
        names = [name.strip() for name in vote.split(',')] if vote else []
        for name in names:
            if name not in self.costs:
                self.refuse(line, f'the vote names the project {name}, which is not there' if name else 'the vote has a gap')
        if len(set(names)) != len(names):
            self.refuse(line, 'the vote names a project twice')
        return names

    def ballot(self, line, names, points) -> Ballot:
        self.limits.check(line, 'length', len(names), 'projects in the vote')
        self.limits.check(line, 'sum_cost', sum(self.costs[name] for name in names), 'as the cost of the vote')
        match self.vote_type:
            case VoteType.CUMULATIVE | VoteType.SCORING:
                return Ballot.giving(dict(zip(names, self.points(line, names, points), strict=True)))
            case VoteType.ORDINAL:
                return Ballot.ranking(names)
            case _:
                return Ballot.approving(names)

    def points(self, line, names, text) -> list[Exact]:
        points = [self.decimal(line, 'points', number.strip()) for number in text.split(',')] if text else []
        if len(points) != len(names):
            self.refuse(line, f'there are {len(points)} numbers of points for {len(names)} projects')
        for number in points:
            self.limits.check(line, 'points', number, 'points for a project')
        self.limits.check(line, 'sum_points', sum(points), 'points in the vote')
        return points

    def exclusive(self, section, fields) -> frozenset[frozenset[str]]:
        pairs = set()
        for line, cells in section.rows:
            project = cells[section.columns.index('project_id')]
            for other in self.names(line, fields[project].get(EXCLUSIVE, '')):
                if other != project:
                    pairs.add(frozenset({project, other}))
        return frozenset(pairs)

    def amount(self, line, what, text) -> Exact:
        amount = self.decimal(line, what, text)
        if not amount:
            self.refuse(line, f'{what} is 0, and must be more')
        return amount

    def decimal(self, line, what, text) -> Exact:
        if not DECIMAL.fullmatch(text):
            self.refuse(line, f'{what} is {quoted(text)}, which is not a number as 1500 or 1500.50')
        return exact(Fraction(text))

    def whole(self, line, what, text) -> int:
        if not WHOLE.fullmatch(text):
            self.refuse(line, f'{what} is {quoted(text)}, which is not a whole number')
        return int(text)


def quoted(text: str) -> str:
    """A value as a complaint repeats it: as much of it as tells which one it is."""
    return repr(text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + '…')


class Limits:
    """What META allows in a ballot: `min_` and `max_` of lengths, costs and points."""

    def __init__(self, reading, meta):
        self.reading, self.meta = reading, meta
        measures = ('length', 'sum_cost', 'points', 'sum_points')
        self.least = {what: self.number(f'min_{what}') for what in measures}
        self.most = {what: self.number(f'max_{what}') for what in measures}
        if reading.vote_type is VoteType.CHOOSE_ONE and self.most['length'] is None:
            self.most['length'] = 1

    def number(self, key) -> Exact | None:
        text = self.meta.get(key)
        return self.reading.decimal(self.reading.keys[key], key, text) if text else None

    def whole(self, key) -> int | None:
        text = self.meta.get(key)
        return self.reading.whole(self.reading.keys[key], key, text) if text else None

    def check(self, line, measure, number, what):
        least, most = self.least[measure], self.most[measure]
        if least is not None and number < least:
            self.reading.refuse(line, f'{number} {what}, fewer than min_{measure}, which is {least}')
        if most is not None and number > most:
            self.reading.refuse(line, f'{number} {what}, more than max_{measure}, which is {most}')
