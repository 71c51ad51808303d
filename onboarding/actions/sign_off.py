"""A pathway is signed off by a named peer: somebody open about their own lived experience has read what it asks of people."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onboarding import access
from onboarding.door import chain
from onboarding.door.held import ZONE
from onboarding.door.refusal import StepRefused
from onboarding.lib import clock
from onboarding.models import Pathway, User

RIGHT = "sign_off_pathway"
ONLY_PEERS = "Only somebody who is open about their own lived experience signs a pathway off"
SIGNED = "This version is signed off already"
OVER = "There is a newer version of this pathway: sign that one off"


def sign_off(pathway: Pathway, *, by: User, at: dt.datetime) -> Pathway:
    """Put a peer's name and the day to the newest version, once. Raises StepRefused with every sentence in the way."""
    if not access.may(by, RIGHT):
        raise StepRefused(["You may not sign pathways off"])
    with transaction.atomic():
        chain.lock(None)
        row = Pathway.objects.get(pk=pathway.pk)
        newer = Pathway.objects.filter(code=row.code, version__gt=row.version)
        reasons = {
            ONLY_PEERS: not by.shares_lived_experience,
            SIGNED: row.signed_by_id is not None,
            OVER: newer.exists(),
        }
        if refused := [sentence for sentence, stands in reasons.items() if stands]:
            raise StepRefused(refused)
        row.signed_by, row.signed_on, row.peer_sign_off = by, clock.local_date(at, ZONE), by.name
        row.save(update_fields=["signed_by", "signed_on", "peer_sign_off"])
        codes = {"pathway": row.code, "version": row.version}
        chain.record(None, "pathway_signed_off", by=by, at=at, codes=codes)
    return row
