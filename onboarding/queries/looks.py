"""Who has looked at the restricted records of one application: from the witness, which is written before each look."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from onboarding.models import Application, AuditEvent, User
from onboarding.stages import ALL_KINDS

READ = "read_restricted"
ERASED = "A person since erased"


@dataclass(frozen=True)
class Look:
    """One look: when, who, and at which record."""

    at: dt.datetime
    by: str
    kind: str
    title: str


def looks(application: Application, kind: str = "") -> list[Look]:
    """Every look at the record of one kind, or of all, newest first."""
    events = AuditEvent.objects.filter(application=application, type=READ).order_by("-seq")
    said = [(event.at, json.loads(event.envelope)) for event in events]
    names = dict(User.objects.filter(ref__in={one["actor"] for _at, one in said}).values_list("ref", "name"))
    found = [
        Look(at, names.get(one["actor"], ERASED), one["codes"]["kind"], ALL_KINDS[one["codes"]["kind"]].public_title)
        for at, one in said
    ]
    return [look for look in found if kind in ("", look.kind)]
