"""How much of the code the tests reach, from the runs on both databases together."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onboarding.management.testing.tally import Tally

# Where a wrong branch would cost a person time or privacy, every branch is taken by a test.
WHOLE = ("onboarding/engine/", "onboarding/stages/", "onboarding/access")
ELSEWHERE = "elsewhere"
NEEDED = {**dict.fromkeys(WHOLE, 100.0), ELSEWHERE: 95.0}


@dataclass
class Reached:
    """Lines and branches of a group of files, and how many of them were reached."""

    all: int = 0
    reached: int = 0

    @property
    def percent(self) -> float:
        """Of lines and branches together; a group without code is reached whole."""
        return 100.0 * self.reached / self.all if self.all else 100.0


def judge(data: Path) -> Tally:
    """Compares each group with what it needs, and prints what is missing of it."""
    environment = {**os.environ, "COVERAGE_FILE": str(data / ".coverage")}
    report = data / "coverage.json"
    for step in (["combine", "-q", str(data)], ["json", "-q", "-o", str(report)]):
        subprocess.run(  # noqa: S603
            [sys.executable, "-m", "coverage", *step], env=environment, check=True
        )
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    results = [_said(group, groups(files)[group]) for group in NEEDED]
    for name, found in sorted(files.items()):
        if missing := _missing(found):
            print(f"  {name}: {missing}")
    return Tally(passed=results.count(True), failed=results.count(False))


def groups(files: dict[str, Any]) -> dict[str, Reached]:
    """Sums the files of each group of NEEDED."""
    sums = {group: Reached() for group in NEEDED}
    for name, found in files.items():
        group = next((prefix for prefix in WHOLE if name.startswith(prefix)), ELSEWHERE)
        summary = found["summary"]
        sums[group].all += summary["num_statements"] + summary["num_branches"]
        sums[group].reached += summary["covered_lines"] + summary["covered_branches"]
    return sums


def _said(group: str, reached: Reached) -> bool:
    """Prints one group; floored, so that 99.99 does not read as 100."""
    floored = int(reached.percent * 10) / 10
    print(f"  {group}: {floored} % of lines and branches, needed {NEEDED[group]:.0f} %")
    return reached.percent >= NEEDED[group]


def _missing(found: dict[str, Any]) -> str:
    lines = [str(line) for line in found["missing_lines"]]
    branches = [f"{start}->{end}" for start, end in found["missing_branches"] if start not in found["missing_lines"]]
    return ", ".join([*lines, *branches])
