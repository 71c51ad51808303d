"""Names in the letters they are written in, on a machine that has no fonts of its own."""

import csv
from pathlib import Path

import pytest

from onboarding.lib import fallback_fonts, pdf, typeface
from onboarding.lib.pdf import render_pdf

FILE = Path(__file__).parents[1] / "data/text/unicode_names.csv"
NAMES = [row["name"] for row in csv.DictReader(FILE.read_text(encoding="utf-8").splitlines())]


@pytest.fixture
def _no_fonts(tmp_path, monkeypatch):
    """Fontconfig finds no font of this machine; the child that makes PDFs is started anew, and again afterwards."""


    empty = tmp_path / "fonts.conf"
    empty.write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(empty))
    pdf._stop()
    yield
    pdf._stop()


def made(words, **files):
    page = f'<html lang="en"><title>Names</title><body>{words}</body></html>'
    return render_pdf(page, title="Names", styles=(typeface.style(page),), assets=typeface.assets(page), **files)


@pytest.mark.usefixtures("_no_fonts")
def test_every_name_is_drawn_without_any_font_of_the_machine():
    assert len(NAMES) > 40
    assert made("".join(f"<p>{name} <b>{name}</b></p>" for name in NAMES)).missing == ()


@pytest.mark.usefixtures("_no_fonts")
def test_a_letter_that_no_font_has_is_named():
    assert made("<p>Sam \U00013000</p>").missing == ("\U00013000",)


def test_a_page_carries_only_the_fonts_its_names_need():
    plain = typeface.assets("Małgorzata Łukasiewicz, Zoë Dvořák")
    assert not set(fallback_fonts.needed("Małgorzata")) & {"DroidSansFallback"}
    assert len(plain) == 6
    assert set(typeface.assets("章子怡")) - set(plain) == {"DroidSansFallback-Regular.woff2"}
    assert set(typeface.assets("이설희")) - set(plain) == {"OnboardingHangul-Regular.woff2"}


def test_every_font_of_the_table_is_there_with_its_licence_and_no_other():
    named = {fallback_fonts.file(font).name for _first, _last, font in fallback_fonts.BLOCKS}
    assert {path.name for path in fallback_fonts.FOLDER.glob("*.woff2")} == named
    assert len(list(fallback_fonts.FOLDER.glob("*-*.txt"))) == 3
    assert sum(path.stat().st_size for path in fallback_fonts.FOLDER.iterdir()) < 3_000_000
