"""Hashes of the audit chain: canonical text, a commitment to deletable words, the link, and the Merkle root over heads."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

GENESIS = "0" * 64


def canonical(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """One text for one value: sorted keys, no spaces, plain JSON types only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def commitment(salt: bytes, words: str) -> str:
    """HMAC-SHA256 of the words under a salt of their own: without the salt even “yes” or “no” cannot be guessed."""
    return hmac.new(salt, words.encode(), hashlib.sha256).hexdigest()


def link(previous: str, envelope: str, commit: str) -> str:
    """The hash of one event: SHA-256 over length-prefixed previous hash, envelope and commitment."""
    digest = hashlib.sha256()
    for part in (previous, envelope, commit):
        data = part.encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def merkle_root(leaves: Iterable[str]) -> str:
    """The root over text leaves in the order given; leaf and node hashes are told apart by a prefix (RFC 6962, 2.1)."""
    level = [hashlib.sha256(b"\x00" + leaf.encode()).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [hashlib.sha256(b"\x01" + p[0] + p[1]).digest() if len(p) == 2 else p[0] for p in pairs]
    return level[0].hex() if level else hashlib.sha256(b"").hexdigest()


def digest_of(value: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical text of a value."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()
