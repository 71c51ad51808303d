"""The registers of complaints and incidents: their words, their clocks, what is open and what is done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from onboarding import access
from onboarding.letters.complaint_answered import CHANGES, WHY
from onboarding.models import Complaint, Incident, User

ABOUT = {
    "seen": "Somebody saw what they should not see",
    "wrong": "Something you hold about me is wrong",
    "too_much": "You asked for more than you need",
    "copy": "I asked for my data and did not get it",
    "erase": "You keep something you should not keep",
    "other": "Something else",
}
HOW = {"page": "On their page", "phone": "By phone", "email": "By e-mail", "letter": "By letter", "in_person": "In person"}
WHAT = {
    "wrong_person": "A letter or e-mail went to the wrong person",
    "wrong_letter": "The wrong letter went to the right person",
    "certificate": "A certificate was photographed or sent in",
    "seen": "Somebody looked who should not have",
    "lost": "Paper or a device was lost",
    "other": "Something else",
}
REGULATOR = {"told": "We told the regulator", "not": "We did not have to tell the regulator"}
BECAUSE = {
    "back": "It came back, and nobody had read it",
    "erased": "Who had it has erased it, and we trust them",
    "locked": "Nobody can read it without a key",
    "harmless": "It says nothing that can harm anybody",
}
TOLD = {"yes": "We told the people it is about", "not": "It is not likely to harm them much"}
ANSWER = dt.timedelta(days=30)  # we acknowledge at once; the law gives 30 days for that (Data (Use and Access) Act 2025, s.103)
REPORT = dt.timedelta(hours=72)  # UK GDPR, Article 33
RECENT = 50


def answer_facts(found: str, why: list[str], changes: list[str]) -> dict[str, Any]:
    """What the answer to a complaint says, from its codes."""
    return {"found": found, "why": tuple(WHY[code] for code in why), "changes": tuple(CHANGES[code] for code in changes)}


@dataclass(frozen=True)
class Register:
    """Open entries, the first clock to run out first, and the latest that are done."""

    complaints: list[Complaint]
    incidents: list[Incident]
    answered: list[Complaint]
    decided: list[Incident]


def answer_by(complaint: Complaint) -> dt.date:
    """The day by which we said that we answer."""
    return complaint.received_on + ANSWER


def report_by(incident: Incident) -> dt.datetime:
    """The moment until which the regulator has to be told, where they have to be."""
    return incident.found_at + REPORT


def register(user: User) -> Register:
    """All that this person may look after: never what is about themselves."""
    complaints = Complaint.objects.select_related("application__applicant").exclude(application__applicant__user=user)
    incidents = Incident.objects.select_related("application__applicant").exclude(application__applicant__user=user)
    return Register(
        list(complaints.filter(answered_at=None).order_by("received_on", "pk")),
        list(incidents.filter(decided_at=None).order_by("found_at", "pk")),
        list(complaints.exclude(answered_at=None).order_by("-answered_at", "-pk")[:RECENT]),
        list(incidents.exclude(decided_at=None).order_by("-decided_at", "-pk")[:RECENT]),
    )


def one_complaint(user: User, pk: int) -> Complaint:
    """A complaint for who keeps the register, or 404."""
    rows = Complaint.objects.select_related("application__applicant", "application__owner", "answered_by")
    found = rows.exclude(application__applicant__user=user).filter(pk=pk).first()
    if found is None or not access.may(user, "keep_registers"):
        raise Http404
    return found


def one_incident(user: User, pk: int) -> Incident:
    """An incident for who keeps the register, or 404."""
    rows = Incident.objects.select_related("application__applicant", "decided_by")
    found = rows.exclude(application__applicant__user=user).filter(pk=pk).first()
    if found is None or not access.may(user, "keep_registers"):
        raise Http404
    return found


