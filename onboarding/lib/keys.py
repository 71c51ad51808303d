"""Keys that are made once and kept in a file only the owner may read."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class KeyFileError(Exception):
    """A key file is there but does not hold the key it should."""


def kept_secret(path: Path) -> str:
    """A random secret of 64 characters, the same each time for the same path."""
    return _kept(path, lambda: secrets.token_urlsafe(48).encode()).decode()


def kept_field_key(path: Path) -> str:
    """A Fernet key (32 bytes, URL-safe base64), the same each time for the same path."""
    return _kept(path, Fernet.generate_key).decode()


def audit_key(path: Path) -> Ed25519PrivateKey:
    """The Ed25519 key that signs checkpoints, from a PEM file; made there if there is no file.

    Raises KeyFileError if the file holds anything else.
    """
    try:
        key = serialization.load_pem_private_key(_kept(path, _new_audit_key), password=None)
    except (ValueError, TypeError) as error:
        raise KeyFileError(f"{path.name} is not an unencrypted private key in PEM.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(f"{path.name} is not an Ed25519 key.")
    return key


def _new_audit_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """What the file holds; made first if missing. Two processes starting together end with one key."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _place(path, make())
    return path.read_bytes().strip()


def _place(path: Path, content: bytes) -> None:
    # Written aside and linked into place: nobody reads half a key, and the link fails if another was first.
    aside = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
