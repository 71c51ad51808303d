"""Chart 2 of the report: out of every 100 days waited, who for. People's own time stands apart, unranked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from onboarding.lib import charts
from onboarding.lib.charts import Chart, Look

HEAD = ("Waiting for", "Days out of every 100")
STEP, BAR = 33, 21


@dataclass(frozen=True)
class Share:
    """The days waited for one party, in any unit. `own` marks the time people took themselves."""

    label: str
    days: float
    own: bool = False


def out_of_100(shares: Sequence[Share]) -> list[tuple[Share, int]]:
    """Whole numbers that add up to 100, largest remainders first; all 0 when nobody waited a day."""
    total = sum(share.days for share in shares)
    if not total:
        return [(share, 0) for share in shares]
    exact = [100 * share.days / total for share in shares]
    counts = [int(number) for number in exact]
    nearest = sorted(range(len(exact)), key=lambda place: (counts[place] - exact[place], place))
    for place in nearest[: 100 - sum(counts)]:
        counts[place] += 1
    return list(zip(shares, counts, strict=True))


def share_bars(shares: Sequence[Share], *, name: str, width: int = charts.WEB) -> Chart:
    """The chart and its table, largest first, the time people took themselves last and apart."""
    parts = out_of_100(shares)
    others = sorted((part for part in parts if not part[0].own), key=lambda part: (-part[1], part[0].label))
    own = [part for part in parts if part[0].own]
    look = Look(width, max((len(share.label) for share, _ in others), default=0))
    step = 56 if look.narrow else STEP
    rows = [_row(part, step * place, others[0][1], look) for place, part in enumerate(others)]
    last, note = step * len(others) + 14, 76 if look.narrow else 40
    notes = [piece for place, part in enumerate(own) for piece in _own(part, last + note * place, look)]
    svg = charts.frame(
        name,
        sentence(others, own),
        "One bar for each, largest first.",
        (width, last + note * len(own)),
        charts.joined([*rows, *notes]),
    )
    return Chart(svg, HEAD, tuple((share.label, str(count)) for share, count in [*others, *own]))


def sentence(others: Sequence[tuple[Share, int]], own: Sequence[tuple[Share, int]]) -> str:
    """The chart in words."""
    listed = ", ".join(f"{share.label} {count}" for share, count in others) or "nobody"
    apart = "".join(f" {share.label}: {count}." for share, count in own)
    return f"Who people were waiting for, out of every 100 days: {listed}.{apart}"


def _row(part: tuple[Share, int], y: float, most: int, look: Look) -> SafeString:
    share, count = part
    words = f"{count} of every 100 days"
    length = (look.right - look.left) * count / max(1, most)
    bold = count == most
    if look.narrow:
        return charts.joined(
            [
                charts.text(look.left, y + 18, share.label, bold=True),
                charts.text(look.width - 2, y + 18, words, anchor="end", size=14),
                charts.bar(look.left, y + 26, length, BAR, charts.CALM),
            ]
        )
    return charts.joined(
        [
            charts.text(look.left - 14, y + 22.5, share.label, anchor="end", bold=bold),
            charts.bar(look.left, y + 7, length, BAR, charts.CALM),
            charts.text(look.left + length + 10, y + 22.5, words, bold=bold),
        ]
    )


def _own(part: tuple[Share, int], y: float, look: Look) -> list[SafeString]:
    share, count = part
    words, apart = f"{count} of every 100 days.", "It is theirs. We do not rank it."
    lines = [f"{share.label}:", words, apart] if look.narrow else [f"{share.label}: {words} {apart}"]
    line = format_html(
        '<path d="M0,{y} H{w}" stroke="{c}" stroke-dasharray="3 4"/>', y=y, w=look.width, c=charts.GREY
    )
    return [
        line,
        *(charts.text(0, y + 26 + 20 * n, row, size=14, fill=charts.GREY) for n, row in enumerate(lines)),
    ]
