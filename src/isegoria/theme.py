"""An organization's own colour: from the one that it chose, all that the site needs, readable in both schemes.

The rules stand in OKLCH (lightness, chroma, hue), where equal steps look equal. Nothing here is computed for a page:
the stylesheet is written once, when the colour is saved, and served under its hash.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from math import atan2, cos, hypot, sin

WHITE, PAPER_DARK, SUNK, SUNK_DARK = '#ffffff', '#13151c', '#f5f3ee', '#0d0f14'
READABLE = 4.5
STEP, CHROMA_STEP = 0.01, 0.004


# -- colours -----------------------------------------------------------------------------------------------------------


def channels(colour: str) -> tuple[float, float, float]:
    """The three parts of #rrggbb as light, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def written(light) -> str:
    """#rrggbb from the three parts as light."""
    return '#' + ''.join(
        f'{round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055)):02x}'
        for part in (min(1.0, max(0.0, part)) for part in light)
    )


def luminance(light) -> float:
    red, green, blue = light
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it: from 1 to 21."""
    dark, bright = sorted((luminance(channels(one)), luminance(channels(other))))
    return (bright + 0.05) / (dark + 0.05)


def lightness_chroma_hue(colour: str) -> tuple[float, float, float]:
    red, green, blue = channels(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, hypot(a, b), atan2(b, a)


def light_of(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def shown(lightness: float, chroma: float, hue: float) -> str:
    """The colour as a screen can show it: the chroma is lowered until it fits."""
    while True:
        light = light_of(lightness, chroma, hue)
        if chroma <= 0 or all(-0.0001 <= part <= 1.0001 for part in light):
            return written(light)
        chroma = max(0.0, chroma - CHROMA_STEP)


def until(wanted: float, ground: str, lightness: float, chroma: float, hue: float, step: float) -> tuple[float, str]:
    """Go darker (or, with a positive step, lighter) until the colour stands out from its ground."""
    colour = shown(lightness, chroma, hue)
    while contrast(colour, ground) < wanted and 0 < lightness < 1:
        lightness = min(1.0, max(0.0, lightness + step))
        colour = shown(lightness, chroma, hue)
    return lightness, colour


# -- the theme ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pair:
    """A text and its ground, and how well it can be read."""

    scheme: str
    text: str
    ground: str
    colour: str
    behind: str

    @property
    def ratio(self) -> float:
        return contrast(self.colour, self.behind)

    @property
    def is_readable(self) -> bool:
        return self.ratio >= READABLE


@dataclass(frozen=True)
class Theme:
    """What one chosen colour becomes, for the light and the dark scheme: names of tokens without their dashes."""

    chosen: str
    light: dict
    dark: dict

    @property
    def fitted(self) -> str:
        """The colour of the buttons: the chosen one, or the nearest in which white can be read."""
        return self.light['primary']

    @property
    def is_changed(self) -> bool:
        """Whether the fitted colour can be told from the chosen one: the administrator is then shown both."""
        ours, theirs = lightness_chroma_hue(self.fitted), lightness_chroma_hue(self.chosen)
        return abs(ours[0] - theirs[0]) > 0.02 or abs(ours[1] - theirs[1]) > 0.02

    def pairs(self) -> list[Pair]:
        """Every text that stands on a derived colour, or is one; recomputed whenever a colour is saved."""
        return [*self._pairs('light', self.light, WHITE, SUNK), *self._pairs('dark', self.dark, PAPER_DARK, SUNK_DARK)]

    def _pairs(self, scheme, tokens, paper, sunk):
        named = {**tokens, 'paper': paper, 'sunk': sunk, 'on-deep': WHITE}
        for text, ground in (
            ('on-primary', 'primary'),
            ('on-primary', 'primary-hover'),
            ('primary-ink', 'paper'),
            ('primary-ink', 'sunk'),
            ('primary-ink', 'primary-soft'),
            ('on-deep', 'deep'),
            ('on-deep-2', 'deep'),
        ):
            yield Pair(scheme, text, ground, named[text], named[ground])

    @property
    def worst(self) -> Pair:
        return min(self.pairs(), key=lambda pair: pair.ratio)

    def stylesheet(self) -> str:
        """The tokens of the organization, to be loaded after tokens.css."""
        return (
            f':root {{ {declared(self.light)} }}\n'
            f'@media screen and (prefers-color-scheme: dark) {{ :root {{ {declared(self.dark)} }} }}\n'
        )

    def hash(self) -> str:
        """The name under which the stylesheet is kept for ever: another colour, another name."""
        return sha256(self.stylesheet().encode()).hexdigest()[:16]


def declared(tokens: dict) -> str:
    return ' '.join(f'--{name}: {colour};' for name, colour in tokens.items())


MOST_CHROMA = 0.21
ROUNDING = 0.001  # a colour of six signs misses a chroma by less, so that a fitted one fits


def derive(chosen: str) -> Theme:
    """The theme of a chosen colour (#rrggbb): its hue stays, its lightness gives way to being read."""
    chosen = chosen.lower()
    if not re.fullmatch('#[0-9a-f]{6}', chosen):
        raise ValueError(f'{chosen!r} is no colour of the form #rrggbb')
    lightness, chroma, hue = lightness_chroma_hue(chosen)
    chroma = chroma if chroma < MOST_CHROMA + ROUNDING else MOST_CHROMA
    return Theme(chosen, for_light(lightness, chroma, hue), for_dark(lightness, min(chroma, 0.14), hue))


def for_light(lightness, chroma, hue):
    lightness, primary = until(5.5, WHITE, lightness, chroma, hue, -STEP)
    _, ink = until(7, WHITE, lightness, chroma, hue, -STEP)
    depth, deep = until(9, WHITE, min(lightness, 0.37), min(chroma, 0.16), hue, -STEP)
    return {
        'primary': primary,
        'primary-hover': shown(max(0, lightness - 0.07), chroma, hue),
        'on-primary': WHITE,
        'primary-ink': ink,
        'primary-soft': shown(0.953, min(chroma, 0.018), hue),
        'primary-line': shown(0.83, min(chroma, 0.06), hue),
        'deep': deep,
        'deep-2': shown(depth + 0.07, min(chroma, 0.16), hue),
        'on-deep-2': shown(0.88, min(chroma, 0.05), hue),
    }


def for_dark(lightness, chroma, hue):
    lightness, primary = until(7, PAPER_DARK, min(0.92, max(0.60, lightness)), chroma, hue, STEP)
    _, ink = until(9.5, PAPER_DARK, lightness, min(chroma, 0.10), hue, STEP)
    return {
        'primary': primary,
        'primary-hover': shown(lightness + 0.07, chroma, hue),
        'on-primary': shown(0.21, min(chroma, 0.06), hue),
        'primary-ink': ink,
        'primary-soft': shown(0.27, min(chroma, 0.06), hue),
        'primary-line': shown(0.43, min(chroma, 0.10), hue),
        'deep': shown(0.28, min(chroma, 0.10), hue),
        'deep-2': shown(0.35, min(chroma, 0.12), hue),
        'on-deep-2': shown(0.88, min(chroma, 0.05), hue),
    }
