"""The facts of letters about training: the place on a course, and the certificate at its end."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.door.held import ZONE
from onboarding.letters.facts import Person
from onboarding.lib import clock
from onboarding.models import Application, Seat
from onboarding.models import Organisation as OrganisationRow
from onboarding.queries.letter_facts.shared import found, named_person


def _joining(application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    seat: Seat | None = found(application, Seat)
    row = OrganisationRow.objects.get()
    host = named_person(application, row)
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


OF_KIND = {"joining_instructions": _joining}
