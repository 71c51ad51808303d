"""A dozen letters of the demo rendered into a folder, to be looked at: nothing is sent, nothing is kept elsewhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from onboarding.lib import charts
from onboarding.models import Application, Move, Organisation, User
from onboarding.queries import delay
from onboarding.reports import audit_trail, base, bottlenecks, steps
from onboarding.stages.names import Life
from onboarding.tasks.making import preview, print_of

OF_EACH = 4
BY_STEP = (("conditional_offer", "selection", "offer"), ("joining_instructions", "training", "accept_place"))


def a_dozen(folder: Path, *, at: dt.datetime) -> list[Path]:
    """Twelve letters as PDF and text, four of each kind where there are: large print first, then in the order people applied."""
    folder.mkdir(parents=True, exist_ok=True)
    written, late = [], _late(at)[:OF_EACH]
    for kind, stage, step in BY_STEP:
        moves = Move.objects.filter(kind=stage, step=step).order_by("-application__applicant__points", "pk")
        most = OF_EACH + (OF_EACH - len(late) if kind == BY_STEP[0][0] else 0)  # few are late: more offers make the dozen
        written += [_write(folder, kind, m.application, m.recorded_at, m.pk) for m in moves[:most]]
    return written + [_write(folder, delay.KIND, application, at, None) for application in late]


def _late(at: dt.datetime) -> list[Application]:
    """Who waits for somebody else, and has one true thing to be told."""
    waiting = Application.objects.filter(state=Life.IN_PROGRESS).order_by("-applicant__points", "pk")
    return [a for a in waiting if delay.wait_to_explain(a) is not None and delay.done_since(a, at=at) is not None]


def _write(folder: Path, kind: str, application: Application, at: dt.datetime, move: int | None) -> Path:
    letter = preview(kind, application, at=at, move=move)
    file = folder / f"{letter.kind.number}-{application.reference}.pdf"
    file.write_bytes(print_of(letter))
    file.with_suffix(".txt").write_text(letter.text, encoding="utf-8")
    return file


def both_reports(folder: Path, *, at: dt.datetime) -> list[Path]:
    """“Where people get stuck” over the whole year, and the audit report of the person with the longest history."""
    foot = f"Made {base.moment_words(at)}"
    stuck, audit = folder / "where-people-get-stuck.pdf", folder / "audit-report.pdf"
    report = bottlenecks.bottlenecks(base.scope(base.PERIODS[-1][0], at=at, service=None, engagement=""))
    shown = {
        "report": report, "organisation": Organisation.objects.get().name, "head": steps.HEAD,
        "small_print": bottlenecks.SMALL_PRINT, "steps": report.steps_chart("steps", charts.PRINT),
        "shares": report.shares_chart("shares", charts.PRINT),
    }  # fmt: skip
    stuck.write_bytes(base.pdf("reports/bottlenecks.html", shown, title="Where people get stuck", foot=foot))
    application = Application.objects.order_by("-tally", "pk")[0]
    auditor = User.objects.filter(roles__role="auditor").earliest("pk")
    trail = {"report": audit_trail.audit_report(application, by=auditor, at=at), "organisation": shown["organisation"]}
    title = f"Audit report, application {application.reference}"
    audit.write_bytes(base.pdf("reports/audit.html", trail, title=title, foot=foot))
    return [stuck, audit]
