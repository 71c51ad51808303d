"""Groups for mutual support: which there are, what each has agreed on, and whether people can join."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from onboarding import access
from onboarding.models import Application, GroupAgreement, Opportunity, Service, User

CODE = "0"  # of the pathway


@dataclass(frozen=True)
class Group:
    """One service as a group: its agreement now (empty where it has none), if its door is open, how many members it has."""

    id: int
    name: str
    words: str
    written_on: dt.datetime | None
    is_open: bool
    members: int


def groups(user: User) -> list[Group]:
    """Every service for which this person may welcome people, by name."""
    found = Service.objects.order_by("name")
    return [_seen(row) for row in found if access.may_in(user, "welcome", row.pk)]


def one(user: User, service: int) -> tuple[Service, Group]:
    """One of them, or 404."""
    row = Service.objects.filter(pk=service).first()
    if row is None or not access.may_in(user, "welcome", row.pk):
        raise Http404
    return row, _seen(row)


def agreed_now(service: int) -> str:
    """What the group of a service has agreed on; empty before its first text."""
    found = GroupAgreement.objects.filter(service=service).order_by("-pk").first()
    return found.words if found else ""


def agreed_words(service: Service, at: dt.datetime) -> str:
    """What the group had agreed on at a moment; empty before its first text."""
    found = GroupAgreement.objects.filter(service=service, written_at__lte=at).order_by("-pk").first()
    return found.words if found else ""


def _seen(row: Service) -> Group:
    now = GroupAgreement.objects.filter(service=row).order_by("-pk").first()
    is_open = Opportunity.objects.filter(service=row, pathway__code=CODE, is_open=True).exists()
    members = Application.objects.filter(opportunity__service=row, pathway__code=CODE, state="in_role").count()
    return Group(row.pk, row.name, now.words if now else "", now.written_at if now else None, is_open, members)
