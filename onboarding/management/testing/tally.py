"""Counts of a leg, and of the whole run."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml


@dataclass(frozen=True)
class Tally:
    """How many tests passed, failed and were skipped; `reason` says why a whole leg was."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reason: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing ran and nothing was meant to."""
        return not (self.passed or self.failed or self.skipped)

    def strict(self) -> "Tally":
        """The same with every skip a failure."""
        return Tally(self.passed, self.failed + self.skipped, 0, self.reason)

    def closing_line(self) -> str:
        """`N passed, N failed`, and the skips if there are any."""
        line = f"{self.passed} passed, {self.failed} failed"
        return f"{line}, {self.skipped} skipped" if self.skipped else line


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum."""
    every = list(tallies)
    return Tally(sum(t.passed for t in every), sum(t.failed for t in every), sum(t.skipped for t in every))


def from_junit(report: Path) -> Tally:
    """What pytest's JUnit report counts; a run that died before writing one counts as one failure."""
    if not report.exists():
        return Tally(failed=1, reason="the run ended before it could report")
    suites = Xml.parse(report).getroot().iter("testsuite")  # noqa: S314 (pytest wrote it a moment ago)
    return total(_of(suite.attrib) for suite in suites)


def _of(counts: dict[str, str]) -> Tally:
    failed = int(counts["failures"]) + int(counts["errors"])
    skipped = int(counts["skipped"])
    return Tally(max(0, int(counts["tests"]) - failed - skipped), failed, skipped)
