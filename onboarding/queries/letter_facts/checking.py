"""The facts of letters about checks. What a restricted record says is read here for the person's own letter, and nowhere else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import (
    Application,
    Body,
    DisclosureRecord,
    Eligibility,
    FitnessRecord,
    KnownTo,
    Move,
    Offer,
    Referee,
    ReferenceRequest,
    Referral,
    SeenPapers,
)
from onboarding.queries.agreed_support import support_lines
from onboarding.queries.fees import pence_on, pounds
from onboarding.queries.letter_facts.choosing import SECOND_VIEW, working_days_on
from onboarding.queries.letter_facts.shared import USUAL_SIZE, addressed_to, fit, found
from onboarding.stages import job_demands
from onboarding.stages.disclosure import KEPT_DAYS
from onboarding.stages.fees import UPDATE_SERVICE, check_of
from onboarding.stages.names import BODY_NAMES, Nation, Party
from onboarding.stages.needs import LANGUAGE, LANGUAGES
from onboarding.stages.reference_words import ROLE_WORDS

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
    **{LANGUAGE + code: "another language" if code == "other" else name for code, name in LANGUAGES},
}
# What every role here asks of a body and a day; the role's own demands come with the referral.
DEMANDS = (
    "Sessions of up to 3 hours, with breaks.",
    "Talks with one person at a time, and in groups.",
    "Travel to the place of work.",
)
AGAINST = ("not_proceed", "legal_stop")


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
    person, offer, role = application.applicant, found(application, Offer), found(application, Referral, move)
    reach = {
        "Phone": person.mobile,
        "E-mail": person.email,
        "Post": ", ".join(filter(None, (person.address, person.postcode))),
    }
    asked = [f"{words}." for code, words in job_demands.DEMANDS if role and code in role.demands]
    large = (f"large print, {person.points} point",) if person.points > USUAL_SIZE else ()
    return {
        **addressed_to(_body_of(application, "occupational_health", move)),
        "reach": tuple(f"{label}: {words}" for label, words in reach.items() if words),
        "formats": (*large, *(IN_WORDS[code] for code in person.formats if code in IN_WORDS)),
        "demands": (f"{offer.hours} hours a week.", *DEMANDS, *asked) if offer else (),
        "hoped_start": role.hoped_start if role else None,
    }


def _assessment(application: Application, _at: dt.datetime, move: int | None) -> dict[str, Any]:
    body = _body_of(application, "occupational_health", move)
    return {"service": _known_as(body) or fit(application).waiting_for(Party.OCCUPATIONAL_HEALTH)}


def _health(application: Application, move: int | None) -> FitnessRecord | None:
    row: FitnessRecord | None = found(application, FitnessRecord, move)
    return row


def _health_answer(application: Application, _at: dt.datetime, move: int | None) -> dict[str, Any]:
    row = _health(application, move)
    return {"outcome": row.outcome if row else "", "review_on": row.review_on if row else None}


def _health_support(application: Application, _at: dt.datetime, _move: int | None) -> dict[str, Any]:
    """Of the support only what the person said yes to."""
    row = _health(application, None)
    return {"settled": row is not None, "support": support_lines(row), "review_on": row.review_on if row else None}


def _check_invitation(application: Application, at: dt.datetime, move: int | None) -> dict[str, Any]:
    row: Eligibility | None = found(application, Eligibility)
    asked = row is not None and row.level != "no_check"
    return {
        "scheme": _scheme(application),
        "level": row.level if row and asked else "",
        "basis": row.basis if row else "",
        "fee": row.fee if row else "",
        "pvg": row.pvg if row else "",
        "sent_on_by": _known_as(_body_of(application, "crb", move)),
        **(_costs(_scheme(application), row, clock.local_date(at, ZONE)) if row and asked else {}),
    }


def _costs(scheme: str, row: Eligibility, day: dt.date) -> dict[str, str]:
    """The fees that hold on the day, as decided for this person; nothing where nobody has looked them up."""
    free = row.fee == "free"
    asked = {"costs": check_of(scheme, row.level, row.pvg), "joining": UPDATE_SERVICE}
    found = {name: pence_on(scheme, code, day, volunteer=free) for name, code in asked.items()}
    return {name: pounds(pence) for name, pence in found.items() if pence is not None}


def _certificate(application: Application, _at: dt.datetime, move: int | None) -> dict[str, Any]:
    brought = Move.objects.filter(pk=move, application=application).first() if move else None
    return {"scheme": _scheme(application), "show_by": brought.due_on if brought else None}


def _record(application: Application, move: int | None) -> DisclosureRecord | None:
    row: DisclosureRecord | None = found(application, DisclosureRecord, move)
    return row


def _seen(application: Application, _at: dt.datetime, move: int | None) -> dict[str, Any]:
    row, known = _record(application, move), found(application, KnownTo)
    people = (known.first, known.second, known.third) if known and known.second else ()
    return {
        "scheme": _scheme(application),
        "content": row.content if row else "",
        "who_knows": tuple(person.name for person in people if person),
    }


def _decided(application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    row = _record(application, None)
    since = row.decided_on if row and row.decided_on else clock.local_date(at, ZONE)
    papers = found(application, SeenPapers)
    return {
        "scheme": _scheme(application),
        "content": row.content if row else "",
        "decision": row.decision if row else "",
        "safeguards": tuple(row.safeguards) if row else (),
        "purge_on": since + dt.timedelta(days=KEPT_DAYS),
        "number_kept": papers is not None and papers.update_service == "consent",
    }


def _taken_back(application: Application, at: dt.datetime, _move: int | None) -> dict[str, Any]:
    row = _record(application, None)
    against = row is not None and row.decision in AGAINST
    return {
        "role_title": application.opportunity.title,
        "engagement": application.pathway.engagement,
        "scheme": _scheme(application),
        "decision": row.decision if row and against else "",
        "look_again_by": working_days_on(application, at, SECOND_VIEW),
    }


def _reference(application: Application, at: dt.datetime, move: int | None) -> dict[str, Any]:
    """Whom it goes to, and what the person said may be said to them; without a move, the first that is out."""
    moves = Move.objects.filter(application=application, kind="reference", step__in=("ask", "remind")).order_by(
        "number"
    )
    brought = (moves.filter(pk=move).first() if move else None) or moves.last()
    if brought is None:
        return {"answer_by": None}
    referee: Referee | None = found(application, Referee, None, stage=brought.stage_id)
    form: ReferenceRequest | None = found(application, ReferenceRequest, None, stage=brought.stage_id)
    since = moves.filter(stage=brought.stage_id, step="ask", number__lte=brought.number).last()
    asked = moves.filter(stage=brought.stage_id, number__gte=since.number if since else 0, number__lte=brought.number)
    return {
        "name": referee.name if referee else "",
        "called": referee.name if referee else "",
        "address_lines": tuple(filter(None, (referee.name, referee.email, referee.phone))) if referee else (),
        "role_for_others": dict(ROLE_WORDS)[referee.role_words].lower() if referee else "",
        "answer_by": brought.due_on or working_days_on(application, at, SECOND_VIEW),
        "request": asked.count(),
        "work": referee is not None and referee.relation == "work",
        "absence": form is not None and form.template == "after_offer",
    }


OF_KIND = {
    "health_referral": _referral,
    "about_your_assessment": _assessment,
    "health_answer": _health_answer,
    "health_support": _health_support,
    "check_invitation": _check_invitation,
    "certificate_request": _certificate,
    "about_your_checks": _seen,
    "checks_decision": _decided,
    "offer_withdrawn": _taken_back,
    "reference_request": _reference,
}
