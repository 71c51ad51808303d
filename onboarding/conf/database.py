"""From DATABASE_URL to Django's DATABASES entry."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# WAL lets readers read while one writes; FULL keeps a confirmed step through a power cut; without
# recursive_triggers an INSERT OR REPLACE walks round the append-only triggers; secure_delete overwrites what is erased.
PRAGMAS = {"journal_mode": "WAL", "synchronous": "FULL", "recursive_triggers": "ON", "foreign_keys": "ON", "secure_delete": "ON"}
POSTGRESQL = {"postgres", "postgresql"}


def database(url: str) -> dict[str, Any]:
    """The entry for `sqlite:///FILE` (so four strokes before an absolute one) or `postgres://USER:PASSWORD@HOST:PORT/NAME`.

    Raises ImproperlyConfigured for any other kind of address.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme in POSTGRESQL:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": _host(parts.netloc),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgres://")


def _host(netloc: str) -> str:
    """The host as written: urlsplit would make a socket's folder (%2Frun%2FDB) lower case."""
    return unquote(re.sub(r":\d+$", "", netloc.rpartition("@")[2]).strip("[]"))


def _sqlite(name: str) -> dict[str, Any]:
    if name != ":memory:":
        Path(name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # the file is all we know of people
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            # A transaction that begins as a reader and then writes cannot wait for the lock; IMMEDIATE can.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "".join(f"PRAGMA {name}={value};" for name, value in PRAGMAS.items()),
        },
    }
