"""The facts of the conditional offer: the role, the checks that start, and until when it stands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.door.held import ZONE
from onboarding.letters.conditional_offer import Check
from onboarding.letters.words import counted
from onboarding.lib import clock
from onboarding.models import Application, Match, Offer
from onboarding.queries import how_long
from onboarding.queries.letter_facts.shared import fit, found, is_dbs
from onboarding.stages import ALL_KINDS
from onboarding.stages.names import OUR_OWN, Party

SUPERVISOR_LATER = "We will choose one with you before you start."
DBS_STANDARD = "The DBS says: 8 out of 10 checks take 2 weeks or less."  # published standard, DBS, 80 % within 14 days
WHO_SEES = {
    "occupational_health": "They tell us: yes, yes with support, or not now. They do not tell us why.",
    "crb": "A record does not always stop you.",
}
BODIES_OF_CHECKS = frozenset(Party) - OUR_OWN - {Party.APPLICANT, Party.PAUSED}


def _offer(application: Application, at: dt.datetime, move: int | None) -> dict[str, Any]:
    offer: Offer | None = found(application, Offer, move)
    role = application.opportunity
    return {
        "role_title": role.title,
        "team": role.service.name,
        "engagement": application.pathway.engagement,
        "time": f"{offer.hours} hours a week" if offer else "",
        "money": role.pay_words,
        "supervisor": supervisor(application),
        "accept_by": offer.accept_by if offer and offer.accept_by > clock.local_date(at, ZONE) else None,
        "checks": _checks(application, at),
        "help_near": (),  # the box at the top says where to get advice
    }


def supervisor(application: Application) -> str:
    """Who supervises, as far as that is settled."""
    match: Match | None = found(application, Match)
    return match.supervisor.name if match else SUPERVISOR_LATER


def _checks(application: Application, at: dt.datetime) -> tuple[Check, ...]:
    """The stages that open when the person says yes, in the pathway's order."""
    kinds = [stage["kind"] for stage in application.pathway.stages if "selection" in stage["opens_after"]]
    return tuple(_check(kind, application, at) for kind in dict.fromkeys(kinds))


def _check(kind: str, application: Application, at: dt.datetime) -> Check:
    title = fit(application)(ALL_KINDS[kind].public_title)
    return Check(title=title, usual=_usual_words(kind, application, at), seen_by=WHO_SEES.get(kind, ""))


def _usual_words(kind: str, application: Application, at: dt.datetime) -> str:
    """How long the outside body of a check usually takes, from our own figures, else the one it publishes."""
    body = next((state.party for state in ALL_KINDS[kind].states if state.party in BODIES_OF_CHECKS), None)
    usual = how_long.usual([(kind, body)], at=at).get((kind, body)) if body else None
    if usual:
        return f"Half of people wait less than {counted(usual.half, 'week')}."
    return DBS_STANDARD if body == Party.DISCLOSURE_BODY and is_dbs(application) else ""


OF_KIND = {"conditional_offer": _offer}
