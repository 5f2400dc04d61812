"""Programs and data that some tests want: where they are missing a test skips, or fails where the full run is asked for."""

import os
import shutil
from pathlib import Path

import pytest

FORBID_SKIP = 'ISEGORIA_TEST_FORBID_SKIP'
NAMES = {'chromium': ('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')}
FOLDERS = ('/usr/lib/postgresql/*/bin', '/usr/local/pgsql/bin', '/usr/pgsql-*/bin')
SHARED = Path(os.environ.get('ISEGORIA_SHARED') or Path(__file__).parents[2] / 'shared') / 'data'


def find_program(name: str) -> str | None:
    """Where a program is, under any of its names; PostgreSQL's server programs lie beside the path."""
    for known in NAMES.get(name, (name,)):
        found = shutil.which(known)
        if found:
            return found
    beside = [folder / name for pattern in FOLDERS for folder in Path('/').glob(pattern.lstrip('/')) if (folder / name).exists()]
    return str(beside[-1]) if beside else None


def want(name: str) -> str:
    """The path of a program; without it the test is skipped, or fails where skipping is forbidden (.ci/run)."""
    found = find_program(name)
    if found is None:
        refuse = pytest.fail if os.environ.get(FORBID_SKIP) else pytest.skip
        refuse(f'{name} is not installed')
    return found


def want_data(name: str) -> Path:
    """A folder or file of the data that lies beside the repository; a stranger's clone has none, so the test is skipped."""
    found = SHARED / name
    if not found.exists():
        pytest.skip(f'../shared/data/{name} is not there')
    return found
