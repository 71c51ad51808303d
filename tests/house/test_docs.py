"""The docs cannot lie: links lead somewhere, files and commands and settings they name are there, no page is lost."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from onboarding.conf.reference_stages import writers
from onboarding.conf.settings import env

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
PLACE = re.compile(r"(?:onboarding|hr|templates|tests|docs)/[\w./-]+")
COMMAND = re.compile(r"manage\.py (?!\w+\.)(\w+)")
SETTING = re.compile(r"^\s*([A-Z][A-Z0-9_]+)=", re.MULTILINE)
# What the how-to pages make as they go.
EXAMPLES = ("union_talk", "expenses_paid", "endings")
MOST_LINES_OF_A_DECISION = 20


def links(page: Path) -> list[Path]:
    """The files a page links to."""
    found = [link.partition("#")[0] for link in LINK.findall(page.read_text(encoding="utf-8"))]
    return [(page.parent / link).resolve() for link in found if link and not re.match(r"https?:|mailto:", link)]


def named(page: Path) -> list[str]:
    """The files and folders of ours that a page names."""
    quoted = CODE.findall(page.read_text(encoding="utf-8"))
    found = [place for words in quoted for place in PLACE.findall(words) if "*" not in words]
    return [place for place in found if not any(example in place for example in EXAMPLES)]


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page):
    assert [str(link) for link in links(page) if not link.exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_file_a_page_names_is_there(page):
    assert [place for place in named(page) if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_a_page_names_is_there(page):
    commands = COMMAND.findall(page.read_text(encoding="utf-8"))
    assert [command for command in commands if command not in get_commands()] == []


@pytest.mark.parametrize("page", [DOCS / "how-to/run-it.md", DOCS / "how-to/run-it-grown-up.md"], ids=name)
def test_every_setting_a_page_gives_is_declared(page):
    known = {setting.name for setting in env.declared}
    given = SETTING.findall(page.read_text(encoding="utf-8"))
    assert [setting for setting in given if setting.removesuffix("_FILE") not in known and setting not in known] == []


def test_every_page_can_be_reached_from_the_readme():
    seen, to_read = set(), [ROOT / "README.md"]
    while to_read:
        page = to_read.pop()
        inside = sorted(page.glob("*.md")) if page.is_dir() else links(page) if page.suffix == ".md" else []
        seen.add(page)
        to_read += [found for found in inside if found not in seen]
    assert [name(page) for page in PAGES if page not in seen] == []


def test_no_page_of_a_stage_outlives_its_stage():
    written = {ROOT / page for page in writers()}
    assert [name(page) for page in (DOCS / "reference/stages").glob("*.md") if page not in written] == []


def test_decisions_are_short_and_numbered_without_a_gap():
    decisions = sorted((DOCS / "adr").glob("*.md"))
    assert [page.name[:4] for page in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    for page in decisions:
        lines = page.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= MOST_LINES_OF_A_DECISION
        assert lines[0].startswith(f"# {int(page.name[:4])}. ")
        assert [line for line in lines if line.startswith(("Context:", "Decision:", "Consequences:"))]


def test_what_is_not_there_is_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("[a](gone.md) `onboarding/gone.py` `python3 manage.py gone` [b](https://example.org) `hr/forms.py`")
    assert links(page) == [tmp_path / "gone.md"]
    assert named(page) == ["onboarding/gone.py", "hr/forms.py"]
    assert COMMAND.findall(page.read_text()) == ["gone"]
