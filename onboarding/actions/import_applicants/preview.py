"""What the preview shows of each row: what happens to it, why not, what HR may choose. Notes are shown once and kept nowhere."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onboarding.actions.import_applicants.checked import CheckedRow, CheckedTracker
from onboarding.actions.import_applicants.choices import is_perhaps_known, standing
from onboarding.actions.import_applicants.evidence import in_words as evidence_words
from onboarding.actions.import_applicants.placing import Placed
from onboarding.actions.import_applicants.quotes import said
from onboarding.actions.import_applicants.words import in_words
from onboarding.actions.import_applicants.write import imported, placed_on
from onboarding.engine.edges import END_UNKNOWN
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import APPLICATION, Life

COMES, CHOOSE, NOT_YET, HERE = "comes", "choose", "not_yet", "here"
# What a note may speak of -> the need that HR may keep of it.
SPEAKS = {
    "text": re.compile(r"\b(text|texts|sms)\b", re.IGNORECASE),
    "large": re.compile(r"\b(large|big|bigger|larger)\b.{0,12}\b(print|type|font|letters)\b", re.IGNORECASE),
    "phone": re.compile(r"\b(phone|ring|call|calls)\b", re.IGNORECASE),
    "post": re.compile(r"\b(post|paper|letter)\b", re.IGNORECASE),
}


@dataclass(frozen=True)
class RowSeen:
    """One row of the preview. `what`: COMES, CHOOSE, NOT_YET or HERE; `needs`: keys of NEEDS that its note speaks of."""

    number: int
    name: str
    what: str
    says: tuple[str, ...]
    evidence: tuple[str, ...]
    note: str = ""
    needs: tuple[str, ...] = ()


def preview(tracker: CheckedTracker, *, at: dt.datetime) -> list[RowSeen]:
    """Every row, in sheet order."""
    pathways = {engagement: imported(engagement).pathway for engagement in (None, "paid", "voluntary")}
    found = []
    for row in tracker.rows:
        comes = row.accepted or is_perhaps_known(row)
        placed = placed_on(pathways[row.engagement], standing(row), as_at=tracker.as_at, at=at) if comes else None
        found.append(_seen(row, placed))
    return found


def _seen(row: CheckedRow, placed: Placed | None) -> RowSeen:
    name = f"{row.first_name} {row.surname}".strip() or "(no name)"
    says = tuple(said(row, code) for code in row.reasons)
    if placed is None:
        return RowSeen(row.sheet_row, name, HERE if row.outcome == "skipped_duplicate" else NOT_YET, says, ())
    return RowSeen(
        row.sheet_row,
        name,
        COMES if row.accepted else CHOOSE,
        (*says, *_stands(placed), *(in_words(code) for code in row.warnings)),
        tuple(evidence_words(item) for item in placed.evidence),
        row.notes,
        tuple(need for need, words in SPEAKS.items() if words.search(row.notes)),
    )


def _stands(placed: Placed) -> Iterator[str]:
    """Where the row will stand, and which ends the sheet does not date."""
    stands = {brought.kind: brought for brought in placed.rows}
    life = stands.pop(APPLICATION)
    if life.state != Life.IN_PROGRESS:
        date = ": date not known" if life.code == END_UNKNOWN else ""
        yield f"{ALL_KINDS[APPLICATION].state(life.state).staff}{date}."
        return
    opened = [ALL_KINDS[kind] for kind, brought in stands.items() if brought.state != ALL_KINDS[kind].closed]
    yield f"Open: {', '.join(f'{kind.title} ({kind.state(stands[kind.code].state).staff.lower()})' for kind in opened)}."
    ends = [ALL_KINDS[kind].title for kind, b in stands.items() if b.state == "closed" and b.code == END_UNKNOWN]
    if ends:
        yield f"How long it took is not known: {', '.join(ends)}."
