"""A group for mutual support: it writes its own agreement, opens or closes its door, and can leave with its data in one file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from onboarding import access
from onboarding.door import chain
from onboarding.door.refusal import StepRefused
from onboarding.models import Application, Exchange, GroupAgreement, Move, Opportunity, Pathway, Service, User
from onboarding.queries.groups import CODE, agreed_words

LONGEST = 3000
NO_WORDS = "Write what the group agreed on first"


def write_agreement(service: Service, words: str, *, is_open: bool, by: User, at: dt.datetime) -> GroupAgreement | None:
    """Keep what a group agreed on, and say if people can join. None where the words are as before. Raises StepRefused."""
    if not access.may_in(by, "welcome", service.pk):
        raise StepRefused(["You may not write for this group"])
    told = words.replace("\r\n", "\n").strip()
    reasons = {NO_WORDS: not told, f"Use {LONGEST} characters or fewer": len(told) > LONGEST}
    if refused := [sentence for sentence, stands in reasons.items() if stands]:
        raise StepRefused(refused)
    with transaction.atomic():
        chain.lock(None)
        now = GroupAgreement.objects.filter(service=service).order_by("-pk").first()
        made = None
        if now is None or now.words != told:
            made = GroupAgreement.objects.create(service=service, words=told, written_by=by, written_at=at)
        _open(service, is_open)
        codes = {"service": service.pk, "open": is_open, "agreement": made.pk if made else None}
        chain.record(None, "group_written", by=by, at=at, codes=codes)
    return made


def _open(service: Service, is_open: bool) -> None:
    pathway = Pathway.objects.filter(code=CODE).latest("version")
    values = {"title": f"Member of {service.name}"[:120], "is_open": is_open}
    Opportunity.objects.update_or_create(service=service, pathway=pathway, defaults=values)


def group_data(service: Service) -> dict[str, Any]:
    """All that is kept of a group: what it agreed on, text by text, and its members with what they told us."""
    texts = GroupAgreement.objects.filter(service=service).order_by("pk")
    members = Application.objects.filter(opportunity__service=service, pathway__code=CODE).select_related("applicant")
    return {
        "group": service.name,
        "agreements": [{"from": row.written_at.isoformat(), "words": row.words} for row in texts],
        "members": [_member(row, service) for row in members.order_by("pk")],
    }


def _member(row: Application, service: Service) -> dict[str, Any]:
    who = row.applicant
    moves = Move.objects.filter(application=row, reversed_by=None).order_by("number")
    agreed = moves.filter(kind="membership", step="agree").last()
    return {
        "reference": row.reference, "first_name": who.first_name, "surname": who.surname, "known_as": who.known_as,
        "email": who.email, "mobile": who.mobile, "channel": who.channel, "formats": list(who.formats), "state": row.state,
        "came": row.created_at.isoformat(), "steps": [[move.step, move.effective_at.isoformat()] for move in moves],
        "skills_and_times": [
            [line.gives, line.what, line.when] for line in Exchange.objects.filter(application=row, ended_at=None).order_by("pk")
        ],
        "agreed_to": agreed_words(service, agreed.effective_at) if agreed else "",
    }  # fmt: skip
