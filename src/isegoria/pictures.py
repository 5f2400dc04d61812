"""The pictures that the site draws itself: a cover for each space without a photograph, and the tally of all who take part."""

from functools import lru_cache
from math import ceil, sqrt
from pathlib import Path
from random import Random
from zlib import crc32

from chameleon.utils import Markup

COVERS = sorted((Path(__file__).parent / 'static' / 'covers').glob('*.svg'))
LEAST_ACROSS, MOST_ACROSS, ROW, COLUMN, GROUP = 6, 13, 42, 8.4, 46
STROKES = 720


@lru_cache
def drawn(path: Path) -> Markup:
    return Markup(path.read_text(encoding='utf-8').strip())


def cover(slug: str) -> Markup:
    """The cover of a space: always the same one for the same slug, coloured by the organization's tokens."""
    return drawn(COVERS[crc32(slug.encode()) % len(COVERS)])


def people_per_stroke(people: int) -> int:
    """One, two, five, ten, twenty ...: the least that lets everybody be drawn with the strokes there is room for."""
    size = 1
    while people // size > STROKES:
        size = size * 5 // 2 if str(size)[0] == '2' else size * 2
    return size


@lru_cache(64)
def voices(people: int, lately: int = 0) -> tuple[Markup, int]:
    """The picture of the home page: strokes in fives, the last ones marked as new; and how many people a stroke stands for."""
    each = people_per_stroke(people)
    strokes, new = people // each, lately // each
    groups = -(-strokes // 5)
    across = min(MOST_ACROSS, max(LEAST_ACROSS, ceil(sqrt(groups))))  # few people are drawn larger
    hand = Random(7)  # noqa: S311  drawn as by a hand, but the same for everybody
    paths = {'': [], 'd': [], 'n': []}
    for number in range(strokes):
        group, place = divmod(number, 5)
        x, y = group % across * GROUP + 7, group // across * ROW + 6
        kind = 'n' if number >= strokes - new else 'd' if place == 4 else ''
        wobble = [hand.uniform(-0.9, 0.9) for _ in range(4)]
        line = (x - 5, y + 22, x + 31, y + 6) if place == 4 else (x + place * COLUMN, y, x + place * COLUMN, y + 28)
        x1, y1, x2, y2 = (f'{end + shift:.1f}' for end, shift in zip(line, wobble, strict=True))
        paths[kind].append(f'M{x1} {y1}L{x2} {y2}')
    height = max(1, -(-groups // across)) * ROW
    body = ''.join(f'<path class="{kind}" d="{"".join(lines)}"/>' for kind, lines in paths.items() if lines)
    return Markup(f'<svg class="marks" viewBox="0 0 {across * GROUP} {height}" aria-hidden="true">{body}</svg>'), each
