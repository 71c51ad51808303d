"""What a hospital asks: its committee's yes to the role at a site, and a team's yes to the person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onboarding.actions.demo import draws
from onboarding.actions.demo.clockwork import Life
from onboarding.actions.demo.walker import DAY, Walker
from onboarding.models import Approval

PUT_OFF = 0.15  # design: so often a paper is put off to the next meeting, once
MINUTES = 5  # days until the minutes are out
YEARS_2 = dt.timedelta(days=730)


def next_meeting(day: dt.date) -> dt.date:
    """The third Thursday of the first month of a quarter in which there are ten days left to send papers."""
    months = (day.year * 12 + day.month - 1 + add for add in range(5))
    meetings = (_third_thursday(month // 12, month % 12 + 1) for month in months if month % 3 == 0)
    return next(meeting for meeting in meetings if meeting >= day + 10 * DAY)


def _third_thursday(year: int, month: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(3 - first.weekday()) % 7 + 14)


def committee(walker: Walker) -> Life:
    """Asked once for each role and site; whoever comes later uses the approval that stands, or waits for the paper on its way."""
    yield walker.takes(draws.office)
    role, site = walker.application.opportunity.title, walker.site.pk
    coming = walker.world.on_agenda.get((role, site))
    if coming is not None:
        yield max((coming - walker.today).days, 0) + 0.5
        yield from _used(walker, role, site)
        return
    meets_on = next_meeting(walker.today)
    body = walker.world.bodies["committee"].pk
    walker.go("committee", "put_on_agenda", by="jo", body=body, site=site, meets_on=meets_on)
    put_off = walker.rng.random() < PUT_OFF
    last = next_meeting(meets_on) if put_off else meets_on
    walker.world.on_agenda[role, site] = last + (MINUTES + 4) * DAY
    if put_off:
        yield (meets_on - walker.today).days + 1
        walker.go("committee", "put_off", by="jo", meets_on=last)
    yield (last - walker.today).days + MINUTES
    walker.go("committee", "agreed", by="jo", until=walker.today + YEARS_2, condition="none")


def _used(walker: Walker, role: str, site: int) -> Life:
    stands = Approval.objects.filter(current=True, role=role, site_id=site).order_by("pk")
    while not (found := stands.filter(expires_on__gt=walker.today).first()):  # whose paper it was has stopped
        yield 7
    walker.go("committee", "use_approval", by="jo", approval=found.pk)


def host_acceptance(walker: Walker) -> Life:
    """The team says yes to the person while the training goes on."""
    yield walker.takes(draws.office)
    supporters: dict[str, Any] = {"supervisor": walker.staff("tessa").pk, "deputy": walker.staff("jo").pk}
    walker.go("host_acceptance", "ask_team", by="jo", site=walker.site.pk, **supporters)
    yield walker.takes(draws.host_answer)
    walker.go("host_acceptance", "team_says_yes")
