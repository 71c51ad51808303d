"""What the demo needs once its time has been lived: people who are told again from now on, and sign-ins of their own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.actions.demo.selecting import selecting
from onboarding.actions.demo.signing import signing
from onboarding.actions.demo.world import World
from onboarding.actions.invite import invite
from onboarding.actions.start_telling import start_telling
from onboarding.models import Application
from onboarding.stages.names import ACTIVE, Engagement, Life, Party

SPREAD = 14  # days over which the first promises were made


def finish(world: World, *, end: dt.datetime) -> None:
    """Start telling everybody whose application is open, a few each day of the last two weeks; sign-ins for all."""
    priya = world.staff["priya"]
    for number, application in enumerate(Application.objects.select_related("applicant", "pathway").order_by("pk")):
        last = application.moves.latest("number").recorded_at
        if application.state in ACTIVE and application.pathway.engagement != Engagement.GROUP:
            start_telling(application, by=priya, at=max(last, end - dt.timedelta(days=number % SPREAD)))
        invite(application.applicant, by=priya, at=max(last, end))
    selecting(world, end=end)
    signing(world, end=end)


def signs_in() -> list[tuple[str, str]]:
    """Four applicants to look at, each with what they see: something to do, waiting for others, in role, in a group."""
    people = Application.objects.select_related("applicant").order_by("pk")
    found = [(words, people.filter(**which).exclude(**but).first()) for words, which, but in SHOWN]
    return [(words, first.applicant.email) for words, first in found if first is not None]


IN_A_GROUP: dict[str, Any] = {"pathway__engagement": Engagement.GROUP}
NOW: dict[str, Any] = {"state": Life.IN_PROGRESS, "waits__ended_at": None}
SHOWN: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
    ("something to do", {**NOW, "waits__party": Party.APPLICANT}, IN_A_GROUP),
    ("waiting for the DBS", {**NOW, "waits__party": Party.DISCLOSURE_BODY}, IN_A_GROUP),
    ("in role", {"state": Life.IN_ROLE}, IN_A_GROUP),
    ("member of a group", {"state": Life.IN_ROLE, **IN_A_GROUP}, {}),
)
