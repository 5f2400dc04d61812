"""Programs from npm that judge the pages: fetched the first time, in the versions of package-lock.json."""

import fcntl
import subprocess
from pathlib import Path

from tests.programs import want

HERE = Path(__file__).parent
BUILD = Path(__file__).parents[2] / 'build'


def judge(path: str) -> Path:
    """A file of one of them. Several processes that test may ask at once: one fetches, the others wait."""
    npm, found = want('npm'), HERE / 'node_modules' / path
    BUILD.mkdir(exist_ok=True)
    with (BUILD / 'judges.lock').open('w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not found.exists():
            subprocess.run([npm, 'ci', '--silent', '--no-audit', '--no-fund', '--ignore-scripts'], cwd=HERE, check=True)
    return found
