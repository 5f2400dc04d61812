"""Reading files of one JSON object a line, packed or not, holding one line at a time."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from isegoria.importers import CannotImport

LONGEST_LINE = 16_000_000


class Rejected(ValueError):
    """A line that cannot be taken over; the message is the reason."""


class LinesOfJson:
    """The objects of a file with the numbers of their lines; what is none is reported and passed over."""

    def __init__(self, folder: Path, stem: str, report: Callable[[str, int, str], None]):
        self.path = find(folder, stem)
        self.report = report
        self.size = self.path.stat().st_size or 1
        self.position = 0

    def __iter__(self) -> Iterator[tuple[int, dict]]:
        with self.path.open('rb') as packed:
            lines = gzip.GzipFile(fileobj=packed) if self.path.suffix == '.gz' else packed
            for number, line in self._lines(lines):
                self.position = packed.tell()
                try:
                    yield number, understood(line)
                except Rejected as reason:
                    self.reject(number, reason)

    def _lines(self, lines):
        number = 0
        try:
            while line := lines.readline(LONGEST_LINE):
                number += 1
                if line.strip():
                    yield number, line
        except (OSError, EOFError, zlib.error) as error:
            self.reject(number + 1, f'the file is damaged from here on ({error})')

    def reject(self, number: int, reason):
        self.report(self.path.name, number, str(reason))


def find(folder: Path, stem: str) -> Path:
    """The file of this name, packed or not."""
    names = (f'{stem}.ndjson.gz', f'{stem}.ndjson')
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise CannotImport(f'{folder}: there is no {" and no ".join(names)} in it')


def understood(line: bytes) -> dict:
    """The object that a line holds."""
    if len(line) >= LONGEST_LINE:
        raise Rejected(f'longer than {LONGEST_LINE:,} bytes')
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Rejected(f'no JSON: {error}') from None
    if not isinstance(found, dict):
        raise Rejected('no JSON object')
    return found
