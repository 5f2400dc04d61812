"""Signs beside words: Lucide icons (ISC licence, static/icons/LICENSE.txt), drawn into the page in the text's colour."""

import re
from functools import lru_cache
from html import escape
from pathlib import Path

from chameleon.utils import Markup

FOLDER = Path(__file__).parent / 'static' / 'icons'
# These point somewhere, and point the other way where one reads from right to left.
TURNING = frozenset(
    {
        'arrow-left',
        'arrow-right',
        'chevron-left',
        'chevron-right',
        'log-in',
        'log-out',
        'reply',
        'undo-2',
        'external-link',
        'send',
    }
)


@lru_cache(256)
def shapes(name: str) -> str:
    """What is inside the drawing of an icon; a name that we do not have is a mistake in a template."""
    if not re.fullmatch('[a-z0-9-]+', name):
        raise KeyError(f'{name!r} is no name of an icon')
    try:
        drawing = (FOLDER / f'{name}.svg').read_text(encoding='utf-8')
    except FileNotFoundError:
        raise KeyError(f'there is no icon {name!r} in static/icons') from None
    inside = drawing[drawing.index('>', drawing.index('<svg')) + 1 : drawing.rindex('</svg>')]
    return re.sub(r'\s*\n\s*', '', inside).replace(' />', '/>')


@lru_cache(1024)
def icon(name: str, label: str | None = None) -> Markup:
    """An icon beside a word says nothing aloud; one that stands alone carries its name as `label`."""
    css = 'i turn' if name in TURNING else 'i'
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(f'<svg class="{css}" viewBox="0 0 24 24" {said}>{shapes(name)}</svg>')


def names() -> list[str]:
    """All icons we have, for the style page."""
    return sorted(path.stem for path in FOLDER.glob('*.svg'))
