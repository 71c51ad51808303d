"""Who looks after somebody: one member of staff, or nobody."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door.chain import append
from onboarding.door.held import hold
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, User

NOT_STAFF = "Choose a member of staff who may see this person"


def assign_owner(application: Application, owner_id: int | None, *, by: User, at: dt.datetime) -> None:
    """Give an application to a member of staff who may see it, or (None) to nobody. StepRefused otherwise."""
    if not access.may(by, "contact", application):
        raise StepRefused(["You may not choose who looks after this person"])
    owner = User.objects.filter(pk=owner_id).first() if owner_id else None
    if owner_id and (owner is None or not access.may(owner, "contact", application)):
        raise StepRefused([NOT_STAFF])
    with transaction.atomic():
        locked = hold(application.pk).application
        locked.owner = owner
        append(locked, "owner", by=by, at=at, codes={"owner": owner.ref if owner else ""})
        locked.save(update_fields=["owner", "chain_seq", "chain_head"])
