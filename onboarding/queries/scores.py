"""Scores as their assessors, those who decide, and the person themselves read them. Neither assessor sees the other's before both saved."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from onboarding.models import AgreedScore, Application, Criterion, Reading, Score, User
from onboarding.stages.criteria import ASSESSORS, EVIDENCE, SCALE
from onboarding.stages.shortlisting import VERDICTS

SCALE_WORDS, EVIDENCE_WORDS = dict(SCALE), dict(EVIDENCE)


@dataclass(frozen=True)
class Line:
    """One criterion: what each assessor scored, where it was shown, and what was agreed."""

    words: str
    scores: list[str]
    agreed: str


@dataclass(frozen=True)
class Scores:
    """The scores of one person as one reader may see them. `own` are the reader's marks; `lines` are empty before both have saved."""

    criteria: list[Criterion]
    own: dict[int, tuple[int, list[str]]]
    assessors: list[str]
    lines: list[Line]
    is_agreed: bool
    mine: bool

    @property
    def both(self) -> bool:
        """Whether both have saved."""
        return len(self.assessors) >= ASSESSORS


def criteria_of(opportunity: int) -> list[Criterion]:
    """What is looked for in a role now: of every role, and of this one."""
    rows = Criterion.objects.filter(Q(opportunity=None) | Q(opportunity=opportunity), in_use=True)
    return list(rows.order_by("opportunity_id", "place", "pk"))


def scores(application: Application, *, by: User | None = None) -> Scores:
    """The scores of one person; of an assessor's own before both have saved only theirs. The caller has checked who may read them."""
    rows = list(Score.objects.filter(application=application).select_related("assessor").order_by("saved_at", "pk"))
    mine = next((row for row in rows if by is not None and row.assessor_id == by.pk), None)
    agreed = AgreedScore.objects.filter(application=application).first()
    own = {int(pk): (score, shown) for pk, (_words, score, shown) in _marks(mine).items()}
    lines = _lines(rows, agreed) if len(rows) >= ASSESSORS else []
    names = [row.assessor.name for row in rows]
    return Scores(criteria_of(application.opportunity_id), own, names, lines, agreed is not None, mine is not None)


def _marks(row: Score | AgreedScore | None) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = json.loads(row.marks) if row else {}
    return found


def _lines(rows: list[Score], agreed: AgreedScore | None) -> list[Line]:
    kept, together = [_marks(row) for row in rows], _marks(agreed)
    codes = dict.fromkeys(code for marks in [*kept, together] for code in marks)
    return [
        Line(
            next(marks[code][0] for marks in [*kept, together] if code in marks),
            [said(marks[code]) if code in marks else "" for marks in kept],
            said(together[code]) if code in together else "",
        )
        for code in codes
    ]


def said(mark: list[Any]) -> str:
    """“3, well (in the talk)”."""
    _words, score, shown = mark
    where = ", ".join(EVIDENCE_WORDS[code].lower() for code in shown if code in EVIDENCE_WORDS)
    return f"{score}, {SCALE_WORDS[score].lower()}{f' ({where})' if where else ''}"


def own_scores(application: Application) -> list[dict[str, Any]]:
    """All of it for the person’s own copy: who scored, when, what, and what was agreed."""
    rows = Score.objects.filter(application=application).select_related("assessor").order_by("saved_at", "pk")
    told = [{"by": row.assessor.name, "saved": row.saved_at, "scores": _told(row)} for row in rows]
    agreed = AgreedScore.objects.filter(application=application).first()
    return [*told, *([{"by": "both together", "saved": agreed.saved_at, "scores": _told(agreed)}] if agreed else [])]


def _told(row: Score | AgreedScore) -> dict[str, str]:
    return {mark[0]: said(mark) for mark in _marks(row).values()}


def own_readings(application: Application) -> list[dict[str, Any]]:
    """What the readers of the form thought, for the person’s own copy."""
    rows = Reading.objects.filter(application=application).select_related("by").order_by("saved_at", "pk")
    return [{"by": row.by.name, "saved": row.saved_at, "said": dict(VERDICTS).get(row.verdict, "")} for row in rows]
