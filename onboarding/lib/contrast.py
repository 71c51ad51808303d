"""Colours as WCAG 2.2 looks at them: how far two are apart, and the nearest darker one that words can stand on."""

from __future__ import annotations

import re

ENOUGH = 4.5
WHITE, BLACK = "#ffffff", "#000000"
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


def colour_of(typed: str) -> str | None:
    """What was typed as #rrggbb in small letters; None when it is no colour."""
    found = _COLOUR.fullmatch(typed.strip())
    if found is None:
        return None
    digits = found.group(1).lower()
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with so much of another in it: a share of 0 is the first, of 1 the second."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def darker_that_passes(colour: str, ground: str = WHITE) -> str:
    """The first colour on the way to black whose contrast with the ground is enough; the colour itself where it is."""
    shades = (mixed(colour, BLACK, step / 200) for step in range(201))
    return next(shade for shade in shades if ratio(shade, ground) >= ENOUGH)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
