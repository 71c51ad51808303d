"""Checkpoints: the heads of all chains, signed and kept outside the database, so that not even its owner can rewrite them."""

from __future__ import annotations

import base64
import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Subquery

from onboarding.door.chain import append, lock, stamp
from onboarding.door.verify_links import ORGANISATION, Broken, read_envelope
from onboarding.engine.hashing import canonical, merkle_root
from onboarding.models import Application, AuditEvent, User

EVENT, SCHEMA = "checkpoint", 1
SIGNED = ("schema", "number", "made_at", "root", "leaves")


class CheckpointRefused(Exception):
    """The file is no checkpoint; the sentence says why."""


@dataclass(frozen=True)
class Checkpoint:
    """One checkpoint: its number, when it was made, the root over its leaves (chain, seq, head), and the signature."""

    number: int
    made_at: str
    root: str
    leaves: tuple[tuple[str, int, str], ...]
    signature: str

    @property
    def signed(self) -> bytes:
        """What the signature is made over."""
        return canonical({name: SCHEMA if name == "schema" else getattr(self, name) for name in SIGNED}).encode()

    @property
    def seqs(self) -> dict[str, int]:
        """How far each chain is anchored."""
        return {chain: seq for chain, seq, _head in self.leaves}


@dataclass(frozen=True)
class Anchor:
    """What the organisation's chain remembers of its last checkpoint."""

    number: int
    at: dt.datetime
    root: str


def make(folder: Path, *, key: Ed25519PrivateKey, by: User | None, at: dt.datetime) -> Path:
    """Write the heads of all chains, signed, to a new file in `folder`; the organisation's chain remembers number and root.

    Gives the file's path. The file gets its name after the commit: a name without a memory would look like a cut tail.
    """
    with transaction.atomic():
        holder = lock(None)
        number, aside = _make(holder, latest(), folder, key, by, at)
    return _named(folder, number, aside)


def make_if_due(folder: Path, *, key: Ed25519PrivateKey, at: dt.datetime, every: dt.timedelta) -> Path | None:
    """The same, unless the last one is younger than `every` or nothing has happened since it: then None.

    Asked under the lock, so that several callers at once make one.
    """
    if not _due(latest(), at, every):  # most calls end here, without a lock
        return None
    with transaction.atomic():
        holder = lock(None)
        last = latest()
        if not _due(last, at, every):
            return None
        number, aside = _make(holder, last, folder, key, None, at)
    return _named(folder, number, aside)


def _due(last: Anchor | None, at: dt.datetime, every: dt.timedelta) -> bool:
    if last is None:
        return AuditEvent.objects.exists()
    since = _made().order_by("-seq").values("pk")[:1]
    return last.at <= at - every and AuditEvent.objects.filter(pk__gt=Subquery(since)).exists()


def _make(
    holder: Any, last: Anchor | None, folder: Path, key: Ed25519PrivateKey, by: User | None, at: dt.datetime
) -> tuple[int, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = _signed(key, (last.number if last else 0) + 1, at, _leaves(holder))
    aside = _write_aside(folder, made)
    append(holder, EVENT, by=by, at=at, codes={"number": made.number, "root": made.root})
    holder.save(update_fields=["chain_seq", "chain_head"])
    return made.number, aside


def _named(folder: Path, number: int, aside: Path) -> Path:
    path = folder / f"checkpoint-{number:06}.json"
    aside.replace(path)
    return path


def _leaves(organisation: Any) -> tuple[tuple[str, int, str], ...]:
    heads = Application.objects.values_list("reference", "chain_seq", "chain_head")
    return tuple(sorted([*heads, (ORGANISATION, organisation.chain_seq, organisation.chain_head)]))


def root_of(leaves: tuple[tuple[str, int, str], ...]) -> str:
    """The Merkle root over the leaves in their order."""
    return merkle_root(canonical(list(leaf)) for leaf in leaves)


def _signed(
    key: Ed25519PrivateKey, number: int, at: dt.datetime, leaves: tuple[tuple[str, int, str], ...]
) -> Checkpoint:
    bare = Checkpoint(number, stamp(at), root_of(leaves), leaves, "")
    return Checkpoint(number, bare.made_at, bare.root, leaves, base64.b64encode(key.sign(bare.signed)).decode())


def _write_aside(folder: Path, made: Checkpoint) -> Path:
    content = {**json.loads(made.signed), "signature": made.signature}
    aside = folder / f".checkpoint-{made.number:06}.{os.getpid()}"
    with aside.open("w", encoding="utf-8") as file:
        file.write(json.dumps(content, indent=1, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return aside


def read(path: Path) -> Checkpoint:
    """The checkpoint in a file. Raises CheckpointRefused when it is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        leaves = tuple((str(chain), int(seq), str(head)) for chain, seq, head in found["leaves"])
        return Checkpoint(int(found["number"]), str(found["made_at"]), str(found["root"]), leaves, str(found["signature"]))
    except OSError as error:
        raise CheckpointRefused(f"{path.name} cannot be read.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CheckpointRefused(f"{path.name} is not a checkpoint.") from error


def compare(checkpoint: Checkpoint, key: Ed25519PublicKey) -> list[Broken]:
    """What does not fit between a checkpoint and the database. A forged checkpoint is not compared at all."""
    forged = _forged(checkpoint, key)
    if forged:
        return [Broken(EVENT, None, forged)]
    there = _chains()
    missing = [Broken(chain, None, "the whole chain is missing") for chain in checkpoint.seqs if chain not in there]
    amiss = [found for leaf in checkpoint.leaves if leaf[0] in there and (found := _leaf_amiss(leaf, there[leaf[0]]))]
    return missing + amiss + _forgotten(checkpoint)


def _forged(checkpoint: Checkpoint, key: Ed25519PublicKey) -> str:
    try:
        key.verify(base64.b64decode(checkpoint.signature, validate=True), checkpoint.signed)
    except (InvalidSignature, ValueError):
        return "its signature is not ours: it was forged, or another key signed it"
    ordered = list(checkpoint.leaves) == sorted(set(checkpoint.leaves)) and len(checkpoint.seqs) == len(checkpoint.leaves)
    return "" if ordered and checkpoint.root == root_of(checkpoint.leaves) else "its root does not fit its leaves"


def _chains() -> dict[str, int | None]:
    return {ORGANISATION: None, **dict(Application.objects.values_list("reference", "pk"))}


def _leaf_amiss(leaf: tuple[str, int, str], application: int | None) -> Broken | None:
    chain, seq, head = leaf
    if seq == 0:
        return None
    found = AuditEvent.objects.filter(application=application, seq=seq).values_list("hash", flat=True).first()
    if found is None:
        return Broken(chain, seq, "it is missing: the tail was cut after a checkpoint")
    return None if found == head else Broken(chain, seq, "it is not the event that was anchored: the chain was rewritten")


def _forgotten(checkpoint: Checkpoint) -> list[Broken]:
    """The organisation's chain must still remember the checkpoint it made."""
    known = [(anchor.number, anchor.root) for anchor in anchors()]
    if (checkpoint.number, checkpoint.root) in known:
        return []
    return [Broken(ORGANISATION, None, f"it does not remember checkpoint {checkpoint.number}: its tail was cut")]


def anchors() -> list[Anchor]:
    """Every checkpoint the organisation's chain remembers, first to last."""
    return _anchors(_made().order_by("seq"))


def latest() -> Anchor | None:
    """The last checkpoint that was made, or None."""
    found = _anchors(_made().order_by("-seq")[:1])
    return found[0] if found else None


def _made() -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(application=None, type=EVENT)


def _anchors(events: QuerySet[AuditEvent]) -> list[Anchor]:
    found = [(read_envelope(envelope).get("codes", {}), at) for envelope, at in events.values_list("envelope", "at")]
    return [Anchor(codes["number"], at, codes["root"]) for codes, at in found if {"number", "root"} <= codes.keys()]


def file_of(anchor: Anchor, folder: Path) -> Checkpoint | None:
    """The file of a remembered checkpoint, where it still lies in the folder and is the same."""
    path = folder / f"checkpoint-{anchor.number:06}.json"
    if not path.exists():
        return None
    found = read(path)
    return found if found.root == anchor.root else None


def folder() -> Path:
    """Where checkpoints lie unless another place is named: beside the database, in a file of their own."""
    return Path(settings.VAR) / "checkpoints"
