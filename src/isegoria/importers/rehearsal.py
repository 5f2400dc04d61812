"""A rehearsal (--dry-run): everything is done as it would be, over the database and never in it, and thrown away."""

import tempfile
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from ZODB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.FileStorage import FileStorage


class NoCatalog:
    """Takes rows and forgets them."""

    def write(self, ids, read):
        pass

    def rebuild(self, read):
        return 0


@contextmanager
def rehearsal(registry, database):
    """Gives (registry, database) to run an import with; what it writes lies in a folder that goes with the block."""
    with tempfile.TemporaryDirectory() as folder:
        changes = FileStorage(str(Path(folder) / 'changes.fs'))
        # Closing the overlay would close what lies under it, which is not ours.
        over = DB(DemoStorage(base=database.storage, changes=changes, close_base_on_close=False))
        try:
            yield SimpleNamespace(components=registry.components, catalog=NoCatalog(), served=set(), jobs={}, worker=None), over
        finally:
            over.close()
