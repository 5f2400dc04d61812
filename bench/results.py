"""What was measured: as a table to read and as a list for programs."""

import json
import os
import platform
import statistics
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
SHOWN = ('Pyramid', 'ZODB', 'RelStorage', 'Chameleon', 'SQLAlchemy', 'waitress', 'gunicorn')
COLUMNS = ('work', 'storage', 'proposals', 'at once', 'value', 'unit', 'of the floor', 'target', 'met')


@dataclass
class Result:
    """One figure. `target` is a share of the floor where there is a floor, else a value; rounds are as they were measured."""

    name: str
    storage: str
    size: int
    concurrency: int
    value: float
    unit: str
    ratio_to_floor: float | None = None
    target: float | None = None
    met: bool | None = None
    rounds: list = field(default_factory=list)
    floor_rounds: list = field(default_factory=list)
    wrong: int = 0


def judged(name, storage, size, value, unit, target=None, *, at_least=False, concurrency=1, rounds=()) -> Result:
    """A figure by itself, with a most (or a least) that it should have."""
    met = None if target is None else (value >= target if at_least else value <= target)
    return Result(name, storage, size, concurrency, value, unit, None, target, met, list(rounds))


def beside_floor(name, storage, size, concurrency, rounds, floors, target, wrong) -> Result:
    """Requests a second, as a share of the floor's in the windows before and after each."""
    ratios = [value / statistics.fmean(floors[number : number + 2]) for number, value in enumerate(rounds)]
    ratio = statistics.median(ratios)
    met = None if target is None else ratio >= target and not wrong
    return Result(
        name, storage, size, concurrency, statistics.median(rounds), 'requests/s', ratio, target, met, rounds, floors, wrong
    )  # fmt: skip


def machine() -> str:
    names = ', '.join(f'{name} {version(name)}' for name in SHOWN)
    cores = len(os.sched_getaffinity(0))
    return f'{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}; {names}'


def line(result: Result) -> str:
    ratio = f'{result.ratio_to_floor:.3f}' if result.ratio_to_floor is not None else ''
    met = {True: 'yes', False: '**no**', None: ''}[result.met]
    target = f'{result.target:g}' if result.target is not None else ''
    value = f'{result.value:,.2f}' if result.value < 100 else f'{result.value:,.0f}'
    cells = (result.name, result.storage, f'{result.size:,}', result.concurrency, value, result.unit, ratio, target, met)
    return '| ' + ' | '.join(map(str, cells)) + ' |'


def table(results) -> str:
    head = '| ' + ' | '.join(COLUMNS) + ' |\n|' + '---|' * len(COLUMNS)
    return '\n'.join([head, *map(line, results)])


def write(results: list[Result], about: str, folder: Path = HERE):
    """RESULTS.md and results.json; what stands below the mark in RESULTS.md was written by people and stays."""
    (folder / 'results.json').write_text(json.dumps([asdict(each) for each in results], indent=1) + '\n', encoding='utf-8')
    path = folder / 'RESULTS.md'
    before = path.read_text(encoding='utf-8') if path.exists() else ''
    mark = '<!-- below: by hand -->'
    below = before.partition(mark)[2] or '\n'
    said = f'# What was measured\n\n`make bench`, {about}. {machine()}.\n\n{table(results)}\n\n{mark}{below}'
    path.write_text(said, encoding='utf-8')
