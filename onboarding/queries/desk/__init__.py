"""What lies on the desk beside the worklist, panel by panel; the rows of all panels are read in one statement."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.db.models import QuerySet

from onboarding.door.held import ZONE
from onboarding.lib import clock
from onboarding.models import Application, Closure, User
from onboarding.models.gathered import Part, gather
from onboarding.queries.desk import (
    approved,
    dates,
    evidence,
    later,
    out,
    passing,
    plans,
    promises,
    reached,
    second,
    second_view,
    signing,
    signposts,
    support,
    tasks,
)
from onboarding.queries.desk.looking import MOST, Item, Looking, Source

__all__ = ["Desk", "Item"]
SOURCES: dict[str, Source] = {
    "promises": promises.PROMISES,
    "messages": out.LETTERS,
    "links": out.LINKS,
    "evidence": evidence.EVIDENCE,
    "talks": evidence.TALKS,
    "proposals": second.PROPOSALS,
    "named": second.RECORDS,
    "clearances": dates.CLEARANCES,
    "reserve": dates.RESERVE,
    "news": dates.NEWS,
    "unanswered": reached.MESSAGES,
    "to_call": reached.CALLS,
    "tasks": tasks.TASKS,
    "plans": plans.PLANS,
    "looking": second_view.LOOKING,
    "skills": signing.SKILLS,
    "wishes": passing.WISHES,
    "signposts": signposts.SIGNPOSTS,
    "support": support.SUPPORT,
    "approvals": approved.APPROVALS,
    "later": later.LATER,
}
# What one panel shows of several sources.
TOGETHER = {"records": ("named", "talks"), "dates": ("clearances", "reserve", "news")}


class Desk:
    """Every panel of one person's desk about the applications they look at, each with its first lines; and our closures."""

    def __init__(self, user: User, seen: QuerySet[Application], *, at: dt.datetime) -> None:
        look = Looking(user, seen, clock.local_date(at, ZONE), at)
        parts = {name: part for name, source in SOURCES.items() if source.part and (part := source.part(look))}
        rows = gather({**parts, **promises.beside(look), "closures": Part(Closure.objects.filter(body=None), "day", "nation")})
        look = replace(look, known=rows)
        self.closures = tuple((row["day"], row["nation"], None) for row in rows["closures"])
        self.lines = {name: source.items(rows[source.of or name], look) for name, source in SOURCES.items()}

    def panel(self, name: str) -> list[Item]:
        """The lines of one panel; of dates the nearest."""
        found = [line for source in TOGETHER.get(name, (name,)) for line in self.lines[source]]
        return sorted(found, key=lambda one: (one.due_on or dt.date.max, one.reference))[:MOST] if name == "dates" else found
