"""Chart 1 of the report: how long each step takes: a band, a mark for half, a target tick, worst first."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.safestring import SafeString

from onboarding.lib import charts
from onboarding.lib.charts import Chart, Look

KEY = ("8 out of 10 people", "half wait less than this", "our target")
HEAD = ("Step, in days", "Half wait under", "9 in 10 wait under", "Target", "Finished", "Still waiting")


@dataclass(frozen=True)
class Range:
    """One step in days. p50 and p90 are None when not reached, p10 when not known, target when there is none.

    `finished` and `waiting` are words, so that a caller can hide small numbers ("fewer than 5").
    """

    label: str
    p10: float | None
    p50: float | None
    p90: float | None
    target: float | None
    finished: str = ""
    waiting: str = ""

    @property
    def over(self) -> float:
        """How far the middle lies over the target; below 0 when it does not."""
        known = self.p50 is not None and self.target is not None
        return (self.p50 or 0) - (self.target or 0) if known else -1e9

    @property
    def words(self) -> str:
        """What stands at the end of the row."""
        if self.p50 is None or self.target is None:
            return charts.days_words(self.p50)
        state = f"{self.over:g} over target" if self.over > 0 else "in target"
        return f"{charts.days_words(self.p50)}: {state}"


def range_bars(ranges: Sequence[Range], *, name: str, width: int = charts.WEB) -> Chart:
    """The chart and its table, furthest over target first. Below 560 wide the labels stand above the bars."""
    order = sorted(ranges, key=lambda one: (-one.over, one.label))
    look = Look(width, max((len(one.label) for one in order), default=0))
    scale = _Scale(look, max((most for one in order for most in _numbers(one)), default=0))
    top, step = (100 if look.narrow else 42), (88 if look.narrow else 38)
    bottom = top + step * len(order) + 12
    rows = [_row(one, top + step * place, look, scale) for place, one in enumerate(order)]
    body = charts.joined([*_grid(scale, top, bottom, look), *_key(look), *rows])
    about = "One row for each step: a band, a mark for the middle and a line for the target."
    svg = charts.frame(name, sentence(order), about, (width, bottom + 30), body)
    return Chart(svg, HEAD, tuple(_cells(one) for one in order))


def sentence(order: Sequence[Range]) -> str:
    """The chart in words: every step that is over its target with its numbers, then the rest."""
    late = [
        f"{one.label}: half wait more than {one.p50:g}, target {one.target:g}."
        for one in order
        if one.over > 0
    ]
    others = len(order) - len(late)
    rest = (
        "No step is over its target."
        if not late
        else "The other steps are not over target."
        if others
        else ""
    )
    return " ".join(["Days people wait in each step, people still waiting counted.", *late, rest]).strip()


class _Scale:
    """Days to pixels, with round numbers for the grid."""

    def __init__(self, look: Look, most: float) -> None:
        self.step = next(
            step
            for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10_000)
            if most <= step * 6 or step == 10_000
        )
        count = max(1, ceil(most / self.step))
        self.ticks = [self.step * n for n in range(count + (count % 2 if look.narrow else 0) + 1)]
        room = look.right - look.left - (36 if look.narrow else 0)
        self.left, self.per_day = look.left, room / self.ticks[-1]

    def at(self, days: float) -> float:
        return self.left + days * self.per_day


def _numbers(one: Range) -> list[float]:
    return [number for number in (one.p10, one.p50, one.p90, one.target) if number is not None]


def _row(one: Range, y: float, look: Look, scale: _Scale) -> SafeString:
    late, middle = one.over > 0, y + (62 if look.narrow else 27)
    pieces = [_label(one.label, y, middle, look, late), *_band(one, middle, scale, late)]
    if one.target is not None:
        pieces.append(charts.upright(scale.at(one.target), middle - 17, middle + 17, charts.INK, 4))
    if one.p50 is not None:
        pieces.append(charts.mark(scale.at(one.p50), middle, late=late))
    pieces.append(_end(one, y, middle, look, late))
    return charts.joined(pieces)


def _label(label: str, y: float, middle: float, look: Look, late: bool) -> SafeString:
    if look.narrow:
        return charts.text(look.left, y + 16, label, bold=True)
    return charts.text(look.left - 14, middle + 5, label, anchor="end", bold=late)


def _end(one: Range, y: float, middle: float, look: Look, late: bool) -> SafeString:
    if look.narrow:
        return charts.text(look.left, y + 38, one.words, size=14, late=late)
    return charts.text(look.right + 16, middle + 5, one.words, size=14, late=late)


def _band(one: Range, middle: float, scale: _Scale, late: bool) -> list[SafeString]:
    if one.p10 is None:
        return []
    end = scale.at(one.p90 if one.p90 is not None else scale.ticks[-1])
    fill = charts.LATE_BAND if late else charts.CALM_BAND
    return [charts.bar(scale.at(one.p10), middle - 9, end - scale.at(one.p10), 18, fill, 9)]


def _grid(scale: _Scale, top: float, bottom: float, look: Look) -> list[SafeString]:
    lines = [charts.upright(scale.at(days), top, bottom, charts.LINE, 1) for days in scale.ticks]
    shown = scale.ticks[::2] if look.narrow else scale.ticks
    numbers = [_under(scale.at(days), bottom, str(days), "start" if not days else "middle") for days in shown]
    place = (look.width - 2, "end") if look.narrow else (look.right + 16, "start")
    return [*lines, *numbers, _under(place[0], bottom, "days", place[1])]


def _under(x: float, bottom: float, words: str, anchor: str) -> SafeString:
    return charts.text(x, bottom + 18, words, anchor=anchor, size=14, fill=charts.GREY)


def _key(look: Look) -> list[SafeString]:
    places = [(4, 13), (4, 43), (4, 73)] if look.narrow else [(60, 13), (258, 13), (456, 13)]
    (ax, ay), (bx, by), (cx, cy) = places
    return [
        charts.bar(ax, ay - 7, 44, 14, charts.CALM_BAND, 7),
        charts.mark(bx + 22 if look.narrow else bx + 10, by, late=False),
        charts.upright(cx + 22 if look.narrow else cx + 2, cy - 10, cy + 10, charts.INK, 4),
        charts.text(ax + 54, ay + 5, KEY[0], size=14, fill=charts.GREY),
        charts.text(bx + (54 if look.narrow else 26), by + 5, KEY[1], size=14, fill=charts.GREY),
        charts.text(cx + (54 if look.narrow else 12), cy + 5, KEY[2], size=14, fill=charts.GREY),
    ]


def _cells(one: Range) -> tuple[str, ...]:
    numbers = ("not known yet" if number is None else f"{number:g}" for number in (one.p50, one.p90))
    return one.label, *numbers, "none" if one.target is None else f"{one.target:g}", one.finished, one.waiting
