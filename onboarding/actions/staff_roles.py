"""Roles of staff given and taken on a page: by an administrator, never their own, and never the last one's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from onboarding import access
from onboarding.actions.add_staff import Added, NotStaff, add_staff, checked, leaves
from onboarding.actions.confirm_access import drop_all, in_need, propose
from onboarding.door import chain
from onboarding.models import Service, StaffRole, User

NOT_YOURS = "You may not change who works here"
OWN = "Nobody changes their own roles. Ask another administrator."
LAST = "This is the last administrator. Make somebody else one first."
KEEPS = "administrator"


@dataclass(frozen=True)
class Given:
    """Who got roles at once (None: nobody yet), and the roles that wait for a second person."""

    added: Added | None
    waiting: tuple[str, ...]


def give_roles(
    email: str, *, name: str, roles: Sequence[str], service: int | None, by: User, at: dt.datetime
) -> Given:
    """Give somebody roles, new here or known; those that open restricted records wait for a second person.

    Raises NotStaff with the sentence to show, and then nothing was given or proposed.
    """
    _refuse(by, email)
    checked(email, roles)
    bound = Service.objects.filter(pk=service or 0).values_list("name", flat=True).first() or ""
    with transaction.atomic():
        chain.lock(None)
        wait = in_need(roles, by=by)
        waiting = propose(email, name=name, roles=wait, service=service, by=by, at=at) if wait else []
        now = [role for role in roles if role not in wait]
        added = add_staff(email, name=name, roles=now, service=bound, by=by, at=at) if now else None
    return Given(added, tuple(waiting))


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
        drop_all(user.email, by=by, at=at)
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
