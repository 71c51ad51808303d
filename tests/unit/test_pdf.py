"""PDFs from a closed child process: the same bytes again, nothing fetched, limits that end it."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from onboarding.lib import pdf, typeface

PAGE = '<!DOCTYPE html><html lang="en-GB"><head><title>A page</title></head><body>{}</body></html>'
CHILD = Path(pdf.__file__).with_name("pdf_child.py")
OUTSIDE = [
    '<img src="{}" alt="">',
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">x</a>',
    '<style>@import "{}";</style>',
    '<p style="background:url({})">x</p>',
    "<style>@font-face{{font-family:Q;src:url({})}} p{{font-family:Q}}</style><p>x</p>",
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{}"/></svg>',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<ul style="list-style-image:url({})"><li>x</li></ul>',
    "<style>p::before{{content:url({})}}</style><p>x</p>",
]


def made(body: str, *, styles: tuple[str, ...] = (), assets: dict[str, bytes] | None = None) -> pdf.Pdf:
    return pdf.render_pdf(PAGE.format(body), title="A page", styles=styles, assets=assets)


@pytest.fixture
def listening() -> Iterator[tuple[int, list[bytes]]]:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            try:
                while True:
                    with server.accept()[0] as caller:
                        heard.append(caller.recv(100))
            except OSError:
                return

        listener = threading.Thread(target=accept, daemon=True)
        listener.start()
        yield server.getsockname()[1], heard
        server.shutdown(socket.SHUT_RDWR)
        listener.join(5)


def test_the_page_is_tagged_has_a_title_and_a_language() -> None:
    reader = PdfReader(BytesIO(made("<h1>Hello</h1><p>There</p>")))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "A page"
    assert "Hello" in reader.pages[0].extract_text()


def test_the_same_page_gives_the_same_bytes_also_from_a_fresh_child() -> None:
    style = (typeface.style(),)
    first = made("<h1>Zoë Dvořák Əliyev</h1>", styles=style, assets=typeface.assets())
    again = made("<h1>Zoë Dvořák Əliyev</h1>", styles=style, assets=typeface.assets())
    pdf._stop()
    assert first == again == made("<h1>Zoë Dvořák Əliyev</h1>", styles=style, assets=typeface.assets())
    resources: Any = PdfReader(BytesIO(first)).pages[0]["/Resources"]
    fonts = resources["/Font"].get_object()
    assert all("IBM-Plex-Sans" in font.get_object()["/BaseFont"] for font in fonts.values())


def test_the_parent_never_loads_the_renderer() -> None:
    code = (
        "import sys; from onboarding.lib import pdf; pdf.render_pdf('<p>x', title='x'); "
        "assert 'weasyprint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=CHILD.parents[2])


@pytest.mark.parametrize("markup", OUTSIDE)
def test_a_web_address_is_never_asked_and_ends_the_page(markup: str, listening: tuple[int, list[bytes]]) -> None:
    port, heard = listening
    with pytest.raises(pdf.PdfRefused, match="not handed over"):
        made(markup.format(f"http://127.0.0.1:{port}/x.png"))
    assert heard == []


@pytest.mark.parametrize("markup", OUTSIDE)
def test_a_file_of_the_machine_is_never_read_and_ends_the_page(markup: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg/>")
    with pytest.raises(pdf.PdfRefused, match="not handed over"):
        made(markup.format(secret.as_uri()))


def test_a_refused_page_leaves_no_trace_in_the_next() -> None:
    before = made("<p>x</p>")
    with pytest.raises(pdf.PdfRefused):
        made('<p>canary</p><img src="http://127.0.0.1/x">')
    assert made("<p>x</p>") == before


def test_after_its_share_of_pages_a_child_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LETTERS_A_CHILD", 1)
    first = made("<p>x</p>")
    assert pdf._children == {}
    assert made("<p>x</p>") == first


def test_a_style_sheet_may_fetch_nothing_either() -> None:
    with pytest.raises(pdf.PdfRefused, match="not handed over"):
        made("<p>x</p>", styles=("@import url(file:///etc/hostname);",))


@pytest.mark.parametrize("name", ["asset:none.png", "none.png", "../none.png", "//host/x", "data:nothing"])
def test_what_was_not_handed_over_ends_the_page_and_is_not_quoted(name: str) -> None:
    with pytest.raises(pdf.PdfRefused) as caught:
        made(f'<img src="{name}" alt="">')
    assert caught.value.reason == "outside"
    assert "none" not in caught.value.sentence


def test_an_asset_handed_over_is_used() -> None:
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    assert len(made('<img src="asset:x.svg" alt="A square">', assets={"x.svg": picture})) > 1000


def test_a_page_that_takes_too_long_is_ended_and_the_next_is_made() -> None:
    with pytest.raises(pdf.PdfRefused, match="too long") as caught:
        pdf.render_pdf(PAGE.format("<table><tr><td colspan=100000>x</table>"), title="x", seconds=1)
    assert caught.value.reason == "time"
    assert made("<p>x</p>")


def test_a_page_that_needs_too_much_memory_is_ended_and_the_next_is_made() -> None:
    with pytest.raises(pdf.PdfRefused, match="memory"):
        pdf.render_pdf(PAGE.format("<p>word" * 60_000), title="x", memory_mb=200)
    assert made("<p>x</p>")


def test_a_child_that_hangs_is_ended_by_the_wall_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    made("<p>x</p>")
    with monkeypatch.context() as impatient:
        impatient.setattr(pdf, "WALL_FOR_CPU", 0)
        with pytest.raises(pdf.PdfRefused, match="too long"):
            made("<p>word" * 2000)
    assert made("<p>x</p>")


def test_a_bug_is_told_by_its_kind_and_place_without_the_words_of_the_page() -> None:
    with pytest.raises(RuntimeError, match="UnicodeEncodeError in the PDF child at") as caught:
        pdf.render_pdf(PAGE.format("<p>canary</p>"), title="canary \ud800")
    assert "canary" not in str(caught.value)
    assert made("<p>x</p>")


def test_a_page_nested_too_deeply_is_refused() -> None:
    with pytest.raises(pdf.PdfRefused, match="nested"):
        made("<div>" * 900)


def test_a_child_that_was_killed_is_replaced() -> None:
    made("<p>x</p>")
    kept = next(iter(pdf._children.values()))
    kept._process.kill()
    kept._process.wait()
    assert made("<p>x</p>")


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('127.0.0.1', 9), 1)",
        "socket.getaddrinfo('example.invalid', 80)",
        "open('/etc/hostname')",
        "open('/proc/self/environ')",
        "open('made-here', 'w')",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.remove('/etc/hostname')",
    ],
)
def test_behind_the_closed_door_nothing_can_be_reached(attempt: str, tmp_path: Path) -> None:
    code = (
        "import os, runpy, socket, subprocess, sys, tempfile\n"
        f"tempfile.tempdir = {str(tmp_path / 'own')!r}\n"
        f"child = runpy.run_path({str(CHILD)!r})\n"
        "child['close_the_door']()\n"
        f"try:\n    {attempt}\nexcept PermissionError as fault:\n    print(fault)\n"
    )
    run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert run.stdout.strip() == "The PDF child may not do this.", run.stderr


def test_the_child_is_given_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    from onboarding.lib import pdf_process

    monkeypatch.setenv("SECRET_KEY", "canary")
    monkeypatch.setenv("DATABASE_URL", "canary")
    assert "canary" not in pdf_process._environment("somewhere").values()


def test_without_pango_the_refusal_names_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("libpango-1.0-0", "libpango-1.0.so.0", "libpango-1.0.so", "pango-1.0"):
        (tmp_path / name).write_bytes(b"not a library")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    pdf._stop()
    with pytest.raises(pdf.PdfRefused, match="Install it: apt-get install"):
        made("<p>x</p>")
    assert pdf.why_no_pdf() == pdf.SENTENCES["no_pango"]
    monkeypatch.delenv("LD_LIBRARY_PATH")
    assert pdf.why_no_pdf() is None


def test_a_character_without_a_font_is_told() -> None:
    assert made("<p>Plain</p>").missing == ()
    assert made("<p>\U0001e94b\U0001e94b</p>").missing == ("\U0001e94b",)
