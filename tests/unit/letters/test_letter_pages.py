"""Letters as PDFs: tagged, titled, in both sizes, with any name, and with nothing in them but their own facts."""

from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from onboarding.letters.base import html
from onboarding.lib import pdf
from tests.unit.letters.samples import written

# Names of real scripts, from right to left and in letters that Plex does not have.
SCRIPTS = [
    "Արամ Խաչատրյան", "Səmədoğlu Əliyev", "Вагиф Сәмәдоғлу", "সুকুমার রায়", "མགོན་པོ་རྡོ་རྗེ", "ជួនណាត",
    "ᓱᓴᓐ ᐊᒡᓗᒃᑲᖅ", "ᏍᏏᏉᏯ", "章子怡", "عبدالحليم حافظ", "ኃይሌ ገብረሥላሴ", "შევარდნაძე", "Γιώργος Νταλάρας", "माधुरी दीक्षित",
    "שלמה ארצי", "久保田 利伸", "김대중", "ພູມີ ວົງວິຈິດ", "ธงไชย แม็คอินไตย์", "தமிழ்ச்செல்வி", "Nguyễn Thị Phương", "Siân ap Ŵyn Łukasz",
]  # fmt: skip
LONG = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley-Marjoribanks O’Shaughnessy"


# One letter of each shape is rendered; the words of all of them are checked without (test_letter_words).
SHAPES = ["offer", "delay of ours", "joining", "role agreement", "host"]


@cache
def made_once(sample: str, points: int) -> tuple[PdfReader, pdf.Pdf]:
    return rendered(sample, points)


def rendered(sample: str, points: int, /, **changes: Any) -> tuple[PdfReader, pdf.Pdf]:
    letter = written(sample, **changes)
    page, styles, assets = html(letter, points=points)
    made = pdf.render_pdf(page, title=letter.document_title, styles=styles, assets=assets)
    return PdfReader(BytesIO(made)), made


def words_in(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).replace("\u00a0", " ").split())


def tags_in(reader: PdfReader) -> list[str]:
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node["/S"])
            if "/K" in node:
                walk(node["/K"])

    root: Any = reader.trailer["/Root"]
    walk(root["/StructTreeRoot"]["/K"])
    return found


@pytest.mark.parametrize("points", [14, 20])
@pytest.mark.parametrize("name", SHAPES)
def test_a_letter_is_tagged_in_english_with_a_neutral_title(name: str, points: int) -> None:
    reader, made = made_once(name, points)
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == written(name).document_title
    tags = tags_in(reader)
    assert tags.count("/H1") == 1
    assert tags.count("/H2") >= 4
    assert {"/P"} < set(tags)
    assert made.missing == ()


@pytest.mark.parametrize("points", [14, 20])
@pytest.mark.parametrize("sample", SHAPES)
def test_each_page_says_which_it_is_and_the_last_says_it_is_the_end(sample: str, points: int) -> None:
    reader, _ = made_once(sample, points)
    count = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        assert f"Page {number} of {count}" in page.extract_text()
        assert "HH-5RC7-J-07" in page.extract_text()
    assert "End of letter." in reader.pages[-1].extract_text()
    longer = {"role agreement"} if points == 14 else {"offer", "invitation", "role agreement"}
    assert count <= (2 if points == 14 else 4) + (sample in longer)


def test_large_print_is_laid_out_anew_in_the_size_asked_for() -> None:
    def sizes(reader: PdfReader) -> set[float]:
        found: set[float] = set()
        for page in reader.pages:
            page.extract_text(
                visitor_text=lambda text, cm, tm, font, size: found.add(round(abs(size * tm[0] * cm[0]), 1))
            )
        return found

    small, large = rendered("delay", 14)[0], rendered("delay", 24)[0]
    assert len(large.pages) > len(small.pages)
    assert max(sizes(large)) == pytest.approx(max(sizes(small)) * 30 / 20, rel=0.02)


def test_other_sizes_are_refused() -> None:
    for points in (12, 30):
        with pytest.raises(ValueError, match="14 to 28 points"):
            html(written("delay"), points=points)


@pytest.mark.parametrize("points", [14, 28])
@pytest.mark.parametrize("name", ["offer", "delay", "joining"])
def test_a_very_long_name_stays_on_the_page(name: str, points: int) -> None:
    reader, _ = rendered(name, points, called=LONG, name=LONG, address_lines=(LONG, "Flat 3", "CR0 0BB"))
    assert LONG.replace(" ", "") in words_in(reader).replace(" ", "")


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_name_in_any_script_is_set_in_letters_of_ours(name: str) -> None:
    reader, made = rendered("delay", 14, called=name, name=name, address_lines=(name, "Flat 3"))
    assert len(reader.pages) >= 2
    assert made.missing == ()


def test_a_letter_holds_its_own_facts_and_not_those_of_the_one_before() -> None:
    rendered("delay", 14, called="Canary-One", address_lines=("Canary-One",))
    reader, made = rendered("delay", 14, called="Canary-Two", address_lines=("Canary-Two",))
    assert "Canary-Two" in words_in(reader)
    assert "Canary-One" not in words_in(reader)
    assert made.find(b"Canary-One") == -1


def test_the_same_facts_give_the_same_bytes() -> None:
    assert rendered("offer", 14)[1] == rendered("offer", 14)[1]


@pytest.mark.parametrize("points", [14, 20, 28])
def test_the_certificate_is_one_landscape_page_in_every_size(points: int) -> None:
    reader, made = made_once("certificate of training", points)
    box = reader.pages[0].mediabox
    assert len(reader.pages) == 1
    assert box.width > box.height
    assert tags_in(reader).count("/H1") == 1
    assert made.missing == ()
    assert "Sam Okafor" in words_in(reader)
