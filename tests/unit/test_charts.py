"""Charts as SVG: what they say, in marks and in words."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.lib import charts
from onboarding.lib.chart_ranges import Range, range_bars
from onboarding.lib.chart_shares import Share, out_of_100, share_bars

SVG = "{http://www.w3.org/2000/svg}"
LATE = Range("DBS check", 17, 30, 54, 20, "44", "21")
CALM = Range("References", 5, 13, 28, 15, "47", "18")
OPEN = Range("New step", 5, None, None, 12, "fewer than 5", "9")
SHARES = [Share("referees", 80), Share("the DBS", 380), Share("Time people took", 40, own=True)]
WIDTHS = [charts.WEB, charts.PRINT, charts.PHONE]


def drawn(chart: charts.Chart) -> ElementTree.Element:
    return ElementTree.fromstring(str(chart.svg))  # noqa: S314 - our own words


def shown(chart: charts.Chart) -> list[str]:
    return [piece.text or "" for piece in drawn(chart).iter(f"{SVG}text")]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_step_over_its_target_is_a_diamond_in_bold_with_words(width: int) -> None:
    chart = range_bars([CALM, LATE], name="c1", width=width)
    diamonds = list(drawn(chart).iter(f"{SVG}polygon"))
    assert len(diamonds) == 1
    late = next(t for t in drawn(chart).iter(f"{SVG}text") if t.text == "30 days: 10 over target")
    assert late.get("font-weight") == "700"
    assert "13 days: in target" in shown(chart)


def test_the_step_furthest_over_its_target_stands_first() -> None:
    chart = range_bars([OPEN, CALM, LATE], name="c1")
    assert [row[0] for row in chart.rows] == ["DBS check", "References", "New step"]
    assert chart.rows[0] == ("DBS check", "30", "54", "20", "44", "21")
    assert chart.rows[2] == ("New step", "not known yet", "not known yet", "12", "fewer than 5", "9")


def test_a_step_without_a_band_or_a_target_is_drawn_with_what_is_known() -> None:
    chart = range_bars([Range("Identity", None, 4, None, None, "6", "0")], name="c1")
    assert chart.rows == (("Identity", "4", "not known yet", "none", "6", "0"),)
    assert "4 days" in shown(chart)
    assert len(list(drawn(chart).iter(f"{SVG}circle"))) == 2
    assert len(list(drawn(chart).iter(f"{SVG}rect"))) == 1


def test_the_title_says_the_whole_chart_in_a_sentence() -> None:
    chart = range_bars([CALM, LATE], name="c1")
    assert drawn(chart).findtext(f"{SVG}title") == (
        "Days people wait in each step, people still waiting counted. DBS check: half wait more than 30, target 20. "
        "The other steps are not over target."
    )
    assert "No step is over its target." in str(range_bars([CALM], name="c1").svg)
    shares = share_bars(SHARES, name="c2")
    assert drawn(shares).findtext(f"{SVG}title") == (
        "Who people were waiting for, out of every 100 days: the DBS 76, referees 16. Time people took: 8."
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("ranges", [[], [OPEN], [LATE, CALM, OPEN], [Range("Long", 0, 9_000, 20_000, 3)]])
def test_nothing_is_drawn_outside_the_chart(ranges: list[Range], width: int) -> None:
    picture = drawn(range_bars(ranges, name="c", width=width))
    places = [float(piece.get(name, 0)) for piece in picture.iter() for name in ("x", "x1", "cx")]
    ends = [float(piece.get("x", 0)) + float(piece.get("width", 0)) for piece in picture.iter(f"{SVG}rect")]
    assert all(0 <= place <= width for place in [*places, *ends])


def test_the_picture_names_its_title_and_description_by_ids_of_its_own() -> None:
    first, second = (drawn(range_bars([LATE], name=name)) for name in ("c1", "c2"))
    assert first.get("role") == "img"
    assert first.get("aria-labelledby") == "c1-t c1-d"
    ids = [piece.get("id") for chart in (first, second) for piece in chart.iter() if piece.get("id")]
    assert ids == ["c1-t", "c1-d", "c2-t", "c2-d"]


@pytest.mark.parametrize("width", WIDTHS)
def test_time_people_took_is_last_apart_and_not_a_bar(width: int) -> None:
    shares = [Share("Time people took", 900, own=True), Share("the DBS", 100)]
    chart = share_bars(shares, name="c2", width=width)
    assert [row[0] for row in chart.rows] == ["the DBS", "Time people took"]
    assert len(list(drawn(chart).iter(f"{SVG}rect"))) == 1
    assert any("We do not rank it" in words for words in shown(chart))


@given(label=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=40))
def test_no_label_brings_markup(label: str) -> None:
    for chart in (range_bars([Range(label, 1, 2, 3, 1)], name="c"), share_bars([Share(label, 1)], name="d")):
        assert set(re.findall(r"<([a-z]+)", str(chart.svg))) <= {
            "svg", "title", "desc", "text", "rect", "line", "circle", "polygon", "path",
        }  # fmt: skip
        assert label in shown(chart)


@given(days=st.lists(st.floats(0, 1e6), min_size=1, max_size=12))
def test_shares_are_whole_numbers_that_add_up_to_100(days: list[float]) -> None:
    parts = out_of_100([Share(str(place), number) for place, number in enumerate(days)])
    total = sum(days)
    assert sum(count for _, count in parts) == (100 if total else 0)
    assert all(abs(count - 100 * share.days / total) < 1 for share, count in parts if total)
