"""A person's details as staff change them with the person: name, contact, formats, and the address with which they sign in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from onboarding import access
from onboarding.actions.needs import MINE, keep
from onboarding.actions.sign_in_follows import follow
from onboarding.door.held import ZONE
from onboarding.door.refusal import StepRefused
from onboarding.lib import clock
from onboarding.models import Applicant, Application, User
from onboarding.queries.own_details import plain

OURS = (*MINE, "email", "quiet_until")


class ChangedMeanwhile(Exception):
    """Somebody else has saved these fields since the page was shown; nothing was written. `fields` names them."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def change_details(
    application: Application, values: Mapping[str, Any], *, seen: Mapping[str, Any], by: User, at: dt.datetime
) -> list[str]:
    """Save what was typed differently from what was `seen`; what others saved meanwhile in other fields stays. Gives the names.

    Raises StepRefused with every sentence, ChangedMeanwhile where one field was changed twice, TypeError for another field.
    """
    if unknown := set(values) - set(OURS):
        raise TypeError(f"Not to be changed here: {', '.join(sorted(unknown))}")
    with transaction.atomic():
        held = Applicant.objects.select_for_update(no_key=True).get(pk=application.applicant_id)
        typed = {name: value for name, value in values.items() if _differs(name, value, seen, held)}
        if refused := _in_the_way(application, held, typed, by=by, at=at):
            raise StepRefused(refused)
        if twice := [name for name in typed if name in seen and plain(getattr(held, name)) not in (seen[name], plain(typed[name]))]:
            raise ChangedMeanwhile(twice)
        changed = keep(held, typed, by=by, at=at)
        follow(held, changed, by=by, at=at)
    return changed


def _differs(name: str, value: Any, seen: Mapping[str, Any], held: Applicant) -> bool:
    return plain(value) != (seen[name] if name in seen else plain(getattr(held, name)))


def _in_the_way(application: Application, held: Applicant, typed: Mapping[str, Any], *, by: User, at: dt.datetime) -> list[str]:
    quiet = typed.get("quiet_until")
    checks = {
        "You may not change this": not access.may(by, "contact", application),
        f"{held.called} works here too. An administrator changes how they sign in": (
            "email" in typed and held.user is not None and access.is_staff(held.user)
        ),
        "No reminders until: the day must be today or later": quiet is not None and quiet < clock.local_date(at, ZONE),
        "The application has ended for good": application.state == "deceased",
    }
    return [sentence for sentence, stands in checks.items() if stands]
