"""What the tests found out about access, as the last run of `make statement` wrote it down; told below the accessibility page."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PAGE = 'accessibility'
RESULTS = Path(__file__).parents[1] / 'static' / 'accessibility.json'


@dataclass(frozen=True)
class Tested:
    """States of pages that were looked at, how many of them were without a violation, and with what."""

    day: date
    tool: str
    states: int
    faultless: int

    @property
    def faulty(self) -> int:
        return self.states - self.faultless


def tested() -> Tested:
    said = json.loads(RESULTS.read_text(encoding='utf-8'))
    return Tested(date.fromisoformat(said['day']), said['tool'], said['states'], said['faultless'])


def write(found: Tested):
    said = {'day': found.day.isoformat(), 'tool': found.tool, 'states': found.states, 'faultless': found.faultless}
    RESULTS.write_text(json.dumps(said, indent=2) + '\n', encoding='utf-8')
