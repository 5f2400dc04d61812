"""Every page as it comes from the server, judged by the Nu HTML checker: no error."""

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.browser.judges import judge
from tests.browser.states import STATES
from tests.programs import want

# The style page shows a form with errors and a comment with one, side by side; on every other page there is one place to begin.
EXCUSED = {('styleguide', 'autofocus'), ('styleguide, all details open', 'autofocus')}


@pytest.fixture(scope='session')
def checker():
    """The command of the checker."""
    java = want('java')
    return [
        java,
        '-Xmx600m',
        '-jar',
        str(judge('vnu-jar/build/dist/vnu.jar')),
        '--format',
        'json',
        '--errors-only',
        '--exit-zero-always',
    ]


def test_pages_are_valid_html(seen, checker):
    """The pages that test_states.py has looked at, refusals and forms with errors too."""
    pages = sorted(seen['pages'].iterdir())
    if len(pages) < len(STATES):
        pytest.skip('not all states were looked at')
    said = subprocess.run([*checker, str(seen['pages'])], capture_output=True, text=True, check=True)
    errors = [each for each in json.loads(said.stderr)['messages'] if each['type'] == 'error']
    found = [
        f'{name_of(each)}, line {each.get("lastLine")}: {each["message"]} {each.get("extract", "")[:120]!r}'
        for each in errors
        if not any(name_of(each) == name and word in each['message'] for name, word in EXCUSED)
    ]
    assert not found, '\n'.join(found)


def name_of(error) -> str:
    return Path(unquote(error['url'])).stem
