"""Staff: who works here, with which roles, in which service; and what happens when somebody leaves."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from onboarding.access import STAFF_ROLES
from onboarding.door.chain import record
from onboarding.models import Applicant, Service, StaffRole, User


class NotStaff(Exception):
    """Nobody was added; the message is the sentence to show."""


@dataclass(frozen=True)
class Added:
    """A member of staff, the roles that are new, and the password made for them: empty where they have one."""

    user: User
    roles: tuple[str, ...]
    password: str = ""


def add_staff(
    email: str, *, name: str, roles: Sequence[str], service: str = "", by: User | None, at: dt.datetime
) -> Added:
    """Give somebody roles, in one service by its name or (empty) in all. Who is new, or comes back, gets a password.

    Doing it again changes nothing. Raises NotStaff for an unknown role or service, and for an applicant's address.
    """
    address, bound = checked(email, roles), _service(service)
    with transaction.atomic():
        user = User.objects.filter(email=address).first()
        refuse_others(user, name)
        user, password = (user, "") if user and user.is_active else _let_in(user, address, name, at)
        new = [role for role in roles if StaffRole.objects.get_or_create(user=user, role=role, service=bound)[1]]
        if new:
            codes = {"who": user.ref, "roles": new, "service": bound.pk if bound else None}
            record(None, "staff_added", by=by, at=at, codes=codes)
    return Added(user, tuple(new), password)


def leaves(email: str, *, by: User | None, at: dt.datetime) -> User:
    """Somebody goes: no role and no sign-in from this moment on; what they did keeps their name. Raises NotStaff.

    Whom they looked after stays theirs by name until somebody else is chosen.
    """
    with transaction.atomic():
        user = User.objects.filter(email=email.strip().lower(), roles__role__in=STAFF_ROLES).first()
        if user is None:
            raise NotStaff("Nobody with this e-mail address works here")
        StaffRole.objects.filter(user=user).delete()
        user.is_active = False
        user.set_unusable_password()  # ends every session too
        user.save(update_fields=["is_active", "password"])
        record(None, "staff_left", by=by, at=at, codes={"who": user.ref})
    return user


def _let_in(user: User | None, address: str, name: str, at: dt.datetime) -> tuple[User, str]:
    """Somebody new, or somebody who had left and comes back, with a password made now."""
    password = secrets.token_urlsafe(12)
    if user is None:
        return User.objects.create_user(address, password, name=name.strip(), created_at=at), password
    user.is_active = True
    user.set_password(password)
    user.save(update_fields=["is_active", "password"])
    return user, password


def checked(email: str, roles: Sequence[str]) -> str:
    """The address as it is kept. Raises NotStaff for one that is none, and for roles there are none of."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise NotStaff("Give an e-mail address, like name@example.com") from None
    unknown = [role for role in roles if role not in STAFF_ROLES]
    if unknown or not roles:
        raise NotStaff(f"Give a role: one of {', '.join(STAFF_ROLES)}")
    return address


def _service(name: str) -> Service | None:
    if not name:
        return None
    found = Service.objects.filter(name=name).first()
    if found is None:
        known = ", ".join(Service.objects.order_by("name").values_list("name", flat=True))
        raise NotStaff(f"There is no service “{name}”. There are: {known}")
    return found


def refuse_others(user: User | None, name: str) -> None:
    """An applicant signs in with a code sent to their mailbox, which must not open other people's records."""
    if user is None and not name.strip():
        raise NotStaff("Give the name of somebody who is new here")
    if user is not None and Applicant.objects.filter(user=user).exists():
        raise NotStaff("An applicant signs in with this e-mail address. Use another one for their work here")
