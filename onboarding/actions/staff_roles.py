"""Roles of staff given and taken on a page: by an administrator, never their own, and never the last one's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from onboarding import access
from onboarding.actions.add_staff import Added, NotStaff, add_staff, leaves
from onboarding.door import chain
from onboarding.models import Service, StaffRole, User

NOT_YOURS = "You may not change who works here"
OWN = "Nobody changes their own roles. Ask another administrator."
LAST = "This is the last administrator. Make somebody else one first."
KEEPS = "administrator"


def give_roles(
    email: str, *, name: str, roles: Sequence[str], service: int | None, by: User, at: dt.datetime
) -> Added:
    """Give somebody roles, new here or known. Raises NotStaff with the sentence to show."""
    _refuse(by, email)
    bound = Service.objects.filter(pk=service or 0).values_list("name", flat=True).first() or ""
    return add_staff(email, name=name, roles=roles, service=bound, by=by, at=at)


def take_role(user: User, row: int, *, by: User, at: dt.datetime) -> None:
    """Take one role away; twice is once. Raises NotStaff."""
    _refuse(by, user.email)
    with transaction.atomic():
        holder = chain.lock(None)
        found = StaffRole.objects.filter(pk=row, user=user).first()
        if found is None:
            return
        _refuse_last(found)
        found.delete()
        codes = {"who": user.ref, "role": found.role, "service": found.service_id}
        chain.append(holder, "role_taken", by=by, at=at, codes=codes)
        holder.save(update_fields=["chain_seq", "chain_head"])


def let_go(user: User, *, by: User, at: dt.datetime) -> None:
    """Somebody leaves: no role and no sign-in from now on. Raises NotStaff."""
    _refuse(by, user.email)
    with transaction.atomic():
        chain.lock(None)
        for row in StaffRole.objects.filter(user=user, role=KEEPS):
            _refuse_last(row)
        leaves(user.email, by=by, at=at)


def _refuse(by: User, email: str) -> None:
    if not access.may(by, "settings"):
        raise NotStaff(NOT_YOURS)
    if by.email == email.strip().lower():
        raise NotStaff(OWN)


def _refuse_last(row: StaffRole) -> None:
    others = StaffRole.objects.filter(role=KEEPS, user__is_active=True).exclude(user=row.user_id)
    if row.role == KEEPS and not others.exists():
        raise NotStaff(LAST)
