"""Private files in the storage of the site, on disk or in S3: kept once under a random name, read back unchanged."""

import hashlib
import secrets

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

AWAY = (OSError, BotoCoreError, ClientError)


class FilesAway(Exception):
    """The storage does not answer, or does not have the file."""


class FileChanged(Exception):
    """The file is not the one that was kept."""


def keep(content: bytes, *, folder: str, ending: str) -> tuple[str, str]:
    """Keep a file; gives its name and its SHA-256. A name says nothing about a person. Raises FilesAway."""
    name = f"{folder}/{secrets.token_hex(16)}.{ending}"
    try:
        return default_storage.save(name, ContentFile(content)), digest(content)
    except AWAY as fault:
        raise FilesAway(type(fault).__name__) from fault


def read(name: str, *, sha256: str) -> bytes:
    """The file as it was kept. Raises FilesAway, and FileChanged when a single byte differs."""
    try:
        with default_storage.open(name, "rb") as file:
            content: bytes = file.read()
    except AWAY as fault:
        raise FilesAway(type(fault).__name__) from fault
    if digest(content) != sha256:
        raise FileChanged(name)
    return content


def digest(content: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()
