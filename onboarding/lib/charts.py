"""Charts as SVG, made here and not in the browser: they print, zoom, and say in words what they show.

Each chart comes with the rows of the table that stands beside it. The full sentence is in the SVG's <title>,
because a PDF takes its alternative text from there alone. Never colour alone: what is past its target is a
diamond, in bold, with words. All words are escaped.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WEB, PRINT, PHONE = 900, 720, 340
NARROW_BELOW = 560
INK, GREY, LINE = "#0b0c0c", "#484949", "#d4d6d7"
CALM, CALM_BAND, LATE, LATE_BAND = "#0f4c4a", "#b9d8d5", "#b3301c", "#f1c4ba"
FONT = "IBM Plex Sans, Arial, sans-serif"
CHARACTER = 7.6  # the mean width of a character at 15 px, to see whether a label fits


@dataclass(frozen=True)
class Chart:
    """`svg` is safe to print; `head` and `rows` are the table that says the same."""

    svg: SafeString
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Look:
    """Where things stand across a chart of this width: labels left of the bars, or above them when narrow."""

    width: int
    longest: int = 0

    @property
    def narrow(self) -> bool:
        """Whether labels stand above their bars."""
        return self.width < NARROW_BELOW

    @property
    def left(self) -> float:
        """Where the bars begin."""
        return 4 if self.narrow else min(self.width * 0.36, max(120, self.longest * CHARACTER + 20))

    @property
    def right(self) -> float:
        """Where the bars end and the words after them begin."""
        return self.width - (14 if self.narrow else 176)


def days_words(days: float | None) -> str:
    """30 days, 1 day, or the words for a time not reached."""
    return "not known yet" if days is None else f"{days:g} day{'' if days == 1 else 's'}"


def frame(name: str, sentence: str, about: str, size: tuple[float, float], body: SafeString) -> SafeString:
    """The outer <svg> with its title and description. `name` must be unique on the page."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img"'
        ' aria-labelledby="{n}-t {n}-d" font-family="{f}"><title id="{n}-t">{t}</title>'
        '<desc id="{n}-d">{d}</desc>{b}</svg>',
        w=f"{size[0]:g}", h=f"{size[1]:g}", n=name, f=FONT, t=sentence, d=about, b=body,
    )  # fmt: skip


def text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 15, late: bool = False,
         bold: bool = False, fill: str = "") -> SafeString:  # fmt: skip
    """One line of words whose baseline is at y."""
    weight = 700 if bold or late else 400
    return format_html(
        '<text x="{}" y="{}" font-size="{}" text-anchor="{}" fill="{}" font-weight="{}">{}</text>',
        f"{x:.1f}", f"{y:.1f}", size, anchor, fill or (LATE if late else INK), weight, words,
    )  # fmt: skip


def bar(x: float, y: float, width: float, height: float, fill: str, radius: float = 0) -> SafeString:
    """A filled rectangle, with round ends when `radius` is given."""
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{}"/>',
        f"{x:.1f}", f"{y:.1f}", f"{max(0.0, width):.1f}", f"{height:g}", f"{radius:g}", fill,
    )  # fmt: skip


def upright(x: float, top: float, bottom: float, stroke: str, width: int) -> SafeString:
    """A vertical line."""
    return format_html(
        '<line x1="{x}" y1="{a}" x2="{x}" y2="{b}" stroke="{s}" stroke-width="{w}"/>',
        x=f"{x:.1f}", a=f"{top:.1f}", b=f"{bottom:.1f}", s=stroke, w=width,
    )  # fmt: skip


def mark(x: float, y: float, *, late: bool) -> SafeString:
    """A circle, or a diamond for what is past its target."""
    if late:
        points = f"{x:.1f},{y - 11:.1f} {x + 11:.1f},{y:.1f} {x:.1f},{y + 11:.1f} {x - 11:.1f},{y:.1f}"
        return format_html('<polygon points="{}" fill="{}"/>', points, LATE)
    return format_html('<circle cx="{}" cy="{}" r="9" fill="{}"/>', f"{x:.1f}", f"{y:.1f}", CALM)


def joined(pieces: Sequence[SafeString]) -> SafeString:
    """Pieces of SVG, one after the other."""
    return format_html_join("", "{}", ((piece,) for piece in pieces))
