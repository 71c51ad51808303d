"""The uploaded file between the look and the confirmation: in private storage under a random name, for an hour at most."""

from __future__ import annotations

import datetime as dt
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

FOLDER = "imports"
LONGEST = dt.timedelta(hours=1)


def keep(content: bytes, *, at: dt.datetime) -> str:
    """Keep a file; gives its key. What others left behind for more than an hour is erased first."""
    sweep(at=at)
    key = f"{int(at.timestamp())}-{secrets.token_hex(16)}"
    default_storage.save(f"{FOLDER}/{key}", ContentFile(content))
    return key


def kept(key: str, *, at: dt.datetime) -> bytes | None:
    """The file, or None when its hour is over or it was erased."""
    if not key or _is_old(key, at) or not default_storage.exists(f"{FOLDER}/{key}"):
        return None
    with default_storage.open(f"{FOLDER}/{key}") as file:
        return bytes(file.read())


def erase(key: str) -> None:
    """Erase a kept file; one that is gone is no mistake."""
    if key:
        default_storage.delete(f"{FOLDER}/{key}")


def sweep(*, at: dt.datetime) -> None:
    """Erase every file whose hour is over."""
    if default_storage.exists(FOLDER):
        for name in default_storage.listdir(FOLDER)[1]:
            if _is_old(name, at):
                erase(name)


def _is_old(key: str, at: dt.datetime) -> bool:
    stamp = key.partition("-")[0]
    return not stamp.isdigit() or at - dt.datetime.fromtimestamp(int(stamp), dt.UTC) > LONGEST
