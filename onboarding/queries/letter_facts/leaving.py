"""The facts of letters about breaks, endings and coming back, and about complaints."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.door.held import ZONE
from onboarding.letters.words import sentence
from onboarding.lib import clock
from onboarding.models import Application, Break, Complaint, Wait
from onboarding.queries.legal_windows import legal_windows
from onboarding.queries.letter_facts.shared import fit, found, to_others
from onboarding.queries.my_record import PARTS
from onboarding.queries.registers import answer_by, answer_facts
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import Party

KEEP, BACK_WITHIN = dt.timedelta(days=365), dt.timedelta(days=366)


def _paused(application: Application, at: dt.datetime, move: int | None) -> dict[str, Any]:
    row: Break | None = found(application, Break, move)
    return {"windows": tuple(legal_windows(application, at=at)), "may_tell": row is not None and row.may_tell}


def _back(application: Application, _at: dt.datetime, _move: int | None) -> dict[str, Any]:
    mine = Wait.objects.filter(application=application, ended_at=None, party=Party.APPLICANT).select_related("stage")
    return {"yours": tuple(sentence(_title(application, wait)) for wait in mine.order_by("started_at", "pk"))}


def _title(application: Application, wait: Wait) -> str:
    return fit(application)(ALL_KINDS[wait.kind].state(wait.stage.state).words_for(Party.APPLICANT).title)


def _stopped(_application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    return {"keep_until": clock.local_date(at, ZONE) + KEEP}


def _resting(_application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    return {"back_by": clock.local_date(at, ZONE) + BACK_WITHIN}


def _complaint(application: Application, _at: dt.datetime, _move: int | None) -> dict[str, Any]:
    latest = Complaint.objects.filter(application=application).order_by("pk").last()
    return {"answer_by": answer_by(latest) if latest else None}


def _answer(application: Application, _at: dt.datetime, _move: int | None) -> dict[str, Any]:
    latest = Complaint.objects.filter(application=application).exclude(answered_at=None).order_by("answered_at", "pk").last()
    return answer_facts(latest.found, latest.why, latest.changes) if latest else answer_facts("", [], [])


def _codes(_application: Application, _at: dt.datetime, _move: int | None) -> dict[str, Any]:
    return {}  # they are kept nowhere: whoever makes the sheet hands them over


def _reference(application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    """Facts of the record, in the names the person chose for others: somebody else will read it, if they wish."""
    others = application.applicant.role_title_for_others
    roles, training, practice = (part([application], others).lines for part in PARTS[:3])
    theirs = to_others("leaving_reference", application, at)
    seen = {name: theirs[name] for name in ("organisation", "named_person", "help_near")}
    return {"roles": roles, "training": training, "practice": practice, **seen}


OF_KIND = {
    "leaving_reference": _reference,
    "paper_codes": _codes,
    "pause_confirmed": _paused,
    "welcome_back": _back,
    "withdrawal_confirmed": _stopped,
    "resting": _resting,
    "complaint_received": _complaint,
    "complaint_answered": _answer,
}
