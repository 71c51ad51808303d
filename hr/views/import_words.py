"""The values of the import pages: tiles, rows in words and chips, evidence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from onboarding.actions.import_applicants.preview import CHOOSE, COMES, HERE, NOT_YET, RowSeen, preview
from onboarding.actions.import_applicants.run import Look
from onboarding.actions.import_applicants.runs import Progress, to_confirm

STEPS = ("Choose file", "Look", "Saved")
CHIPS = {
    COMES: ("done", "Can come in"),
    CHOOSE: ("you", "You choose"),
    NOT_YET: ("late", "Not yet"),
    HERE: ("none", "Here already"),
}
NEED_WORDS = {
    "large": "Keep as a need: letters in large print, 18 point",
    "text": "Keep as a need: text messages",
    "phone": "Keep as a need: a phone call",
    "post": "Keep as a need: letters by post",
}
MOST = 300


def pages(now: int) -> list[dict[str, Any]]:
    """Where one is in the series of pages."""
    return [{"label": label, "current": number == now} for number, label in enumerate(STEPS)]


def preview_values(looked: Look, *, at: dt.datetime) -> dict[str, Any]:
    """Everything the preview shows."""
    rows = preview(looked.tracker, at=at)
    eyes = [
        row for what in (CHOOSE, NOT_YET, COMES) for row in rows if row.what == what and (what != COMES or row.note)
    ]
    others = [row for row in rows if row not in eyes]
    counts = Counter(row.what for row in rows)
    return {
        "looked": looked,
        "pages": pages(1),
        "tiles": _tiles(counts, sum(len(row.evidence) for row in rows if row.what == COMES)),
        "counts": counts,
        "comes": counts[COMES],
        "mends": counts[NOT_YET],
        "chooses": [row.number for row in rows if row.what == CHOOSE],
        "tables": [_table("eyes", "Rows that need your eyes first", eyes), _table("others", "Other rows", others)],
        "ignored": looked.tracker.sheet.ignored_columns,
    }


def _tiles(counts: Counter[str], evidence: int) -> list[dict[str, Any]]:
    return [
        _tile(counts[COMES], _rows(counts[COMES], "can come in"), "#others", "together, or not at all", "done"),
        _tile(counts[NOT_YET], _rows(counts[NOT_YET], "cannot come in yet"), "#eyes", "mend and bring again", "late"),
        _tile(counts[CHOOSE], f"{_rows(counts[CHOOSE], '').strip()}: same person?", "#eyes", "you choose", "you"),
        _tile(evidence, "pieces of evidence", "", "to confirm, before they count", ""),
    ]


def _tile(count: int, label: str, url: str, hint: str, tone: str) -> dict[str, Any]:
    return {"count": count, "label": label, "url": url, "hint": hint, "tone": tone}


def _rows(count: int, words: str) -> str:
    return f"{'row' if count == 1 else 'rows'} {words}"


def _table(anchor: str, title: str, rows: list[RowSeen]) -> dict[str, Any]:
    shown = [_row(row) for row in rows[:MOST]]
    return {"id": anchor, "caption": f"{title} ({len(rows)})", "rows": shown, "more": max(0, len(rows) - MOST)}


def _row(row: RowSeen) -> dict[str, Any]:
    who, words = CHIPS[row.what]
    return {
        "number": row.number,
        "name": row.name,
        "who": who,
        "words": words,
        "says": row.says,
        "note": row.note,
        "choose": row.what == CHOOSE,
        "needs": [{"code": need, "words": NEED_WORDS[need]} for need in row.needs],
        "evidence": row.evidence,
    }


def run_values(progress: Progress, *, user: Any, ready: bool) -> dict[str, Any]:
    """What one run brought, or how far it is; `ready`: the file is still kept, so that one click goes on."""
    found = to_confirm(progress.run, user=user) if progress.complete else []
    return {
        "progress": progress,
        "pages": pages(2 if progress.complete else 1),
        "evidence": found[:MOST],
        "count": len(found),
        "more": max(0, len(found) - MOST),
        "ready": ready,
    }
