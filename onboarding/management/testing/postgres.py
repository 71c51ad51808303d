"""A throw-away PostgreSQL server for the tests: a socket in a temporary folder, no port, no disk."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

INSTALLED = Path("/usr/lib/postgresql")
# Its data lives for one run only; safety against power cuts would just be waiting.
HASTE = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}
START_SECONDS = 30


class NoServer(Exception):
    """No PostgreSQL can be started here; the message says why."""


@contextmanager
def server() -> Iterator[str]:
    """Yields a DATABASE_URL: DATABASE_TEST_URL if that is set, else a server of our own, gone afterwards."""
    if given := os.environ.get("DATABASE_TEST_URL"):
        yield given
        return
    programs, user = _programs(), _unprivileged()
    # The path of a socket may have no more than 107 characters, so not the usual (long) temporary folder.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        if user:
            shutil.chown(folder, user)
        _make(programs, folder, user)
        yield from _serve(programs, folder, user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve(programs: Path, folder: Path, user: str | None) -> Iterator[str]:
    settings = [f"--{name}={value}" for name, value in {**HASTE, "unix_socket_directories": folder}.items()]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), *settings]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(_as(user, command), cwd=folder, stdout=log, stderr=log)  # noqa: S603
    try:
        _wait(process, folder)
        yield f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _programs() -> Path:
    """The newest installed server's folder."""
    found = [path.parent for path in INSTALLED.glob("*/bin/postgres")]
    on_path = shutil.which("postgres")
    if found:
        return max(found, key=lambda folder: float(folder.parent.name))
    if on_path:
        return Path(on_path).resolve().parent
    raise NoServer("PostgreSQL is not installed; set DATABASE_TEST_URL or run: apt-get install postgresql")


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root; None if we are not."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    if not shutil.which("setpriv") or not names & {"postgres", "nobody"}:
        raise NoServer("PostgreSQL does not run as root, and setpriv or another user is missing")
    return "postgres" if "postgres" in names else "nobody"


def _as(user: str | None, command: list[str]) -> list[str]:
    """The command as that user, and ended with us even if we are killed."""
    if not shutil.which("setpriv"):
        return command
    identity = [f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups"] if user else []
    return ["setpriv", *identity, "--pdeathsig=TERM", *command]


def _make(programs: Path, folder: Path, user: str | None) -> None:
    command = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "postgres", "-A", "trust"]
    options = ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(  # noqa: S603
        _as(user, [*command, *options]), cwd=folder, capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise NoServer(f"initdb failed: {made.stderr.strip()}")


def _wait(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    """Until the server writes that it is ready into its lock file, or has ended."""
    status = folder / "data" / "postmaster.pid"
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if status.exists() and "ready" in status.read_text(encoding="utf-8"):
            return
        time.sleep(0.05)
    raise NoServer(f"PostgreSQL did not start: {(folder / 'log').read_text(encoding='utf-8')[-400:]}")
