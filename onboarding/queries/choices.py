"""What can be chosen where a step asks for a shared row: a body, a course, a team, a member of staff."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.shortcuts import get_object_or_404

from onboarding import access
from onboarding.door.held import ZONE
from onboarding.door.worked_out import free_slots
from onboarding.engine.asks import Ask
from onboarding.lib import clock
from onboarding.models import Application, Approval, Body, Cohort, Move, Opportunity, Site, Slot, Stage, User
from onboarding.queries.courses import not_signed
from onboarding.queries.plain_words import moment
from onboarding.stages import ALL_KINDS
from onboarding.stages.selection import HOW

Choice = tuple[int, str]


def rows(table: str, application: Application, kind: str, *, at: dt.datetime) -> list[Choice]:
    """The rows of one shared table that fit this application and kind of stage, each with its words."""
    return _TABLES[table](application, kind, at)


def choices_of(ask: Ask, application: Application, kind: str, *, at: dt.datetime) -> list[Choice]:
    """The rows a question offers: of the staff only those with the right it asks for."""
    found = rows(ask.row, application, kind, at=at)
    if not ask.right:
        return found
    able = {user.pk for user in User.objects.filter(pk__in=[pk for pk, _name in found]) if access.may(user, ask.right, application)}
    return [(pk, words) for pk, words in found if pk in able]


def _bodies(application: Application, kind: str, _at: dt.datetime) -> list[Choice]:
    """By name, but the one that usually does it on this pathway comes first and says so."""
    usual = application.pathway.stage(kind).get("body")
    found = list(Body.objects.filter(party=ALL_KINDS[kind].bodies).order_by("name").values_list("pk", "name"))
    first = [(pk, f"{name} (as usual)") for pk, name in found if pk == usual]
    return first + [(pk, name) for pk, name in found if pk != usual]


def _cohorts(_application: Application, _kind: str, at: dt.datetime) -> list[Choice]:
    ahead = Cohort.objects.filter(starts_on__gte=clock.local_date(at, ZONE)).order_by("starts_on", "pk")
    return [(row.pk, f"{row.name}, starts {_day(row.starts_on)}, {_seats(row.free_seats)}") for row in ahead]


def _seats(free: int) -> str:
    return "1 place free" if free == 1 else f"{max(free, 0)} places free"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _approvals(application: Application, _kind: str, at: dt.datetime) -> list[Choice]:
    """The approvals of this role that have not run out, soonest end last."""
    found = Approval.objects.filter(
        current=True, role=application.opportunity.title, expires_on__gte=clock.local_date(at, ZONE)
    )
    rows = found.select_related("site", "body").order_by("-expires_on", "pk")
    return [(row.pk, f"{row.site}: agreed by {row.body}, holds until {_day(row.expires_on)}") for row in rows]


def _sites(_application: Application, _kind: str, _at: dt.datetime) -> list[Choice]:
    return list(Site.objects.order_by("name").values_list("pk", "name"))


def _earlier(application: Application, kind: str, _at: dt.datetime) -> list[Choice]:
    """Closed checks of the same kind, of other applications of the same person, latest first."""
    found = Stage.objects.filter(application__applicant=application.applicant_id, kind=kind).exclude(application=application)
    rows = [(row, row.clearance) for row in found.select_related("application__opportunity").order_by("-pk")]
    return [(row.pk, _closed(row, closing)) for row, closing in rows if closing is not None]


def _closed(row: Stage, closing: Move) -> str:
    until = f", until {_day(closing.expires_on)}" if closing.expires_on else ""
    day = _day(clock.local_date(closing.effective_at, ZONE))
    return f"{row.application.reference}, {row.application.opportunity.title}: {day}{until}"


def _opportunities(application: Application, _kind: str, _at: dt.datetime) -> list[Choice]:
    """Every open role but the one applied for."""
    found = Opportunity.objects.filter(is_open=True).exclude(pk=application.opportunity_id).select_related("service")
    return [(row.pk, f"{row.title}, {row.service.name}") for row in found.order_by("title", "service__name", "pk")]


def member(pk: int) -> User:
    """One member of staff by their number, or 404."""
    return get_object_or_404(User.objects.filter(is_active=True, roles__isnull=False).distinct(), pk=pk)


def who_can_stand_in(user: User) -> list[Choice]:
    """Everybody else who is in touch with people."""
    found = User.objects.filter(is_active=True, roles__isnull=False).exclude(pk=user.pk).distinct().order_by("name", "pk")
    return [(other.pk, other.name) for other in found if access.may(other, "contact")]


def _competences(application: Application, kind: str, _at: dt.datetime) -> list[Choice]:
    stage = Stage.objects.filter(application=application, kind=kind).first()
    return not_signed(stage.pk) if stage else []


def _slots(application: Application, _kind: str, at: dt.datetime) -> list[Choice]:
    """The times of selection days that are free for this role, soonest first."""
    rows = free_slots(application.opportunity_id).filter(starts_at__gt=at).select_related("day").order_by("starts_at", "pk")
    return [(row.pk, slot_words(row)) for row in rows]


def slot_words(row: Slot) -> str:
    """“Tuesday 8 December, 10am. In person: 14 Mill Lane.”"""
    where = f": {row.day.place}" if row.day.place else ""
    return f"{moment(row.starts_at, ZONE)}. {dict(HOW)[row.day.how]}{where}"


def staff(application: Application) -> list[Choice]:
    """Everyone with a role, except the applicant themselves and whom they would rather not be with."""
    found = User.objects.filter(is_active=True, roles__isnull=False).exclude(roles__role="system")
    found = found.exclude(applicant=application.applicant_id).exclude(not_with__application=application)
    return list(found.distinct().order_by("name", "pk").values_list("pk", "name"))


_TABLES: dict[str, Callable[[Application, str, dt.datetime], list[Choice]]] = {
    "approval": _approvals, "body": _bodies, "cohort": _cohorts, "site": _sites, "earlier": _earlier, "slot": _slots,
    "competence": _competences,
    "opportunity": _opportunities, "staff": lambda application, _kind, _at: staff(application),
}  # fmt: skip
