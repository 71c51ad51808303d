"""How a person likes to be told: print size, channel, formats (never conditions), and how to reach them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from onboarding.door.chain import record
from onboarding.models import Applicant, Application, User
from onboarding.models.names import sort_name

# Asked and met as formats; DAPB1605 (Accessible Information Standard, 2025) names the six steps.
FORMATS = (
    ("large_print", "Large print"),
    ("easy_read", "Easy read, with pictures"),
    ("audio", "A recording I can listen to"),
    ("braille", "Braille"),
    ("bsl", "British Sign Language video"),
    ("welsh", "Welsh"),
    ("other_language", "Another language"),
    ("coloured_paper", "Coloured paper"),
    ("phone_first", "Ring me before you write"),
    ("no_post", "No post to my home"),
    ("copy_supporter", "A copy to someone who helps me"),
    ("text_relay", "Text relay (Relay UK)"),
)
CHANNELS = (("email", "By e-mail"), ("text", "By text"), ("post", "By post"), ("phone", "By phone"))
MINE = ("known_as", "mobile", "address", "postcode", "points", "channel", "formats")


def change_needs(applicant: Applicant, *, by: User, at: dt.datetime, **values: Any) -> list[str]:
    """Save what changed among known_as, mobile, address, postcode, points (14 to 28), channel and formats.

    Gives the names of the fields that changed; only these names are witnessed, in each of the person's applications.
    Raises TypeError for another field.
    """
    if unknown := set(values) - set(MINE):
        raise TypeError(f"Not a person's own to change: {', '.join(sorted(unknown))}")
    with transaction.atomic():
        held = Applicant.objects.select_for_update().get(pk=applicant.pk)
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
