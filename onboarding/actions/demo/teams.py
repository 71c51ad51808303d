"""Training and placement: the next course with a seat, six weeks of classes, two with a team, then sessions and the role."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from onboarding.actions.demo import draws, suiting, support
from onboarding.actions.demo.clockwork import Life
from onboarding.actions.demo.walker import DAY, Walker
from onboarding.models import Cohort

A_WEEK = 7
MOVES_ON = ("moved_on", "pauses_and_moves_on")


def training(walker: Walker) -> Life:
    """From the offer of a place to the end of the two weeks with a team."""
    while walker.active and not (yield from _joins(walker)):
        yield 7
    for week in range(1, 7):
        status = "attended" if walker.rng.random() < 0.92 else "made_up"
        made_up_on = walker.today if status == "made_up" else None
        walker.go("training", "record_week", by="jo", week=week, status=status, made_up_on=made_up_on)
        yield 7
    with_team: dict[str, Any] = {"site": walker.site.pk, "supervisor": walker.staff("tessa").pk, "team_agreed": True}
    while not walker.tried("training", "start_practice", **with_team):
        yield 7
    yield 14
    walker.go("training", "finish", by="jo", credits=walker.rng.choice((3, 6, 6)))


def _joins(walker: Walker) -> Generator[float, None, bool]:
    """A place, a yes, the wait for the first day. Whether they came: a place can be lost to somebody who was away."""
    yield walker.takes(draws.office)
    cohort = _offered(walker)
    if cohort is None:
        return False
    yield walker.takes(draws.office_week)
    if not walker.tried("training", "accept_place"):
        return False
    yield max((cohort.starts_on - walker.today).days, 0) + 0.1
    if walker.today > cohort.starts_on + A_WEEK * DAY:  # it began while they had a break
        walker.tried("training", "wait_for_later")
        return False
    while not walker.tried("training", "start_course"):
        yield 7
        if walker.rows("training")[0].state != "joining":
            return False
    return True


def _offered(walker: Walker) -> Cohort | None:
    """The next course with a free place, offered at once; none where all are full."""
    ahead = [c for c in walker.world.cohorts if c.starts_on > walker.today + 14 * DAY and c.free_seats > 0]
    cohort = min(ahead, key=lambda cohort: cohort.starts_on, default=None)
    if cohort is not None and walker.active:
        walker.go("training", "offer_place", by="jo", cohort=cohort.pk)
    return cohort


def placement(walker: Walker) -> Life:
    """A team, an agreement, sessions, and the role; some move on from it."""
    if walker.active:
        suiting.suits(walker)
    yield walker.takes(draws.office)
    yield from _team(walker)
    yield walker.takes(draws.office_week)
    walker.go("placement", "sign_agreement", by="jo")
    yield walker.takes(draws.office_week)
    while not walker.tried("placement", "start"):
        yield 7
    yield from support.weeks(walker)
    while not walker.tried("placement", "confirm", by="dee"):
        yield 7
    walker.begins(support.in_role(walker))
    if walker.fate in MOVES_ON and walker.has_role:
        yield 40
        walker.go(None, "note_goals", by="dee", goals=["other_job", "study"])
        later: dict[str, Any] = {"what": "reference", "owner": walker.staff("jo").pk, "by_day": walker.today + 30 * DAY}
        walker.go(None, "promise_later", by="dee", **later)
        walker.go(None, "move_on", by="dee", where="other_job", why="next_step", may_ask=True)
        yield 95
        walker.go(None, "record_destination", by="dee", months="3", where="peer_role")


def _team(walker: Walker) -> Life:
    """The team that said yes already, or one that is asked now."""
    if walker.rows("host_acceptance"):
        while not walker.tried("placement", "keep_team"):
            yield 7
        return
    asked: dict[str, Any] = {"site": walker.site.pk, "supervisor": walker.staff("tessa").pk, "deputy": walker.staff("jo").pk}
    if walker.fate == "hosts_say_no":
        walker.go("placement", "ask_host", by="jo", **asked)
        yield walker.takes(draws.host_answer)
        walker.go("placement", "host_says_no", reason="no_supervisor")
        yield walker.takes(draws.office)
    walker.go("placement", "ask_host", by="jo", **asked)
    yield walker.takes(draws.host_answer)
    walker.go("placement", "host_says_yes")
