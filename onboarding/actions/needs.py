"""How a person likes to be told: print size, channel, formats (never conditions), and how to reach them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from onboarding.door.chain import record
from onboarding.models import Applicant, Application, User
from onboarding.models.names import sort_name

MINE = ("first_name", "surname", "known_as", "mobile", "address", "postcode", "points", "channel", "formats")


def change_needs(applicant: Applicant, *, by: User, at: dt.datetime, **values: Any) -> list[str]:
    """Save what changed among first_name, surname, known_as, mobile, address, postcode, points (14 to 28), channel and formats.

    Gives the names of the fields that changed; only these names are witnessed, in each of the person's applications.
    Raises TypeError for another field.
    """
    if unknown := set(values) - set(MINE):
        raise TypeError(f"Not a person's own to change: {', '.join(sorted(unknown))}")
    with transaction.atomic():
        held = Applicant.objects.select_for_update(no_key=True).get(pk=applicant.pk)
        return keep(held, values, by=by, at=at)


def keep(held: Applicant, values: dict[str, Any], *, by: User, at: dt.datetime) -> list[str]:
    """Save what differs of a person whose row is locked, and witness the names of these fields. Gives the names."""
    changed = sorted(name for name, value in values.items() if getattr(held, name) != value)
    if changed:
        _save(held, {name: values[name] for name in changed})
        for application in Application.objects.filter(applicant=held).order_by("pk"):
            record(application, "needs_changed", by=by, at=at, codes={"fields": changed})
    return changed


def _save(held: Applicant, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(held, name, value)
    held.sort_name = sort_name(held.called, held.surname)
    held.save(update_fields=[*values, "sort_name"])
