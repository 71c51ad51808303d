"""A mail server on this machine that counts what arrives, and when."""

import asyncio
import contextlib
import email
import socket
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller


class Letterbox:
    """Counts what arrives, by its Message-ID, and takes its time about it."""

    def __init__(self) -> None:
        self.arrived: Counter[str] = Counter()
        self.at: dict[str, float] = {}

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await asyncio.sleep(0.02)
        name = email.message_from_bytes(envelope.content)["Message-ID"]
        self.arrived[name] += 1
        self.at[name] = time.monotonic()
        await asyncio.sleep(0.02)
        return "250 taken"


@contextlib.contextmanager
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Letterbox]:
    """A letterbox whose address the processes that are started know."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Letterbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    for name, value in {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port), "EMAIL_TLS": "no"}.items():
        monkeypatch.setenv(name, value)
    try:
        yield box
    finally:
        controller.stop()
