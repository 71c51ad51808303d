"""The linters, as tests: what the house asks of every file."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from onboarding.management.commands import generate_docs

ROOT = Path(__file__).resolve().parents[2]
OURS = ("onboarding", "hr", "tests")
MOST_LINES = 400


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of this Python's environment, run in the project's folder."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def passes(*command: str, **environment: str) -> None:
    done = run(*command, **environment)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def modules() -> list[Path]:
    found = (path for folder in OURS for path in (ROOT / folder).rglob("*.py"))
    return [path for path in found if not {"node_modules", "migrations"} & set(path.parts)]


def test_ruff_finds_nothing():
    passes("-m", "ruff", "check", ".")


def test_types_hold():
    passes("-m", "mypy")


def test_imports_only_go_down():
    passes("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")


def test_templates_are_tidy():
    passes("-m", "djlint", "--lint", "--quiet", "templates")


def test_the_migrations_say_what_the_models_say():
    passes("manage.py", "makemigrations", "--check", "--dry-run")


def test_the_generated_pages_are_fresh():
    passes("manage.py", "generate_docs", "--check")


def test_the_generated_pages_are_compared_word_for_word(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    command = generate_docs.Command()
    command.handle()
    page = tmp_path / "docs/reference/settings.md"
    command.handle(check=True)
    page.write_text(page.read_text() + "more")
    with pytest.raises(CommandError, match=r"settings\.md"):
        command.handle(check=True)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_grows_past_its_room(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_tests_use_the_code_as_it_is():
    """Nothing of ours is replaced by a mock."""
    mocks = re.compile(r"unittest[.]mock|\bMagicMock\b|\bmocker[.]")
    tests = [path for path in modules() if path.is_relative_to(ROOT / "tests") and path != Path(__file__)]
    assert [path.name for path in tests if mocks.search(path.read_text(encoding="utf-8"))] == []
