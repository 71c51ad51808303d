"""Runs the legs in turn, small ones at a time, and says what ran, what was skipped and why, and how it ended."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path

from onboarding.management.testing import coverage
from onboarding.management.testing.legs import LEGS, Leg
from onboarding.management.testing.postgres import NoServer, server
from onboarding.management.testing.tally import Tally, from_junit, total

NO_TESTS = 5
AT_A_TIME = 2
# A site's own settings would make the tests of this machine different from everybody else's.
LEFT_OUT = ("SITE_URL", "S3_BUCKET", "EMAIL_HOST", "OUTBOX", "DEBUG", "MEDIA_ROOT", "TRUSTED_PROXY_COUNT")


@dataclass
class Run:
    """What was asked for; `rest` (paths, -k words and the like) goes to pytest as it is."""

    root: Path
    only: list[str] = field(default_factory=list)
    deep: bool = False
    strict: bool = False
    rest: list[str] = field(default_factory=list)

    def __call__(self) -> int:
        """Runs everything; answers the exit code. The last line printed is `N passed, N failed`."""
        tallies: dict[str, Tally] = {}
        with tempfile.TemporaryDirectory(prefix="test-") as name, ExitStack() as stack:
            postgresql = self._postgresql(stack)
            for beside, legs in groupby(self._legs(), key=lambda leg: leg.beside):
                run = partial(self._timed, folder=Path(name), postgresql=postgresql)
                with ThreadPoolExecutor(AT_A_TIME if beside else 1) as pool:
                    tallies |= dict(pool.map(run, legs))
            if not (self.rest or self.only):
                print("\n--- coverage", flush=True)
                tallies["coverage"] = coverage.judge(Path(name) / "coverage")
        return self._say(tallies)

    def _legs(self) -> list[Leg]:
        if self.only:
            return [leg for leg in LEGS if leg.name in self.only]
        return [leg for leg in LEGS if self.deep or not leg.deep]

    def _postgresql(self, stack: ExitStack) -> str | NoServer:
        """The address of a server, or why there is none; not started where no leg needs it."""
        if not any(leg.postgresql for leg in self._legs()):
            return NoServer("not asked for")
        try:
            return stack.enter_context(server())
        except NoServer as reason:
            return reason

    def _timed(self, leg: Leg, folder: Path, postgresql: str | NoServer) -> tuple[str, Tally]:
        if not leg.beside:
            print(f"\n--- {leg.name}", flush=True)
        began = time.monotonic()
        tally = self._tally(leg, folder, postgresql)
        print(f"{leg.name}: {time.monotonic() - began:.0f} s", flush=True)
        return leg.name, tally

    def _tally(self, leg: Leg, folder: Path, postgresql: str | NoServer) -> Tally:
        if leg.postgresql and isinstance(postgresql, NoServer):
            return Tally(skipped=1, reason=str(postgresql))
        if reason := leg.lacks():
            return Tally(skipped=1, reason=reason)
        url = str(postgresql) if leg.postgresql else f"sqlite:///{folder / 'db.sqlite3'}"
        report = folder / f"{leg.name}.xml"
        code = self._pytest(leg, self._command(leg, report), self._environment(leg, folder, url))
        if code == NO_TESTS:
            return Tally() if self.rest else Tally(skipped=1, reason="there is no such test")
        tally = from_junit(report)
        return tally if tally.failed or not code else Tally(tally.passed, 1, tally.skipped, f"pytest ended with {code}")

    def _pytest(self, leg: Leg, command: list[str], environment: dict[str, str]) -> int:
        """Runs it; answers its exit code. What a leg beside others says is printed whole, once it has ended."""
        ended = subprocess.run(  # noqa: S603
            command, env=environment, cwd=self.root, check=False, capture_output=leg.beside, encoding="utf-8"
        )
        if leg.beside:
            print(f"\n--- {leg.name}\n{ended.stdout}{ended.stderr}", flush=True)
        return ended.returncode

    def _command(self, leg: Leg, report: Path) -> list[str]:
        measured = ["--cov", "--cov-report="] if leg.covered and not self.rest else []
        options = [option for option in leg.options if not (option == "tests/house" and self._has_paths())]
        command = [sys.executable, "-m", "pytest", "-q", "-m", leg.marks, f"--junitxml={report}"]
        return [*command, *measured, *options, *self.rest]

    def _has_paths(self) -> bool:
        return any((self.root / word.split("::")[0]).exists() for word in self.rest)

    def _environment(self, leg: Leg, folder: Path, url: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        (folder / "coverage").mkdir(exist_ok=True)
        own = {"VAR_DIR": folder / "var", "COVERAGE_FILE": folder / "coverage" / f".coverage.{leg.name}"}
        if not (leg.postgresql and "DATABASE_TEST_URL" in os.environ):  # on a server of somebody's own nothing is left behind
            own["TEST_TEMPLATES"] = folder / "templates"
        return {**kept, "DATABASE_URL": url, **{name: str(path) for name, path in own.items()}}

    def _say(self, tallies: dict[str, Tally]) -> int:
        print()
        for name, tally in tallies.items():
            print(f"{name}: {_line(tally)}")
        whole = total(tallies.values())
        whole = whole.strict() if self.strict else whole
        print(whole.closing_line(), flush=True)
        return 1 if whole.failed else 0


def _line(tally: Tally) -> str:
    if tally.is_empty:
        return "nothing of this kind was asked for"
    said = "SKIPPED" if tally.skipped and not (tally.passed or tally.failed) else "RAN"
    return f"{said} ({tally.reason or tally.closing_line()})"
