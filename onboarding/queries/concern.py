"""Whom staff call when they are worried about a person: who keeps people safe first, then the managers of the service."""

from __future__ import annotations

from dataclasses import dataclass

from onboarding.models import Application, StaffRole

FIRST, THEN = "safeguarding_lead", "manager"


@dataclass(frozen=True)
class ToCall:
    """Somebody to call: the name, the number and the hours they gave, where they did."""

    id: int
    name: str
    phone: str
    hours: str


def to_call(application: Application) -> list[ToCall]:
    """Everybody who is there for it, of this service or of all; never the person themselves."""
    bound = (None, application.opportunity.service_id)
    rows = StaffRole.objects.filter(role__in=(FIRST, THEN), user__is_active=True).exclude(user=application.applicant.user_id)
    here = [row for row in rows.select_related("user") if row.service_id in bound]
    found = sorted(here, key=lambda row: (row.role != FIRST, row.user.name))
    people = {row.user_id: ToCall(row.user_id, row.user.name, row.user.phone, row.user.hours) for row in reversed(found)}
    return [people[pk] for pk in dict.fromkeys(row.user_id for row in found)]
