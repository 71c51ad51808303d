"""The facts of letters about checks. What a restricted record says is read here for the person's own letter, and nowhere else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application, Body, DisclosureRecord, Eligibility, Move, Offer
from onboarding.queries.letter_facts.shared import USUAL_SIZE, addressed_to, fit, found
from onboarding.stages.names import BODY_NAMES, Nation, Party

# Needs as Occupational Health has to meet them; what the person does at home with our letters is not theirs.
IN_WORDS = {
    "easy_read": "easy read",
    "audio": "a recording",
    "braille": "braille",
    "bsl": "British Sign Language",
    "welsh": "Welsh",
    "other_language": "another language",
    "coloured_paper": "coloured paper",
    "phone_first": "a call before a letter",
    "no_post": "no post to the home",
    "text_relay": "text relay (Relay UK)",
}
# What every role here asks of a body and a day; a role's own demands are added where they are recorded.
DEMANDS = (
    "Sessions of up to 3 hours, with breaks.",
    "Talks with one person at a time, and in groups.",
    "Travel to the place of work.",
)
PURGE_AFTER = dt.timedelta(days=183)


def _scheme(application: Application) -> str:
    return BODY_NAMES[Nation(application.opportunity.nation)]


def _body_of(application: Application, kind: str, move: int | None) -> Body | None:
    """The body a move named, else the last one named for this kind of stage."""
    named = Move.objects.filter(application=application, kind=kind, body__isnull=False).select_related("body")
    brought = (named.filter(pk=move).first() if move else None) or named.order_by("-number").first()
    return brought.body if brought else None


def _known_as(body: Body | None) -> str:
    return (body.name_for_applicants or body.name) if body else ""


def _referral(application: Application, _at: dt.datetime, move: int | None) -> dict[str, Any]:
    person, offer = application.applicant, found(application, Offer)
    reach = {
        "Phone": person.mobile,
        "E-mail": person.email,
        "Post": ", ".join(filter(None, (person.address, person.postcode))),
    }
    large = (f"large print, {person.points} point",) if person.points > USUAL_SIZE else ()
    return {
        **addressed_to(_body_of(application, "occupational_health", move)),
        "reach": tuple(f"{label}: {words}" for label, words in reach.items() if words),
        "formats": (*large, *(IN_WORDS[code] for code in person.formats if code in IN_WORDS)),
        "demands": (f"{offer.hours} hours a week.", *DEMANDS) if offer else (),
    }


def _assessment(application: Application, _at: dt.datetime, move: int | None) -> dict[str, Any]:
    body = _body_of(application, "occupational_health", move)
    return {"service": _known_as(body) or fit(application).waiting_for(Party.OCCUPATIONAL_HEALTH)}


def _check_invitation(application: Application, _at: dt.datetime, move: int | None) -> dict[str, Any]:
    row: Eligibility | None = found(application, Eligibility)
    asked = row is not None and row.level != "no_check"
    return {
        "scheme": _scheme(application),
        "level": row.level if row and asked else "",
        "basis": row.basis if row else "",
        "fee": row.fee if row else "",
        "sent_on_by": _known_as(_body_of(application, "crb", move)),
    }


def _certificate(application: Application, _at: dt.datetime, move: int | None) -> dict[str, Any]:
    brought = Move.objects.filter(pk=move, application=application).first() if move else None
    return {"scheme": _scheme(application), "show_by": brought.due_on if brought else None}


def _seen(application: Application, _at: dt.datetime, move: int | None) -> dict[str, Any]:
    row: DisclosureRecord | None = found(application, DisclosureRecord, move)
    return {"scheme": _scheme(application), "content": row.content if row else ""}


def _decided(application: Application, at: dt.datetime, move: int | None) -> dict[str, Any]:
    row: DisclosureRecord | None = found(application, DisclosureRecord, move)
    return {
        **_seen(application, at, move),
        "decision": row.decision if row else "",
        "purge_on": clock.local_date(at, ZONE) + PURGE_AFTER,
    }


def _reference(application: Application, _at: dt.datetime, _move: int | None) -> dict[str, Any]:
    return {"answer_by": None}


OF_KIND = {
    "health_referral": _referral,
    "about_your_assessment": _assessment,
    "check_invitation": _check_invitation,
    "certificate_request": _certificate,
    "about_your_checks": _seen,
    "checks_decision": _decided,
    "reference_request": _reference,
}
