"""Start an application: a draft with every stage its pathway asks for, in their first states."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction

from onboarding.door.chain import append
from onboarding.engine.reference import ALPHABET, LENGTH, reference
from onboarding.models import Applicant, Application, Opportunity, Organisation, Stage, User
from onboarding.models.names import sort_name
from onboarding.stages.names import Engagement


def start_application(
    applicant: Applicant,
    opportunity: Opportunity,
    *,
    by: User,
    at: dt.datetime,
    owner: User | None = None,
    body: str | None = None,
    **fields: object,
) -> Application:
    """Make the draft. `body` fixes the random part of the reference (demo); `fields` are further columns (import)."""
    with transaction.atomic():
        prefix = Organisation.objects.values_list("reference_prefix", flat=True).get()
        application = Application.objects.create(
            reference=reference(prefix, body or _free_body(prefix)),
            applicant=applicant,
            opportunity=opportunity,
            pathway=opportunity.pathway,
            owner=owner,
            created_at=at,
            **{"telling": opportunity.pathway.engagement != Engagement.GROUP, **fields},
        )
        Stage.objects.bulk_create(_stages(application))
        append(application, "started", by=by, at=at, codes={"pathway": str(application.pathway_id)})
        application.save(update_fields=["chain_seq", "chain_head"])
    return application


def _stages(application: Application) -> list[Stage]:
    return [
        Stage(application=application, kind=stage["kind"], slot=slot, opens_after=stage["opens_after"])
        for stage in application.pathway.stages
        for slot in range(1, stage.get("slots", 1) + 1)
    ]


def _free_body(prefix: str) -> str:
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if not Application.objects.filter(reference=reference(prefix, body)).exists():
            return body


def add_applicant(*, first_name: str, surname: str, **fields: object) -> Applicant:
    """A person, with the name by which lists sort and search them."""
    known = str(fields.get("known_as") or first_name)
    return Applicant.objects.create(
        first_name=first_name, surname=surname, sort_name=sort_name(known, surname), **fields
    )
