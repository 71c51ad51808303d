"""A dozen letters of the demo rendered into a folder, to be looked at: nothing is sent, nothing is kept elsewhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from onboarding.models import Application, Move
from onboarding.queries import delay
from onboarding.stages.names import Life
from onboarding.tasks.making import preview, print_of

OF_EACH = 4
BY_STEP = (("conditional_offer", "selection", "offer"), ("joining_instructions", "training", "accept_place"))


def a_dozen(folder: Path, *, at: dt.datetime) -> list[Path]:
    """Four letters of each kind as PDF and text: large print first, then in the order people applied."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, stage, step in BY_STEP:
        moves = Move.objects.filter(kind=stage, step=step).order_by("-application__applicant__points", "pk")
        written += [_write(folder, kind, m.application, m.recorded_at, m.pk) for m in moves[:OF_EACH]]
    waiting = Application.objects.filter(state=Life.IN_PROGRESS).order_by("-applicant__points", "pk")
    late = [a for a in waiting if delay.wait_to_explain(a) is not None and delay.done_since(a, at=at) is not None]
    return written + [_write(folder, delay.KIND, application, at, None) for application in late[:OF_EACH]]


def _write(folder: Path, kind: str, application: Application, at: dt.datetime, move: int | None) -> Path:
    letter = preview(kind, application, at=at, move=move)
    file = folder / f"{letter.kind.number}-{application.reference}.pdf"
    file.write_bytes(print_of(letter))
    file.with_suffix(".txt").write_text(letter.text, encoding="utf-8")
    return file
