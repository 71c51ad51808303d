"""What happens to one person: selection, the checks side by side, training when they are ready, placement."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Generator
from typing import Any

from onboarding.actions.demo import certificate, checks, draws, group, health, history, hospital, teams, turns
from onboarding.actions.demo.clockwork import Life
from onboarding.actions.demo.walker import DAY, Walker
from onboarding.actions.start import add_applicant, start_application
from onboarding.engine.reference import ALPHABET, LENGTH
from onboarding.models import Applicant, Application

NOT_THIS_TIME: dict[str, Any] = {
    "reason": "criteria", "first_strength": "listening", "second_strength": "warm", "next_time": "group", "offered_talk": True,
}  # fmt: skip
RESERVE, A_PLACE_COMES = 180, 0.4  # days on the reserve list, and how often it helps (design)
ONCE: dict[str, Callable[[Walker], Life]] = {
    "identity": checks.identity, "right_to_work": checks.right_to_work, "occupational_health": health.health,
    "crb": certificate.crb, "committee": hospital.committee,
    "employment_history": history.employment_history, "qualifications": history.qualifications,
}  # fmt: skip


def apply(walker: Walker) -> Life:
    """Send the application and go through selection; who comes to a group just comes."""
    _send(walker, _applicant(walker))
    yield from group.joins(walker) if walker.person.role == "G" else selection(walker)


def selection(walker: Walker) -> Life:
    """The invitation, the meeting, the decision."""
    yield walker.takes(draws.office_week)
    if walker.fate in EARLY_ENDS:
        yield from EARLY_ENDS[walker.fate](walker)
        return
    walker.go("selection", "invite", by="jo")
    yield walker.takes(draws.forms)
    if walker.fate == "stops_before_meeting":
        walker.go(None, "withdraw", reason="other_work")
        return
    walker.go("selection", "book", by="jo", starts_at=walker.now + 8 * DAY, how="in_person", place="14 Mill Lane")
    yield 8.2
    walker.go("selection", "met", by="jo")
    yield walker.takes(draws.office)
    yield from _decide(walker)


def _stops(walker: Walker) -> Life:
    yield walker.takes(draws.forms)
    walker.go(None, "withdraw", reason="no_say")


def _chooses_the_group(walker: Walker) -> Life:
    yield 1
    walker.go(None, "choose_group")


EARLY_ENDS: dict[str, Callable[[Walker], Life]] = {"stops_before_chat": _stops, "chose_group": _chooses_the_group}


def _decide(walker: Walker) -> Life:
    if walker.fate == "not_this_time":
        walker.go(None, "not_this_time", **NOT_THIS_TIME)
        return
    if walker.fate == "reserve" and not (yield from _kept_on_reserve(walker)):
        return
    hours = 16 if walker.paid else 6
    walker.go("selection", "offer", by="dee", hours=hours, accept_by=walker.today + 14 * DAY, peer_on_panel=True)
    yield walker.takes(draws.office_week)
    if walker.fate == "offer_declined":
        walker.go(None, "decline_offer")
        return
    walker.go("selection", "accept")
    _side_by_side(walker)


def _kept_on_reserve(walker: Walker) -> Generator[float, None, bool]:
    """A place may come free within half a year, or none does and we say so. Whether one came."""
    walker.go("selection", "reserve", by="dee", expires_on=walker.today + RESERVE * DAY)
    yield walker.rng.uniform(30, RESERVE - 10)
    if walker.rng.random() < A_PLACE_COMES:
        return True
    walker.go(None, "not_this_time", **{**NOT_THIS_TIME, "reason": "no_place"})
    return False


def _side_by_side(walker: Walker) -> None:
    """Every check that the pathway asks for starts at once."""
    kinds = walker.application.pathway.kinds
    lives = [life(walker) for kind, life in ONCE.items() if kind in kinds]
    lives += [checks.reference(walker, row) for row in walker.rows("reference")]
    held = [turns.while_here(walker, life) for life in lives]
    for life in [*held, turns.not_in_a_break(walker, _learns(walker)), _turns(walker), turns.patience(walker)]:
        walker.begins(life, after=dt.timedelta(hours=1 + walker.rng.random() * 30))


def _learns(walker: Walker) -> Life:
    """Ready, then on a course, then with a team; a ward says yes meanwhile."""
    yield from checks.readiness(walker)
    if not walker.active:
        return
    if walker.rows("host_acceptance"):
        walker.begins(turns.while_here(walker, hospital.host_acceptance(walker)))
    yield from teams.training(walker)
    yield from teams.placement(walker)


def _turns(walker: Walker) -> Life:
    """A turn of their way. Who was away long has old checks done again; who moves to another nation is checked there."""
    yield from turns.turning_point(walker)
    for kind in walker.opened_again():
        walker.begins(ONCE[kind](walker))
    if walker.fate == "moves_nation":
        person = dataclasses.replace(walker.person, role=turns.ELSEWHERE[walker.fate], fate="goes_far")
        there = Walker(person, walker.world, walker.clockwork)
        _send(there, walker.application.applicant, came_from=walker.application)
        there.begins(selection(there))


def _applicant(walker: Walker) -> Applicant:
    person = walker.person
    return add_applicant(
        first_name=person.first_name, surname=person.surname, email=person.email, points=person.points,
        mobile=f"+447700900{person.number:03}", address="2 Elm Row, Croydon", postcode="CR0 2BB",
    )  # fmt: skip


def _send(walker: Walker, applicant: Applicant, **fields: Any) -> None:
    owner = walker.staff("priya" if walker.person.number % 3 else "sol")
    role = walker.world.opportunity(walker.person.role, walker.today)
    walker.application = start_application(
        applicant, role, by=owner, at=walker.now, owner=owner, telling=False,
        body=reference_body(walker.person.number + (1000 if fields else 0)), **fields,
    )  # fmt: skip
    walker.application = Application.objects.select_related("pathway", "opportunity__service", "applicant").get(
        pk=walker.application.pk
    )
    walker.go(None, "submit")


def reference_body(number: int) -> str:
    """The random part of a reference, always the same for the same person."""
    rng = draws.dice(number + 4242)
    return "".join(rng.choice(ALPHABET) for _ in range(LENGTH))
