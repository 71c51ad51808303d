"""How long a form has been at its body beside the standards the bodies publish: calendar days, and what each allows us to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onboarding.door.held import ZONE, Held
from onboarding.lib import clock
from onboarding.models import Wait
from onboarding.queries.plain_words import BODIES, day
from onboarding.stages.names import Nation, Party
from onboarding.stages.pvg import SHARE, ready_since
from onboarding.stages.tracking import AGED, POLICE, STANDARDS

# How many are back within how many calendar days, as the bodies publish it.
PUBLISHED: dict[str, Sequence[tuple[int, str]]] = {
    Nation.SCOTLAND: ((14, "86 in 100"),),
    Nation.NORTHERN_IRELAND: ((10, "7 in 10"), (21, "95 in 100"), (28, "98 in 100")),
}


def standard_words(held: Held, waits: Iterable[Wait], *, at: dt.datetime) -> list[str]:
    """What staff read about a form that is away, or a result that has to be shared; empty when there is neither.

    `waits` are the open waits of the application.
    """
    mine = [wait for wait in waits if wait.kind == "crb"]
    wait = next((wait for wait in mine if wait.party == Party.DISCLOSURE_BODY), None)
    if wait is None:
        return _to_share(held, at) if mine else []
    today = clock.local_date(at, ZONE)
    days = (today - clock.local_date(wait.started_at, ZONE)).days
    nation = held.application.opportunity.nation
    if nation in PUBLISHED:
        body = BODIES[Nation(nation)][1]
        return [f"Day {days} at {body}. {_published(days, nation, body)}"]
    row = next(stage for stage in held.stages if stage.pk == wait.stage_id)
    seen = held.finding(row, "tracking")
    return [f"Day {days} at the DBS. {_due(days, seen, today)}", *_looked(seen)]


def _published(days: int, nation: str, body: str) -> str:
    """The standard that comes next, or what to do past the last one."""
    ahead = next(((within, share) for within, share in PUBLISHED[nation] if days < within), None)
    if ahead is None:
        return f"Past {PUBLISHED[nation][-1][0]} days: ask {body} what has happened."
    return f"{ahead[1]} are back within {ahead[0]} days."


def _to_share(held: Held, at: dt.datetime) -> list[str]:
    """The last day to share a PVG result: after it the result lapses, whoever has it."""
    row = next(stage for stage in held.stages if stage.kind == "crb")
    ready = ready_since(held.history(row), at) if row.state == "with_applicant" else None
    if ready is None:
        return []
    last = clock.local_date(ready, ZONE) + SHARE
    if last < clock.local_date(at, ZONE):
        return [f"The PVG result had to be shared by {day(last)}, and has lapsed: ask for it again."]
    return [f"The PVG result must be shared by {day(last)}. After that it has to be asked for again."]


def _looked(seen: Mapping[str, Any]) -> list[str]:
    return [f"We looked at the DBS tracker on {day(seen['looked_on'])}: stage {seen['stage_shown']} of 5."] if seen else []


def _due(days: int, seen: Mapping[str, Any], today: dt.date) -> str:
    look_again, ask, _aged = STANDARDS
    if seen and seen["stage_shown"] == POLICE and seen["since"] + AGED <= today:
        return "60 days at stage 4 are over: the DBS can be asked to hurry."
    if days >= ask:
        return f"Past {ask} days: look at the tracker, and ask who sent the form on."
    return f"Past {look_again} days: look at the tracker." if days >= look_again else f"8 in 10 are back within {look_again} days."
