"""What people read of a member of staff, put right by an administrator: name, phone number and hours."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.actions.about_me import LONGEST_HOURS, LONGEST_PHONE
from onboarding.actions.add_staff import NotStaff
from onboarding.actions.staff_roles import NOT_YOURS
from onboarding.door import chain
from onboarding.models import User

LONGEST_NAME = 200


def change_reach(user: User, *, name: str, phone: str, hours: str, by: User, at: dt.datetime) -> list[str]:
    """Save what changed; letters that are written from now on say it. Gives the names of the fields, and the chain has these alone.

    Raises NotStaff without the right, for somebody who does not work here, and for an empty name or too many words.
    """
    given = {"name": name.strip(), "phone": phone.strip(), "hours": hours.strip()}
    _refuse(user, given, by)
    with transaction.atomic():
        holder = chain.lock(None)
        row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        changed = [field for field, value in given.items() if getattr(row, field) != value]
        if changed:
            User.objects.filter(pk=row.pk).update(**{field: given[field] for field in changed})
            chain.append(holder, "staff_changed", by=by, at=at, codes={"who": row.ref, "fields": changed})
            holder.save(update_fields=["chain_seq", "chain_head"])
    return changed


def _refuse(user: User, given: dict[str, str], by: User) -> None:
    if not access.may(by, "settings"):
        raise NotStaff(NOT_YOURS)
    if not access.is_staff(user):
        raise NotStaff("They do not work here")
    if not given["name"]:
        raise NotStaff("Enter the name")
    if len(given["name"]) > LONGEST_NAME or len(given["phone"]) > LONGEST_PHONE or len(given["hours"]) > LONGEST_HOURS:
        raise NotStaff("Use fewer words")
