"""Roles that wait for a second person, as the page that settles them shows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from onboarding.models import RoleProposal, User
from onboarding.queries.staff_page import ROLE_WORDS


@dataclass(frozen=True)
class Waiting:
    """One role somebody would give: to whom, where, who says so and when; `mine`: this reader proposed it, or would get it."""

    id: int
    name: str
    email: str
    role: str
    where: str
    proposed_by: str
    proposed_at: dt.datetime
    mine: bool


def waiting(user: User) -> list[Waiting]:
    """Everything that waits, the longest first."""
    rows = RoleProposal.objects.filter(settled_at=None).select_related("proposed_by", "service").order_by("proposed_at", "pk")
    names = dict(User.objects.filter(email__in=[row.email for row in rows]).values_list("email", "name"))
    return [_waiting(row, names.get(row.email, row.name), user) for row in rows]


def one(number: int, user: User) -> Waiting:
    """One that waits, or 404."""
    found = next((row for row in waiting(user) if row.id == number), None)
    if found is None:
        raise Http404
    return found


def _waiting(row: RoleProposal, name: str, user: User) -> Waiting:
    where = str(row.service) if row.service else "every service"
    mine = row.proposed_by_id == user.pk or row.email == user.email
    return Waiting(row.pk, name, row.email, ROLE_WORDS[row.role], where, row.proposed_by.name, row.proposed_at, mine)
