"""What the demo needs once its time has been lived: people who are told again from now on, and sign-ins of their own."""

from __future__ import annotations

import datetime as dt

from onboarding.actions.demo.world import World
from onboarding.actions.invite import invite
from onboarding.actions.start_telling import start_telling
from onboarding.models import Application
from onboarding.stages.names import ACTIVE

SPREAD = 14  # days over which the first promises were made


def finish(world: World, *, end: dt.datetime) -> None:
    """Start telling everybody whose application is open, a few each day of the last two weeks; sign-ins for all."""
    priya = world.staff["priya"]
    for number, application in enumerate(Application.objects.select_related("applicant").order_by("pk")):
        last = application.moves.latest("number").recorded_at
        if application.state in ACTIVE:
            start_telling(application, by=priya, at=max(last, end - dt.timedelta(days=number % SPREAD)))
        invite(application.applicant, by=priya, at=max(last, end))


def signs_in() -> list[tuple[str, str]]:
    """Three applicants to look at, each with what they see: something to do, waiting for others, in role."""
    found = []
    for words, state, party in SHOWN:
        people = Application.objects.filter(state=state).select_related("applicant").order_by("pk")
        waiting = people.filter(waits__party=party, waits__ended_at=None) if party else people
        first = waiting.first()
        if first is not None:
            found.append((words, first.applicant.email))
    return found


SHOWN = (
    ("something to do", "in_progress", "applicant"),
    ("waiting for the DBS", "in_progress", "disclosure_body"),
    ("in role", "in_role", ""),
)
