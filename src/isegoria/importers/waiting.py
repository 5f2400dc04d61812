"""Waiting: comments that stood in a file before the one they answer, kept in a file of their own until it is read through."""

import pickle
import tempfile
from collections.abc import Iterator


class Waiting:
    """Lines put aside; only their ids are held in memory."""

    def __init__(self):
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed by close()
        self.ids = set()

    def close(self):
        self._file.close()

    def add(self, line):
        self.ids.add(line.original_id)
        pickle.dump(line, self._file)

    def __bool__(self):
        return bool(self.ids)

    def __iter__(self) -> Iterator:
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)  # noqa: S301  our own file
            except EOFError:
                return

    def released(self, left: 'Waiting') -> Iterator:
        """The lines that answer nothing that waits; the others go on to `left`. Of lines that wait for each other all are given."""
        all_at_once = all(self._waits(line) for line in self)
        for line in self:
            if all_at_once or not self._waits(line):
                yield line
            else:
                left.add(line)

    def _waits(self, line):
        return any(ancestor in self.ids for ancestor in line.ancestors if ancestor != line.original_id)
