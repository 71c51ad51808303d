"""What a team needs to know to support somebody: the list the person said yes to, and nothing else. Read by who answers for the team."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.http import Http404

from onboarding import access
from onboarding.door.chain import record
from onboarding.models import Application, FitnessRecord, User
from onboarding.queries.looks import READ
from onboarding.queries.placements import ASKED, placed_at


@dataclass(frozen=True)
class AgreedSupport:
    """Whom it is about, and each thing that is put in place; empty where nothing has to be."""

    name: str
    called: str
    lines: tuple[str, ...]


def support_lines(row: FitnessRecord | None) -> tuple[str, ...]:
    """Of the support in a record only what the person said yes to, a line each."""
    lines = re.split(r"[;\n]", row.adjustments) if row and row.agreed == "agreed" else []
    return tuple(line.strip() for line in lines if line.strip())


def agreed_support(user: User, reference: str, *, at: dt.datetime) -> AgreedSupport:
    """The list for a host, once the team has said yes, or 404. Witnessed before it is shown: the person sees who looked."""
    application: Application = access.get_placement(user, reference)
    if placed_at(user, application) in ("", ASKED):
        raise Http404
    record(application, READ, by=user, at=at, codes={"kind": "occupational_health"})
    row = FitnessRecord.objects.filter(stage__application=application, current=True).order_by("-pk").first()
    return AgreedSupport(application.applicant.full_name, application.applicant.called, support_lines(row))
