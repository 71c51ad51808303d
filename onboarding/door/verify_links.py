"""The walk along one chain: every event follows from the one before, and says what its own row says."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from onboarding.door.chain import SCHEMA
from onboarding.engine.hashing import GENESIS, commitment, link

ERASURE = "erasure"
ORGANISATION = "organisation"
DECODER = json.JSONDecoder()
FIELDS = frozenset({"schema", "chain", "seq", "at", "type", "actor", "codes"})


class Link(NamedTuple):
    """One audit event as its row holds it, in the order of `COLUMNS`."""

    id: int
    application: int | None
    seq: int
    type: str
    at: Any
    envelope: str
    commit: str
    previous: str
    hash: str


COLUMNS = ("pk", "application_id", "seq", "type", "at", "envelope", "commit", "previous", "hash")


@dataclass(frozen=True)
class Broken:
    """Something that does not fit: in which chain (or `database`), at which event, and what."""

    chain: str
    seq: int | None
    what: str

    def __str__(self) -> str:
        return f"{self.chain}, event {self.seq}: {self.what}" if self.seq else f"{self.chain}: {self.what}"


@dataclass
class Walked:
    """What a walk found: where the chain is torn, whose words do not fit, the head reached, what the events say about moves."""

    torn: Broken | None = None
    words: list[Broken] = field(default_factory=list)
    seq: int = 0
    head: str = GENESIS
    moves: list[tuple[int, Mapping[str, Any]]] = field(default_factory=list)


def walk(chain: str, events: Sequence[Link], payloads: Mapping[int, tuple[bytes, str]]) -> Walked:
    """Walk one chain in order of `seq` until it is torn. `payloads` are salt and words by event id."""
    walked, erased = Walked(), _erased(events)
    for event in events:
        envelope, what = _look(event, chain, walked)
        if what:
            walked.torn = Broken(chain, min(event.seq, walked.seq + 1), what)
            return walked
        if wrong := _payload_amiss(event, payloads.get(event.id), event.seq in erased):
            walked.words.append(Broken(chain, event.seq, wrong))
        walked.seq, walked.head = event.seq, event.hash
        if event.type == "move":
            walked.moves.append((event.seq, envelope["codes"]))
    return walked


def _look(event: Link, chain: str, walked: Walked) -> tuple[Mapping[str, Any], str]:
    """The envelope, and what is wrong with the event (empty when nothing is)."""
    if event.seq != walked.seq + 1:
        return {}, "it is missing" if event.seq > walked.seq else "its number stands twice"
    if event.previous != walked.head:
        return {}, "it does not follow from the event before"
    if event.hash != link(event.previous, event.envelope, event.commit):
        return {}, "it was changed: its hash does not fit"
    envelope = read_envelope(event.envelope)
    return envelope, _envelope_amiss(event, chain, envelope)


def read_envelope(text: str) -> Mapping[str, Any]:
    """An envelope as plain values; empty when it is none."""
    try:
        found, end = DECODER.raw_decode(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) and end == len(text) else {}


def _envelope_amiss(event: Link, chain: str, envelope: Mapping[str, Any]) -> str:
    if envelope.keys() != FIELDS or not isinstance(envelope["codes"], dict):
        return "its envelope lacks a part, or has one too many"
    said = (envelope["schema"], envelope["chain"], envelope["seq"], envelope["type"])
    if said == (SCHEMA, chain, event.seq, event.type) and _instant(envelope["at"]) == event.at:
        return ""
    return "its envelope and its row disagree"


def _instant(text: Any) -> dt.datetime | None:
    """The instant an envelope names; None when it names none. Reading it costs a third of writing the row's out."""
    try:
        found = dt.datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo else None


def _payload_amiss(event: Link, payload: tuple[bytes, str] | None, erased: bool) -> str:
    """Words are there just when the event committed to some and no erasure names it."""
    if payload is None:
        return "its words are gone and no erasure names it" if event.commit and not erased else ""
    if not event.commit:
        return "it has words that it never committed to"
    salt, words = payload
    return "" if commitment(bytes(salt), words) == event.commit else "its words were changed"


def _erased(events: Iterable[Link]) -> set[int]:
    """The events of this chain whose words an erasure event names."""
    codes = [read_envelope(event.envelope).get("codes") for event in events if event.type == ERASURE]
    lists = [found.get("erased") for found in codes if isinstance(found, dict)]
    return {seq for found in lists if isinstance(found, list) for seq in found}
