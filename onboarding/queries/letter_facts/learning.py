"""The facts of letters about training: the place on a course, and the certificate at its end."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.door.held import ZONE
from onboarding.letters.facts import Person
from onboarding.lib import clock
from onboarding.models import Application, Seat, TrainingResult
from onboarding.models import Organisation as OrganisationRow
from onboarding.queries.letter_facts.shared import found, named_person


def _joining(application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    seat: Seat | None = found(application, Seat)
    row = OrganisationRow.objects.get()
    host = named_person(application, row, at)
    if seat is None:
        return {"course": "", "starts_on": None, "times": "", "place": "", "on_the_day": host}
    cohort, provider = seat.cohort, seat.cohort.body
    there = Person(name=provider.name_for_applicants or provider.name, phone=provider.phone) if provider.phone else host
    return {
        "course": f"{cohort.name}. 6 weeks of classes, then 2 weeks with a team",
        "starts_on": cohort.starts_on if cohort.starts_on > clock.local_date(at, ZONE) else None,
        "times": cohort.times,
        "place": cohort.place,
        "on_the_day": there,
    }


def _certificate(application: Application, at: dt.datetime, move: int | None) -> dict[str, Any]:
    seat: Seat | None = found(application, Seat)
    result: TrainingResult | None = found(application, TrainingResult, move)
    if seat is None or result is None:
        return {"role_for_others": "", "sender": "", "provider": "", "starts_on": None, "ends_on": None}
    row = OrganisationRow.objects.get()
    return {
        "role_for_others": application.applicant.role_title_for_others,
        "sender": row.name_for_others,
        "provider": seat.cohort.body.name_for_applicants or seat.cohort.body.name,
        "starts_on": seat.cohort.starts_on,
        "ends_on": clock.local_date(_finished(result), ZONE),
        "credits": result.credits,
        "signed_by": named_person(application, row, at).name if application.owner else "",
    }


def _finished(result: TrainingResult) -> dt.datetime:
    return result.move.effective_at


OF_KIND = {"joining_instructions": _joining, "completion_certificate": _certificate}
