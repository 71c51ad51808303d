"""The runner of the tests: it says what ran, counts rightly and never calls a failure a success."""

import pytest
from django.core.management import CommandError, call_command

from onboarding.management.commands.test import Command
from onboarding.management.testing import coverage, postgres
from onboarding.management.testing.run import Run
from onboarding.management.testing.tally import Tally, from_junit, total


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of one test file, whose tests `write` sets, and without Django."""
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    folder = tmp_path / "tests" / "house"
    folder.mkdir(parents=True)

    def write(words):
        (folder / "test_it.py").write_text(f"import pytest\n{words}")
        (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  race\n  browser\n  s3\n  verapdf\n  search\n  deep\n  bench\n")
        return tmp_path

    return write


PASSES, FAILS = "def test_a(): pass\n", "def test_b(): assert 0\n"
BREAKS, SKIPS = "def test_c(nothing): pass\n", "def test_d(): pytest.skip('no tool')\n"


@pytest.mark.parametrize(
    ("words", "strict", "line", "code"),
    [
        (PASSES, True, "1 passed, 0 failed", 0),
        (PASSES + FAILS + BREAKS, False, "1 passed, 2 failed", 1),
        (PASSES + SKIPS, False, "1 passed, 0 failed, 1 skipped", 0),
        (PASSES + SKIPS, True, "1 passed, 1 failed", 1),
        ("import nothing_of_the_kind\n", False, "0 passed, 1 failed", 1),
        ("", False, "0 passed, 0 failed, 1 skipped", 0),
        ("", True, "0 passed, 1 failed", 1),
        ("import os\ndef test_e(): os._exit(3)\n", False, "0 passed, 1 failed", 1),
    ],
)
def test_the_last_line_says_how_it_went(project, capsys, words, strict, line, code):
    assert Run(project(words), only=["house"], strict=strict)() == code
    assert capsys.readouterr().out.splitlines()[-1] == line


def test_words_for_pytest_are_passed_on(project, capsys):
    assert Run(project(PASSES + FAILS), only=["house"], rest=["-k", "test_a"])() == 0
    assert "house: RAN (1 passed, 0 failed)" in capsys.readouterr().out


def test_what_nobody_asked_for_is_no_skip(project, capsys):
    assert Run(project(PASSES), only=["house"], strict=True, rest=["-k", "elsewhere"])() == 0
    assert "house: nothing of this kind was asked for" in capsys.readouterr().out


def test_a_missing_server_is_said_and_is_a_failure_when_strict(project, capsys, monkeypatch):
    monkeypatch.delenv("DATABASE_TEST_URL", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(postgres, "INSTALLED", project(PASSES) / "nowhere")
    assert Run(project(PASSES), only=["races-postgresql"], strict=True)() == 1
    assert "races-postgresql: SKIPPED (PostgreSQL is not installed" in capsys.readouterr().out


def test_a_server_that_is_given_is_used(monkeypatch):
    monkeypatch.setenv("DATABASE_TEST_URL", "postgres://db/test")
    with postgres.server() as address:
        assert address == "postgres://db/test"


def test_a_run_that_left_no_report_counts_as_failed(tmp_path):
    assert from_junit(tmp_path / "nothing.xml").failed == 1


def test_tallies_add_up():
    assert total([Tally(1, 2, 3), Tally(4, 5, 6)]) == Tally(5, 7, 9)
    assert Tally(1, 2, 3).closing_line() == "1 passed, 2 failed, 3 skipped"


def test_coverage_is_summed_by_room():
    found = {"num_statements": 8, "num_branches": 2, "covered_lines": 7, "covered_branches": 2}
    files = {name: {"summary": found} for name in ("onboarding/engine/a.py", "onboarding/engine/b.py", "hr/c.py")}
    sums = coverage.groups(files)
    assert (sums["onboarding/engine/"].all, sums["onboarding/engine/"].reached) == (20, 18)
    assert sums["elsewhere"].percent == 90.0
    assert sums["onboarding/access"].percent == 100.0


def test_the_command_hands_over_what_it_was_asked(project, settings, capsys):
    settings.BASE_DIR = project(PASSES)
    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "test", "--leg", "house", "--strict", "-k", "test_a"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.endswith("1 passed, 0 failed\n")


def test_the_command_cannot_be_called_from_within():
    with pytest.raises(CommandError, match="python3"):
        call_command("test")
