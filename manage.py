#!/usr/bin/env python3
"""Runs every command, on a Linux or macOS machine that has Python 3.11 or newer and nothing else of ours.

The packages of the lock go into .venv beside this file. It is built aside and renamed, so that a .venv that
exists is whole, and stamped with the lock's hash, so that a changed lock builds it anew. OWN_ENVIRONMENT=1
leaves all that to you.
"""

import ctypes
import ctypes.util
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / "bin/python"
LOCKS = {"run": HOME / "requirements.lock", "test": HOME / "requirements-test.lock"}
PANGO = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
PANGO_PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]


def main() -> None:
    """Brings this process into the .venv, then hands the command to Django."""
    if Path(sys.prefix).resolve() != VENV.resolve() and os.environ.get("OWN_ENVIRONMENT") != "1":
        have_pango()
        have_packages("test" if sys.argv[1:2] == ["test"] else "run")
        os.execv(PYTHON, [str(PYTHON), str(HOME / "manage.py"), *sys.argv[1:]])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onboarding.conf.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def have_packages(group: str) -> None:
    """Makes .venv hold the lock of `group`. A second process waits; a killed one gives its lock up."""
    with (HOME / ".venv.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_stamped("run"):
            build(group)
        elif not is_stamped(group):
            install(PYTHON, group)  # only adds: the test lock holds the other one
            stamp(VENV, group)


def build(group: str) -> None:
    """Builds aside, then renames; leftovers of a killed build go first."""
    for old in HOME.glob(".venv.*.d"):
        shutil.rmtree(old)
    aside, old = HOME / f".venv.{os.getpid()}.d", HOME / f".venv.old-{os.getpid()}.d"
    print("Making .venv (once; a minute or two) ...", file=sys.stderr)
    make_environment(aside)
    install(aside / "bin/python", group)
    for script in (path for path in (aside / "bin").iterdir() if path.is_file() and not path.is_symlink()):
        if bytes(aside) in (words := script.read_bytes()):
            script.write_bytes(words.replace(bytes(aside), bytes(VENV)))  # scripts name their own folder
    for done in ["run"] if group == "run" else ["run", group]:
        stamp(aside, done)
    if VENV.exists():
        VENV.rename(old)
    aside.rename(VENV)
    shutil.rmtree(old, ignore_errors=True)


def make_environment(folder: Path) -> None:
    """An empty virtual environment; Debian keeps the means for it in a package of its own."""
    if not shutil.which("uv"):
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not importlib.util.find_spec("ensurepip") and not apt_get([package]):
            sys.exit(f"Python lacks what makes virtual environments. Please run: apt-get install {package}")
        run([sys.executable, "-m", "venv", str(folder)])
    else:
        run(["uv", "venv", "-q", "--seed", "--no-config", "--python", sys.executable, str(folder)])


def install(python: Path, group: str) -> None:
    """Installs exactly what the lock names, with the hashes it names."""
    pip = ["uv", "pip", "install", "-q", "--python", str(python)]
    if not shutil.which("uv"):
        pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    # The lock is whole; with dependencies pip would look past it, at newer releases of what is asked for with an extra.
    run([*pip, "--no-deps", "--require-hashes", "-r", str(LOCKS[group])])


def have_pango() -> None:
    """PDFs need the native Pango library, which no Python package brings."""
    if all(found(name) for name in PANGO) or (apt_get(PANGO_PACKAGES) and all(found(name) for name in PANGO)):
        return
    line = "brew install pango" if sys.platform == "darwin" else f"apt-get install {' '.join(PANGO_PACKAGES)}"
    print(f"PDFs cannot be made until Pango is installed: {line}", file=sys.stderr)


def found(name: str) -> bool:
    """Whether the library loads, by the names Linux and macOS give it."""
    for file in (f"lib{name}.so.0", f"lib{name}.0.dylib", ctypes.util.find_library(name)):
        try:
            if file and ctypes.CDLL(file):
                return True
        except OSError:
            continue
    return False


def apt_get(packages: list[str]) -> bool:
    """Installs Debian packages where we are root and may; says whether that worked."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    print(f"Installing {' '.join(packages)} ...", file=sys.stderr)
    get = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y", "--no-install-recommends"]
    return went_well([*get, "update"]) and went_well([*get, "install", *packages])


def run(command: list[str]) -> None:
    """Runs a step that must succeed; its own words say why it did not."""
    if not went_well(command):
        sys.exit(f"This step failed: {' '.join(command)}")


def went_well(command: list[str]) -> bool:
    """Runs a step, with its output kept out of ours."""
    return subprocess.run(command, stdout=sys.stderr).returncode == 0


def is_stamped(group: str) -> bool:
    """Whether .venv holds the lock of `group` as it is now."""
    file = VENV / f"{group}.stamp"
    return PYTHON.exists() and file.is_file() and file.read_text() == digest(group)


def stamp(folder: Path, group: str) -> None:
    """Written last, so that an interrupted install is seen."""
    (folder / f"{group}.stamp").write_text(digest(group))


def digest(group: str) -> str:
    """The lock's hash, with the Python it was installed for."""
    locked = hashlib.sha256(LOCKS[group].read_bytes()).hexdigest()
    return f"{sys.version_info[0]}.{sys.version_info[1]} {locked}\n"


if __name__ == "__main__":
    main()
