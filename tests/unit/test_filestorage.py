"""A data file on a disk that fills up."""

import io

import pytest
import transaction
from ZODB import DB
from ZODB.FileStorage import FileStorage

import isegoria  # noqa: F401 (mends FileStorage)


class Filling(io.FileIO):
    """A file that has room for so many bytes more."""

    room = None

    def write(self, data):
        if self.room is None:
            return super().write(data)
        if not self.room:
            raise OSError(28, 'No space left on device')
        fits = bytes(data)[: self.room]
        self.room -= len(fits)
        return super().write(fits)


def fill(storage, room):
    """Only so many bytes fit from now on."""
    storage._file.flush()
    raw = Filling(storage._file_name, 'r+b')
    raw.room = room
    storage._file.close()
    storage._file = io.BufferedRandom(raw)


@pytest.mark.parametrize('room', [0, 10, 200, 9000])
@pytest.mark.parametrize('words', ['few', 'many ' * 3000])
def test_a_transaction_that_found_no_room_leaves_nothing_in_the_file(tmp_path, room, words):
    path = tmp_path / 'data.fs'
    database = DB(FileStorage(str(path)))
    with database.transaction() as connection:
        connection.root()['before'] = 'said before'
    size = path.stat().st_size
    fill(database.storage, min(room, 100) if words == 'few' else room)
    with pytest.raises(OSError, match='No space'), database.transaction() as connection:
        connection.root()['refused'] = words
    transaction.abort()
    assert path.stat().st_size == size
    with database.transaction() as connection:
        connection.root()['after'] = 'x' if words == 'few' else 'said after'
    database.close()
    (tmp_path / 'data.fs.index').unlink()
    database = DB(FileStorage(str(path)))
    with database.transaction() as connection:
        assert set(connection.root()) == {'before', 'after'}
    database.close()
    assert not list(tmp_path.glob('*.tr*'))
