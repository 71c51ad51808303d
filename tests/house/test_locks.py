"""The locks: whole, hashed, one within the other, and naming no place to fetch from."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock")


def requirement(line: str) -> Requirement:
    return Requirement(line.partition(" --hash")[0])


def entries(lock: str) -> dict[str, list[str]]:
    """Each locked package with the lines that lock it."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, list[str]] = {}
    for line in filter(None, text.splitlines()):
        found.setdefault(canonicalize_name(requirement(line).name), []).append(line)
    return found


def versions(lock: str) -> set[str]:
    return {str(requirement(line)) for lines in entries(lock).values() for line in lines}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(lock):
    places = r"https?:|file:|--index|--find-links|--extra"
    assert not re.search(places, (ROOT / lock).read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_version_and_hashes(lock):
    for lines in entries(lock).values():
        for line in lines:
            assert re.match(r"[\w.-]+(\[[\w,-]+\])?==", line)
            assert "--hash=sha256:" in line


def test_the_test_lock_only_adds_to_the_other():
    assert versions("requirements.lock") <= versions("requirements-test.lock")


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-test.lock": project["dependency-groups"]["test"],
    }
    for lock, wanted in asked.items():
        locked = {name: requirement(lines[0]) for name, lines in entries(lock).items()}
        for wish in map(Requirement, wanted):
            version = str(locked[canonicalize_name(wish.name)].specifier).removeprefix("==")
            assert wish.specifier.contains(version), f"{wish} is not met by {version} in {lock}"


def test_the_locks_lack_nothing_that_a_package_needs():
    """They are installed without looking at dependencies, so each must stand in them."""
    found = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout
