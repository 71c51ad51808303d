"""Helpers as the person sees them, and the people whom somebody helps; what a helper reads is witnessed before it is shown."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from onboarding import access, letters
from onboarding.access import own_applications
from onboarding.door.chain import record
from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application, AuditEvent, Helper, Letter, OutboxItem, User
from onboarding.models.outgoing import FAILED, UNCERTAIN
from onboarding.queries.letters import OUT
from onboarding.queries.own_letters import LetterLine

KIND = "helper_note"
READ = "helper_read"
MOST = 20


@dataclass(frozen=True)
class Line:
    """One helper on the person's page. `not_told`: our e-mail did not reach them."""

    id: int
    name: str
    email: str
    until: dt.date
    may_act: bool
    not_told: bool


@dataclass(frozen=True)
class Read:
    """What a helper looked at, and when."""

    at: dt.datetime
    name: str
    what: str


def helpers_of(user: User, *, at: dt.datetime) -> list[Line]:
    """Who helps this person now."""
    today = clock.local_date(at, ZONE)
    rows = list(Helper.objects.filter(applicant__user=user, ended_at=None, until__gte=today).select_related("user").order_by("pk"))
    keys = [f"{KIND}:{row.pk}" for row in rows]
    stuck = set(OutboxItem.objects.filter(key__in=keys, status__in=(FAILED, UNCERTAIN)).values_list("key", flat=True))
    return [Line(row.pk, row.name, row.user.email, row.until, row.may_act, f"{KIND}:{row.pk}" in stuck) for row in rows]


def reads_of(user: User) -> list[Read]:
    """The latest looks of helpers at this person's pages."""
    events = AuditEvent.objects.filter(application__in=own_applications(user), type=READ).order_by("-at", "-pk")[:MOST]
    said = [(event.at, json.loads(event.envelope)) for event in events]
    names = dict(User.objects.filter(ref__in={one["actor"] for _at, one in said}).values_list("ref", "name"))
    return [Read(at, names.get(one["actor"]) or "Someone who helped you", one["codes"]["what"]) for at, one in said]


def own_helper(user: User, number: int) -> Helper:
    """One of the person's helpers, or one's own helping, or 404."""
    rows = Helper.objects.filter(pk=number).select_related("applicant", "user")
    found = rows.filter(applicant__user=user).first() or rows.filter(user=user).first()
    if found is None:
        raise Http404
    return found


def helped(user: User, *, at: dt.datetime) -> list[tuple[Helper, list[Application]]]:
    """Everybody whom somebody helps today, each with their applications, latest first."""
    rows = access.helping(user, clock.local_date(at, ZONE)).select_related("applicant")
    return [(row, list(_of(row).order_by("-created_at", "-pk"))) for row in rows.order_by("pk")]


def _of(row: Helper) -> Any:
    return Application.objects.filter(applicant=row.applicant_id, hidden=False).select_related("opportunity")


def read(user: User, reference: str, what: str, *, at: dt.datetime) -> tuple[Application, Helper]:
    """The application of a person one helps, and what they let one do, or 404. The look is witnessed first."""
    found = access.get_helped(user, reference, clock.local_date(at, ZONE))
    record(found[0], READ, by=user, at=at, codes={"what": what})
    return found


# By what stands on the outside: so whatever a letter about a check says, it is missing for a helper like every other one.
ALONE = ("A letter about your checks", "A letter about our talk", "A letter about what you asked us")


def letters_for(application: Application) -> list[LetterLine]:
    """The letters a helper may read: those to the person, but what is about checks, health, the talk, or their own questions."""
    rows = _open(application).order_by("-created_at", "-pk")
    return [LetterLine(*row) for row in rows.values_list("pk", "title", "created_at", "application__opportunity__title")]


def letter_for(application: Application, number: int) -> Letter:
    """One of them, or 404."""
    found = _open(application).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _open(application: Application) -> Any:
    plain = [code for code, kind in letters.kinds().items() if kind.to_applicant and not kind.right and kind.title not in ALONE]
    return Letter.objects.filter(application=application, item__status__in=OUT, kind__in=plain)
