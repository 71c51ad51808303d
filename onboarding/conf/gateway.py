"""Where texts may be posted to: the address carries a token and a telephone number."""

from __future__ import annotations

from urllib.parse import urlsplit

HERE = {"localhost", "127.0.0.1", "::1"}


def is_safe_gateway(url: str) -> bool:
    """Whether an address is a whole one, and encrypted unless it is of this machine."""
    parts = urlsplit(url)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE))
