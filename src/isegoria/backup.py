"""Backups: the objects first, then their files, so that no object in a backup misses its file; restored and counted by command.

FileStorage: repozo's full and incremental files, and a folder of files for each backup in which what did not change is a
hard link. PostgreSQL: its own pg_dump, files included. The catalog is derived and never backed up.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from ZODB.scripts import repozo

OBJECTS, FILES = 'objects', 'files-'
MOMENT = '%Y-%m-%d-%H-%M-%S'
DUMP = 'database-'


class BackupError(Exception):
    """A backup or restore did not come about; the message says why and what is to be done."""


@dataclass(frozen=True)
class Source:
    """Where the data of an installation lies."""

    scheme: str
    data: Path | None = None
    blobs: Path | None = None
    address: str = ''

    @classmethod
    def of(cls, uri: str) -> 'Source':
        parts = urlsplit(uri)
        if parts.scheme == 'file':
            options = dict(parse_qsl(parts.query))
            blobs = options.get('blobstorage_dir')
            return cls('file', Path(unquote(parts.path)), Path(blobs) if blobs else None)
        if parts.scheme == 'postgres':
            return cls('postgres', address=uri.partition('?')[0].replace('postgres://', 'postgresql://', 1))
        raise BackupError(f'no backup is known for {parts.scheme}:// addresses')


def back_up(uri: str, folder: Path, full=False, keep: int = 4, now: datetime | None = None) -> str:
    """Add a backup to a folder; what was made, in words. `keep` full backups stay, older ones go with what hangs on them."""
    source = Source.of(uri)
    moment = (now or datetime.now(UTC)).strftime(MOMENT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if source.scheme == 'postgres':
        return _dump(source, folder, moment, keep)
    objects = folder / OBJECTS
    objects.mkdir(exist_ok=True)
    before = set(objects.iterdir())
    repozo.main(['-B', '-Q', '-r', str(objects), '-f', str(source.data), *(['-F'] if full else [])])
    if source.blobs is not None and source.blobs.is_dir():
        copy_files(source.blobs, folder / f'{FILES}{moment}', latest(folder))
    retain(folder, keep)
    made = sorted(each.suffix for each in set(objects.iterdir()) - before)
    kind = 'a full backup' if any(ending.startswith('.fs') and not ending.startswith('.fsz0') for ending in made) else 'nothing new'
    return 'an incremental backup' if '.deltafs' in made else kind


def copy_files(blobs: Path, to: Path, earlier: Path | None):
    """All files of the blob folder; those that an earlier backup holds are linked, since a blob never changes."""
    for found, _folders, names in os.walk(blobs):
        place = to / Path(found).relative_to(blobs)
        place.mkdir(parents=True, exist_ok=True)
        for name in names:
            if name.endswith(('.tmp', '.lock')):
                continue
            kept = earlier / place.relative_to(to) / name if earlier else None
            if kept is not None and kept.is_file():
                os.link(kept, place / name)
            else:
                copy_file(Path(found) / name, place / name)


def copy_file(source: Path, to: Path):
    """A blob may go while it is copied (packed away): then no object of this backup wants it."""
    try:
        shutil.copy2(source, to)
    except FileNotFoundError:
        to.unlink(missing_ok=True)


def latest(folder: Path) -> Path | None:
    return max(folder.glob(f'{FILES}*'), default=None)


def retain(folder: Path, keep: int):
    """Forget full backups beyond `keep`, the increments that hang on them, and files older than the oldest that stays."""
    objects = folder / OBJECTS
    fulls = sorted(each.name for each in objects.iterdir() if each.suffix in ('.fs', '.fsz'))
    if len(fulls) <= keep:
        return
    oldest = fulls[-keep].partition('.')[0]
    for each in objects.iterdir():
        if each.name.partition('.')[0] < oldest:
            each.unlink()
    for each in folder.glob(f'{FILES}*'):
        if each.name.removeprefix(FILES) < oldest:
            shutil.rmtree(each)


def put_back(uri: str, folder: Path, until: str | None = None):
    """Put a backup in place of data that is not there (BackupError when it is); `until` is a moment such as 2026-11-26-03-00."""
    source = Source.of(uri)
    if source.scheme == 'postgres':
        _load(source, folder, until)
        return
    assert source.data is not None
    if source.data.exists():
        raise BackupError(f'{source.data} exists: move it away first')
    source.data.parent.mkdir(parents=True, exist_ok=True)
    repozo.main(['-R', '-r', str(folder / OBJECTS), '-o', str(source.data), *(['-D', until] if until else [])])
    files = max((each for each in folder.glob(f'{FILES}*') if not until or each.name <= f'{FILES}{until}~'), default=None)
    if source.blobs is not None and files is not None:
        if source.blobs.exists() and any(source.blobs.iterdir()):
            raise BackupError(f'{source.blobs} is not empty: move it away first')
        shutil.copytree(files, source.blobs, dirs_exist_ok=True)


def _dump(source: Source, folder: Path, moment: str, keep: int) -> str:
    path = folder / f'{DUMP}{moment}.dump'
    _run('pg_dump', '--format=custom', '--exclude-schema=catalog', f'--file={path}', f'--dbname={source.address}')
    for old in sorted(folder.glob(f'{DUMP}*.dump'))[:-keep]:
        old.unlink()
    return f'a full backup, {path.stat().st_size:,} bytes'


def _load(source: Source, folder: Path, until: str | None):
    dumps = [each for each in sorted(folder.glob(f'{DUMP}*.dump')) if not until or each.name <= f'{DUMP}{until}~']
    if not dumps:
        raise BackupError(f'there is no backup in {folder}')
    _run('pg_restore', '--no-owner', '--exit-on-error', '--single-transaction', f'--dbname={source.address}', dumps[-1])


def _run(program, *arguments):
    if shutil.which(program) is None:
        raise BackupError(f'{program} is missing: install the PostgreSQL client')
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)  # noqa: S603  our own words
    if done.returncode:
        raise BackupError(f'{program}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "failed"}')
