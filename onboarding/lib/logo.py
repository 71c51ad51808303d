"""A logo from outside: a PNG is drawn anew, so that nothing but its picture is left; an SVG is taken when it only draws."""

from __future__ import annotations

import io
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from PIL import Image

from onboarding.lib.uploads import FileRefused, check_size

MOST_BYTES = 512 * 1024
MOST_SIDE = 2_000  # pixels as sent
KEPT_SIDE = 800
TYPES = {"png": "image/png", "svg": "image/svg+xml"}
NEITHER = "The logo must be a PNG or an SVG file. Save it as one of these, and try again."
TOO_LARGE = "The logo must be smaller than 500 KB. Save a smaller copy, and try again."
TOO_WIDE = f"The logo must be at most {MOST_SIDE} dots wide and high. Save a smaller copy, and try again."
DAMAGED = "This picture is damaged and cannot be opened. Save it again, and try again."
MORE_THAN_DRAWS = "This SVG holds more than shapes ({}). Save it as a PNG, and try again."

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWS = frozenset({
    "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "linearGradient", "radialGradient", "stop", "clipPath",
})  # fmt: skip
_SAYS_HOW = frozenset({
    "id", "class", "version", "width", "height", "viewBox", "preserveAspectRatio", "d", "x", "y", "x1", "y1", "x2", "y2",
    "cx", "cy", "r", "rx", "ry", "fx", "fy", "points", "offset", "transform", "gradientUnits", "gradientTransform",
    "spreadMethod", "clipPathUnits", "clip-path", "clip-rule", "fill", "fill-rule", "fill-opacity", "stroke",
    "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-opacity",
    "opacity", "stop-color", "stop-opacity", "style", "role", "aria-label", "aria-hidden", "focusable",
    "{http://www.w3.org/XML/1998/namespace}space",
})  # fmt: skip


def logo_of(content: bytes) -> tuple[bytes, str]:
    """The logo as we keep it, and its ending. Raises FileRefused with the sentence to show."""
    check_size(content, most=10 * MOST_BYTES)
    if len(content) > MOST_BYTES:
        raise FileRefused(TOO_LARGE)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _drawn_anew(content), "png"
    if b"<svg" in content[:4096]:
        _check_svg(content)
        return content, "svg"
    raise FileRefused(NEITHER)


def _drawn_anew(content: bytes) -> bytes:
    try:
        picture = Image.open(io.BytesIO(content), formats=["PNG"])
        if max(picture.size) > MOST_SIDE:  # looked at before a single dot is unpacked
            raise FileRefused(TOO_WIDE)
        drawn = picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise FileRefused(DAMAGED) from fault
    drawn.thumbnail((KEPT_SIDE, KEPT_SIDE))
    out = io.BytesIO()
    Image.frombytes("RGBA", drawn.size, drawn.tobytes()).save(out, "PNG", optimize=True)
    return out.getvalue()


def _check_svg(content: bytes) -> None:
    """Shapes and how they are painted, and nothing that runs, names another file or has a style sheet."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as fault:
        raise FileRefused(MORE_THAN_DRAWS.format("a document type")) from fault
    except (ParseError, ValueError, LookupError) as fault:
        raise FileRefused(DAMAGED) from fault
    for part in root.iter():
        _check_part(part)


def _check_part(part: Any) -> None:
    name = str(part.tag)
    if not name.startswith(_SVG) or name.removeprefix(_SVG) not in _DRAWS:
        raise FileRefused(MORE_THAN_DRAWS.format(name.rpartition("}")[2]))
    for key, value in part.attrib.items():
        if key not in _SAYS_HOW or not _within(value):
            raise FileRefused(MORE_THAN_DRAWS.format(key.rpartition("}")[2]))


def _within(value: str) -> bool:
    """Whether a value names nothing but pieces of the same picture."""
    plain = "".join(value.lower().split()).replace("url(#", "")
    return not any(sign in plain for sign in ("url(", "@", "\\", "/*"))
