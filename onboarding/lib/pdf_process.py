"""One renderer process (pdf_child.py), the socket to it, and its end. Only lib/pdf.py uses it."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
TIME, STOPPED = "time", "stopped"


class Child:
    """One renderer process and the socket to it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self.made, self._folder = 0, tempfile.TemporaryDirectory(prefix="onboarding-pdf-")
        script = str(Path(__file__).with_name("pdf_child.py"))
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
                [sys.executable, "-I", "-B", script, str(theirs.fileno())],  # -B: a first start may write no cache either
                pass_fds=[theirs.fileno()],
                env=_environment(self._folder.name),
                cwd=self._folder.name,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        with ours:
            self._channel = ours.makefile("rwb")

    def ask(self, asked: dict[str, Any] | None, seconds: int) -> dict[str, Any]:
        """The answer to a request (None: to being started), or the refusal that its end means."""
        with self._timer(seconds) as late, contextlib.suppress(BrokenPipeError, ConnectionResetError):
            if asked is not None:
                self._channel.write(json.dumps(asked).encode() + b"\n")
                self._channel.flush()
            if line := self._channel.readline():
                answer: dict[str, Any] = json.loads(line)
                return answer
        spent = self._process.wait() == -signal.SIGXCPU
        return {"refused": TIME if spent or late.is_set() else STOPPED}

    @contextlib.contextmanager
    def _timer(self, seconds: int) -> Iterator[threading.Event]:
        late = threading.Event()

        def too_late() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, too_late)
        timer.start()
        try:
            yield late
        finally:
            timer.cancel()

    @property
    def ended(self) -> bool:
        """Whether the process is gone."""
        return self._process.poll() is not None

    def end(self) -> None:
        """Kill the process and take away its folder."""
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._channel.close()
        self._folder.cleanup()


def _environment(folder: str) -> dict[str, str]:
    """No secret of ours reaches the child: a few named variables, and a home that is thrown away."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return passed | {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "HOME": folder, "TMPDIR": folder}
