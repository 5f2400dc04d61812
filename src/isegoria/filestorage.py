"""A FileStorage that a full disk does not hurt."""

import contextlib
from functools import wraps

from ZODB.FileStorage import FileStorage


def forget_unwritten(storage: FileStorage):
    """Throw away what waits in the buffer of the data file, and what a refused transaction left at its end."""
    with storage._lock:
        with contextlib.suppress(OSError):
            storage._file.close()  # tries once more to write what waits; the file below is closed in any case
        storage._file = open(storage._file_name, 'r+b')  # noqa: SIM115 (lives as long as the storage)
        storage._file.truncate(storage._pos)
        storage._files.flush()


def harmless_when_full(vote):
    """ZODB 6 cuts a transaction that found no room off the file; but cutting first writes what waits in the buffer, and fails, too.

    What waited would be written behind the next transaction, where the next start finds it and takes it for damage.
    """

    @wraps(vote)
    def tpc_vote(self, transaction):
        try:
            return vote(self, transaction)
        except OSError:
            forget_unwritten(self)
            raise

    return tpc_vote


def mend():
    """Every FileStorage of this process, whichever address opened it."""
    if not hasattr(FileStorage.tpc_vote, '__wrapped__'):
        FileStorage.tpc_vote = harmless_when_full(FileStorage.tpc_vote)
