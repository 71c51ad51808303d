"""Something went wrong with data: written down by whoever finds it, decided within 72 hours by who keeps the register."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import chain
from onboarding.door.held import ZONE
from onboarding.door.refusal import StepRefused
from onboarding.lib import clock
from onboarding.models import Application, Incident, User
from onboarding.queries.registers import BECAUSE, REGULATOR, TOLD, WHAT


def report_incident(
    *, what: str, happened_on: dt.date, people: int, key: str, by: User, at: dt.datetime, application: Application | None = None
) -> Incident:
    """Write it down; the clock of 72 hours runs from now. The same key again is the same incident. Raises StepRefused."""
    in_the_way = {
        "You may not write this down": not access.may(by, "report_incident"),
        "Select what went wrong": what not in WHAT,
        "The day must be today or earlier": happened_on > clock.local_date(at, ZONE),
        "Say how many people it is about, 1 or more": people < 1,
    }
    if refused := [sentence for sentence, stands in in_the_way.items() if stands]:
        raise StepRefused(refused)
    with transaction.atomic():
        chain.lock(None)
        there = Incident.objects.filter(key=key).first()
        if there is not None:
            return there
        made = Incident.objects.create(
            application=application, key=key, what=what, happened_on=happened_on, found_at=at, people=people,
            recorded_at=at, recorded_by=by,
        )  # fmt: skip
        chain.record(None, "incident_found", by=by, at=at, codes={"incident": made.pk, "what": what, "people": people})
    return made


def decide_incident(
    incident: Incident, *, regulator: str, because: str, told: str, by: User, at: dt.datetime
) -> None:
    """Say once what was done: the regulator told or not and why, the people told or not. Raises StepRefused."""
    with transaction.atomic():
        chain.lock(None)
        row = Incident.objects.select_for_update().get(pk=incident.pk)
        if refused := _why_not(row, regulator, because, told, by):
            raise StepRefused(refused)
        row.regulator, row.because, row.told = regulator, because, told
        row.decided_at, row.decided_by = at, by
        row.save(update_fields=["regulator", "because", "told", "decided_at", "decided_by"])
        codes = {"incident": row.pk, "regulator": regulator, "because": because, "told": told}
        chain.record(None, "incident_decided", by=by, at=at, codes=codes)


def _why_not(row: Incident, regulator: str, because: str, told: str, by: User) -> list[str]:
    in_the_way = {
        "You may not decide this": not access.may(by, "keep_registers"),
        "It has been decided already": row.decided_at is not None,
        "Select whether the regulator was told": regulator not in REGULATOR,
        "Say why the regulator did not have to be told": regulator == "not" and because not in BECAUSE,
        "Select whether the people were told": told not in TOLD,
    }
    return [sentence for sentence, stands in in_the_way.items() if stands]
